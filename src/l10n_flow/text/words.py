"""Arabic words and the clitics written onto them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+")
# Stacks that stand before a word, longest first; the article last of all. All on folded text.
_BEFORE = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل|[بكلس])|[وف])(?=..)")
_AFTER = re.compile(r"(?<=..)(?:هما|كما|ها|هم|هن|نا|كم|ه|ك|ي|ا)$")  # pronouns, and the alif of tanwin


def arabic_words(text: str) -> list[str]:
    """The words in Arabic letters of a folded text, in order."""
    return _WORD.findall(text)


def without_clitics(word: str) -> str:
    """A folded word without the clitics and the article before it."""
    return _BEFORE.sub("", word)


def stems(word: str) -> Iterator[str]:
    """The word itself, then with clitics taken off before, behind, and on both sides."""
    yield word
    bare = without_clitics(word)
    if bare != word:
        yield bare
    for form in {word: None, bare: None}:
        short = _AFTER.sub("", form)
        if short != form:
            yield short
            yield short + "ه"  # مدرسته -> مدرسه
