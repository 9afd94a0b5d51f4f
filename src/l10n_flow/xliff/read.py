"""Read XLIFF 2.0 and 2.1 as CAT tools give it back: split into segments, with inline codes, without our metadata."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.text.tags import TAG
from l10n_flow.xliff import BASE, DRAFT, METADATA, NAMESPACE, OWN, XliffFile, XliffState, XliffUnit

_CORE = f"{{{NAMESPACE}}}"
MOST_NESTED = 100  # elements in one another; a recursion per level has to end
_META = f"{{{METADATA}}}"


def read(raw: bytes, path: Path) -> tuple[XliffFile, ...]:
    """The files of a document.

    Raises:
        L10nError: it is not XML, holds a document type, is not XLIFF 2, its target language is missing, or its codes are
            nested as no text ever is.
    """
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise L10nError("a document type is not read", where=str(path), mend="Export it as plain XLIFF 2.1.")
    try:
        root = ET.fromstring(raw)
    except (ET.ParseError, ValueError, LookupError) as error:
        line = error.position[0] if isinstance(error, ET.ParseError) else 1
        raise L10nError(f"not well-formed XML: {error}", where=f"{path}:{line}", mend="Export it again.") from None
    version = root.get("version", "")
    if root.tag != f"{_CORE}xliff" or not version.startswith("2."):
        what = f"this is XLIFF {version}" if root.tag.endswith("}xliff") else f"the root is <{root.tag}>"
        raise L10nError(f"{what}, not XLIFF 2.1", where=str(path), mend="Export it as XLIFF 2.0 or 2.1.")
    language = (root.get("trgLang") or "").replace("_", "-").split("-")[0].lower()
    if not language:
        raise L10nError("no target language (trgLang)", where=str(path), mend="Export it with its target language.")
    if _depth(root) > MOST_NESTED:
        raise L10nError("codes are nested too deeply", where=str(path), mend="Export it again, without its marks.")
    return tuple(
        XliffFile(file.get("original", ""), language, tuple(map(_unit, file.iter(f"{_CORE}unit"))))
        for file in root.iter(f"{_CORE}file")
    )


def _depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _unit(unit: ET.Element) -> XliffUnit:
    """One unit with its segments joined; its state is that of the segment that is least far."""
    parts = [part for part in unit if part.tag in (f"{_CORE}segment", f"{_CORE}ignorable")]
    segments = [part for part in parts if part.tag == f"{_CORE}segment"]
    states = [_state(segment) for segment in segments]
    translated = all(segment.find(f"{_CORE}target") is not None for segment in segments)
    return XliffUnit(
        id=unit.get("id", ""),
        source="".join(_content(part.find(f"{_CORE}source")) for part in parts),
        target="".join(_target(part) for part in parts) if translated else "",
        state=min(states, key=lambda state: state.rank, default=XliffState.INITIAL),
        draft=any(segment.get("subState") == DRAFT for segment in segments),
        base=next(_bases(unit), ""),
    )


def _state(segment: ET.Element) -> XliffState:
    try:
        return XliffState(segment.get("state", XliffState.INITIAL.value))
    except ValueError:
        return XliffState.INITIAL


def _target(part: ET.Element) -> str:
    """An ignorable without a target is white space that stays as it is in the source."""
    target = part.find(f"{_CORE}target")
    return _content(part.find(f"{_CORE}source") if target is None else target)


def _content(element: ET.Element | None) -> str:
    """The text with what stands inside of marks and paired codes; a <cp> is the character it names.

    Our own codes, known by their ids, are tags again, also where a tool wrote a pair as <sc> and <ec>.
    """
    if element is None:
        return ""
    out = [element.text or ""]
    for child in element:
        out.append(_character(child) if child.tag == f"{_CORE}cp" else _code(child))
        out.append(child.tail or "")
    return "".join(out)


def _code(element: ET.Element) -> str:
    kind = element.tag.removeprefix(_CORE)
    own = element.get("startRef", element.get("id", "")) if kind == "ec" else element.get("id", "")
    inside = _content(element)
    if kind == "ph" and TAG.fullmatch(f"<{own}/>"):
        return f"<{own}/>"
    if kind not in ("pc", "sc", "ec") or not TAG.fullmatch(f"<{own}>"):
        return inside
    return f"<{own}>{inside}</{own}>" if kind == "pc" else f"</{own}>" if kind == "ec" else f"<{own}>"


def _character(cp: ET.Element) -> str:
    """The character that a <cp> names; U+0000 and halves of a pair are none that a catalog could hold."""
    try:
        char = chr(int(cp.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return "" if char == "\0" or "\ud800" <= char <= "\udfff" else char


def _bases(unit: ET.Element) -> Iterator[str]:
    for group in unit.iter(f"{_META}metaGroup"):
        if group.get("category") == OWN:
            yield from ((meta.text or "").strip() for meta in group if meta.get("type") == BASE)
