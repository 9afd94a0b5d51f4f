"""Letters typed for one another."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """Turkish İ/ı mixed up (Istanbul, TÜRKIYE, ikı, i with a loose dot), or short Kazakh words in Latin look-alikes.

    Letters of two scripts within one word are `script`.
    """
    found = [word for word in dict.fromkeys(subject.language.slips(subject.target)) if word not in subject.source]
    if found:
        yield f"wrong letters: {', '.join(repr(word) for word in found)}"
