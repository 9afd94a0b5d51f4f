"""Blocks with markup, put together from pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from l10n_flow.article.boilerplate import DATE_STAMP, SECTION_LABEL, boilerplate
from l10n_flow.model import Block, Inline, Mark, Role
from l10n_flow.text.arabic import is_edge

_SPACED = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+(?: [^ \t\r\n\f]+)*")


def text_pieces(source: str, start: int, end: int) -> list[Inline]:
    """The pieces of a stretch of plain source text; a run of white space that is not one space reads as one space."""
    return [
        Inline(Mark.TEXT, " " if not match.group().strip(" \t\r\n\f") else match.group(), match.start(), match.end())
        for match in _SPACED.finditer(source, start, end)
    ]


def block_of(
    pieces: Sequence[Inline], role: Role, line: int, *, style: str = "", reason: str = "", cell: bool = False
) -> Block | None:
    """A block of pieces in the order of the source, or None where they hold no word.

    Pieces at the ends that are white space or tags go outside, unless a tag's partner is inside. A line of website
    boilerplate is told by its text, but for the `cell` of a table: there "الاسم" heads a column.
    """
    pieces = _trimmed(_tidied(_collapsed(_uncrossed(pieces))))
    text = "".join(piece.text for piece in pieces)
    if not any(map(str.isalnum, text)):
        return None
    what = reason or ("" if cell else boilerplate(text))
    if role is Role.HEADING and what in (SECTION_LABEL, DATE_STAMP):
        what = ""  # "الاقتصاد", "24/11/2026" over a part of the article
    role = Role.BOILERPLATE if what else role
    start, end = pieces[0].start, max(piece.end for piece in pieces)
    return Block(role, start, end, text, line, what, tuple(pieces), style)


def with_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in order; a section label with paragraphs before and after it is of the article too."""
    body = [place for place, block in enumerate(blocks) if block.role is Role.PARAGRAPH and not block.style]
    return [
        replace(block, role=Role.PARAGRAPH, reason="")
        if block.reason == SECTION_LABEL and body and body[0] < place < body[-1]
        else block
        for place, block in enumerate(blocks)
    ]


def _collapsed(pieces: Sequence[Inline]) -> list[Inline]:
    """White space only once where tags stand between."""
    found: list[Inline] = []
    spaced = True
    for piece in pieces:
        if piece.text.isspace() and piece.text:
            if not spaced:
                found.append(piece)
            elif piece.mark is not Mark.TEXT:
                found.append(replace(piece, text=""))
            spaced = True
            continue
        found.append(piece)
        if piece.text or piece.mark is Mark.ALONE:
            spaced = piece.text.endswith(" ")
    return found


def _uncrossed(pieces: Sequence[Inline]) -> list[Inline]:
    """The pieces with every pair whole and inside of another or outside; other tags stand alone."""
    waiting: list[int] = []
    whole: set[int] = set()
    for piece in pieces:
        if piece.mark is Mark.OPEN:
            waiting.append(piece.pair)
        elif piece.mark is Mark.CLOSE and piece.pair in waiting:
            whole.add(piece.pair)
            while waiting.pop() != piece.pair:
                pass
    paired = (Mark.OPEN, Mark.CLOSE)
    return [replace(p, mark=Mark.ALONE) if p.mark in paired and p.pair not in whole else p for p in pieces]


def _tidied(pieces: Sequence[Inline]) -> list[Inline]:
    """Pairs around nothing are one tag that stands alone; pairs around the same words, written side by side, are one pair."""
    found: list[Inline] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before and piece.mark is Mark.CLOSE and before.mark is Mark.OPEN and piece.pair == before.pair:
            found[-1] = Inline(Mark.ALONE, "", before.start, piece.end)
        else:
            found.append(piece)
    beside = [(left, right) for left, right in pairwise(found) if left.mark is right.mark and left.end == right.start]
    opened = {(left.pair, right.pair) for left, right in beside if left.mark is Mark.OPEN}
    closed = {(right.pair, left.pair) for left, right in beside if left.mark is Mark.CLOSE}
    merged: list[Inline] = []
    last: Inline | None = None  # as it was before it was merged
    for piece in found:
        same = last is not None and last.mark is piece.mark
        if same and piece.mark is Mark.OPEN and last and (last.pair, piece.pair) in opened & closed:
            merged[-1] = replace(piece, start=merged[-1].start)
        elif same and piece.mark is Mark.CLOSE and last and (piece.pair, last.pair) in opened & closed:
            merged[-1] = replace(merged[-1], end=piece.end)
        else:
            merged.append(piece)
        last = piece
    return merged


def _trimmed(pieces: Sequence[Inline]) -> list[Inline]:
    """Without what need not be inside at the ends: white space, invisible controls, and tags but those of a pair inside."""
    left = list(pieces)
    before: list[Inline] = []
    while left and left != before:
        before = list(left)
        del left[_tail(left) :]
        del left[: _head(left)]
        if left:
            left = [piece for piece in (*left[:-1], _stripped(left[-1], -1)) if piece]
        if left:
            left = [piece for piece in (_stripped(left[0], 0), *left[1:]) if piece]
    return left


def _head(pieces: Sequence[Inline]) -> int:
    """Up to where the pieces are only tags and white space, with no tag whose partner stands behind."""
    return len(pieces) - _tail(pieces[::-1])


def _tail(pieces: Sequence[Inline]) -> int:
    """From where on the pieces are only tags and white space, with no tag whose partner stands before."""
    cut = place = len(pieces)
    inside: list[int] = []
    pairs = [piece.pair for piece in pieces if piece.mark in (Mark.OPEN, Mark.CLOSE)]
    while place and not pieces[place - 1].text.strip():
        place -= 1
        piece = pieces[place]
        if piece.mark in (Mark.OPEN, Mark.CLOSE) and pairs.count(piece.pair) == 2:
            inside = [pair for pair in inside if pair != piece.pair] if piece.pair in inside else [*inside, piece.pair]
        if not inside:
            cut = place
    return cut


def _stripped(piece: Inline, at: int) -> Inline | None:
    """What is left of a text without the white space at its end; a text that is not written as it reads goes as a whole."""
    if piece.mark is not Mark.TEXT or not is_edge(piece.text[at]):
        return piece
    if len(piece.text) != piece.end - piece.start or all(map(is_edge, piece.text)):
        return None
    kept = next(n for n, char in enumerate(piece.text if at == 0 else reversed(piece.text)) if not is_edge(char))
    if at == 0:
        return replace(piece, text=piece.text[kept:], start=piece.start + kept)
    return replace(piece, text=piece.text[:-kept], end=piece.end - kept)
