"""What is done and what is to do, in a SQLite file: a job that was stopped at any moment goes on from there.

An article's row says "done" only after its catalogs are written. When a job is killed between the two, the article is drafted
once more, which gives the same catalogs, so that nothing of them changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from l10n_flow.batch.work import Outcome
from l10n_flow.files import locked, transaction
from l10n_flow.model import L10nError
from l10n_flow.paths import shown

VERSION = 1
APPLICATION = 0x6C313062  # "l10b"
_SCHEMA = f"""
create table if not exists article (
    path text primary key, name text not null, digest text not null, size integer not null, job text not null,
    turn integer not null, state text not null check (state in ('waiting', 'done', 'failed')), before integer not null,
    outcome text not null
);
create index if not exists article_state on article (turn, state, path);
drop index if exists article_turn;
create index if not exists article_name on article (name);
pragma application_id = {APPLICATION};
pragma user_version = {VERSION};
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Articles of one job by what became of them, and what their drafts hold.

    `before`: done by an earlier run; they are among `done`. `errors` are findings that need a person.
    """

    articles: int
    done: int
    before: int
    failed: int
    waiting: int
    units: int
    words: int
    errors: int
    warnings: int


class Journal:
    """The journal of a project's batches, held by one process at a time.

    Args:
        root: folder that paths are written from.

    Raises:
        L10nError: another batch holds it, or the file is no journal, damaged or cannot be written.
    """

    def __init__(self, path: Path, *, root: Path) -> None:
        self.path, self._root = path, _normal(root)
        self._turn = 0
        self._held = contextlib.ExitStack()
        with self._clear_errors():
            try:
                self._make_folder()
                self._hold()
                self._db = sqlite3.connect(path, isolation_level=None)
                self._held.callback(self._db.close)
                self._open()
            except BaseException:
                self._held.close()
                raise

    def _make_folder(self) -> None:
        folder = self.path.parent
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")  # it is nobody else's

    def _hold(self) -> None:
        try:
            self._held.enter_context(locked(self.path, seconds=0))
        except L10nError:
            what = "another batch is running with this journal"
            raise L10nError(what, where=str(self.path), mend="Wait for it to end, or name another: --journal.") from None

    def _open(self) -> None:
        ((tables,), (application,), (version,)) = (
            self._db.execute(query).fetchone()
            for query in ("select count(*) from sqlite_master", "pragma application_id", "pragma user_version")
        )
        if tables and application != APPLICATION:
            raise L10nError("this SQLite file is no journal", where=str(self.path), mend="Name another: --journal.")
        if version > VERSION:
            raise L10nError("a newer l10n-flow made this journal", where=str(self.path), mend="Update l10n-flow.")
        self._db.execute("pragma journal_mode = wal")
        with transaction(self._db):
            for statement in filter(str.strip, _SCHEMA.split(";")):
                self._db.execute(statement)
            (self._turn,) = self._db.execute("select coalesce(max(turn), 0) + 1 from article").fetchone()

    def plan(
        self, articles: Iterable[Path], *, job: str, name: Callable[[Path], str], is_whole: Callable[[Path], bool],
        again: bool = False,
    ) -> None:  # fmt: skip
        """Take in the articles of a job.

        One whose text and job are the same as when it was done, and whose catalogs are there, stays done; all others wait.

        Args:
            job: the fingerprint of all that drafts follow from beside the article.
            name: what the catalogs of an article are called; two articles cannot share a name, the second fails.
            is_whole: whether the catalogs of an article are there.
            again: let all of them wait.
        """
        with self._clear_errors(), transaction(self._db):
            for path in articles:
                try:
                    called = name(path)
                except L10nError as error:  # a name that is no text
                    self._fail(path, job, "", str(error))
                else:
                    self._plan(path, job, called, again or not is_whole(path))

    def _plan(self, path: Path, job: str, name: str, again: bool) -> None:
        key = self._key(path)
        old = self._db.execute("select digest, job, turn, state from article where path = ?", (key,)).fetchone()
        try:
            data = path.read_bytes()
            digest, size = hashlib.sha256(data).hexdigest(), len(data)
        except OSError:
            digest, size = "", 0  # whoever drafts it will say what is wrong
        if old and old[2] == self._turn and old[0] == digest:
            return  # asked for twice, or still the same in a folder that is watched
        other = self._other(key, name)
        if other is None and old and not again and old[3] == "done" and tuple(old[:2]) == (digest, job):
            self._db.execute("update article set turn = ?, before = 1 where path = ?", (self._turn, key))
            return
        if other is not None:
            reason = f"'{other}' and '{path}' would share one catalog\n  Rename one of them."
            self._fail(path, job, name, reason, digest, size)
            return
        # the catalogs are no longer those of another article that had the name in an earlier job
        self._db.execute("update article set job = '' where name = ? and path <> ?", (name, key))
        self._put(key, name, digest, size, job, self._turn, "waiting", 0, "{}")

    def _fail(self, path: Path, job: str, name: str, reason: str, digest: str = "", size: int = 0) -> None:
        """Take in an article that cannot be drafted, whatever is in it."""
        outcome = json.dumps(_plain(Outcome(Path(shown(path)), reason)))
        self._put(self._key(path), name, digest, size, job, self._turn, "failed", 0, outcome)

    def _put(self, *row: object) -> None:
        self._db.execute("insert or replace into article values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _other(self, key: str, name: str) -> Path | None:
        """Another article of this job that has the name."""
        rows = self._db.execute(
            "select path from article where name = ? and path <> ? and turn = ? and state <> 'failed'", (name, key, self._turn)
        )
        return next((path for (other,) in rows if (path := self._path(other)).exists()), None)

    def waiting(self) -> Iterator[tuple[Path, int]]:
        """Articles to do and their sizes in bytes, by path, a hundred at a time."""
        last = ""
        while rows := self._rows(
            "select path, size from article where turn = ? and state = 'waiting' and path > ? order by path limit 100", last
        ):
            for path, size in rows:
                last = path
                yield self._path(path), size

    def record(self, outcomes: Iterable[Outcome]) -> None:
        """Write down what became of articles, all at once; their catalogs are there already."""
        rows = [
            ("failed" if one.reason else "done", json.dumps(_plain(one), ensure_ascii=False), self._key(one.article))
            for one in outcomes
        ]
        with self._clear_errors(), transaction(self._db):
            self._db.executemany("update article set state = ?, outcome = ? where path = ?", rows)

    def failures(self) -> Iterator[tuple[Path, str]]:
        """Articles of this job that failed, and why."""
        last = ""
        while rows := self._rows(
            "select path, outcome ->> 'reason' from article"
            " where turn = ? and state = 'failed' and path > ? order by path limit 100",
            last,
        ):
            for path, reason in rows:
                last = path
                yield self._path(path), reason

    def summary(self) -> Summary:
        """Counts of this job."""
        sums = ", ".join(f"coalesce(sum(outcome ->> '{name}'), 0)" for name in ("units", "words", "errors", "warnings"))
        states = ", ".join(f"coalesce(sum({one}), 0)" for one in ("state = 'done'", "before", "state = 'failed'"))
        waiting = "coalesce(sum(state = 'waiting'), 0)"
        with self._clear_errors():
            row = self._db.execute(
                f"select count(*), {states}, {waiting}, {sums} from article where turn = ?", (self._turn,)
            ).fetchone()
        return Summary(*row)

    def size_waiting(self) -> int:
        """Bytes of the articles that are to do."""
        query = "select coalesce(sum(size), 0) from article where turn = ? and state = 'waiting'"
        return int(self._db.execute(query, (self._turn,)).fetchone()[0])

    def _rows(self, query: str, last: str) -> list[tuple[str, Any]]:
        with self._clear_errors():
            return self._db.execute(query, (self._turn, last)).fetchall()

    def _key(self, path: Path) -> str:
        """A path as the journal writes it: from the project's folder where it lies in it."""
        whole = _normal(path)
        within = whole.is_relative_to(self._root)
        return shown(PurePosixPath(whole.relative_to(self._root).as_posix())) if within else shown(whole)

    def _path(self, key: str) -> Path:
        return self._root / key

    def close(self) -> None:
        self._held.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _clear_errors(self) -> Iterator[None]:
        """SQLite's errors as messages that say what to do."""
        where = str(self.path)
        try:
            yield
        except sqlite3.OperationalError as error:
            mend = "Check the space on the disk and the permissions of the file and its folder."
            raise L10nError(f"the journal cannot be used: {error}", where=where, mend=mend) from None
        except sqlite3.DatabaseError as error:
            mend = "Move the file away; a new one begins, and catalogs that are finished stay as they are."
            raise L10nError(f"the journal is damaged: {error}", where=where, mend=mend) from None
        except OSError as error:
            mend = "Check the path and its permissions."
            raise L10nError(f"the journal cannot be used: {error.strerror}", where=where, mend=mend) from None


def _normal(path: Path) -> Path:
    """Absolute, without `..`; links are not followed, since an article is called by its own name."""
    return Path(os.path.normpath(path.absolute()))


def _plain(outcome: Outcome) -> dict[str, object]:
    return asdict(outcome) | {"article": str(outcome.article)}
