"""Write a catalog that was read and changed."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import polib

from l10n_flow import __version__
from l10n_flow.catalog.patch import patched
from l10n_flow.catalog.read import Source, unprotect
from l10n_flow.files import write_bytes

GENERATOR = f"l10n-flow {__version__}"


def write_back(path: Path, source: Source, *, now: datetime) -> None:
    """Write a catalog that was read and changed, as its lines ended; nothing where only dates would differ."""
    catalog = source.catalog
    if text_of(catalog) + source.tail == source.text:
        return
    catalog.metadata["POT-Creation-Date"] = date_of(now)
    catalog.metadata["X-Generator"] = GENERATOR
    catalog.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    text = text_of(catalog) + source.tail
    if not same_but_dates(text, source.text):
        _write(path, source, text)


def write_entry(
    path: Path, source: Source, entry: polib.POEntry, was: polib.POEntry, *, now: datetime, translator: str
) -> bytes:
    """Write one entry that a person changed; all other lines stay as they are wrapped, and the header names the person.

    Args:
        source: the file as read; `entry` is one of its entries.
        was: the entry before the change.
        translator: "Name <address>", for Last-Translator.

    Returns:
        What the file holds now.
    """
    said = {
        "PO-Revision-Date": date_of(now),
        "Last-Translator": translator,
        "Content-Type": "text/plain; charset=UTF-8",
    }
    source.catalog.metadata.update(said)
    text = patched(source, entry, was, said)
    return _write(path, source, text_of(source.catalog) + source.tail if text is None else text)


def same_but_dates(one: str, other: str) -> bool:
    """Whether two texts of catalogs differ only in when and by which program they were written."""
    return _without_dates(one) == _without_dates(other)


def date_of(now: datetime) -> str:
    """A date as PO headers write it, in local time."""
    return now.astimezone().strftime("%Y-%m-%d %H:%M%z")


def text_of(catalog: polib.POFile) -> str:
    """A catalog as the text of its file."""
    return unprotect(str(catalog)).rstrip("\n") + "\n"


def _write(path: Path, source: Source, text: str) -> bytes:
    data = (text.replace("\n", "\r\n") if source.crlf else text).encode("utf-8")
    write_bytes(path, data)
    return data


def _without_dates(text: str) -> str:
    return re.sub(r'^"(?:POT-Creation-Date|PO-Revision-Date|X-Generator): .*"\n', "", text, flags=re.MULTILINE)
