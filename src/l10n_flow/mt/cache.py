"""Translations kept on disk, by signature and text."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from l10n_flow.files import transaction
from l10n_flow.model import Hypothesis

MAX_BYTES = 400_000_000  # from which the older half goes when the file is opened; a row has some 1.5 KB
_SCHEMA = """
create table if not exists translation (
    key blob primary key, hypotheses text not null, used integer not null default (cast(strftime('%s','now') as integer))
) without rowid;
"""


class Cache:
    """A SQLite file of finished translations; None keeps them in a temporary one, of which little is held in memory.

    Processes and threads may share a file; a damaged one is set aside and made anew. What goes wrong later (a full disk)
    is a warning: translations are made anew then.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._complained = False
        self._lock = threading.Lock()  # one connection, one transaction at a time
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
            if self._size() > MAX_BYTES:
                self.prune(self._count() // 2)
        except (OSError, sqlite3.OperationalError) as error:
            warnings.warn(f"{path}: no cache can be kept there ({error}); going on without", stacklevel=2)
            self._path = None
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            self._set_aside(error)
            self._db = self._open()

    def _set_aside(self, error: Exception) -> None:
        path = self._path
        if path is None:
            raise error
        aside = path.with_suffix(f"{path.suffix}.damaged")
        warnings.warn(f"{path}: the cache is damaged ({error}); kept as {aside.name}, a new one begins", stacklevel=3)
        path.replace(aside)
        for tail in ("-wal", "-shm"):
            Path(f"{path}{tail}").unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path or "", timeout=30, isolation_level=None, check_same_thread=False)
        try:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            db.executescript(_SCHEMA)
            db.execute("select count(*) from (select 1 from translation limit 10)").fetchone()
        except BaseException:
            db.close()  # Windows renames no file that is open
            raise
        return db

    def _size(self) -> int:
        """Bytes in use."""
        pages, free, size = (
            self._db.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _count(self) -> int:
        return int(self._db.execute("select count(*) from translation").fetchone()[0])

    def get(self, signature: str, texts: Sequence[str]) -> dict[str, list[Hypothesis]]:
        """What is known of `texts`; a text that was never translated is missing."""
        keys = {_key(signature, text): text for text in texts}
        found: dict[str, list[Hypothesis]] = {}
        listed = list(keys)
        for start in range(0, len(listed), 500):
            chunk = listed[start : start + 500]
            marks = ",".join("?" * len(chunk))
            try:
                with self._lock:
                    rows = self._db.execute(f"select key, hypotheses from translation where key in ({marks})", chunk).fetchall()
            except sqlite3.Error as error:
                self._complain("read", error)
                return found
            for key, value in rows:
                found[keys[key]] = [Hypothesis(text, score, _spans(spans)) for text, score, spans in json.loads(value)]
        return found

    def put(self, signature: str, translations: Mapping[str, Sequence[Hypothesis]]) -> None:
        rows = [
            (
                _key(signature, text),
                json.dumps([(h.text, h.score, h.alignment) for h in hypotheses], ensure_ascii=False),
            )
            for text, hypotheses in translations.items()
        ]
        try:
            with self._lock, transaction(self._db):
                self._db.executemany("insert or replace into translation (key, hypotheses) values (?, ?)", rows)
        except sqlite3.Error as error:
            self._complain("written", error)

    def _complain(self, what: str, error: Exception) -> None:
        if not self._complained:
            warnings.warn(f"{self._path}: the cache cannot be {what} ({error}); going on without", stacklevel=3)
        self._complained = True

    def prune(self, keep: int) -> None:
        """Drop the oldest rows beyond `keep`."""
        with self._lock, transaction(self._db):
            self._db.execute(
                "delete from translation where key in (select key from translation order by used desc limit -1 offset ?)",
                (keep,),
            )

    def close(self) -> None:
        self._db.close()


def _key(signature: str, text: str) -> bytes:
    return hashlib.sha256(f"{signature}\0{text}".encode()).digest()[:16]


def _spans(rows: Iterable[Sequence[int]]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((a, b, c, d) for a, b, c, d in rows)
