"""Numbers."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.numbers import numbers


def check(subject: Subject) -> Iterator[str]:
    """A number in digits that the translation has lost. Separators, digit systems and words for thousands are allowed for."""
    lost = numbers(subject.source) - numbers(subject.target)
    if lost:
        yield f"number lost or changed: {', '.join(lost)}"
