"""What a reviewer does to an entry, and what undo needs to take it back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

import polib

from l10n_flow.catalog import person
from l10n_flow.catalog.read import protect
from l10n_flow.catalog.state import FLAG, FLAGGED, NEW_DRAFT, OFFER
from l10n_flow.model import L10nError


class Action(StrEnum):
    """What a reviewer does to an entry."""

    ACCEPT = "accept"  # take the fuzzy flag off
    EDIT = "edit"  # write a text; it stays fuzzy until it is accepted
    FLAG = "flag"  # set the fuzzy flag again, and say who asks for work


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that an action can change of an entry."""

    msgstr: str
    flags: tuple[str, ...]
    comment: str
    tcomment: str
    previous_msgid: str | None
    previous_msgctxt: str | None

    @classmethod
    def of(cls, entry: polib.POEntry) -> Snapshot:
        values = {one.name: getattr(entry, one.name) for one in fields(cls)}
        return cls(**values | {"flags": tuple(entry.flags)})

    def restore(self, entry: polib.POEntry) -> None:
        for one in fields(self):
            setattr(entry, one.name, getattr(self, one.name))
        entry.flags = list(self.flags)


@dataclass(frozen=True, slots=True)
class Step:
    """One action of a session: where, the entry before it, and what the entry looked like after it."""

    article: str
    code: str
    id: str
    action: Action
    before: Snapshot
    after: str  # as `seen_of` gives it


@dataclass(slots=True)
class History:
    """The actions of one browser session, the last one at the end; `lock` is held while one is carried out."""

    steps: list[Step] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def act(entry: polib.POEntry, action: Action, *, reviewer: str, path: Path) -> None:
    """Change an entry as an action asks. Raises L10nError where there is nothing to accept or flag."""
    if action is not Action.EDIT and not entry.msgstr.strip():
        raise L10nError(f"there is no translation to {action.value}", where=str(path), mend="Write one first.")
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if action is not Action.ACCEPT and entry.msgstr:
        entry.flags.insert(0, "fuzzy")
    if action is not Action.EDIT:
        entry.tcomment = _without(entry.tcomment, FLAGGED)
    if action is Action.FLAG:
        line = FLAGGED + protect(person(reviewer))
        entry.tcomment = f"{entry.tcomment}\n{line}" if entry.tcomment else line
    if action is Action.ACCEPT:
        entry.comment = _without(entry.comment, NEW_DRAFT, FLAG, OFFER)
        entry.previous_msgid = entry.previous_msgctxt = None


def clean(text: str) -> str:
    """A text as a browser sends it, with PO's line ends. Raises L10nError for what PO files cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise L10nError("a text holds a NUL character, which PO files cannot", mend="Delete it.")
    return text


def _without(lines: str, *marks: str) -> str:
    """Comment lines without those that begin with a mark; as they were where none does."""
    return "\n".join(line for line in lines.split("\n") if not line.startswith(marks))
