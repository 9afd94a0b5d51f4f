"""Inline tags as translators see them: <g1>...</g1> around words, <x2/> for what stands alone.

The names are those of XLIFF 1.2 ("g" and "x") and of OmegaT; the numbers count the tags of one unit, so that a sentence reads
the same in every document and format.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

TAG = re.compile(r"</?g[1-9]\d{0,2}>|<x[1-9]\d{0,2}/>")


def is_closing(tag: str) -> bool:
    return tag.startswith("</")


def is_alone(tag: str) -> bool:
    return tag.endswith("/>")


def partner(tag: str) -> str:
    """The other tag of a pair: "</g1>" of "<g1>", and the other way round."""
    return tag.replace("</", "<") if is_closing(tag) else tag.replace("<", "</")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a text and where it stands in the text without tags."""

    tag: str
    place: int


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its tags; `offsets[i]` is where character i stood, `offsets[len(text)]` the length of the whole.

    A tag that stands alone between two letters leaves a space, since it parts two words.
    """

    text: str
    tags: tuple[Tag, ...]
    offsets: tuple[int, ...]

    def index(self, place: int) -> int:
        """Where a place of the whole text is in `text`; that of what follows, for a place in a tag."""
        return min(bisect_left(self.offsets, place), len(self.text))


def bare(text: str) -> Bare:
    """Take the tags out of a text."""
    out: list[str] = []
    offsets: list[int] = []
    tags: list[Tag] = []
    place = 0
    for match in TAG.finditer(text):
        out.append(text[place : match.start()])
        offsets += range(place, match.start())
        glued = text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum()
        tags.append(Tag(match.group(), len(offsets)))
        if is_alone(match.group()) and glued:
            out.append(" ")
            offsets.append(match.start())
        place = match.end()
    offsets += range(place, len(text) + 1)
    return Bare("".join([*out, text[place:]]), tuple(tags), tuple(offsets))


def without_tags(text: str) -> str:
    """`bare(text).text`, at no cost where there are none."""
    return bare(text).text if "<" in text and TAG.search(text) else text


def nested(tags: Sequence[str]) -> bool:
    """Whether pairs are whole and none is closed before what was opened inside of it."""
    waiting: list[str] = []
    for tag in tags:
        if is_closing(tag):
            if not waiting or waiting.pop() != partner(tag):
                return False
        elif not is_alone(tag):
            waiting.append(tag)
    return not waiting
