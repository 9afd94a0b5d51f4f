"""Plain text: lines into blocks, blocks into roles, and translated units back into lines.

A block is a line, or a run of lines where the article is hard-wrapped. White space between blocks and the marks of
list items belong to no block, so the text is always the blocks and what lies between them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from l10n_flow.article.blocks import with_labels
from l10n_flow.article.boilerplate import boilerplate
from l10n_flow.article.decode import read_text
from l10n_flow.lang import Language
from l10n_flow.model import Article, Block, Role, Unit
from l10n_flow.text.arabic import CONTROLS, fold, is_edge

SUFFIXES = (".txt", ".text", "")

_BREAK = re.compile(r"[\r\n\u2028\u2029]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MARK = re.compile(r"(?:[–—•▪●*·◦‣-]|[0-9\u0660-\u0669]{1,2}[.)\-ـ](?![0-9]))(?:[\s\u00a0]+|(?=[\u0621-\u064a]))")
_LIST_INSIDE = re.compile(r":[\s\u00a0]*([–—•▪])[\s\u00a0]+")
_QUOTE_DASH = re.compile(r"[،,.!؟][\s\u00a0]*[–—-][\s\u00a0]*(?:قال|أكد|أضاف|أوضح|ذكر|صرح|أشار|تابع|وقال|وأكد)")
_BYLINE = re.compile(r"(?:وكالة|وكالات|كتب|كتبت|بقلم|مراسل|متابعات)\b|(?:إعداد|تقرير|المصدر|تحرير|ترجمة)\s*[:/–-]")
_STOP = tuple('.!؟?…:؛،,»”"')
HEADING_WORDS = 14  # a line without a final stop and with at most so many words may be a heading
CAPTION_WORDS = 10  # ... and with more than so many is rather a caption
WRAP = 100  # lines of a hard-wrapped text are shorter than this
SHARED = 0.6  # of a caption's words stand in the paragraph before it


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block in the making: a span, and whether a list mark stood before it."""

    start: int
    end: int
    marked: bool = False
    introduces: bool = False  # a list follows on the same line


def read(path: Path) -> Article:
    """The article of a text file; its roles are told from its lines."""
    text, encoding = read_text(path)
    return Article(path, text, encoding, parse(text))


def write(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    language: Language | None = None,
    keep_boilerplate: bool = True,
) -> bytes:
    """The text with translations: UTF-8 and from left to right, or as the source is where no language is given."""
    if language is None:
        return rebuild(article, units, translations, keep_boilerplate=keep_boilerplate).encode(article.encoding)
    end = next((end for end in ("\r\n", "\n", "\r") if end in article.text), "\n")
    lines = [end.join(translation.splitlines()) for translation in translations]
    text = rebuild(article, units, lines, keep_boilerplate=keep_boilerplate, between=_left_to_right)
    return text.strip(" ").encode("utf-8")


def _left_to_right(gap: str) -> str:
    """White space and list marks without right-to-left controls and with European digits; a space between sentences."""
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else "-" if char == "\u0640" else char
        for char in gap
        if char not in CONTROLS
    )
    return plain or " "


