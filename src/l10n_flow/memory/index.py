"""The inverted index of a memory: which texts hold a feature, as SQLite rows of packed numbers.

Text numbers are cut into blocks of 16,384; a row holds, for one feature and one block, two bytes for each text that has the
feature. A look-up counts weights over the rows of its features, the rarest first, up to a budget, so that it takes about
as long in a memory of a million texts as in a small one (the counting filter of Li, Lu & Lu 2008).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

BITS = 14
BLOCK = 1 << BITS
CANDIDATES = 400  # texts that a look-up compares letter by letter
BUDGET = 300_000  # (text, feature) pairs that a look-up counts at most; the rarest feature is always counted
MOST = 30_000  # votes that a text can have at most, about
FEATURES = 500  # of a text, the heaviest, that a look-up asks for
SCHEMA = """
create table if not exists posting (
    feature text not null, block integer not null, texts blob not null, primary key (feature, block)
) without rowid;
"""


class Postings:
    """New texts of a transaction, gathered so that each row of the index is written once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._new: dict[tuple[str, int], bytearray] = {}
        self._count = 0

    def add(self, number: int, features: Iterable[str]) -> None:
        """Take in one text; `flush` writes it."""
        block, place = number >> BITS, (number & (BLOCK - 1)).to_bytes(2, "little")
        for feature in features:
            self._new.setdefault((feature, block), bytearray()).extend(place)
        self._count += 1
        if self._count >= BLOCK:
            self.flush()

    def flush(self) -> None:
        self._db.executemany(
            "insert into posting (feature, block, texts) values (?, ?, ?) on conflict (feature, block) do update"
            " set texts = cast(texts || excluded.texts as blob)",
            ((feature, block, bytes(places)) for (feature, block), places in sorted(self._new.items())),
        )
        self._new.clear()
        self._count = 0


def candidates(db: sqlite3.Connection, features: Mapping[str, int], *, limit: int = CANDIDATES) -> list[int]:
    """Numbers of the texts that share most with `features` (feature -> weight), at most `limit`, in rising order."""
    if not features:
        return []
    features = dict(sorted(features.items(), key=lambda item: -item[1])[:FEATURES])
    marks = ",".join("?" * len(features))
    sizes = db.execute(
        f"select feature, sum(length(texts)) / 2, max(block) from posting where feature in ({marks}) group by feature",
        list(features),
    ).fetchall()
    if not sizes:
        return []
    scale = 1 + sum(features.values()) // MOST  # no text may have more votes than two bytes hold
    votes = np.zeros((max(row[2] for row in sizes) + 1) * BLOCK, dtype=np.uint16)
    counted = 0
    for feature, size, _ in sorted(sizes, key=lambda row: (row[1], row[0])):
        if counted and counted + size > BUDGET:
            break
        counted += size
        rows = db.execute("select block, texts from posting where feature = ?", (feature,)).fetchall()
        starts = np.array([block << BITS for block, _ in rows], dtype=np.int64)
        places = np.frombuffer(b"".join(texts for _, texts in rows), dtype="<u2")
        numbers = places + np.repeat(starts, [len(texts) // 2 for _, texts in rows])
        votes[numbers] += max(1, features[feature] // scale)
    return _best(votes, limit)


def _best(votes: NDArray[np.uint16], limit: int) -> list[int]:
    """The texts with most votes; of equal ones the newest."""
    most = int(votes.max())
    for share in (0.5, 0.25, 0.0):  # most texts share one frequent word only; what is far below the best is not sorted
        found = np.flatnonzero(votes >= max(1, int(most * share)))
        if len(found) >= limit:
            break
    if len(found) > limit:
        order = (votes[found].astype(np.int64) << 40) + found
        found = found[np.argpartition(order, len(order) - limit)[-limit:]]
    return [int(number) for number in np.sort(found)]
