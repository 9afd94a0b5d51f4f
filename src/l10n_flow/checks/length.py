"""Length."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject

# Characters of target for one of source in the authored corpus (3,814 units of 25 characters or more): from 0.62 to 2.09,
# the middle 99% from 0.88 to 1.78 in every language. The bounds leave room for headlines and lists.
SHORTEST, LONGEST = 0.4, 2.6
MIN_LENGTH = 25  # shorter sources vary too much to judge


def check(subject: Subject) -> Iterator[str]:
    """A translation far shorter or longer than its source, for sources of 25 characters or more."""
    if len(subject.source) < MIN_LENGTH:
        return
    ratio = len(subject.target) / len(subject.source)
    if not SHORTEST <= ratio <= LONGEST:
        yield f"{'too short' if ratio < SHORTEST else 'too long'}: {ratio:.1f} characters for one of the source"
