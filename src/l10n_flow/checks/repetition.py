"""Loops."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.repeats import repeated


def check(subject: Subject) -> Iterator[str]:
    """The same three words three times over, or one word four times in a row: how a small engine loops."""
    loop = repeated(subject.target)
    if loop and not repeated(subject.source):
        yield f"goes round in circles: '{loop}'"
