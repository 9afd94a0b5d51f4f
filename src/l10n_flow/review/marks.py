"""Names and differences inside of texts, as HTML that is safe to show."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from l10n_flow.glossary import Glossary
from l10n_flow.glossary.forms import find_forms
from l10n_flow.glossary.terms import Term
from l10n_flow.lang import Language
from l10n_flow.model import Hit

_TOKEN = re.compile(r"\s+|[\w'’]+|[^\w\s]")
METHODS = {
    "mask": "carried through the engine behind a mask",
    "other-mask": "carried through the engine behind another mask",
    "n-best": "chosen from the engine's alternatives",
    "clause": "carried through the engine clause by clause",
    "model": "written by the engine itself",
    "aligned": "put over the words that the engine wrote for it",
    "missing": "could not be placed in the draft",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text to mark: `kind` is "name", "variant", "adjective" or "wrong"; `tip` explains it, line by line."""

    start: int
    end: int
    kind: str
    term: str
    tip: str


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text escaped, with its spans marked; of two that overlap the longer one is shown."""
    free: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start)):
        if all(span.end <= other.start or other.end <= span.start for other in free):
            free.append(span)
    out, at = Markup(), 0
    for span in sorted(free, key=lambda one: one.start):
        out += escape(text[at : span.start])
        out += Markup('<mark class="hit {}" data-term="{}" data-tip="{}">{}</mark>').format(
            span.kind, span.term, span.tip, text[span.start : span.end]
        )
        at = span.end
    return out + escape(text[at:])


def source_spans(hits: Sequence[Hit], glossary: Glossary, language: Language) -> Iterator[Span]:
    """The names of a source text, each with its approved form and how it was recognised."""
    for hit in hits:
        term = glossary.terms[hit.term_id]
        target = term.target(language.code, later=hit.later)
        adjective = hit.kind == "nisba"
        wanted = " or ".join(target.nisba) if adjective and target and target.nisba else target.term if target else ""
        lines = [wanted or f"no {language.name} form", _about(term)]
        if hit.kind != "term":
            lines.append(f"{'adjective' if adjective else 'another spelling'} of {term.ar}")
        lines += [f"{hit.before} is written onto it"] if hit.before else []
        lines += [f"{hit.after} is written behind it"] if hit.after else []
        yield Span(hit.start, hit.end, "adjective" if adjective else "name", term.id, "\n".join(lines))


def target_spans(
    text: str, hits: Sequence[Hit], glossary: Glossary, language: Language, methods: Mapping[str, str]
) -> Iterator[Span]:
    """The forms of those names in a translation. `methods`: Arabic name -> how the draft got it."""
    for term_id in dict.fromkeys(hit.term_id for hit in hits):
        term = glossary.terms[term_id]
        target = term.target(language.code)
        if target is None:
            continue
        for one in find_forms(text, target, language, sentence_case=term.case == "sentence"):
            kind, said = {"approved": "name", "forbidden": "wrong"}.get(one.kind, one.kind), f"{one.kind} form"
            if one.kind == "forbidden":
                said = f"forbidden; write {target.term}"
            elif one.right is not None and one.right != one.form.replace("’", "'"):
                kind, said = "wrong", f"wrong suffix; write {one.right}"
            how = methods.get(term.ar, "")
            lines = [term.ar, said, _about(term), *([how] if how and kind == "name" else [])]
            yield Span(one.start, one.end, kind, term.id, "\n".join(lines))


def _about(term: Term) -> str:
    return f"{term.kind}: {term.note}" if term.note else term.kind


def difference(old: str, new: str) -> Markup:
    """What changed from `old` to `new`, word by word: `<del>` and `<ins>`."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    out = Markup()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            out += escape("".join(left[a:b]))
            continue
        out += Markup("<del>{}</del>").format("".join(left[a:b])) if b > a else Markup()
        out += Markup("<ins>{}</ins>").format("".join(right[c:d])) if d > c else Markup()
    return out
