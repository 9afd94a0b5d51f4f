"""Markdown (CommonMark, GitHub's tables and deletions): text between its tags is translated, all else is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from l10n_flow.article.decode import check_arabic, read_markup
from l10n_flow.article.markdown.parse import CELL, parse
from l10n_flow.article.splice import Edit, Emit, Splicer, unit_edits, without_bidi
from l10n_flow.lang import Language
from l10n_flow.model import Article, Code, Mark, Role, Unit
from l10n_flow.text.tags import partner

SUFFIXES = (".md", ".markdown")


def read(path: Path) -> Article:
    """The article of a Markdown file: headings, paragraphs, list items, cells and pictures' texts. Front matter is no part."""
    text, encoding = read_markup(path)
    blocks = tuple(parse(text, str(path)))
    check_arabic(" ".join(block.text for block in blocks), path)
    return Article(path, text, encoding, blocks)


def write(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    language: Language | None = None,
    keep_boilerplate: bool = True,
) -> bytes:
    """The file with translations; in UTF-8 where a language is given."""
    edits = []
    for unit, translation in zip(units, translations, strict=True):
        opener = _opener(article, unit) if unit.glued and translation != unit.text else unit.start
        if opener < unit.start:
            edits.append(Edit(opener, opener, lambda emit: " "))
        edits += unit_edits([replace(unit, glued=unit.glued and opener == unit.start)], [translation], _compose)
    edits += _labelled(article, [unit for unit, new in zip(units, translations, strict=True) if new != unit.text])
    edits += without_bidi(article.text, units) if language is not None else ()
    if not keep_boilerplate:
        gone = [block for block in article.blocks if block.role is Role.BOILERPLATE]
        edits += [Edit(block.start, block.end, lambda emit: "") for block in gone]
    text = Splicer(article.text, edits).whole()
    return text.encode(article.encoding if language is None else "utf-8")


def _opener(article: Article, unit: Unit) -> int:
    """Where the tags begin that open just before a unit: a space inside of ** would make it no emphasis."""
    around = [block for block in article.blocks if block.start <= unit.start < block.end]
    opened = {piece.end: piece.start for block in around for piece in block.inlines if piece.mark is Mark.OPEN}
    place = unit.start
    while place in opened:
        place = opened[place]
    return place


def _labelled(article: Article, changed: Sequence[Unit]) -> Iterator[Edit]:
    """Edits that name the definition of links whose own text named it: [text] becomes [translation][text]."""
    for block in article.blocks:
        opened = {piece.pair: piece for piece in block.inlines if piece.mark is Mark.OPEN}
        for piece in block.inlines:
            if piece.mark is not Mark.CLOSE or piece.pair not in opened:
                continue
            first = _LABEL.fullmatch(article.text, opened[piece.pair].start, opened[piece.pair].end)
            last = _UNNAMED.fullmatch(article.text, piece.start, piece.end)
            if first and last and any(unit.start < last.start(1) and first.end(1) < unit.end for unit in changed):
                label = " ".join(article.text[first.end(1) : last.start(1)].split())
                yield Edit(*last.span(1), _naming(label))


def _naming(label: str) -> Callable[[Emit], str]:
    return lambda emit: f"][{label}]"


_LABEL, _UNNAMED = re.compile(r"[*_~]*(\[)[*_~]*"), re.compile(r"[*_~]*(\](?:\[\])?)[*_~]*")
_SPECIAL = re.compile(r"[`*\[\]]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|~(?=~)|&(?=#?\w+;)")
_BEFORE, _BEHIND = re.compile(r"^[*_~]+"), re.compile(r"[*_~]+$")
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+>=~|:])|(\d{1,9})(?=[.)](?:\s|$))")


def _compose(unit: Unit, parts: Sequence[str | Code], emit: Emit) -> str:
    """Text escaped; tags as they are written, white space outside of them, since ** word ** is no emphasis."""
    out: list[str] = []
    places: dict[str, int] = {}  # of the tags in `out`
    space = ""
    for number, part in enumerate(parts):
        if isinstance(part, str):
            opened = number > 0 and _opens(parts[number - 1])
            text = space + part
            text = text.lstrip() if opened else text
            if opened and part[:1].isspace() and out:
                out.insert(len(out) - 1, " ")
                places[list(places)[-1]] += 1
            closes = number + 1 < len(parts) and _closes(parts[number + 1])
            space = " " if closes and text != text.rstrip() else ""
            out.append(_escaped(text.rstrip() if closes else text, cell=unit.style == CELL))
            continue
        written = emit(part.start, part.end)
        places[part.tag] = len(out)
        out.append(written)
        if not _closes(part):
            space = ""
    _star(out, places)
    text = "".join(out).strip()
    start = _AT_START.match(text)
    if start is None or (isinstance(parts[0], Code) if parts else True):
        return text
    return f"{start.group(1)}\\{text[start.end() :]}" if start.group(1) else f"\\{text}"


def _star(out: list[str], places: Mapping[str, int]) -> None:
    """Write * for _ where a letter touches a pair from outside: there _ is no emphasis (a suffix behind a name)."""
    for tag, first in places.items():
        last = places.get(partner(tag), 0) if tag.startswith("<g") else 0
        before, after = "".join(out[:first]), "".join(out[last + 1 :])
        if last and (before[-1:].isalnum() or after[:1].isalnum()):
            out[first] = _BEFORE.sub(_as_stars, out[first])
            out[last] = _BEHIND.sub(_as_stars, out[last])


def _as_stars(match: re.Match[str]) -> str:
    return match.group().replace("_", "*")


def _opens(part: str | Code) -> bool:
    return isinstance(part, Code) and part.tag.startswith("<g")


def _closes(part: str | Code) -> bool:
    return isinstance(part, Code) and part.tag.startswith("</")


def _escaped(text: str, *, cell: bool) -> str:
    text = _SPECIAL.sub(lambda match: "&amp;" if match.group() == "&" else f"\\{match.group()}", text)
    return text.replace("|", "\\|") if cell else text
