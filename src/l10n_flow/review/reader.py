"""Read catalogs for the page, each once for as long as its file stays the same."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from l10n_flow import lang
from l10n_flow.catalog import read_catalog
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.model import Finding, L10nError, Severity
from l10n_flow.project import Project
from l10n_flow.review.drafts import Drafts
from l10n_flow.review.rows import FILTERS, Found, Row, find_rows
from l10n_flow.review.views import UnitView, view

OPEN = 32  # catalogs that are kept in memory
Stamp = tuple[int, int, int]


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


def stamp_of(path: Path) -> Stamp:
    """Changes whenever a file is written. Raises L10nError where it is gone."""
    try:
        status = path.stat()
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Reload the page.") from None
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(frozen=True, slots=True)
class _Findings:
    """Findings by (id, text) of the entries of a catalog, for all versions of its file under one glossary."""

    known: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Opened:
    """One catalog as it was read. Findings are looked for when they are asked for, and kept."""

    def __init__(self, path: Path, code: str, inspector: Inspector, found: Iterable[Found], before: Opened | None) -> None:
        self.path, self.code, self.inspector = path, code, inspector
        self._found = {one.row.id: one for one in found}
        self.rows = tuple(one.row for one in self._found.values())
        self._findings: _Findings = before._findings if before is not None and before.inspector is inspector else _Findings()
        self._across: dict[str, list[Finding]] | None = None

    def findings(self, row: Row) -> tuple[Finding, ...]:
        """Findings of one entry, and what comes out when all entries of its catalog are taken together."""
        own = self._findings.known.get((row.id, row.text))
        if own is None:
            own = tuple(self.inspector.findings(self.path, self.code, [self._found[row.id].plain]))
            self._findings.known[row.id, row.text] = own
        if self._across is None:
            across: dict[str, list[Finding]] = {}
            entries = [self._found[one.id].plain for one in self.rows]
            for place, finding in self.inspector.across(entries, lang.get(self.code)):
                across.setdefault(self.rows[place].id, []).append(finding)
            self._across = across
        return (*own, *self._across.get(row.id, ()))

    def inspect(self) -> None:
        """Look for the findings of all entries; with thousands of them it takes seconds."""
        with self._findings.lock:
            for row in self.rows:
                self.findings(row)

    @property
    def inspected(self) -> bool:
        return all((row.id, row.text) in self._findings.known for row in self.rows)

    def fits(self, row: Row, wanted: str) -> bool:
        """Whether a row passes one of FILTERS."""
        if wanted == "findings":
            return any(finding.severity is not Severity.INFO for finding in self.findings(row))
        return row.fits(wanted)

    def counts(self) -> dict[str, int | None]:
        """How many units pass each filter; None for "findings" while some units are not looked at."""
        known = [name for name in FILTERS if name != "findings" or self.inspected]
        return {name: sum(self.fits(row, name) for row in self.rows) if name in known else None for name in FILTERS}

    def progress(self, article: str) -> Progress:
        headline = next((row.source for row in self.rows if row.role == "headline"), article)
        return Progress(article, self.code, Counter(row.standing for row in self.rows), headline)

    def row(self, unit: str) -> Row:
        """One row by its id. Raises L10nError where the catalog has no such entry."""
        if unit not in self._found:
            raise L10nError("this unit is no longer in the catalog", where=str(self.path), mend="Reload the page.")
        return self._found[unit].row

    def view(self, row: Row, drafts: Drafts) -> UnitView:
        findings = self.findings(row)
        return view(self._found[row.id], self.code, self.path, inspector=self.inspector, drafts=drafts, findings=findings)


class Reader:
    """The catalogs of one project.

    Raises L10nError from each method for a catalog that is unknown or broken.
    """

    def __init__(self, project: Project) -> None:
        self.project, self.drafts = project, Drafts(project)
        self._guard = threading.Lock()
        self._inspector: Inspector | None = None
        self._glossary: Stamp | None = None
        self._opened: OrderedDict[Path, tuple[Stamp, Opened]] = OrderedDict()
        self._progress: dict[Path, tuple[Stamp, Progress]] = {}

    def catalogs(self) -> dict[tuple[str, str], Path]:
        """(article, language code) -> path, article by article."""
        found = {(path.stem, code): path for path, code in find_catalogs(self.project, needed=False)}
        order = self.project.targets
        return dict(sorted(found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))))

    def path(self, article: str, code: str) -> Path:
        path = self.catalogs().get((article, code))
        if path is None:
            raise L10nError(
                f"there is no catalog '{article}' in '{code}'", where=str(self.project.locales), mend="Reload the page."
            )
        return path

    def progress(self, article: str, code: str) -> Progress:
        """How far one catalog is; a broken one says so and does not hide the others."""
        path = self.path(article, code)
        stamp = stamp_of(path)
        with self._guard:
            opened, known = self._opened.get(path), self._progress.get(path)
        if opened is not None and opened[0] == stamp:
            return opened[1].progress(article)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            made = Opened(path, code, self.inspector(), find_rows(read_catalog(path).catalog), None).progress(article)
        except L10nError as error:
            made = Progress(article, code, {}, broken=str(error))
        with self._guard:
            self._progress[path] = stamp, made
        return made

    def open(self, article: str, code: str) -> Opened:
        """A catalog as its file is now."""
        path, inspector = self.path(article, code), self.inspector()
        stamp = stamp_of(path)
        with self._guard:
            known = self._opened.get(path)
        if known is not None and known[0] == stamp and known[1].inspector is inspector:
            return known[1]
        entries = read_catalog(path).catalog
        self.drafts.learn(entries)
        return self.keep(path, code, stamp, entries)

    def keep(self, path: Path, code: str, stamp: Stamp, entries: Iterable[polib.POEntry]) -> Opened:
        """Take a catalog's entries as what its file holds under this stamp."""
        inspector, found = self.inspector(), find_rows(entries)
        with self._guard:
            known = self._opened.get(path)
            opened = Opened(path, code, inspector, found, known[1] if known else None)
            self._opened[path] = stamp, opened
            self._opened.move_to_end(path)
            while len(self._opened) > OPEN:
                self._opened.popitem(last=False)
        return opened

    def units(self, article: str, code: str) -> tuple[UnitView, ...]:
        """Views of all units of a catalog in document order."""
        opened = self.open(article, code)
        return tuple(opened.view(row, self.drafts) for row in opened.rows)

    def unit(self, article: str, code: str, unit: str) -> UnitView:
        """One unit as it is in the file now."""
        opened = self.open(article, code)
        return opened.view(opened.row(unit), self.drafts)

    def inspector(self) -> Inspector:
        """The inspector, anew when the glossary file has changed."""
        path = self.project.glossary
        stamp = stamp_of(path) if path.exists() else None
        with self._guard:
            if self._inspector is None or stamp != self._glossary:
                self._inspector, self._glossary = Inspector(self.project), stamp
            return self._inspector
