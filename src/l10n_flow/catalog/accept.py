"""Take edits that a person made elsewhere (in a CAT tool) into a catalog, as if they had been typed there.

Optimistic: every edit names the msgstr it was made from. Where a person has changed the entry since, theirs stays and
the edit is a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polib

from l10n_flow.catalog.keys import Key
from l10n_flow.catalog.read import protect, read_catalog, unprotect
from l10n_flow.catalog.state import fingerprint, is_own, shown_text, state_of
from l10n_flow.catalog.write import write_back
from l10n_flow.files import LOCK_SECONDS, locked
from l10n_flow.model import State


@dataclass(frozen=True, slots=True)
class Edit:
    """A text for one entry.

    `base` is the fingerprint of the msgstr it was made from, "" where that is not known; `unreviewed` says that it was made
    when nobody had reviewed the entry yet.
    """

    text: str
    reviewed: bool
    base: str = ""
    unreviewed: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit that was left: the catalog's own text stays. `line` is 0 where the catalog has no such entry."""

    key: Key
    line: int
    text: str
    edit: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the edits: entries changed, entries that were so already, and what was left for a person."""

    taken: tuple[Key, ...] = ()
    same: int = 0
    conflicts: tuple[Conflict, ...] = ()


def accept_edits(
    path: Path, edits: Mapping[Key, Edit], *, now: datetime, write: bool = True, lock_seconds: float = LOCK_SECONDS
) -> Accepted:
    """Carry out edits under the catalog's lock; nothing is written when nothing changed, or without `write`.

    An edit without a text is none. A reviewed text takes the entry's fuzzy mark off; any other is a person's draft.

    Raises:
        L10nError: the catalog is broken, missing, locked for too long, or cannot be written.
    """
    taken: list[Key] = []
    conflicts: list[Conflict] = []
    same = 0
    with locked(path, seconds=lock_seconds):
        source = read_catalog(path)
        entries = {(unprotect(e.msgid), unprotect(e.msgctxt or "")): e for e in source.catalog if not e.obsolete}
        for key, edit in edits.items():
            entry = entries.get(key)
            if entry is None:
                conflicts.append(Conflict(key, 0, "", edit.text))
            elif not edit.text.strip() or _done(entry, edit):
                same += 1
            elif _theirs(entry, edit):
                conflicts.append(Conflict(key, entry.linenum, unprotect(shown_text(entry)), edit.text))
            else:
                _accept(entry, edit)
                taken.append(key)
        if taken and write:
            source.catalog.metadata["PO-Revision-Date"] = now.astimezone().strftime("%Y-%m-%d %H:%M%z")
            write_back(path, source, now=now)
    return Accepted(tuple(taken), same, tuple(conflicts))


def _done(entry: polib.POEntry, edit: Edit) -> bool:
    """Whether the catalog has it already."""
    reviewed = state_of(entry) is State.REVIEWED
    return protect(edit.text) == shown_text(entry) and (reviewed or not edit.reviewed)


def _theirs(entry: polib.POEntry, edit: Edit) -> bool:
    """Whether the entry holds a person's work that the edit does not know of. The program's own draft never is.

    A plural always does: an edit is one text, and would take the place of all of its forms.
    """
    if entry.msgid_plural:
        return True
    if state_of(entry) is State.UNTRANSLATED or is_own(entry):
        return False
    if unprotect(entry.msgstr) == edit.text:
        return False
    since = edit.unreviewed and state_of(entry) is State.REVIEWED  # a review may leave the text as it was
    return since or fingerprint(unprotect(entry.msgstr)) != edit.base


def _accept(entry: polib.POEntry, edit: Edit) -> None:
    entry.msgstr = protect(edit.text)
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if edit.reviewed:
        entry.previous_msgid = entry.previous_msgctxt = None
    else:
        entry.flags.insert(0, "fuzzy")
