"""TMX 1.4b: the memory for other tools, and theirs for it.

One unit a pair. Where a pair comes from stands in the properties that OmegaT uses (file, id, prev, next) and in two of our own
(x-line, x-reference), so that an export that is imported again is the same memory.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from l10n_flow import __version__, lang
from l10n_flow.memory.match import Pair
from l10n_flow.memory.normalise import key_of
from l10n_flow.model import L10nError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="l10n-flow" creationtoolversion="{__version__}" segtype="sentence" o-tmf="l10n-flow" adminlang="en"\
 srclang="ar" datatype="plaintext"/>
  <body>
"""
_TAIL = "  </body>\n</tmx>\n"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
_LINE = re.compile(r"[0-9]{1,15}")  # what the memory's file can hold
_DATE, _ISO = "%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%SZ"
_PLAIN = frozenset(("seg", "hi", "sub"))  # elements whose own text is text of the segment, not code of its format


def write(out: BinaryIO, pairs: Iterable[Pair]) -> int:
    """Write pairs one by one, so that their number is limited by the disk alone; gives how many.

    Control characters that XML cannot hold are left out.
    """
    count = 0
    out.write(_HEAD.encode())
    for count, pair in enumerate(pairs, 1):  # noqa: B007
        out.write(_unit(pair).encode("utf-8"))
    out.write(_TAIL.encode())
    return count


def _unit(pair: Pair) -> str:
    date = _converted(pair.learned, _ISO, _DATE)
    values = {"creationdate": date, "creationid": pair.translator}
    attributes = "".join(f" {name}={quoteattr(_legal(value))}" for name, value in values.items() if value)
    properties: dict[str, str | None] = {
        "file": pair.catalog or None, "id": pair.context or None, "prev": pair.previous, "next": pair.following,
        "x-line": str(pair.line), "x-reference": pair.reference or None,
    }  # fmt: skip
    lines = [f"    <tu{attributes}>"]
    lines += [f'      <prop type="{name}">{_escaped(text)}</prop>' for name, text in properties.items() if text is not None]
    for code, text in (("ar", pair.source), (pair.language, pair.target)):
        lines.append(f'      <tuv xml:lang="{code}"><seg>{_escaped(text)}</seg></tuv>')
    return "\n".join([*lines, "    </tu>\n"])


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _escaped(text: str) -> str:
    return escape(_legal(text), {"\r": "&#13;"})


def read(path: Path, *, now: datetime) -> Iterator[Pair]:
    """The pairs of a TMX file from Arabic into languages we know, one by one; markup inside of a segment is left out.

    Args:
        now: the date of pairs that have none.

    Raises:
        L10nError: the file cannot be read, is not well-formed, is no TMX, or has no such pair; with line and column.
    """
    count = 0
    try:
        with path.open("rb") as file:
            for unit in _units(file, path):
                for pair in _pairs(unit, path.name, now.astimezone(UTC).strftime(_ISO)):
                    count += 1
                    yield pair
    except ET.ParseError as error:
        line, column = error.position
        where = f"{path}:{line}:{column + 1}"
        raise L10nError(f"not well-formed XML: {error}", where=where, mend="Export it again.") from None
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Check the path.") from None
    except (ValueError, LookupError) as error:  # XML's parser knows no other encodings, and says so in these
        raise L10nError(f"its encoding is not read: {error}", where=str(path), mend="Save it as UTF-8.") from None
    if not count:
        known = ", ".join(lang.codes())
        mend = f"Check its languages: the source is to be 'ar', the target one of {known}."
        raise L10nError("no unit from Arabic into a language of the project", where=str(path), mend=mend)


def _units(file: BinaryIO, path: Path) -> Iterator[ET.Element]:
    """Each <tu>, given free when the next one is asked for."""
    events = ET.iterparse(file, events=("start", "end"))
    body: ET.Element | None = None
    for number, (event, element) in enumerate(events):
        if not number and element.tag != "tmx":
            raise L10nError(f"the root is <{element.tag}>, not <tmx>", where=f"{path}:1", mend="Give a TMX file.")
        if event == "start" and element.tag == "body":
            body = element
        elif event == "end" and element.tag == "tu":
            yield element
            if body is not None:
                body.clear()


def _pairs(unit: ET.Element, file: str, now: str) -> Iterator[Pair]:
    segments: dict[str, list[tuple[ET.Element, str]]] = {}
    for tuv in unit.iter("tuv"):
        code = (tuv.get(LANG) or tuv.get("lang") or "").replace("_", "-").split("-")[0].lower()
        seg = tuv.find("seg")
        if seg is not None:
            segments.setdefault(code, []).append((tuv, "".join(_text(seg))))
    if not segments.get("ar"):
        return
    properties = {prop.get("type", ""): prop.text or "" for prop in unit.findall("prop")}
    source = segments["ar"][0][1]
    for code in lang.codes():
        for tuv, target in segments.get(code, ()):
            if not source.strip() or not target.strip():
                continue
            own = "x-line" in properties
            apart = properties.get("id") or unit.get("tuid") or ""
            yield Pair(
                source, target, code, properties.get("prev"), properties.get("next"),
                catalog=properties.get("file") or file,
                # Two translations of one text in a foreign file are two pairs, not a change of one.
                context=properties.get("id", "") if own else apart or key_of(target).hex()[:8],
                line=int(properties["x-line"]) if _LINE.fullmatch(properties.get("x-line", "")) else 0,
                reference=properties.get("x-reference", ""),
                translator=_first("id", tuv, unit), learned=_converted(_first("date", tuv, unit), _DATE, _ISO) or now,
            )  # fmt: skip


def _first(what: str, *elements: ET.Element) -> str:
    """Who or when, of the last change, else of the creation."""
    return next((value for one in elements for name in ("change", "creation") if (value := one.get(name + what))), "")


def _text(element: ET.Element) -> Iterator[str]:
    if element.tag in _PLAIN:
        yield element.text or ""
    for child in element:
        if element.tag in _PLAIN:
            yield from _text(child)
            yield child.tail or ""


def _converted(date: str, old: str, new: str) -> str:
    try:
        return datetime.strptime(date, old).replace(tzinfo=UTC).strftime(new)
    except ValueError:
        return ""
