"""Quotations."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """Quotation marks that the language does not use in print: «…» in English and Turkish, ‚…‘ in Kazakh.

    Which of the marks in use a house prefers is `quote-style`, a mark without a partner is `brackets`, and a quotation that
    has no marks any more is `quotation`.
    """
    wrong = "".join(dict.fromkeys(char for char in subject.target if char in subject.language.foreign_quotes))
    if wrong:
        left, right = subject.language.quotes[:2]
        yield f"{' '.join(wrong)} is not used in {subject.language.name}: write {left}…{right}"
