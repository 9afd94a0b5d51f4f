"""What the words of one language are given as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow.text.quantities import NumberWords


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language that stand for things two texts must share.

    Each value of `months`, `weekdays` and `currencies` is a regular expression (verbose off) for the word with its
    endings, to be found in the text as it is written; Arabic ones are found in the folded text. What is left out is not
    checked.
    """

    numbers: NumberWords = field(default_factory=lambda: NumberWords({}, {}))
    months: tuple[str, ...] = ()  # January first
    weekdays: tuple[str, ...] = ()  # Monday first
    currencies: Mapping[str, str] = field(default_factory=dict)  # by a name of our own: "dollar"
    percent: str = "%"
    doubled: frozenset[str] = field(default_factory=frozenset)  # words never written twice in a row
