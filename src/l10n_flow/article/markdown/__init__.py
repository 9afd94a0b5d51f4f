"""Markdown (CommonMark, GitHub's tables and deletions): text between its tags is translated, all else is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from l10n_flow.article.blocks import with_labels
from l10n_flow.article.decode import check_arabic, read_markup
from l10n_flow.article.markdown.parse import CELL, parse
from l10n_flow.article.splice import Edit, Emit, Splicer, unit_edits
from l10n_flow.lang import Language
from l10n_flow.model import Article, Code, Role, Unit

SUFFIXES = (".md", ".markdown")


def read(path: Path) -> Article:
    """The article of a Markdown file: headings, paragraphs, list items, cells and pictures' texts. Front matter is no part."""
    text, encoding = read_markup(path)
    blocks = tuple(with_labels(list(parse(text, str(path)))))
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
    edits = list(unit_edits(units, translations, _compose))
    if not keep_boilerplate:
        gone = [block for block in article.blocks if block.role is Role.BOILERPLATE]
        edits += [Edit(block.start, block.end, lambda emit: "") for block in gone]
    text = Splicer(article.text, edits).whole()
    return text.encode(article.encoding if language is None else "utf-8")


_SPECIAL = re.compile(r"[`*\[]|\\(?=[!-/:-@\[-`{-~]|$)|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|~(?=~)|&(?=#?\w+;)")
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+>=~|:])|(\d{1,9})(?=[.)](?:\s|$))")


def _compose(unit: Unit, parts: Sequence[str | Code], emit: Emit) -> str:
    """Text escaped; tags as they are written, white space outside of them, since ** word ** is no emphasis."""
    out: list[str] = []
    space = ""
    for number, part in enumerate(parts):
        if isinstance(part, str):
            opened = number > 0 and _opens(parts[number - 1])
            text = space + part
            text = text.lstrip() if opened else text
            if opened and part[:1].isspace() and out:
                out.insert(len(out) - 1, " ")
            closes = number + 1 < len(parts) and _closes(parts[number + 1])
            space = " " if closes and text != text.rstrip() else ""
            out.append(_escaped(text.rstrip() if closes else text, cell=unit.style == CELL))
            continue
        written = emit(part.start, part.end)
        out.append(written)
        if not _closes(part):
            space = ""
    text = "".join(out).strip()
    start = _AT_START.match(text)
    if start is None or (isinstance(parts[0], Code) if parts else True):
        return text
    return f"{start.group(1)}\\{text[start.end() :]}" if start.group(1) else f"\\{text}"


def _opens(part: str | Code) -> bool:
    return isinstance(part, Code) and part.tag.startswith("<g")


def _closes(part: str | Code) -> bool:
    return isinstance(part, Code) and part.tag.startswith("</")


def _escaped(text: str, *, cell: bool) -> str:
    text = _SPECIAL.sub(lambda match: "&amp;" if match.group() == "&" else f"\\{match.group()}", text)
    return text.replace("|", "\\|") if cell else text
