"""An HTML text as tokens that know their places: one after another they are the text.

The standard library's parser tells where each construct begins; it ends where the next one begins. So whatever a page holds,
nothing of it is lost.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=][^\s<>/=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?""")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is "start", "end", "text" or "other" (comments, declarations); `name` is that of a tag, in small letters."""

    kind: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute whose value is written at `text[start:end]`, without its quotes; `quote` is "" where it has none."""

    name: str
    value: str
    start: int
    end: int
    quote: str


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, tuple[int, int]]] = []

    def _note(self, kind: str, name: str = "") -> None:
        self.found.append((kind, name, self.getpos()))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._note("start", tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._note("start", tag)

    def handle_endtag(self, tag: str) -> None:
        self._note("end", tag)

    def handle_data(self, data: str) -> None:
        self._note("text")

    def handle_comment(self, data: str) -> None:
        self._note("other")

    def handle_decl(self, decl: str) -> None:
        self._note("other")

    def handle_pi(self, data: str) -> None:
        self._note("other")

    def unknown_decl(self, data: str) -> None:
        self._note("other")


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order; what stands before the first one is none."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    places = [(kind, name, lines[line - 1] + column) for kind, name, (line, column) in parser.found]
    ends = [*(start for _, _, start in places), len(text)][1:]
    return [Token(*place, end) for place, end in zip(places, ends, strict=False) if place[2] < end]


def attributes(text: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a start tag that have a value; of two with one name the first."""
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(text, token.start + 1 + len(token.name), token.end):
        name, written = match.group(1).lower(), match.group(2)
        if written is None or name in seen:
            continue
        seen.add(name)
        quote = written[0] if written[0] in "\"'" else ""
        start, end = match.start(2) + len(quote), match.end(2) - len(quote)
        yield Attribute(name, html.unescape(text[start:end]), start, end, quote)


def entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, what it reads as) of the entities of a stretch."""
    for match in _ENTITY.finditer(text, start, end):
        reads = html.unescape(match.group())
        if reads != match.group():
            yield match.start(), match.end(), reads


def line_of(lines: list[int], place: int) -> int:
    """The number of the line, given where lines begin."""
    return bisect_right(lines, place)
