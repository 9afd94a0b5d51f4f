"""Change single entries of a catalog that is there: redraft the program's own drafts, flag a person's entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polib

from l10n_flow.catalog.read import protect, read_catalog, unprotect
from l10n_flow.catalog.state import FLAG, OFFER, fingerprint, is_own, shown_text, state_of
from l10n_flow.catalog.update import draft_line
from l10n_flow.catalog.write import write_back
from l10n_flow.files import LOCK_SECONDS, locked
from l10n_flow.model import State


@dataclass(frozen=True, slots=True)
class Revision:
    """What to do with one entry.

    A draft of the program's own takes `draft`, `signature` and `notes`; an entry that a person translated or touched is
    only marked fuzzy, with the lines `reasons` and, where there is one, the text `proposed` in its comments. `base`, where
    it is known, is the fingerprint of the text that the reasons speak of; an entry with another one by now is left.
    """

    draft: str = ""
    signature: str = ""
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    proposed: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class RevisionCounts:
    """Entries that were redrafted, flagged, and those whose flag was there already."""

    redrafted: int = 0
    flagged: int = 0
    known: int = 0


def revise_catalog(
    path: Path, revisions: Mapping[tuple[str, str], Revision], *, now: datetime, lock_seconds: float = LOCK_SECONDS
) -> RevisionCounts:
    """Carry out revisions, by (msgid, msgctxt or ""), under the catalog's lock; nothing is written when nothing changed.

    Raises:
        L10nError: the catalog is broken, locked for too long, or cannot be written.
    """
    counts = RevisionCounts()
    with locked(path, seconds=lock_seconds):
        source = read_catalog(path)
        for entry in source.catalog:
            revision = revisions.get((unprotect(entry.msgid), unprotect(entry.msgctxt or "")))
            if revision is None or entry.obsolete or _moved(entry, revision):
                continue
            if is_own(entry):
                counts = replace(counts, redrafted=counts.redrafted + _redraft(entry, revision))
            elif state_of(entry) is not State.UNTRANSLATED and revision.reasons:
                new = _flag(entry, revision)
                counts = replace(counts, flagged=counts.flagged + new, known=counts.known + (not new))
        if counts.redrafted or counts.flagged:
            write_back(path, source, now=now)
    return counts


def _moved(entry: polib.POEntry, revision: Revision) -> bool:
    return bool(revision.base) and fingerprint(unprotect(shown_text(entry))) != revision.base


def _redraft(entry: polib.POEntry, revision: Revision) -> bool:
    draft = protect(revision.draft)
    if not draft or draft == entry.msgstr:
        return False
    lines = [line for line in (entry.comment or "").split("\n") if line.startswith("role: ")]
    entry.msgstr = draft
    entry.comment = "\n".join([*lines, *revision.notes, draft_line(revision.signature, draft)])
    return True


def _flag(entry: polib.POEntry, revision: Revision) -> bool:
    """Mark a person's entry; its msgstr stays. False where it already is so marked."""
    kept = [line for line in (entry.comment or "").split("\n") if line and not line.startswith((FLAG, OFFER))]
    lines = [*kept, *(FLAG + reason for reason in revision.reasons)]
    if revision.proposed:
        lines.append(OFFER + " ".join(protect(revision.proposed).split()))
    comment = "\n".join(lines)
    if comment == entry.comment and "fuzzy" in entry.flags:
        return False
    entry.comment = comment
    if "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")
    return True
