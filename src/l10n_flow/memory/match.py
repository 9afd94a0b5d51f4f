"""A pair of the memory, a match, and the bands of scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EXACT, CONTEXT = 100, 101
DRAFT, OFFER, LEAST = 85, 75, 50  # scores from which a match is the draft, is offered beside it, is a match at all
BANDS = ((CONTEXT, CONTEXT), (EXACT, EXACT), (95, 99), (85, 94), (75, 84), (50, 74))


class Kind(StrEnum):
    CONTEXT = "context"  # the same text between the same neighbours
    EXACT = "exact"  # the same text
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its reviewed translation, and where they come from.

    `previous` and `following` are the source texts before and after in its article: "" at its ends, None where nothing is
    known of them. `catalog`, `context` and `source` name the entry: a new translation of the same entry replaces the old.
    """

    source: str
    target: str
    language: str
    previous: str | None = None
    following: str | None = None
    catalog: str = ""  # path from the project's folder, or the name of an imported file
    context: str = ""  # msgctxt, or what tells apart two translations of one text in an imported file
    line: int = 0  # in the catalog when it was learned
    reference: str = ""  # "#:", the place in the article
    translator: str = ""
    learned: str = ""  # ISO 8601, UTC

    @property
    def where(self) -> str:
        return f"{self.catalog}:{self.line}" if self.line else self.catalog


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that fits a text; `score` is 50 to 101, `others` how many pairs translate the same source otherwise."""

    pair: Pair
    score: int
    others: int = 0

    @property
    def kind(self) -> Kind:
        return Kind.CONTEXT if self.score == CONTEXT else Kind.EXACT if self.score == EXACT else Kind.FUZZY


def band(score: int) -> str:
    """The usual name of the band that a score is in; "" below all of them."""
    for low, high in BANDS:
        if low <= score <= high:
            return str(low) if low == high else f"{low}-{high}"
    return ""


def fuzzy_score(ratio: float, *, same: bool) -> int:
    """A ratio of 0 to 100 as a score: rounded down, and no less than different from an exact match."""
    return EXACT if same else min(EXACT - 1, int(ratio))
