"""Glossaries of other tools: one file a format, each `read(raw, ...)` and `write(rows, ...)` over rows of fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n_flow.glossary.exchange import tables, tbx
from l10n_flow.glossary.fields import Fields
from l10n_flow.model import L10nError

LAYOUTS = ("full", "weblate", "deepl")
SUFFIXES = (".tbx", ".csv", ".tsv", ".xlsx")

__all__ = ["LAYOUTS", "SUFFIXES", "read_terms", "write_terms"]


def write_terms(rows: Sequence[Fields], path: Path, *, layout: str = "full", language: str = "") -> bytes:
    """The bytes of a file of terms; the format goes by the suffix of `path`.

    Args:
        layout: of a CSV or TSV: "full" has every field, "weblate" and "deepl" the source and one target.
        language: the target of a layout with one.

    Raises:
        L10nError: no such format, or a layout without its language.
    """
    suffix = _suffix(path)
    _check_layout(path, suffix, layout, language)
    if suffix == ".tbx":
        return tbx.write(rows)
    if suffix == ".xlsx":
        return tables.write_xlsx(rows)
    return tables.write_csv(rows, layout=layout, language=language, tab=suffix == ".tsv")


def read_terms(raw: bytes, path: Path, *, layout: str = "full", language: str = "") -> list[Fields]:
    """Terms of a file that `write_terms` or another tool wrote; only what it says becomes fields.

    Raises:
        L10nError: no such format, or a file that is not what its suffix says; with the line.
    """
    suffix = _suffix(path)
    _check_layout(path, suffix, layout, language)
    if suffix == ".tbx":
        return tbx.read(raw, path)
    if suffix == ".xlsx":
        return tables.read_xlsx(raw, path)
    return tables.read_csv(raw, path, layout=layout, language=language, tab=suffix == ".tsv")


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise L10nError(f"'{path.suffix}' is no format of terms", where=str(path), mend=f"There are {known}.")
    return suffix


def _check_layout(path: Path, suffix: str, layout: str, language: str) -> None:
    if layout != "full" and suffix not in (".csv", ".tsv"):
        raise L10nError(f"the layout '{layout}' is one of CSV files", where=str(path), mend="Give a file that ends in .csv.")
    if layout != "full" and not language:
        mend = "Say which with --lang tr, once."
        raise L10nError(f"the layout '{layout}' holds one target language", where=str(path), mend=mend)
