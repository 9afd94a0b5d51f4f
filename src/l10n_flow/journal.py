"""What drafts and reviews there were: a SQLite file beside the catalogs, for the report alone.

A catalog forgets its draft when a person edits it. `run` writes each draft down while it still stands there, and each
reviewed text with the translator and date of the catalog's header when it is first seen. Nothing else needs the file: it
may be deleted, and a project without one only lacks that part of its report.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow.catalog import CatalogEntry, fingerprint, last_translator, list_entries, person, read_catalog, unit_id
from l10n_flow.catalog.state import DRAFT_LINE
from l10n_flow.model import State

FILE = Path(".l10n-flow") / "drafts.sqlite"
_SCHEMA = """
create table if not exists draft (
    catalog text, unit text, mark text, text text not null, signature text not null, engine text not null, seen text not null,
    primary key (catalog, unit, mark)
) without rowid;
create table if not exists review (
    catalog text, unit text, mark text, reviewer text not null, seen text not null, primary key (catalog, unit, mark)
) without rowid;
"""
_ENGINE = re.compile(r"^machine draft: (.+), score |^(memory): ", re.MULTILINE)
_SIGNATURE = re.compile(r"^draft: (\S+) [0-9a-f]{8}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed text beside the draft it was made from; `reviewer` is "" where the catalog names nobody."""

    unit: str
    source: str
    draft: str
    text: str
    engine: str
    signature: str
    reviewer: str
    seen: datetime


class Journal:
    """The journal of a project. `observe` writes, `reviews` reads; a file that cannot be used is a warning."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE

    def observe(self, catalogs: Mapping[str, Path], *, now: datetime) -> None:
        """Write down the drafts and reviewed texts of catalogs that were not there before, in one go.

        Args:
            catalogs: each as the project names it, and where it is.
        """
        drafts, reviews = [], []
        for name, path in catalogs.items():
            entries = list_entries(path)
            reviewer, date = _header(path, now)
            for entry in entries:
                unit, mark = unit_id(entry.msgid, entry.context), fingerprint(entry.msgstr)
                if entry.own:
                    lines = "\n".join(entry.comments)
                    row = (entry.msgstr, _first(_SIGNATURE, lines), _first(_ENGINE, lines), now.astimezone(UTC).isoformat())
                    drafts.append((name, unit, mark, *row))
                elif entry.state is State.REVIEWED:
                    reviews.append((name, unit, mark, reviewer, date.isoformat()))
        if not drafts and not reviews:
            return
        try:
            with self._open() as db, db:
                db.executemany("insert or ignore into draft values (?, ?, ?, ?, ?, ?, ?)", drafts)
                db.executemany("insert or ignore into review values (?, ?, ?, ?, ?)", reviews)
        except (OSError, sqlite3.Error) as error:
            warnings.warn(f"{self.path}: drafts are not written down for the report ({error})", stacklevel=2)

    def reviews(self, name: str, path: Path, entries: Sequence[CatalogEntry], *, now: datetime) -> list[Review]:
        """The reviewed entries of a catalog whose drafts are known; none where there is no journal."""
        if not self.path.exists():
            return []
        try:
            with self._open() as db:
                drafts: dict[str, dict[str, tuple[str, ...]]] = {}
                columns = "unit, mark, text, engine, signature"
                for unit, mark, *row in db.execute(f"select {columns} from draft where catalog = ? order by seen", (name,)):
                    drafts.setdefault(unit, {})[mark] = tuple(row)
                rows = db.execute("select unit, mark, reviewer, seen from review where catalog = ?", (name,))
                seen = {(unit, mark): (reviewer, when) for unit, mark, reviewer, when in rows}
        except (OSError, sqlite3.Error) as error:
            warnings.warn(f"{self.path}: cannot be read ({error}); the report goes without", stacklevel=2)
            return []
        reviewer, date = _header(path, now)
        found = []
        for entry in entries:
            unit = unit_id(entry.msgid, entry.context)
            if entry.state is not State.REVIEWED or unit not in drafts:
                continue
            known = DRAFT_LINE.search("\n".join(entry.comments))
            mark = known.group(1) if known else ""
            draft, engine, signature = drafts[unit].get(mark) or list(drafts[unit].values())[-1]
            who, when = seen.get((unit, fingerprint(entry.msgstr)), (reviewer, date.isoformat()))
            found.append(
                Review(unit, entry.msgid, draft, entry.msgstr, engine, signature, who, datetime.fromisoformat(when))
            )  # fmt: skip
        return found

    def drafts(self, name: str) -> dict[tuple[str, str], str]:
        """(unit, fingerprint) -> text of every draft of a catalog that was written down; none where there is no journal."""
        if not self.path.exists():
            return {}
        try:
            with self._open() as db:
                rows = db.execute("select unit, mark, text from draft where catalog = ?", (name,))
                return {(unit, mark): text for unit, mark, text in rows}
        except (OSError, sqlite3.Error) as error:
            warnings.warn(f"{self.path}: cannot be read ({error})", stacklevel=2)
            return {}

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        new = not self.path.parent.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if new:
            (self.path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        db = sqlite3.connect(self.path, timeout=30)
        try:
            db.executescript(_SCHEMA)
            yield db
        finally:
            db.close()


def _header(path: Path, now: datetime) -> tuple[str, datetime]:
    """The translator and date of a catalog's header."""
    metadata = read_catalog(path).catalog.metadata
    try:
        date = datetime.strptime(str(metadata.get("PO-Revision-Date", "")), "%Y-%m-%d %H:%M%z").astimezone(UTC)
    except ValueError:
        date = now.astimezone(UTC)
    return person(last_translator(metadata)), date


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return next(filter(None, match.groups()), "") if match else ""
