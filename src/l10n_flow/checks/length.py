"""Length."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log, sqrt

from l10n_flow.checks.base import Subject

MIN_LENGTH = 25  # shorter sources vary too much to judge
SPREADS = 5.5  # how far from the middle a length is no longer believed; other prose than the corpus is freer
_TYPICAL = 120  # characters of an ordinary unit; the spread is wider below, narrower above


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
    reach = SPREADS * spread * max(1.0, sqrt(_TYPICAL / length))
    return exp(middle - reach), exp(middle + reach)
