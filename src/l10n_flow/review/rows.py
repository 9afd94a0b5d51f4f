"""What every page needs of a catalog's entries: plain data, cheap to make for thousands of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import polib

from l10n_flow import lang
from l10n_flow.catalog import CatalogEntry, plain, unit_id
from l10n_flow.catalog.read import unprotect
from l10n_flow.catalog.state import FLAG, FLAGGED
from l10n_flow.model import State
from l10n_flow.text import arabic

FILTERS = ("all", "open", "draft", "flagged", "reviewed", "findings")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: what it is and where it stands.

    `seen` stands for what the browser saw of it: msgstr, flags and translator's comments. `flagged`: a person or a
    changed glossary asks for a decision. `previous` and `following` are its neighbours' source texts, "" at the ends.
    """

    id: str
    seen: str
    source: str
    text: str
    state: State
    flagged: bool
    role: str
    block: str  # where it stands in its article, "file:line"
    joined: bool  # goes on in the block of the unit before it
    previous: str
    following: str

    @property
    def standing(self) -> str:
        return "flagged" if self.flagged else self.state.value

    def fits(self, wanted: str) -> bool:
        """Whether the unit passes one of FILTERS but "findings"."""
        return wanted == "all" or wanted == self.standing or (wanted == "open" and self.standing != "reviewed")

    def holds(self, query: str, language: lang.Language) -> bool:
        """Whether a search finds the unit: Arabic without regard to spelling, the target without regard to case."""
        if not query.strip():
            return True
        folded = arabic.plain(query).strip()
        return language.lower(query.strip()) in language.lower(self.text) or bool(
            folded and folded in arabic.plain(self.source)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a catalog as read, beside its row."""

    row: Row
    entry: polib.POEntry
    plain: CatalogEntry


def find_rows(entries: Iterable[polib.POEntry]) -> tuple[Found, ...]:
    """The entries that the page shows, in document order."""
    found: list[Found] = []
    place = ("", "")
    active = [(entry, plain(entry)) for entry in entries if shown(entry)]
    texts = ["", *(one.msgid for _, one in active), ""]
    for at, (entry, one) in enumerate(active, 1):
        role = next((line[6:] for line in one.comments if line.startswith("role: ")), "paragraph")
        block = ":".join(entry.occurrences[0]) if entry.occurrences else ""
        row = Row(
            id=key_of(entry), seen=seen_of(entry), source=one.msgid, text=one.msgstr, state=one.state,
            flagged=is_flagged(entry), role=role, block=block, joined=bool(block) and (block, role) == place,
            previous=texts[at - 1], following=texts[at + 1],
        )  # fmt: skip
        found.append(Found(row, entry, one))
        place = block, role
    return tuple(found)


def key_of(entry: polib.POEntry) -> str:
    """The id of an entry on the page."""
    return unit_id(unprotect(entry.msgid), unprotect(entry.msgctxt or ""))


def seen_of(entry: polib.POEntry) -> str:
    """What stands for the state of an entry; it changes with msgstr, flags and translator's comments."""
    parts = (entry.msgstr, ",".join(sorted(entry.flags)), entry.tcomment or "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def shown(entry: polib.POEntry) -> bool:
    """Whether the page shows an entry: obsolete ones and plurals are for PO editors."""
    return not entry.obsolete and not entry.msgid_plural


def is_flagged(entry: polib.POEntry) -> bool:
    """Fuzzy, and for more than being a draft: a person flagged it, its glossary changed, or its source did."""
    if "fuzzy" not in entry.flags or not entry.msgstr:
        return False
    lines = [*(entry.tcomment or "").split("\n"), *(entry.comment or "").split("\n")]
    return bool(entry.previous_msgid) or any(line.startswith((FLAGGED, FLAG)) for line in lines)
