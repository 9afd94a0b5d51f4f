"""Percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
from l10n_flow.text.arabic import plain


def check(subject: Subject) -> Iterator[str]:
    """A percentage (٪, %, في المئة) that lost its sign or word, or a sign on the wrong side of its number (Turkish: %5)."""
    target = plain(subject.target)
    if re.search(ARABIC.percent, plain(subject.source)) and not re.search(subject.language.vocabulary.percent, target):
        yield "the source has a percentage, the translation has none"
    before = subject.language.percent.startswith("%")
    wrong = re.search(
        r"(?<![%\d.,])\d[\d.,]*[ \u00a0]?%(?!\d)" if before else r"(?<![\w%])%[ \u00a0]?\d[\d.,]*(?!\d*%)", subject.target
    )
    if wrong and wrong.group() not in subject.source:
        yield f"'{wrong.group()}': write {subject.language.percent.format('5')}"
