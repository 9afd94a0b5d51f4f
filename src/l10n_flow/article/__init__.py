"""Articles: one file a format, each with `parse` and `rebuild`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from l10n_flow.article import plain
from l10n_flow.article.decode import read_text
from l10n_flow.model import Article, L10nError, Role, Unit

FORMATS = {".txt": plain, ".text": plain, "": plain}

__all__ = ["read_article", "rebuild_article"]


def read_article(path: Path) -> Article:
    """Read one article.

    Raises:
        L10nError: there is no such file, it is not text, not Arabic, or holds nothing to translate.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(filter(None, FORMATS))
        raise L10nError(f"'{path.suffix}' is not a format this version reads", where=str(path), mend=f"It reads {known}.")
    text, encoding = read_text(path)
    blocks = form.parse(text)
    if all(block.role is Role.BOILERPLATE for block in blocks):
        raise L10nError(
            "only website boilerplate was found, no article", where=str(path),
            mend="Save the article's own text: headline and paragraphs.",
        )  # fmt: skip
    return Article(path, text, encoding, blocks)


def rebuild_article(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    keep_boilerplate: bool = True,
    between: Callable[[str], str] = str,
) -> str:
    """The article in its own format with each unit exchanged for its translation; see `plain.rebuild`."""
    form = FORMATS[article.path.suffix.lower()]
    text: str = form.rebuild(article, units, translations, keep_boilerplate=keep_boilerplate, between=between)
    return text
