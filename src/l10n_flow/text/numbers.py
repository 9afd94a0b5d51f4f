"""Numbers written in digits, comparable across languages and digit systems."""

from __future__ import annotations

import re
from collections import Counter

from l10n_flow.text.arabic import plain

# Digits with the separators that news uses inside of a number: 1,400  1.3  1٫3  12:30  24.11.2026
_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f ](?=\d{3}(?!\d))\d{3})*(?:[.,٫]\d+)?")
_SEPARATOR = re.compile(r"\D")


# What stands beside a number that is part of a date, a time, a version or a telephone number.
_JOINED = re.compile(r"[\d./:٫٬+#_@-]")
_GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?")
_DECIMAL = re.compile(r"\d+[.,٫]\d+")


def number_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the numbers that stand by themselves; parts of dates, times and codes are none."""
    found = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        dated = _JOINED.match(before[-1:]) or re.match(r"[./:٫٬-]\d|[\d_@]|[A-Za-z]", after)
        glued = before[-1:].isalpha() and not re.search(r"(?<!\w)[وفبكل]$", before)  # و26 is "and 26", G20 a name
        if not dated and not glued:
            found.append(match.span())
    return found


def digits_of(number: str) -> str:
    """The digits alone, in ASCII: "1,400" and "١٬٤٠٠" are "1400"."""
    return _SEPARATOR.sub("", plain(number))


def localised(number: str, *, decimal: str, thousands: str) -> str:
    """A number of Arabic copy with another language's separators; what could be read two ways stays as it is."""
    digits = plain(number)
    if _GROUPED.fullmatch(digits):
        whole, _, part = digits.replace("٫", ".").replace("٬", ",").partition(".")
        return whole.replace(",", thousands) + (decimal + part if part else "")
    if _DECIMAL.fullmatch(digits):
        whole, part = re.split(r"[.,٫]", digits)
        return f"{whole}{decimal}{part}" if len(part) != 3 or whole == "0" else digits
    return digits


def numbers(text: str) -> Counter[str]:
    """Digit strings of the numbers in `text` without separators, each with the zeros of whole thousands taken off.

    So "1.3" equals "1,3", "4 آلاف" equals "4,000", and "٢٠٢٦" equals "2026".
    """
    found = (_SEPARATOR.sub("", match.group()) for match in _NUMBER.finditer(plain(text)))
    return Counter(_without_thousands(digits) for digits in found)


def _without_thousands(digits: str) -> str:
    while len(digits) > 3 and digits.endswith("000"):
        digits = digits[:-3]
    return digits
