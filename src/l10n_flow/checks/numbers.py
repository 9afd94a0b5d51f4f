"""Numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from l10n_flow.checks.base import Subject
from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
from l10n_flow.text.arabic import plain
from l10n_flow.text.quantities import Amount, Amounts, read_amounts

_AFTERNOON = re.compile(r"مساء|ظهر|عصر|ليل|(?<!\w)م(?!\w)")  # folded
_PM = re.compile(r"(?i)\s?p\.?\s?m\b")
_HALF_DAY = 12


def check(subject: Subject) -> Iterator[str]:
    """A number in digits that the translation has lost or changed, or has and the source has not.

    Allowed for are: digit systems (٣ is 3), separators (1,400 is 1.400 is 1 400), scale words ("5 مليارات" is
    5,000,000,000 but not "5 million"), numbers written as words on the other side, duals (مليونين), halves, Roman numerals,
    the 24-hour clock, months as numbers, two-digit years, and conversions in brackets.
    """
    words = subject.language.vocabulary.numbers
    source, target = read_amounts(subject.source, ARABIC.numbers), read_amounts(subject.target, words)
    afternoon = _AFTERNOON.search(plain(subject.source)) is not None
    lost = [
        one.text
        for one in source.amounts
        if not (_stands_in(one, target) or _later(one, target, afternoon) or _as_pm(one, target, subject))
    ]
    extra = [
        one.text
        for one in target.amounts
        if not (
            _stands_in(one, source) or _earlier(one, source, afternoon) or _of_pm(one, source, subject) or _aside(one, subject)
        )
    ]
    if lost:
        found = f" (found: {', '.join(extra)})" if extra else ""
        yield f"number lost or changed: {', '.join(dict.fromkeys(lost))}{found}"
    elif extra:
        yield f"number that the source has not: {', '.join(dict.fromkeys(extra))}"


def _stands_in(one: Amount, text: Amounts) -> bool:
    if one.readings & text.values:
        return True
    return len(one.parts) > 1 and not one.scaled and all(part in text.values for part in one.parts)


def _later(one: Amount, target: Amounts, afternoon: bool) -> bool:
    """3 in the afternoon is 15.00."""
    return afternoon and one.parts[0] < _HALF_DAY and one.parts[0] + _HALF_DAY in target.values


def _earlier(one: Amount, source: Amounts, afternoon: bool) -> bool:
    """15.00 for 3 in the afternoon; a full hour may be written with its minutes."""
    if len(one.parts) > 1 and not any(one.parts[1:]) and one.parts[0] in source.values:
        return True
    return afternoon and one.parts[0] - _HALF_DAY in source.values


def _as_pm(one: Amount, target: Amounts, subject: Subject) -> bool:
    """20:00, where the translation has 8 p.m."""
    wanted = one.parts[0] - _HALF_DAY
    return len(one.parts) > 1 and any(wanted == other.parts[0] and _has_pm(other, subject) for other in target.amounts)


def _of_pm(one: Amount, source: Amounts, subject: Subject) -> bool:
    """8 p.m., where the source has 20:00."""
    return _has_pm(one, subject) and one.parts[0] + _HALF_DAY in source.values


def _has_pm(one: Amount, subject: Subject) -> bool:
    return _PM.match(plain(subject.target)[one.end :]) is not None


def _aside(one: Amount, subject: Subject) -> bool:
    """A conversion in brackets, part of a name (G20), or a month for its name."""
    text = plain(subject.target)
    before, after = text[: one.start], text[one.end :]
    if before.rfind("(") > before.rfind(")") and ")" in after:
        return True
    if before[-1:].isalpha() or re.search(r"[^\W\d_]-$", before):
        return True
    source = plain(subject.source)
    months = [Decimal(place) for place, word in enumerate(ARABIC.months, 1) if re.search(word, source)]
    return any(part in months for part in one.parts)
