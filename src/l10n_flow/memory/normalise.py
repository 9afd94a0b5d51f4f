"""What two texts are compared by, and the features they are found by."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from l10n_flow.text.arabic import plain

STEM = 5  # letters of a word, its article taken off, by which the index knows it
FEW_WORDS = 5  # texts of no more words are looked up by their trigrams too
_SAME = str.maketrans({"«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "٪": "%", "٫": ".", "…": "."})
_WORD = re.compile(r"\w+")
# Without the article a ك or و at the head of a word may be its own letter, and one word is to have one stem.
_ARTICLE = re.compile(r"^[وف]?(?:[بكل]?ال|لل)(?=..)")


def normalise(text: str) -> str:
    """A source text as the memory compares it: folded Arabic, NFC, one kind of quotes, digits and spaces.

    Two texts with one normal form are an exact match. The normal form of a normal form is itself.
    """
    while (again := _step(text)) != text:
        text = again
    return text


def _step(text: str) -> str:
    return unicodedata.normalize("NFC", plain(unicodedata.normalize("NFC", text)).translate(_SAME)).strip()


def key_of(*parts: str) -> bytes:
    """16 bytes that stand for some texts in an index."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]


def features(normal: str, *, query: bool = False) -> dict[str, int]:
    """Features of a normalised text with their weight, about the letters that a text with the same feature shares.

    A feature is the stem of a word; texts of few words have their trigrams too, since one letter may change every word.
    Digits are none: another number makes no other sentence.

    Args:
        query: for a look-up, which asks for trigrams up to one word more than a stored text has them.
    """
    found: dict[str, int] = {}
    words = _WORD.findall(normal)
    for word in words:
        if not word.isdecimal():
            stem = _ARTICLE.sub("", word)[:STEM].lower()
            found[stem] = found.get(stem, 0) + len(word) + 1
    if len(words) < FEW_WORDS + query:
        letters = f"^{normal}$"
        for start in range(len(letters) - 2):
            found.setdefault(f"~{letters[start : start + 3]}", 2)
    return found
