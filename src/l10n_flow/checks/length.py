"""Length."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from l10n_flow.checks.base import Subject

MIN_LENGTH = 25  # shorter sources vary too much to judge
SHORTEST, LONGEST = 5.5, 4.0  # spreads from the middle at which a length is no longer believed; prose is freer than the corpus
_TYPICAL = 120  # characters of an ordinary unit; shorter ones have a wider spread
_WIDENING = 0.35


def check(subject: Subject) -> Iterator[str]:
    """A translation far shorter or longer than its source, for sources of 25 characters or more.

    What is far was learned for each language from the authored corpus (`scripts/measure_checks.py --lengths`): the ratio of
    characters follows a log-normal curve, wider for short units.
    """
    length = len(subject.source.strip())
    if length < MIN_LENGTH:
        return
    low, high = bounds(length, subject.language.lengths)
    ratio = len(subject.target.strip()) / length
    if not low <= ratio <= high:
        yield f"{'too short' if ratio < low else 'too long'}: {ratio:.1f} characters for one of the source"


def bounds(length: int, lengths: tuple[float, float]) -> tuple[float, float]:
    """The least and greatest ratio believed for a source of so many characters."""
    middle, spread = lengths
    wider = max(1.0, (_TYPICAL / length) ** _WIDENING)
    return exp(middle - SHORTEST * spread * wider), exp(middle + LONGEST * spread * wider)