def parse(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text, in order, never overlapping; everything outside of them is white space or list marks."""
    pieces = [part for piece in _joined(text, list(_lines(text))) for part in _split_list(text, piece)]
    ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
    blocks = [
        Block(Role.PARAGRAPH, piece.start, piece.end, text[piece.start : piece.end], bisect_right(ends, piece.start) + 1)
        for piece in pieces
    ]
    return tuple(_with_roles(blocks, pieces))


def rebuild(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    keep_boilerplate: bool = True,
    between: Callable[[str], str] = str,
) -> str:
    """The article's text with each unit exchanged for its translation; list marks, blank lines and line ends stay.

    Every unit translated by itself gives back the text, character for character.

    Args:
        translations: one for each unit.
        keep_boilerplate: False leaves out website boilerplate and the lines it stood on.
        between: gives what to write for each stretch between two pieces, and for what stands before and after them all.
    """
    text, out, place = article.text, [""], 0
    gone: str | None = None  # the stretch before the boilerplate that was left out last
    pieces: list[tuple[int, int, str | None]] = [
        (unit.start, unit.end, new) for unit, new in zip(units, translations, strict=True)
    ]
    pieces += [(b.start, b.end, b.text if keep_boilerplate else None) for b in article.blocks if b.role is Role.BOILERPLATE]
    for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
        gap, place = text[place:start], end
        if new is None:
            gone = gap if gone is None else gone
            continue
        gap = gap if gone is None else _closed(gone, gap, first=len(out) == 1)
        out += [between(gap) if gap or len(out) > 1 else "", new]
        gone = None
    return "".join(out) + (between(text[place:]) if text[place:] else "")


def _closed(before: str, after: str, *, first: bool) -> str:
    """What stands where boilerplate was, of the stretches before and after it: one line end, and the next item's mark."""
    if first:
        return "".join(filter(is_edge, before)) + after.lstrip()
    if _BREAK.search(after) or not _BREAK.search(before):
        return after
    return before[: list(_BREAK.finditer(before))[-1].end()] + after.lstrip()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and is_edge(text[start]):
        start += 1
    while end > start and is_edge(text[end - 1]):
        end -= 1
    return start, end


def _lines(text: str) -> Iterator[_Piece]:
    for match in _LINE.finditer(text):
        start, end = _trim(text, match.start(), match.end())
        if start < end:
            yield _Piece(start, end)


def _joined(text: str, lines: Sequence[_Piece]) -> Iterator[_Piece]:
    """Join the lines of hard-wrapped paragraphs, where the whole text looks hard-wrapped."""

    def adjacent(left: _Piece, right: _Piece) -> bool:
        return len(re.findall(r"\r\n|\r|\n", text[left.end : right.start])) == 1

    inner = [left for left, right in pairwise(lines) if adjacent(left, right)]
    long = [piece for piece in inner if piece.end - piece.start >= 45]
    wrapped = len(inner) >= 2 and all(p.end - p.start <= WRAP for p in lines) and len(long) >= 0.6 * len(inner)
    current: _Piece | None = None
    for piece in lines:
        if current and wrapped and adjacent(current, piece) and not _opens_item(text, current, piece):
            current = replace(current, end=piece.end)
            continue
        if current:
            yield current
        current = piece
    if current:
        yield current


def _opens_item(text: str, before: _Piece, piece: _Piece) -> bool:
    """A mark at the front of a wrapped line is a list's only after a stop or another item: "... بلغ\\n75. وقال"."""
    ended = text[before.end - 1] in ".:!؟؛،" or _MARK.match(text, before.start) is not None
    return ended and _MARK.match(text, piece.start) is not None


def _split_list(text: str, piece: _Piece) -> Iterator[_Piece]:
    """Take off a list mark, and cut a line that introduces a list and begins it: "التقى: – الرئيس"."""
    start, end = piece.start, piece.end
    mark = _MARK.match(text, start, end)
    if mark and mark.end() < end:
        yield _Piece(*_trim(text, mark.end(), end), marked=True)
        return
    inside = _LIST_INSIDE.search(text, start, end)
    if inside and inside.end() < end:
        yield _Piece(start, inside.start() + 1, introduces=True)
        yield _Piece(*_trim(text, inside.end(), end), marked=True)
        return
    yield piece


def _with_roles(blocks: Sequence[Block], pieces: Sequence[_Piece]) -> Iterator[Block]:
    roles: list[Block] = []
    for block in blocks:
        what = boilerplate(block.text)
        roles.append(replace(block, role=Role.BOILERPLATE, reason=what) if what else block)
    roles = with_labels(roles)
    body = [number for number, block in enumerate(roles) if block.role is not Role.BOILERPLATE]
    for place, number in enumerate(body):
        before = roles[body[place - 1]] if place else None
        after = roles[body[place + 1]] if place + 1 < len(body) else None
        listed = after is not None and pieces[body[place + 1]].marked
        near = _near_item(body, place, pieces)
        roles[number] = _role(roles[number], pieces[number], place, before, after, near_item=near, listed=listed)
    yield from roles


def _near_item(body: Sequence[int], place: int, pieces: Sequence[_Piece]) -> bool:
    neighbours = [body[other] for other in (place - 1, place + 1) if 0 <= other < len(body)]
    return any(pieces[number].marked or pieces[number].introduces for number in neighbours)


def _role(
    block: Block, piece: _Piece, place: int, before: Block | None, after: Block | None, *, near_item: bool, listed: bool
) -> Block:
    words = block.text.split()
    if piece.marked:
        quote = _QUOTE_DASH.search(block.text)
        introduced = before is not None and before.text.rstrip().endswith(":")
        if not quote and (near_item or introduced):
            return replace(block, role=Role.LIST_ITEM)
        return replace(block, reason="a dash that opens speech" if quote else "")
    if place == 0 and after is not None and len(words) <= 30 and not block.text.endswith((".", "،", "؛")):
        return replace(block, role=Role.HEADLINE)
    if place <= 3 and len(words) <= 9 and not block.text.endswith(_STOP) and _BYLINE.match(block.text):
        return replace(block, role=Role.BYLINE)
    if len(words) > HEADING_WORDS or block.text.endswith(_STOP):
        return block
    if len(words) > CAPTION_WORDS:
        return replace(block, role=Role.CAPTION, reason="a long line without a final stop")
    below_headline = before is not None and before.role is Role.HEADLINE
    if after is not None and not listed and not below_headline and _heading_like(after):
        return replace(block, role=Role.CAPTION, reason="a heading follows at once")
    if before is not None and before.role is Role.PARAGRAPH and _shared(block.text, before.text) >= SHARED:
        return replace(block, role=Role.CAPTION, reason="repeats the paragraph before it")
    if after is None:
        return block
    return replace(block, role=Role.HEADING)


def _heading_like(block: Block) -> bool:
    short = len(block.text.split()) <= HEADING_WORDS and not block.text.endswith(_STOP)
    return short and block.role is not Role.BOILERPLATE


def _shared(text: str, other: str) -> float:
    """Share of the content words of `text` that stand in `other`, one-letter clitics and the article taken off."""

    def stems(words: str) -> set[str]:
        found = re.findall(r"\w{3,}", fold(words).text)
        return {re.sub(r"^[وف]?[بكل]?(?:ال)?(?=\w{3})", "", word) for word in found} - {"الي", "علي", "بين", "مع"}

    own = stems(text)
    return len(own & stems(other)) / len(own) if own else 0.0
