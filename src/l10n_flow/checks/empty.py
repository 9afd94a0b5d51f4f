"""Empty translations."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """A translation that has no text although the source has some."""
    if subject.source.strip() and not subject.target.strip():
        yield "there is no translation"
