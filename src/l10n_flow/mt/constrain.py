"""Constrained decoding: a hypothesis that lost a mask is mended by the engine itself, so that every mask is there once.

For a mask that is missing, the engine's own probabilities say where it fits: at each word boundary of the hypothesis the
mask is scored against what the engine wrote there. From the best places the engine goes on by itself, the mask in its
prefix (as in interactive translation; the grids of Hokamp and Liu 2017 and Post and Vilar 2018 need a decoder of one's
own). What even that leaves out is inserted at its best place. Any CTranslate2 model will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n_flow.mt.align import SPACE

PLACES = 3  # best places of a mask from which the engine goes on
ROUNDS = 6  # masks of a text that are placed by going on; further ones are inserted


class Search(Protocol):
    """One engine with its options. Sources and targets are pieces."""

    def score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        """Log-probability of each piece of each target, then of its end."""

    def go_on(self, sources: list[list[str]], starts: list[list[str]]) -> list[list[str]]:
        """The engine's best hypothesis that begins with each start, the start included."""

    def marks(self, pieces: list[str]) -> set[tuple[str, ...]]:
        """The masks, wanted or not, that stand in a hypothesis, each as the tokenizer writes it."""


@dataclass(slots=True)
class _Text:
    """One text on its way. `masks` are as they are written inside a text, a leading space of its own or not.

    The first `fixed` pieces stay where they are.
    """

    source: list[str]
    masks: tuple[tuple[str, ...], ...]
    pieces: list[str]
    fixed: int = 0
    score: float = 0.0

    def missing(self) -> list[tuple[str, ...]]:
        return [mask for mask in self.masks if not places(self.pieces, mask)]


def constrain(
    search: Search,
    sources: Sequence[list[str]],
    masks: Sequence[Sequence[tuple[str, ...]]],
    drafts: Sequence[list[str]],
    *,
    fixed: int = 0,
) -> list[tuple[list[str], float]]:
    """For each text a hypothesis with each of its masks exactly once, and its mean log-probability a piece.

    Args:
        masks: for each text its masks, each as the tokenizer writes it.
        drafts: the engine's hypotheses, from which the search begins.
        fixed: pieces at the start of every draft before which no mask may come.
    """
    texts = [
        _Text(source, tuple(dict.fromkeys(wanted)), draft, fixed=fixed)
        for source, wanted, draft in zip(sources, masks, drafts, strict=True)
    ]
    _keep_best(search, [(text, pieces) for text in texts for pieces in _clean(search, text.pieces, text.masks)])
    for _ in range(ROUNDS):
        left = [text for text in texts if text.missing()]
        if not left:
            break
        before = [len(text.missing()) for text in left]
        tried = _best_places(search, left)
        starts = [(text, text.pieces[:at] + list(mask)) for text, mask, best in tried for at in best[:PLACES]]
        found = search.go_on([text.source for text, _ in starts], [start for _, start in starts])
        # Where going on gains nothing (another mask is lost behind this one) the mask is inserted and the rest stays.
        stay = [(text, [*text.pieces[: best[0]], *mask, *text.pieces[best[0] :]]) for text, mask, best in tried]
        _keep_best(
            search,
            [
                (text, one)
                for (text, _), pieces in zip(starts, found, strict=True)
                for one in _clean(search, pieces, text.masks)
            ],
        )
        for (text, pieces), count in zip(stay, before, strict=True):
            if len(text.missing()) >= count:
                text.pieces = pieces
    while left := [text for text in texts if text.missing()]:
        for text, mask, best in _best_places(search, left):
            text.pieces = [*text.pieces[: best[0]], *mask, *text.pieces[best[0] :]]
    _keep_best(search, [(text, text.pieces) for text in texts])
    return [(text.pieces, text.score) for text in texts]


def places(pieces: Sequence[str], mask: Sequence[str]) -> list[int]:
    """Where a mask stands, its own leading space not counted."""
    bare = _bare(mask)
    found = []
    for at in range(len(pieces) - len(bare) + 1):
        if pieces[at].removeprefix(SPACE) == bare[0] and tuple(pieces[at + 1 : at + len(bare)]) == bare[1:]:
            found.append(at)
    return found


