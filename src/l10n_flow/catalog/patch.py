"""Write a few changed entries into a PO file's text and leave all other lines as another tool wrapped them."""

from __future__ import annotations

import polib

from l10n_flow.catalog.read import protect, unprotect

HEADER = 'msgid ""'


def patched(text: str, catalog: polib.POFile, whole: str) -> str:
    """`text` with the blocks of changed entries and the header replaced; `whole` where that would say anything else.

    Args:
        text: the file as it was read.
        catalog: the same entries in the same order, some of them changed.
        whole: the catalog written anew.
    """
    lines = protect(text).split("\n")
    old = polib.pofile(protect(text), wrapwidth=0, check_for_duplicates=False)
    edits: list[tuple[int, int, str]] = []
    for was, now in zip(old, catalog, strict=False):
        if str(was) != str(now):
            start, end = _block(lines, was.linenum - 1)
            edits.append((start, end, str(now).rstrip("\n")))
    if old.metadata != catalog.metadata and HEADER in lines:
        start = lines.index(HEADER)
        said = str(catalog.metadata_as_entry())
        edits.append((start, _block(lines, start)[1], said[said.index(HEADER) :].rstrip("\n")))
    for start, end, block in sorted(edits, reverse=True):
        lines[start:end] = block.split("\n")
    result = "\n".join(lines)
    try:
        again = str(polib.pofile(result, wrapwidth=0, check_for_duplicates=False))
    except (OSError, ValueError, AttributeError, IndexError):
        return whole
    return unprotect(result) if again == str(catalog) else whole


def _block(lines: list[str], at: int) -> tuple[int, int]:
    """The lines without a blank one around line `at`."""
    start = end = at
    while start > 0 and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return start, end
