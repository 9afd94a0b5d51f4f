"""Write XLIFF 2.1: one `file` element a catalog, one unit an entry, never to be segmented otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from l10n_flow.model import L10nError
from l10n_flow.text.tags import TAG, is_alone, is_closing, nested
from l10n_flow.xliff import BASE, DRAFT, GLOSSARY, METADATA, NAMESPACE, OWN, XliffFile, XliffUnit

# Characters that XML 1.0 cannot hold; XLIFF writes them as <cp hex="..."/>.
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def write(files: Sequence[XliffFile], *, source: str = "ar") -> bytes:
    """The whole document, UTF-8. All files must be of one language, since a document has one.

    Raises:
        L10nError: they are of several languages, or there is none.
    """
    languages = {file.language for file in files}
    if len(languages) != 1:
        raise L10nError(f"an XLIFF document has one target language, not {len(languages)}", mend="Export each by itself.")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" xmlns:gls="{GLOSSARY}" xmlns:mda="{METADATA}" version="2.1"'
        f' srcLang="{source}" trgLang="{languages.pop()}">',
    ]
    for number, file in enumerate(files, 1):
        lines.append(
            f'  <file id="f{number}" original={quoteattr(file.original)} canResegment="no" srcDir="rtl" trgDir="ltr"'
            ' xml:space="preserve">'
        )
        lines += [f"    {line}" for unit in file.units for line in _unit(unit)]
        lines.append("  </file>")
    return "\n".join([*lines, "</xliff>", ""]).encode("utf-8")


def _unit(unit: XliffUnit) -> Iterator[str]:
    """Modules before notes before the segment, as the schema asks."""
    kind = f' type="{OWN}:{unit.role}"' if unit.role else ""
    yield f'<unit id="{unit.id}"{kind}>'
    if unit.names:
        yield "  <gls:glossary>"
        for term, translation in unit.names:
            entry = f"<gls:term>{_note(term)}</gls:term><gls:translation>{_note(translation)}</gls:translation>"
            yield f"    <gls:glossEntry>{entry}</gls:glossEntry>"
        yield "  </gls:glossary>"
    if unit.base:
        meta = f'<mda:meta type="{BASE}">{unit.base}</mda:meta>'
        yield f'  <mda:metadata><mda:metaGroup category="{OWN}">{meta}</mda:metaGroup></mda:metadata>'
    if unit.notes:
        yield "  <notes>"
        for category, text in unit.notes:
            yield f"    <note category={quoteattr(category)}>{_note(text)}</note>"
        yield "  </notes>"
    sub = f' subState="{DRAFT}"' if unit.draft else ""
    yield f'  <segment state="{unit.state.value}"{sub}>'
    yield f"    <source>{_coded(unit.source)}</source>"
    if unit.target:
        yield f"    <target>{_coded(unit.target)}</target>"
    yield "  </segment>"
    yield "</unit>"


def _coded(text: str) -> str:
    """Text with inline tags as codes, their names as ids: <g1>...</g1> is a <pc>, <x2/> a <ph>. Broken pairs stay text."""
    tags = TAG.findall(text)
    if not tags or not nested(tags) or len(set(tags)) != len(tags):
        return _text(text)
    out, place = [], 0
    for match in TAG.finditer(text):
        tag = match.group()
        code = "</pc>" if is_closing(tag) else f'<ph id="{tag[1:-2]}"/>' if is_alone(tag) else f'<pc id="{tag[1:-1]}">'
        out += [_text(text[place : match.start()]), code]
        place = match.end()
    return "".join([*out, _text(text[place:])])


def _text(text: str) -> str:
    """Text of a source or target; a carriage return by number, since XML would read it as a line feed."""
    return _FORBIDDEN.sub(lambda match: f'<cp hex="{ord(match.group()):04X}"/>', escape(text, {"\r": "&#13;"}))


def _note(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})
