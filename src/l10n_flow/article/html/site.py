"""Whole pages of a website: which blocks are the article. trafilatura finds its text, we find that text in the page."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from l10n_flow.article.html.tokens import attributes, tokens
from l10n_flow.model import Block, L10nError, Mark, Role
from l10n_flow.text.arabic import plain

OUTSIDE = "outside of the page's main text"
FEW_WORDS = 4  # a block of fewer words must be a whole line of the main text: "share" may be a part of any
LINKS, LINKED = 10, 0.4  # links of a page, and the share of its words in them, from which it is one of a website
_AROUND = ("nav", "aside")
_ROLES = ("navigation", "complementary")


def main_text(text: str, blocks: tuple[Block, ...], where: str) -> tuple[Block, ...]:
    """The blocks of a page, those outside of its main text as boilerplate.

    A page without navigation around it is all article. The title, the description, the last headline before the main text,
    and the captions and pictures amid it belong to it too.

    Raises:
        L10nError: trafilatura is not installed, or finds no article.
    """
    if not blocks or not is_site(text, blocks):
        return blocks
    found = _extract(text, where).splitlines()
    lines = {_words(part) for line in found for part in (line, *line.split("|"))}  # a row of a table is a line
    whole = f" {' '.join(map(_words, found))} "
    body = next((token.start for token in tokens(text) if token.kind == "start" and token.name == "body"), 0)
    main = [place for place, block in enumerate(blocks) if block.start >= body and _stands_in(block, lines, whole)]
    if not main:
        raise L10nError("no article was found in the page", where=where, mend="Save the article's own HTML, without the site.")
    first, last = main[0], main[-1]
    headlines = [place for place in range(first) if blocks[place].role is Role.HEADLINE and blocks[place].start >= body]
    kept = {*main, *headlines[-1:]}
    return tuple(
        block
        if place in kept or block.start < body or (first < place < last and block.role is Role.CAPTION)
        else replace(block, role=Role.BOILERPLATE, reason=block.reason or OUTSIDE)
        for place, block in enumerate(blocks)
    )


def is_site(text: str, blocks: Sequence[Block]) -> bool:
    """Whether a page has a website's navigation: its elements, or links wherever one looks."""
    links = 0
    for token in tokens(text):
        if token.kind == "start":
            links += token.name == "a"
            if token.name in _AROUND:
                return True
            if any(one.name == "role" and one.value.lower() in _ROLES for one in attributes(text, token)):
                return True
    linked = sum(len(block.text.split()) for block in blocks if _is_link(text, block))
    return links >= LINKS and linked >= LINKED * sum(len(block.text.split()) for block in blocks)


def _is_link(text: str, block: Block) -> bool:
    """Whether a block is one link: a tag of it opens the block, inside or just outside of it."""
    inside = [piece for piece in block.inlines if piece.mark is Mark.OPEN]
    opened = text[inside[0].start :][:2] if inside else ""
    return bool(re.search(r"<a\b[^<>]*>\s*$", text[max(0, block.start - 2000) : block.start])) or (
        opened.lower() == "<a" and block.inlines[0] is inside[0]
    )


def _extract(text: str, where: str) -> str:
    try:
        from trafilatura import extract
    except ImportError:
        raise L10nError(
            "this is a whole page of a website; finding its article needs trafilatura", where=where,
            mend="Run pip install 'l10n-flow[web]', or save the article's own HTML.",
        ) from None  # fmt: skip
    return extract(text, include_comments=False, include_tables=True, include_formatting=False) or ""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))


def _stands_in(block: Block, lines: Container[str], whole: str) -> bool:
    words = _words(block.text)
    return words in lines or (words.count(" ") + 1 >= FEW_WORDS and f" {words} " in whole)
