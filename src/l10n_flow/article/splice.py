"""Exchange parts of a source text and leave every other character as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.model import Code, Unit
from l10n_flow.text.inline import arranged

_WHITE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BIDI_OR_TAG = re.compile(
    rf"(<[^<>]*>)|{BIDI.pattern}|&(?:[lr]lm|#0*(?:1564|820[67]|823[4-8]|829[4-7])|#x0*(?:61c|200[ef]|202[a-e]|206[6-9]));",
    re.IGNORECASE,
)
_EDGE = rf"(?:{_BIDI_OR_TAG.pattern}|[\s*_~])+"  # what may stand between such a mark and its sentence
_AHEAD, _BEHIND = re.compile(_EDGE, re.IGNORECASE), re.compile(rf"{_EDGE}\Z", re.IGNORECASE)
_NEAR = 200
Emit = Callable[[int, int], str]  # what is written for a stretch of the source, with the edits inside of it


@dataclass(frozen=True, slots=True)
class Edit:
    """Write `new` instead of `source[start:end]`; it may ask for stretches inside of it."""

    start: int
    end: int
    new: Callable[[Emit], str]


class Splicer:
    """A source text with edits. An edit inside of another is carried out where that one asks for the stretch it lies in."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        self._source = source
        self._edits = sorted(edits, key=lambda edit: (edit.start, -edit.end))
        self._starts = [edit.start for edit in self._edits]

    def whole(self) -> str:
        return self.emit(0, len(self._source))

    def emit(self, start: int, end: int) -> str:
        """`source[start:end]` with its edits."""
        out: list[str] = []
        place = start
        for number in range(bisect_left(self._starts, start), len(self._edits)):
            edit = self._edits[number]
            if edit.start >= end:
                break
            if edit.start >= place and edit.end <= end:
                out += [self._source[place : edit.start], edit.new(self.emit)]
                place = edit.end
        return "".join([*out, self._source[place:end]])


def without_bidi(text: str, units: Iterable[Unit]) -> Iterator[Edit]:
    """Edits that take marks of direction away from around units: they were set for Arabic, and embed what is there now."""
    done: set[int] = set()
    for unit in units:
        first = max(0, unit.start - _NEAR)
        before = _BEHIND.search(text[first : unit.start]) if _BIDI_OR_TAG.search(text, first, unit.start) else None
        after = _AHEAD.match(text, unit.end, unit.end + _NEAR)
        spans = [(first + before.start(), unit.start)] if before else []
        for start, end in [*spans, *([after.span()] if after else [])]:
            for match in _BIDI_OR_TAG.finditer(text, start, end):
                if not match.group(1) and match.start() not in done:
                    done.add(match.start())
                    yield Edit(*match.span(), lambda emit: "")


Compose = Callable[[Unit, Sequence[str | Code], Emit], str]  # a translation's text and tags as the format writes them


def unit_edits(units: Sequence[Unit], translations: Sequence[str], compose: Compose) -> Iterator[Edit]:
    """The edits that write translations; none for a unit that is translated by itself."""
    for unit, translation in zip(units, translations, strict=True):
        if translation != unit.text:
            yield Edit(unit.start, unit.end, _new(unit, translation, compose))


def on_one_line(translation: str) -> str:
    """A translation with one space for white space; the spaces that break no line stay, a translator set them."""
    return _WHITE.sub(" ", translation).strip(" ")


def _new(unit: Unit, translation: str, compose: Compose) -> Callable[[Emit], str]:
    parts = arranged(unit, on_one_line(translation))
    return lambda emit: " " * unit.glued + compose(unit, parts, emit)
