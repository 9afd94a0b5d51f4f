"""Read catalogs for the page and save one entry at a time, so that nobody's work is ever overwritten.

A save reads the file again under its lock. Where the entry is still what the browser saw, it is written and all else
in the file stays, whoever changed it meanwhile; where it is not, nothing is written and both texts are handed back.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import polib

from l10n_flow.catalog import read_catalog
from l10n_flow.catalog.read import Source, protect, unprotect
from l10n_flow.catalog.update import FLAG, NEW_DRAFT, OFFER, write_back
from l10n_flow.files import locked
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.model import L10nError, State
from l10n_flow.project import Project
from l10n_flow.review.drafts import Drafts
from l10n_flow.review.views import FLAGGED, UnitView, Viewer, is_flagged, key_of, seen_of, shown

LOCK_SECONDS = 5.0


class Action(StrEnum):
    """What a reviewer does to an entry."""

    ACCEPT = "accept"  # take the fuzzy flag off
    EDIT = "edit"  # write a text; it stays fuzzy until it is accepted
    FLAG = "flag"  # set the fuzzy flag again, and say who asks for work


class Conflict(Exception):
    """The entry is not what the browser saw. `now` is the entry as it is (None: gone), `mine` the text not written."""

    def __init__(self, now: UnitView | None, mine: str) -> None:
        self.now, self.mine = now, mine
        super().__init__("the entry was changed meanwhile")


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
    """The actions of one browser session, the last one at the end."""

    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """Entries of one catalog by standing (draft, flagged, reviewed, untranslated), or why it cannot be read."""

    article: str
    code: str
    counts: Mapping[str, int]
    headline: str = ""
    broken: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class Store:
    """The catalogs of one project for one reviewer ("Name <address>").

    Raises L10nError from each method for a catalog that is unknown, broken, locked for too long or not writable.
    """

    def __init__(self, project: Project, *, reviewer: str) -> None:
        self.project, self.reviewer = project, reviewer
        self._drafts = Drafts()
        self._guard = threading.Lock()
        self._inspector: Inspector | None = None
        self._glossary: tuple[int, int] | None = None
        self._viewed: dict[Path, tuple[object, tuple[UnitView, ...]]] = {}

    def catalogs(self) -> dict[tuple[str, str], Path]:
        """(article, language code) -> path, article by article."""
        found = {(path.stem, code): path for path, code in find_catalogs(self.project, needed=False)}
        order = self.project.targets
        return dict(sorted(found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))))

    def progress(self, article: str, code: str) -> Progress:
        """How far one catalog is; a broken one says so and does not hide the others."""
        try:
            entries = [entry for entry in read_catalog(self._path(article, code)).catalog if shown(entry)]
        except L10nError as error:
            return Progress(article, code, {}, broken=str(error))
        counts: Counter[str] = Counter("flagged" if is_flagged(entry) else _state(entry) for entry in entries)
        headline = next((entry for entry in entries if "role: headline" in entry.comment.split("\n")), None)
        return Progress(article, code, counts, unprotect(headline.msgid) if headline else article)

    def units(self, article: str, code: str) -> tuple[UnitView, ...]:
        """A catalog's units in document order."""
        path = self._path(article, code)
        viewer = Viewer(self._current(), self._drafts)
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino, self._glossary)
        with self._guard:
            known = self._viewed.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        views = viewer.views(path, code, read_catalog(path).catalog)
        with self._guard:
            self._viewed[path] = (stamp, views)
        return views

    def unit(self, article: str, code: str, unit: str) -> UnitView:
        """One unit as it is in the file now."""
        found = next((one for one in self.units(article, code) if one.id == unit), None)
        if found is None:
            raise L10nError(
                "this unit is no longer in the catalog", where=str(self._path(article, code)), mend="Reload the page."
            )
        return found

    def save(
        self, article: str, code: str, unit: str, *,
        action: Action, text: str, typed: bool, seen: str, now: datetime, history: History,
    ) -> UnitView:  # fmt: skip
        """Carry out one action and write the file.

        Args:
            text: the text that the browser holds; it is written only where it was `typed`.
            seen: what the browser saw of the entry (`UnitView.seen`).

        Raises:
            Conflict: the entry is another one by now; nothing was written.
        """
        path = self._path(article, code)
        text = _clean(text)
        with locked(path, seconds=LOCK_SECONDS):
            source = read_catalog(path)
            entry = self._entry(source, path, code, unit, seen=seen, mine=text)
            before = Snapshot.of(entry)
            if typed:
                entry.msgstr = protect(text)
            self._act(entry, action, path)
            if Snapshot.of(entry) != before:
                write_back(path, source, now=now, translator=self.reviewer)
                history.steps.append(Step(article, code, unit, action, before, seen_of(entry)))
        return self.unit(article, code, unit)

    def undo(self, *, now: datetime, history: History) -> tuple[Step, UnitView] | None:
        """Restore the entry as it was before the last action of the session; None where there is none.

        Raises:
            Conflict: somebody changed the entry since; the step is dropped, and nothing was written.
        """
        if not history.steps:
            return None
        step = history.steps[-1]
        path = self._path(step.article, step.code)
        with locked(path, seconds=LOCK_SECONDS):
            source = read_catalog(path)
            try:
                entry = self._entry(source, path, step.code, step.id, seen=step.after, mine=step.before.msgstr)
            except Conflict:
                history.steps.pop()
                raise
            step.before.restore(entry)
            write_back(path, source, now=now, translator=self.reviewer)
        history.steps.pop()
        return step, self.unit(step.article, step.code, step.id)

    def _act(self, entry: polib.POEntry, action: Action, path: Path) -> None:
        if action is not Action.EDIT and not entry.msgstr.strip():
            raise L10nError(f"there is no translation to {action.value}", where=str(path), mend="Write one first.")
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if action is not Action.ACCEPT and entry.msgstr:
            entry.flags.insert(0, "fuzzy")
        if action is not Action.EDIT:
            entry.tcomment = _without(entry.tcomment, FLAGGED)
        if action is Action.FLAG:
            line = FLAGGED + protect(self.reviewer.split("<")[0].strip() or self.reviewer)
            entry.tcomment = f"{entry.tcomment}\n{line}" if entry.tcomment else line
        if action is Action.ACCEPT:
            entry.comment = _without(entry.comment, NEW_DRAFT, FLAG, OFFER)
            entry.previous_msgid = entry.previous_msgctxt = None

    def _entry(self, source: Source, path: Path, code: str, unit: str, *, seen: str, mine: str) -> polib.POEntry:
        """The entry of a unit if it is what the browser saw; raises Conflict with both texts if not."""
        self._drafts.learn(source.catalog)
        entry = next((one for one in source.catalog if shown(one) and key_of(one) == unit), None)
        if entry is None:
            raise Conflict(None, unprotect(mine))
        if seen_of(entry) != seen:
            view = Viewer(self._current(), self._drafts).view(path, code, entry)
            raise Conflict(view, unprotect(mine))
        return entry

    def _path(self, article: str, code: str) -> Path:
        path = self.catalogs().get((article, code))
        if path is None:
            raise L10nError(
                f"there is no catalog '{article}' in '{code}'", where=str(self.project.locales), mend="Reload the page."
            )
        return path

    def _current(self) -> Inspector:
        """The inspector, anew when the glossary file has changed."""
        path = self.project.glossary
        status = path.stat() if path.exists() else None
        stamp = (status.st_mtime_ns, status.st_size) if status else None
        with self._guard:
            if self._inspector is None or stamp != self._glossary:
                self._inspector, self._glossary = Inspector(self.project), stamp
            return self._inspector


def _state(entry: polib.POEntry) -> str:
    return (State.UNTRANSLATED if not entry.msgstr else State.DRAFT if "fuzzy" in entry.flags else State.REVIEWED).value


def _without(lines: str, *marks: str) -> str:
    """Comment lines without those that begin with a mark; as they were where none does."""
    return "\n".join(line for line in lines.split("\n") if not line.startswith(marks))


def _clean(text: str) -> str:
    """A text as a browser sends it, with PO's line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise L10nError("a text holds a NUL character, which PO files cannot", mend="Delete it.")
    return text
