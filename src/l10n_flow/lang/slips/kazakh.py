"""Kazakh words typed in Latin letters that look the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TWINS = set("aceopxyihə")
_WORD = re.compile(r"(?<![\w.@/])[^\W\d_]+(?![\w@/]|\.\w)")
_SHORT = 8  # longer words of these letters alone are brands


def slips(text: str) -> Iterator[str]:
    """Short small words of nothing but Latin look-alikes, in a text that is Cyrillic: "oc", "apa"."""
    for word in _WORD.findall(text):
        if word.islower() and len(word) <= _SHORT and _TWINS.issuperset(word):
            yield word
