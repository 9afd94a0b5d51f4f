"""Articles: one file a format."""

from __future__ import annotations

from pathlib import Path

from l10n_flow.article import plain
from l10n_flow.article.decode import read_text
from l10n_flow.model import Article, L10nError, Role

PARSERS = {".txt": plain.parse, ".text": plain.parse, "": plain.parse}

__all__ = ["read_article"]


def read_article(path: Path) -> Article:
    """Read one article.

    Raises:
        L10nError: there is no such file, it is not text, not Arabic, or holds nothing to translate.
    """
    parse = PARSERS.get(path.suffix.lower())
    if parse is None:
        known = ", ".join(filter(None, PARSERS))
        raise L10nError(f"'{path.suffix}' is not a format this version reads", where=str(path), mend=f"It reads {known}.")
    text, encoding = read_text(path)
    blocks = parse(text)
    if all(block.role is Role.BOILERPLATE for block in blocks):
        raise L10nError(
            "only website boilerplate was found, no article", where=str(path),
            mend="Save the article's own text: headline and paragraphs.",
        )  # fmt: skip
    return Article(path, text, encoding, blocks)
