"""Post-edit distance by engine, name, reviewer and day: the figures, which pages and JSON share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import TypeVar

from l10n_flow.journal import Review
from l10n_flow.report.distance import Distance

Key = TypeVar("Key", bound=Hashable)
UNKNOWN, NOBODY = "not known", "not named"


@dataclass(frozen=True, slots=True)
class PostEdit:
    """A reviewed text and its distance from the draft."""

    catalog: Path
    language: str
    review: Review
    terms: tuple[str, ...]  # Arabic names in the source
    distance: Distance

    @property
    def engine(self) -> str:
        return self.review.engine or UNKNOWN

    @property
    def reviewer(self) -> str:
        return self.review.reviewer or NOBODY

    @property
    def day(self) -> date:
        return self.review.seen.date()

    @property
    def unchanged(self) -> bool:
        return self.review.draft == self.review.text


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean distance of some entries."""

    entries: int
    unchanged: int
    chrf: float
    ter: float


def average(edits: Sequence[PostEdit]) -> Mean:
    """Of at least one entry; each counts the same, however long."""
    return Mean(
        len(edits), sum(edit.unchanged for edit in edits),
        mean(edit.distance.chrf for edit in edits), mean(edit.distance.ter for edit in edits),
    )  # fmt: skip


def grouped(edits: Iterable[PostEdit], keys: Callable[[PostEdit], Iterable[Key]]) -> dict[Key, Mean]:
    """Means by key, most rewritten first (lowest chrF++); an entry counts once for each of its keys."""
    groups: dict[Key, list[PostEdit]] = {}
    for edit in edits:
        for key in dict.fromkeys(keys(edit)):
            groups.setdefault(key, []).append(edit)
    means = {key: average(group) for key, group in groups.items()}
    return dict(sorted(means.items(), key=lambda item: item[1].chrf))


def by_engine(edits: Iterable[PostEdit]) -> dict[tuple[str, str, str], Mean]:
    """By engine, signature (package and settings) and language."""
    return grouped(edits, lambda edit: [(edit.engine, edit.review.signature.split("-")[0], edit.language)])


def by_name(edits: Iterable[PostEdit]) -> dict[str, Mean]:
    """By glossary name in the source."""
    return grouped(edits, lambda edit: edit.terms)


def by_reviewer(edits: Iterable[PostEdit]) -> dict[str, Mean]:
    return grouped(edits, lambda edit: [edit.reviewer])


def by_day(edits: Iterable[PostEdit]) -> dict[tuple[str, date], Mean]:
    """By reviewer and day, in order of days."""
    return dict(sorted(grouped(edits, lambda edit: [(edit.reviewer, edit.day)]).items(), key=lambda item: item[0][::-1]))
