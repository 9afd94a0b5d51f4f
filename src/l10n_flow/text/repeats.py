"""Text that goes round in circles."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")


def repeated(text: str, *, size: int = 3, times: int = 3) -> str:
    """A run of `size` words that stands `times` times or more, or a word four times in a row; "" where there is none."""
    words: list[str] = [word.lower() for word in _WORD.findall(text)]
    for place in range(len(words) - 3):
        if words[place] == words[place + 1] == words[place + 2] == words[place + 3]:
            return words[place]
    grams = Counter(tuple(words[place : place + size]) for place in range(len(words) - size + 1))
    often = [gram for gram, count in grams.most_common() if count >= times and len(set(gram)) > 1]
    return " ".join(often[0]) if often else ""
