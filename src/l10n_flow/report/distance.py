"""How far a reviewed text is from its draft: chrF++ and TER, as sacrebleu computes them."""

from __future__ import annotations

from dataclasses import dataclass

from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER


@dataclass(frozen=True, slots=True)
class Distance:
    """`chrf`: 0 to 100, 100 for the same text. `ter`: edits in 100 words of the reviewed text, 0 for the same text."""

    chrf: float
    ter: float


SAME = Distance(100.0, 0.0)


class Meter:
    """Measures pairs of texts (Popović 2017; Snover et al. 2006). Case counts, since a person had to change it."""

    def __init__(self) -> None:
        self._chrf, self._ter = CHRF(word_order=2), TER(case_sensitive=True)
        for metric in (self._chrf, self._ter):  # sacrebleu knows its signature only after a first pair
            metric.sentence_score("", ["a"])

    @property
    def signatures(self) -> tuple[str, str]:
        """What makes the two figures reproducible, as sacrebleu writes it."""
        return f"chrF2++ {self._chrf.get_signature()}", f"TER {self._ter.get_signature()}"

    def measure(self, draft: str, reviewed: str) -> Distance:
        """The distance of one pair; white space makes no difference."""
        if draft.split() == reviewed.split():
            return SAME
        scores = (metric.sentence_score(draft, [reviewed]).score for metric in (self._chrf, self._ter))
        return Distance(*map(float, scores))
