"""Brackets and quotes in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject

PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"))


def check(subject: Subject) -> Iterator[str]:
    """A bracket or quotation mark whose partner is missing, unless it is missing in the source too."""
    source_odd = any(subject.source.count(left) != subject.source.count(right) for left, right in PAIRS)
    for left, right in PAIRS:
        if not source_odd and subject.target.count(left) != subject.target.count(right):
            yield f"'{left}' and '{right}' are not in pairs"
