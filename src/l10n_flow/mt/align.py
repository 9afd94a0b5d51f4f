"""From attention over pieces to an alignment of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

SPACE = "▁"


def word_alignment(
    source_text: str,
    source: Sequence[str],
    target_text: str,
    target: Sequence[str],
    attention: Sequence[Sequence[float]],
) -> tuple[tuple[int, int, int, int], ...]:
    """(target start, end, source start, end) of each target word: the source word that got most of its attention.

    Args:
        attention: one row a target piece, one weight a source piece (rows and weights beyond are left out).

    Gives () where the pieces do not spell the texts word by word (another tokenizer, characters dropped).
    """
    source_words, source_of = _words(source_text, source)
    target_words, target_of = _words(target_text, target)
    if not source_words or not target_words:
        return ()
    weights = [[0.0] * len(source_words) for _ in target_words]
    for piece, row in zip(range(len(target)), attention, strict=False):
        for place, weight in zip(range(len(source)), row, strict=False):
            weights[target_of[piece]][source_of[place]] += weight
    found = []
    for (start, end), row in zip(target_words, weights, strict=True):
        begin, stop = source_words[max(range(len(row)), key=row.__getitem__)]
        found.append((start, end, begin, stop))
    return tuple(found)


def _words(text: str, pieces: Sequence[str]) -> tuple[list[tuple[int, int]], list[int]]:
    """Spans of the words of a text, and the word that each piece belongs to; empty where the counts disagree."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    owner: list[int] = []
    word = -1
    for piece in pieces:
        if piece.startswith(SPACE) or word < 0:
            word += 1
        owner.append(word)
    return (spans, owner) if word + 1 == len(spans) else ([], [])
