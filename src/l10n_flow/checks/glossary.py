"""Names."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.model import Finding


def check(subject: Subject) -> Iterator[Finding]:
    """A glossary name that is missing, stands in a forbidden form, or has a wrong suffix."""
    yield from subject.glossary()
