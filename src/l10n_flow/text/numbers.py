"""Numbers written in digits, comparable across languages and digit systems."""

from __future__ import annotations

import re
from collections import Counter

from l10n_flow.text.arabic import plain

# Digits with the separators that news uses inside of a number: 1,400  1.3  1٫3  12:30  24.11.2026
# An Arabic comma is one only where a scale or a percentage follows: 1،5 مليون, but المادتان 5،6.
_SCALE = r"\s*(?:[مب]ليون|[مب]ليار|تريليون|[اأ]لف|[آا]لاف|[%٪]|بالم|في الم[ائ])"
_NUMBER = re.compile(
    rf"(?<![،\d])\d{{1,3}}،\d{{1,2}}(?={_SCALE})|"
    r"\d+(?:[.,٫٬'’\u00a0\u202f ](?=\d{3}(?!\d))\d{3})*(?:[.,٫]\d+)?"
)
_SEPARATOR = re.compile(r"\D")


# What stands beside a number that is part of a date, a time, a version or a telephone number.
_JOINED = re.compile(r"[\d./:٫٬+#_@-]")
_GROUPED = (  # no number of groups begins with a zero: 0,125 is a fraction
    re.compile(r"([1-9]\d{0,2}(?:[,٬]\d{3})+)(?:[.٫](\d+))?"),
    re.compile(r"([1-9]\d{0,2}(?:(?:\.\d{3}){2,}|\.\d{3}(?=[,٫])))(?:[,٫](\d+))?"),
    re.compile(r"([1-9]\d{0,2}(?: \d{3}){2,})(?:[.,٫](\d+))?"),
)
_DECIMAL = re.compile(r"\d+[.,٫،]\d+")
_CLITIC = re.compile(r"(?<!\w)[وف]?[بكل]?ـ?$")
_CLOCK = re.compile(r"الساعة\s+$")


def number_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the numbers that stand by themselves; parts of dates, times and codes are none."""
    found = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        dated = _JOINED.match(before[-1:]) or re.match(r"[./:٫٬-]\d|[\d_@]|[A-Za-z]", after)
        glued = before[-1:].isalpha() and not _CLITIC.search(before)  # و26 is "and 26", بـ50 "with 50", G20 a name
        timed = _CLOCK.search(before) and re.fullmatch(r"\d{1,2}[.٫]\d\d", match.group())
        if not dated and not glued and not timed:
            found.append(match.span())
    return found


def digits_of(number: str) -> str:
    """The digits alone, in ASCII: "1,400" and "١٬٤٠٠" are "1400"."""
    return _SEPARATOR.sub("", plain(number))


def localised(number: str, *, decimal: str, thousands: str) -> str:
    """A number of Arabic copy with another language's separators; what could be read two ways stays as it is."""
    digits = plain(number)
    for pattern in _GROUPED:
        grouped = pattern.fullmatch(digits)
        if grouped:
            return _SEPARATOR.sub(thousands, grouped[1]) + (decimal + grouped[2] if grouped[2] else "")
    if _DECIMAL.fullmatch(digits):
        whole, part = re.split(r"[.,٫،]", digits)
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
