"""Untranslated copies."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """A translation that is its source to the letter, although the source has Arabic words."""
    if subject.target.strip() == subject.source.strip() and any("\u0600" <= char <= "\u06ff" for char in subject.source):
        yield "the translation is the source text"
