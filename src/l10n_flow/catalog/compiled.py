"""Catalogs for programs: the binary MO files that gettext reads."""

from __future__ import annotations

from pathlib import Path

import polib

from l10n_flow.catalog.read import read_catalog, unprotect
from l10n_flow.catalog.state import shown_text


def compile_catalog(path: Path, *, drafts: bool = False) -> bytes:
    """The MO file of a catalog: its reviewed entries and, with `drafts`, the fuzzy ones too (msgfmt's --use-fuzzy).

    Raises:
        L10nError: the catalog is broken or missing.
    """
    source = read_catalog(path).catalog
    compiled = polib.POFile()
    compiled.metadata = {**source.metadata, "Content-Type": "text/plain; charset=UTF-8"}
    for entry in source:
        if shown_text(entry) and not entry.obsolete and (drafts or "fuzzy" not in entry.flags):
            context = unprotect(entry.msgctxt) if entry.msgctxt else None
            plural = {number: unprotect(form) for number, form in entry.msgstr_plural.items()}
            compiled.append(
                polib.POEntry(
                    msgid=unprotect(entry.msgid), msgstr=unprotect(entry.msgstr), msgctxt=context,
                    msgid_plural=unprotect(entry.msgid_plural), msgstr_plural=plural,
                )
            )  # fmt: skip
    return bytes(compiled.to_binary())
