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

MAX_ROWS = 250_000  # some 1.5 KB each
_SCHEMA = """
create table if not exists translation (
    key blob primary key, hypotheses text not null, used integer not null default (cast(strftime('%s','now') as integer))
) without rowid;
"""


class Cache:
    """A SQLite file of finished translations; None keeps them in a temporary one, of which little is held in memory.

    Processes and threads may share a file; a damaged one is set aside and made anew.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()  # one connection, one transaction at a time
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._open()
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
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=normal")
        db.executescript(_SCHEMA)
        db.execute("select count(*) from (select 1 from translation limit 10)").fetchone()
        return db

    def get(self, signature: str, texts: Sequence[str]) -> dict[str, list[Hypothesis]]:
        """What is known of `texts`; a text that was never translated is missing."""
        keys = {_key(signature, text): text for text in texts}
        found: dict[str, list[Hypothesis]] = {}
        listed = list(keys)
        for start in range(0, len(listed), 500):
            chunk = listed[start : start + 500]
            marks = ",".join("?" * len(chunk))
            with self._lock:
                rows = self._db.execute(f"select key, hypotheses from translation where key in ({marks})", chunk).fetchall()
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
        with self._lock, transaction(self._db):
            self._db.executemany("insert or replace into translation (key, hypotheses) values (?, ?)", rows)

    def prune(self, keep: int = MAX_ROWS) -> None:
        """Drop the oldest rows beyond `keep`."""
        with self._lock, transaction(self._db):
            self._db.execute(
                "delete from translation where key in (select key from translation order by used desc limit -1 offset ?)",
                (keep,),
            )

    def close(self) -> None:
        self.prune()
        self._db.close()


def _key(signature: str, text: str) -> bytes:
    return hashlib.sha256(f"{signature}\0{text}".encode()).digest()[:16]


def _spans(rows: Iterable[Sequence[int]]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((a, b, c, d) for a, b, c, d in rows)
