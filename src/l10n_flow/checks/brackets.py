"""Brackets and quotes in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
_QUOTES = '«»“”„"'
_DOUBLE = '“”„"'  # which way a mark is turned is `quote-style`


def check(subject: Subject) -> Iterator[str]:
    """A bracket or quotation mark whose partner is missing, unless it is missing in the source too.

    A quotation that goes over several units has its marks in different ones: where the source has no quotation mark at all,
    a single one in the translation is let be.
    """
    odd = {left in _QUOTES for left, _ in _odd(subject.source)}
    quoted = any(char in subject.source for char in _QUOTES)
    for left, right in _odd(subject.target):
        if (left in _QUOTES) not in odd and (quoted or left not in _QUOTES):
            yield f"'{left}' and '{right}' are not in pairs"


def _odd(text: str) -> Iterator[tuple[str, str]]:
    for left, right in _BRACKETS:
        if text.count(left) != text.count(right):
            yield left, right
    if sum(map(text.count, _DOUBLE)) % 2:
        yield "“", "”"