def _bare(mask: Sequence[str]) -> tuple[str, ...]:
    rest = tuple(mask[1:] if mask[0] == SPACE else mask)
    return (rest[0].removeprefix(SPACE), *rest[1:])


def _clean(search: Search, pieces: list[str], masks: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """The pieces without masks that nobody asked for, and with the others at most once."""
    for alien in search.marks(pieces) - set(masks):
        pieces = _without_words(pieces, places(pieces, alien), len(_bare(alien)))
    return _without_doubles(pieces, masks)


def _without_doubles(pieces: list[str], masks: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """The pieces with each mask at most once: for a mask that stands twice, one text for each of its places."""
    for mask in masks:
        found = places(pieces, mask)
        if len(found) > 1:
            kept = [_without_words(pieces, [at for at in found if at != one], len(_bare(mask))) for one in found]
            return [text for option in kept for text in _without_doubles(option, masks)]
    return [pieces]


def _without_words(pieces: list[str], at: Sequence[int], size: int) -> list[str]:
    """The pieces without the masks of `size` pieces at these places, nor the endings glued to them."""
    out = list(pieces)
    for start in reversed(at):
        end = start + size
        if out[end : end + 1] and out[end][0] in "'’-" and (out[end][1:] or "".join(out[end + 1 : end + 2])).isalpha():
            end += 1  # what joins an ending to a name: Ankara'ya
        while end < len(out) and out[end].isalpha():
            end += 1
        start -= start > 0 and out[start - 1] == SPACE
        del out[start:end]
    return out


def _keep_best(search: Search, options: Sequence[tuple[_Text, list[str]]]) -> None:
    """Give each text the option with the most masks, of those the most likely."""
    scores = search.score([text.source for text, _ in options], [pieces for _, pieces in options])
    best: dict[int, tuple[int, float]] = {}
    for (text, pieces), row in zip(options, scores, strict=True):
        own = row[text.fixed :]
        key = (sum(bool(places(pieces, mask)) for mask in text.masks), sum(own) / max(1, len(own)))
        if id(text) not in best or key > best[id(text)]:
            best[id(text)] = key
            text.pieces, text.score = pieces, key[1]


def _best_places(search: Search, texts: Sequence[_Text]) -> list[tuple[_Text, tuple[str, ...], list[int]]]:
    """For each text its first missing mask, and all word boundaries, the one first where the mask fits best.

    How well it fits: the mask's mean log-probability there less that of the piece that the engine wrote there.
    """
    rows = [(text, at) for text in texts for at in _boundaries(text)]
    own = search.score([text.source for text in texts], [text.pieces for text in texts])
    written = {id(text): row for text, row in zip(texts, own, strict=True)}
    mask_of = {id(text): text.missing()[0] for text in texts}
    scores = search.score([text.source for text, _ in rows], [text.pieces[:at] + list(mask_of[id(text)]) for text, at in rows])
    fits: dict[int, list[tuple[float, int]]] = {id(text): [] for text in texts}
    for (text, at), row in zip(rows, scores, strict=True):
        here = row[at : at + len(mask_of[id(text)])]
        fits[id(text)].append((sum(here) / len(here) - written[id(text)][at], at))
    return [(text, mask_of[id(text)], [at for _, at in sorted(fits[id(text)], reverse=True)]) for text in texts]


def _boundaries(text: _Text) -> list[int]:
    """Places before a word and at the end, none inside a mask."""
    inside = {
        at + step for mask in text.masks for at in places(text.pieces, mask) for step in range(len(_bare(mask)))
        if step or (at and text.pieces[at - 1] == SPACE)
    }  # fmt: skip
    found = [at for at, piece in enumerate(text.pieces) if piece.startswith(SPACE) and at not in inside and at >= text.fixed]
    return [*found, len(text.pieces)]
