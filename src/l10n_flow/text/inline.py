"""From a block with markup to its units, and from a translation back to what is written in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n_flow.model import Article, Block, Code, Inline, Mark, Unit
from l10n_flow.text.arabic import is_edge
from l10n_flow.text.tags import TAG, is_alone, is_closing, partner


def cut(article: Article, block: Block, start: int, end: int) -> Unit:
    """The unit that is `block.text[start:end]`, with the tags inside of it numbered from 1.

    Tags at its ends stay outside: a sentence that is bold as a whole is a unit without tags. A tag whose partner is in another
    unit stands alone.
    """
    if not block.inlines:
        line = block.line + _line_ends(block.text[:start])
        return Unit(block.text[start:end], block.role, block.start + start, block.start + end, line, style=block.style)
    found = _trimmed(_inside(block.inlines, start, end))
    literal = {int(number) for tag in TAG.findall(block.text) for number in re.findall(r"\d+", tag)}
    text, codes = _numbered(found, literal)
    first, last = found[0], found[-1]
    line = block.line + (0 if article.raw else _line_ends(article.text[block.start : first.start]))
    glued = start > 0 and not is_edge(block.text[start - 1])
    return Unit(text, block.role, first.start, last.end, line, codes, block.style, glued)


def _line_ends(text: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", text))


def _inside(pieces: Sequence[Inline], start: int, end: int) -> list[Inline]:
    """The pieces of a stretch of the block's text, text cut to it; with the tags that stand at its two ends."""
    place = 0
    found = []
    for piece in pieces:
        begin, place = place, place + len(piece.text)
        if piece.mark is not Mark.TEXT:
            if start <= begin and place <= end:
                found.append(piece)
        elif begin < end and start < place:
            found.append(_part(piece, max(0, start - begin), min(len(piece.text), end - begin)))
    return found


def _part(piece: Inline, start: int, end: int) -> Inline:
    """A part of a text; one that is written otherwise than it reads (an entity) cannot be parted."""
    if len(piece.text) != piece.end - piece.start or (start, end) == (0, len(piece.text)):
        return piece
    return replace(piece, text=piece.text[start:end], start=piece.start + start, end=piece.start + end)


def _trimmed(pieces: list[Inline]) -> list[Inline]:
    """The pieces without the tags at the ends that need not be inside."""
    pieces = list(pieces)
    while pieces:
        pairs = [piece.pair for piece in pieces if piece.mark in (Mark.OPEN, Mark.CLOSE)]
        first, last = pieces[0], pieces[-1]
        if first.mark is Mark.OPEN and last.mark is Mark.CLOSE and first.pair == last.pair:
            pieces = pieces[1:-1]
        elif first.mark is Mark.ALONE or (first.mark is not Mark.TEXT and pairs.count(first.pair) == 1):
            pieces = pieces[1:]
        elif last.mark is Mark.ALONE or (last.mark is not Mark.TEXT and pairs.count(last.pair) == 1):
            pieces = pieces[:-1]
        else:
            break
    return pieces


def _numbered(pieces: Sequence[Inline], literal: set[int]) -> tuple[str, tuple[Code, ...]]:
    """The text with tags; numbers that the text itself has in such a form are left out."""
    pairs = [piece.pair for piece in pieces if piece.mark in (Mark.OPEN, Mark.CLOSE)]
    names: dict[int, int] = {}
    number = 0
    out, codes = [], []
    for piece in pieces:
        if piece.mark is Mark.TEXT:
            out.append(piece.text)
            continue
        paired = piece.mark is not Mark.ALONE and pairs.count(piece.pair) == 2
        if not paired or piece.pair not in names:
            number += 1
            while number in literal:
                number += 1
        if paired:
            name = names.setdefault(piece.pair, number)
            tag = f"<g{name}>" if piece.mark is Mark.OPEN else f"</g{name}>"
        else:
            tag = f"<x{number}/>"
        out.append(tag)
        codes.append(Code(tag, piece.start, piece.end))
    return "".join(out), tuple(codes)


def arranged(unit: Unit, translation: str) -> list[str | Code]:
    """A translation as text and the unit's own tags, each at most once and pairs nested; what stands alone is never lost.

    A tag without its partner, or crossed with another, is left out with its partner: the check `tags` has named it.
    """
    own = {code.tag: code for code in unit.codes}
    parts: list[str | Code] = []
    seen: set[str] = set()
    for text in _split(translation):
        code = own.get(text)
        if code is not None and text not in seen:
            seen.add(text)
            parts.append(code)
        elif code is None and (not TAG.fullmatch(text) or text in unit.text):
            parts.append(text)
    sound = _sound([part.tag for part in parts if isinstance(part, Code)])
    kept: list[str | Code] = [part for part in parts if not isinstance(part, Code) or part.tag in sound]
    return kept + [code for code in unit.codes if is_alone(code.tag) and code.tag not in seen]


def _split(text: str) -> Iterator[str]:
    place = 0
    for match in TAG.finditer(text):
        if text[place : match.start()]:
            yield text[place : match.start()]
        yield match.group()
        place = match.end()
    if text[place:]:
        yield text[place:]


def _sound(tags: Sequence[str]) -> set[str]:
    """Those that stand alone, and both tags of each pair that is whole and crosses no other."""
    kept = {tag for tag in tags if is_alone(tag)}
    waiting: list[str] = []
    for tag in tags:
        if is_alone(tag):
            continue
        if not is_closing(tag):
            waiting.append(tag)
        elif partner(tag) in waiting:
            while waiting.pop() != partner(tag):
                pass
            kept |= {tag, partner(tag)}
    return kept
