"""What state entries are in, and a plain view of them for checks and reports."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polib

from l10n_flow.catalog.read import read_catalog, unprotect
from l10n_flow.model import State, StateCounts

NEW_DRAFT, FLAG, OFFER = "new draft: ", "glossary changed: ", "proposed: "  # comments that ask a person for a decision
FLAGGED = "flagged: "  # a translator's comment, "# flagged: NAME": a person says that the entry needs work
DOUBTFUL = ", doubtful"  # at the end of the line that names a draft's engine and score
DRAFT_LINE = re.compile(r"^draft: (?:\S+ )?([0-9a-f]{8})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One active entry as checks see it."""

    msgid: str
    msgstr: str
    context: str
    state: State
    line: int
    comments: tuple[str, ...]  # of "#."
    previous: str  # "#|", or ""
    own: bool  # the program's own draft, which nobody has touched
    note: str = ""  # of "# ", by whoever translates


def shown_text(entry: polib.POEntry) -> str:
    """What stands for an entry's translation: its msgstr or, of a plural, the last form that is written."""
    return entry.msgstr or next(filter(None, reversed(list(entry.msgstr_plural.values()))), "")


def state_of(entry: polib.POEntry) -> State:
    if not shown_text(entry):
        return State.UNTRANSLATED
    return State.DRAFT if "fuzzy" in entry.flags else State.REVIEWED


def fingerprint(text: str) -> str:
    """8 hexadecimal digits by which the program knows its own draft again."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def is_own(entry: polib.POEntry) -> bool:
    """Whether the msgstr is the program's own draft, which nobody has touched.

    A draft that a person approved word for word and that was flagged afterwards looks like one; the flag tells.
    """
    match = DRAFT_LINE.search(entry.comment or "")
    if state_of(entry) is not State.DRAFT or match is None or match.group(1) != fingerprint(entry.msgstr):
        return False
    asked = any(line.startswith((FLAG, OFFER)) for line in entry.comment.split("\n"))
    return not asked and not any(line.startswith(FLAGGED) for line in (entry.tcomment or "").split("\n"))


def plain(entry: polib.POEntry) -> CatalogEntry:
    """The plain view of one entry of a catalog as read."""
    return CatalogEntry(
        msgid=unprotect(entry.msgid), msgstr=unprotect(shown_text(entry)), context=entry.msgctxt or "",
        state=state_of(entry), line=entry.linenum,
        comments=tuple(entry.comment.split("\n")) if entry.comment else (), previous=entry.previous_msgid or "",
        own=is_own(entry), note=unprotect(entry.tcomment or ""),
    )  # fmt: skip


def list_entries(path: Path) -> tuple[CatalogEntry, ...]:
    """The active entries of a catalog in file order. Raises L10nError for a broken one."""
    return tuple(plain(entry) for entry in read_catalog(path).catalog if not entry.obsolete)


def count_states(entries: tuple[CatalogEntry, ...]) -> StateCounts:
    """Entries and source words (separated by white space) by state."""
    number: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for entry in entries:
        number[entry.state] += 1
        words[entry.state] += len(entry.msgid.split())
    doubtful = sum(entry.own and any(line.endswith(DOUBTFUL) for line in entry.comments) for entry in entries)
    return StateCounts(dict(number), dict(words), doubtful)
