"""Save one entry at a time, so that nobody's work is ever overwritten.

A save reads the file again under its lock. Where the entry is still what the browser saw, it is written and all else
in the file stays, whoever changed it meanwhile; where it is not, nothing is written and both texts are handed back.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polib

from l10n_flow.catalog import read_catalog
from l10n_flow.catalog.read import Source, protect, unprotect
from l10n_flow.catalog.write import write_entry
from l10n_flow.files import locked
from l10n_flow.model import L10nError
from l10n_flow.project import Project
from l10n_flow.review.actions import Action, History, Snapshot, Step, act, clean
from l10n_flow.review.reader import Reader, stamp_of
from l10n_flow.review.rows import key_of, seen_of, shown
from l10n_flow.review.views import UnitView

LOCK_SECONDS = 5.0
TRIES = 5


class Conflict(Exception):
    """The entry is not what the browser saw. `now` is the entry as it is (None: gone), `mine` the text not written."""

    def __init__(self, now: UnitView | None, mine: str) -> None:
        self.now, self.mine = now, mine
        super().__init__("the entry was changed meanwhile")


class _Moved(Exception):
    """The file was written by a program that takes no lock, after it was read here."""


@dataclass(slots=True)
class _Change:
    """An entry to change: `write` puts it into the file."""

    store: Store
    path: Path
    code: str
    source: Source
    entry: polib.POEntry
    was: polib.POEntry
    stamp: tuple[int, int, int]

    def write(self, now: datetime) -> None:
        if stamp_of(self.path) != self.stamp:
            raise _Moved
        store, catalog = self.store, self.source.catalog
        written = write_entry(self.path, self.source, self.entry, self.was, now=now, translator=store.reviewer)
        with contextlib.suppress(OSError, L10nError):  # it is written; whatever came after that is seen by the next look
            stamp = stamp_of(self.path)
            if self.path.read_bytes() == written:  # nobody was faster, so it need not be read and parsed again
                store.keep(self.path, self.code, stamp, catalog)


class Store(Reader):
    """The catalogs of one project for one reviewer ("Name <address>").

    Raises L10nError from each method for a catalog that is unknown, broken, locked for too long or not writable.
    """

    def __init__(self, project: Project, *, reviewer: str) -> None:
        super().__init__(project)
        self.reviewer = reviewer

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
        text = clean(text)
        with history.lock:
            self._save(article, code, unit, action=action, text=text, typed=typed, seen=seen, now=now, history=history)
        return self.unit(article, code, unit)

    def _save(
        self, article: str, code: str, unit: str, *,
        action: Action, text: str, typed: bool, seen: str, now: datetime, history: History,
    ) -> None:  # fmt: skip
        for _ in _tries(path := self.path(article, code)):
            with contextlib.suppress(_Moved), self._entry(path, code, unit, seen=seen, mine=text) as change:
                before = Snapshot.of(change.entry)
                if typed:
                    change.entry.msgstr = protect(text)
                act(change.entry, action, reviewer=self.reviewer, path=path)
                if Snapshot.of(change.entry) != before:
                    change.write(now)
                    history.steps.append(Step(article, code, unit, action, before, seen_of(change.entry)))
                break

    def undo(self, *, now: datetime, history: History) -> tuple[Step, UnitView] | None:
        """Restore the entry as it was before the last action of the session; None where there is none.

        Raises:
            Conflict: somebody changed the entry since; the step is dropped, and nothing was written.
        """
        with history.lock:
            if not history.steps:
                return None
            step = history.steps.pop()
            try:
                self._undo(step, now=now)
            except L10nError:  # it can be tried again
                history.steps.append(step)
                raise
        return step, self.unit(step.article, step.code, step.id)

    def _undo(self, step: Step, *, now: datetime) -> None:
        mine = unprotect(step.before.msgstr)
        for _ in _tries(path := self.path(step.article, step.code)):
            with contextlib.suppress(_Moved), self._entry(path, step.code, step.id, seen=step.after, mine=mine) as change:
                step.before.restore(change.entry)
                change.write(now)
                break

    @contextlib.contextmanager
    def _entry(self, path: Path, code: str, unit: str, *, seen: str, mine: str) -> Iterator[_Change]:
        """The entry of a unit, under its file's lock, if it is what the browser saw; raises Conflict with both texts if not."""
        with locked(path, seconds=LOCK_SECONDS):
            stamp = stamp_of(path)
            source = read_catalog(path)
            self.drafts.learn(source.catalog)
            entry = next((one for one in source.catalog if shown(one) and key_of(one) == unit), None)
            if entry is None:
                raise Conflict(None, mine)
            if seen_of(entry) != seen:
                raise Conflict(self.unit(path.stem, code, unit), mine)
            yield _Change(self, path, code, source, entry, copy.copy(entry), stamp)


def _tries(path: Path) -> Iterator[int]:
    yield from range(TRIES)
    what = "another program keeps writing this catalog"
    raise L10nError(what, where=str(path), mend="Nothing was saved. Try again when it is done.")
