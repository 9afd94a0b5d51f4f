"""Numbers written in digits, comparable across languages and digit systems."""

from __future__ import annotations

import re
from collections import Counter

from l10n_flow.text.arabic import fold

# Digits with the separators that news uses inside of a number: 1,400  1.3  1٫3  12:30  24.11.2026
_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f ](?=\d{3}(?!\d))\d{3})*(?:[.,٫]\d+)?")
_SEPARATOR = re.compile(r"\D")


def numbers(text: str) -> Counter[str]:
    """Digit strings of the numbers in `text` without separators, each with the zeros of whole thousands taken off.

    So "1.3" equals "1,3", "4 آلاف" equals "4,000", and "٢٠٢٦" equals "2026".
    """
    found = (_SEPARATOR.sub("", match.group()) for match in _NUMBER.finditer(fold(text).text))
    return Counter(_without_thousands(digits) for digits in found)


def _without_thousands(digits: str) -> str:
    while len(digits) > 3 and digits.endswith("000"):
        digits = digits[:-3]
    return digits
