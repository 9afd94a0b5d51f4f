"""chrF++ of two texts: how much of a draft stands in what a person made of it.

Popović 2017, with the defaults of sacrebleu 2 (`nc:6|nw:2|space:no|eff:yes`, beta 2), whose numbers it gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

CHARACTERS, WORDS = 6, 2  # longest n-grams
BETA = 2  # recall counts so many times as much as precision
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def chrf(text: str, reference: str) -> float:
    """Similarity of a text to its reference, 0 to 100; 100 where nothing but white space differs."""
    precisions, recalls = [], []
    for ours, theirs in zip(_ngrams(text), _ngrams(reference), strict=True):
        if ours and theirs:
            shared = (ours & theirs).total()
            precisions.append(shared / ours.total())
            recalls.append(shared / theirs.total())
    if not any(precisions):
        return 0.0
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _ngrams(text: str) -> Iterator[Counter[str]]:
    characters = "".join(text.split())
    for n in range(1, CHARACTERS + 1):
        yield Counter(characters[i : i + n] for i in range(len(characters) - n + 1))
    words = [part for word in text.split() for part in _without_punctuation(word)]
    for n in range(1, WORDS + 1):
        yield Counter(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))


def _without_punctuation(word: str) -> Sequence[str]:
    """One mark is taken off, behind or else before, as chrF++ has it."""
    if len(word) == 1:
        return (word,)
    if word[-1] in _PUNCTUATION:
        return word[:-1], word[-1]
    return (word[0], word[1:]) if word[0] in _PUNCTUATION else (word,)
