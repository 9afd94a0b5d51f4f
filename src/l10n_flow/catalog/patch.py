"""Write one changed entry into a PO file's text and leave all other lines as another tool wrapped them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polib

from l10n_flow.catalog.read import Source, protect, unprotect

HEADER = 'msgid ""'
WRAPPED = 78  # columns at which gettext's tools and Poedit wrap, where a file is wrapped


def patched(source: Source, entry: polib.POEntry, was: polib.POEntry, fields: Iterable[str]) -> str | None:
    """The file's text with the block of one entry, and fields of the header, written anew.

    Only these blocks are looked at, so it takes as long for a large file as for a small one.

    Args:
        source: the file as read; `entry` is one of its entries, changed since, and its metadata may be.
        was: the entry before it was changed.
        fields: the names of header fields that may have changed.

    Returns:
        None where the block holds anything else than `was`, or would not be read as `entry`: write the whole file then.
    """
    lines = protect(source.text.removesuffix(source.tail)).split("\n")
    edits = [_entry_edit(lines, entry, was), _header_edit(lines, source.catalog, fields)]
    if None in edits:
        return None
    for start, end, block in sorted((edit for edit in edits if edit), reverse=True):
        lines[start:end] = block
    return unprotect("\n".join(lines)) + source.tail


def _entry_edit(lines: list[str], entry: polib.POEntry, was: polib.POEntry) -> tuple[int, int, list[str]] | None:
    start, end = _block(lines, entry.linenum - 1)
    old = lines[start:end]
    width = 0 if old == _lines(was, 0) else WRAPPED
    new = _lines(entry, width)
    return (start, end, new) if _reads_as(old, was) and _reads_as(new, entry) else None


def _header_edit(lines: list[str], catalog: polib.POFile, fields: Iterable[str]) -> tuple[int, int, list[str]] | None:
    if HEADER not in lines:
        return None
    start, end = _block(lines, lines.index(HEADER))
    block = lines[start:end]
    for name in fields:
        escaped = str(catalog.metadata[name]).replace("\\", "\\\\").replace('"', '\\"')
        places = [at for at, line in enumerate(block) if re.match(rf'"{re.escape(name)}:.*\\n"$', line)]
        if len(places) == 1:
            block[places[0]] = f'"{name}: {escaped}\\n"'
    if _metadata(block) != dict(catalog.metadata):  # a field is new, or wrapped
        said = _lines(catalog.metadata_as_entry(), 0)
        block = [*block[: block.index(HEADER)], *said[said.index(HEADER) :]]
    return (start, end, block) if _metadata(block) == dict(catalog.metadata) else None


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """The lines without a blank one around line `at`."""
    start = end = at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return start, end


def _lines(entry: polib.POEntry, width: int) -> list[str]:
    text: str = entry.__unicode__(width)
    return text.rstrip("\n").split("\n")


def _reads_as(block: list[str], entry: polib.POEntry) -> bool:
    found = _parsed(block)
    return found is not None and not found.metadata and len(found) == 1 and _lines(found[0], 0) == _lines(entry, 0)


def _metadata(block: list[str]) -> dict[str, str]:
    found = _parsed(block)
    return dict(found.metadata) if found is not None and not len(found) else {}


def _parsed(block: list[str]) -> polib.POFile | None:
    try:
        return polib.pofile("\n".join(block) + "\n", wrapwidth=0, check_for_duplicates=False)
    except (OSError, ValueError, AttributeError, IndexError):
        return None
