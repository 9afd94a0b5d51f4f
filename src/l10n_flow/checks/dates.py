"""Months and weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from l10n_flow.checks.base import Subject
from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
from l10n_flow.text.arabic import plain


def check(subject: Subject) -> Iterator[str]:
    """A month or weekday that became another one, or that the translation has lost. A month may be written as a number."""
    words = subject.language.vocabulary
    source, target = plain(subject.source), f"{subject.target} {_capitals(subject)}"
    yield from _lost(source, target, ARABIC.months, words.months, as_numbers=True)
    yield from _lost(source, target, ARABIC.weekdays, words.weekdays)


def _capitals(subject: Subject) -> str:
    """Words that are all capitals, as they look at the beginning of a sentence."""
    language = subject.language
    words = (word for word in re.findall(r"\w+", subject.target) if len(word) > 1 and word.isupper())
    return " ".join(language.capitalise_first(language.lower(word)) for word in words)


def _lost(source: str, target: str, arabic: Sequence[str], words: Sequence[str], *, as_numbers: bool = False) -> Iterator[str]:
    for place, (there, here) in enumerate(zip(arabic, words, strict=True) if words else (), 1):
        found = re.search(there, source)
        if not found or re.search(here, target):
            continue
        if not (as_numbers and re.search(rf"(?<!\d)0?{place}(?!\d)", target)):
            yield f"date lost or changed: {found.group().strip()}"
