"""Articles: one module a format, each with `SUFFIXES`, `read` and `write`, and this one registry."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from l10n_flow.lang import Language
from l10n_flow.model import Article, L10nError, Role, Unit

MODULES = {
    ".txt": "plain", ".text": "plain", "": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".xml": "newsml", ".newsml": "newsml",
}  # fmt: skip

__all__ = ["Format", "forget", "format_of", "is_article", "read_article", "register", "suffixes", "write_article"]


class Format(Protocol):
    """What a module of a format has; it is imported when it is first needed, for the libraries it needs."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path) -> Article:
        """The article with its blocks in document order. Raises L10nError with the line where the file is not fit."""

    def write(
        self,
        article: Article,
        units: Sequence[Unit],
        translations: Sequence[str],
        *,
        language: Language | None = None,
        keep_boilerplate: bool = True,
    ) -> bytes:
        """The file with each unit exchanged for its translation, for readers of `language`.

        Without a language nothing else changes: every unit translated by itself gives back the file, byte for byte.
        """


_REGISTERED: dict[str, Format] = {}


def register(form: Format) -> None:
    """Make a format known to the whole program: a module, or an object of its shape. Raises ValueError: a suffix is taken."""
    for suffix in form.SUFFIXES:
        if not suffix.startswith(".") or suffix != suffix.lower() or suffix in (*MODULES, *_REGISTERED):
            raise ValueError(f"'{suffix}' is taken, or no suffix (a dot and small letters)")
    _REGISTERED.update(dict.fromkeys(form.SUFFIXES, form))


def forget(form: Format) -> None:
    """Undo `register`."""
    for suffix in form.SUFFIXES:
        del _REGISTERED[suffix]


def is_article(path: Path) -> bool:
    """Whether a file of a folder is taken for an article: by its suffix; README files and those of editors are none."""
    if path.name.startswith((".", "~$")) or path.stem.upper() == "README":
        return False
    return path.suffix.lower() in suffixes() and path.is_file()


def suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be read."""
    return (*filter(None, MODULES), *_REGISTERED)


def format_of(path: Path) -> Format:
    """The format of a file, by its suffix. Raises L10nError for one that is not read."""
    suffix = path.suffix.lower()
    if suffix in _REGISTERED:
        return _REGISTERED[suffix]
    name = MODULES.get(suffix)
    if name is None:
        known = ", ".join(suffixes())
        raise L10nError(f"'{path.suffix}' is not a format this version reads", where=str(path), mend=f"It reads {known}.")
    return cast(Format, import_module(f"l10n_flow.article.{name}"))


def read_article(path: Path) -> Article:
    """Read one article.

    Raises:
        L10nError: there is no such file, it is not of its format, not Arabic, or holds nothing to translate.
    """
    article = format_of(path).read(path)
    if all(block.role is Role.BOILERPLATE for block in article.blocks):
        raise L10nError(
            "only website boilerplate was found, no article", where=str(path),
            mend="Save the article's own text: headline and paragraphs.",
        )  # fmt: skip
    return article


def write_article(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    language: Language | None = None,
    keep_boilerplate: bool = True,
) -> bytes:
    """The article in its own format with each unit exchanged for its translation; see `Format.write`."""
    form = format_of(article.path)
    return form.write(article, units, translations, language=language, keep_boilerplate=keep_boilerplate)
