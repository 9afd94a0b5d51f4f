"""A long list in pages, each of which is found by something on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from l10n_flow.review.rows import Row

SIZE = 100  # units on a page


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, `first` to `last` of `total` (from 1); `before` and `after`: where the pages beside it are met."""

    rows: Sequence[Row]
    first: int
    last: int
    total: int
    before: str  # the id of the last unit of the page before it, "" for none
    after: str  # the id of the first unit of the next page


def page_with(rows: Sequence[Row], unit: str) -> Page:
    """The page of `rows` that holds a unit, the first one where none does."""
    place = next((at for at, row in enumerate(rows) if row.id == unit), 0)
    start = place // SIZE * SIZE
    end = min(start + SIZE, len(rows))
    before, after = rows[start - 1].id if start else "", rows[end].id if end < len(rows) else ""
    return Page(rows[start:end], start + 1 if rows else 0, end, len(rows), before, after)


def next_open(rows: Sequence[Row], unit: str) -> str:
    """The id of the next unit to do after one, from the start again behind the last; "" where all is reviewed."""
    place = next((at for at, row in enumerate(rows) if row.id == unit), -1)
    return next((row.id for row in (*rows[place + 1 :], *rows[: place + 1]) if row.fits("open")), "")
