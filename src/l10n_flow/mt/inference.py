"""One package's model at work: texts to pieces, hints written, hypotheses found, masks kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from l10n_flow.model import Hypothesis
from l10n_flow.mt.align import word_alignment
from l10n_flow.mt.constrain import constrain
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.hints import Hints, without_hints
from l10n_flow.mt.packages import Package

BATCH = 64  # examples a thread takes at a time
MAX_OUTPUT = 500  # pieces; a model has no position for more than 512


class Model:
    """A package's translator (CTranslate2) and tokenizer with search options, and the hints it was trained with."""

    def __init__(self, package: Package, translator: Any, tokenizer: Any, hints: Hints | None, decoding: Decoding) -> None:
        self._target, self._prefix = package.target, package.target_prefix
        self._translator, self._tokenizer, self._hints, self._decoding = translator, tokenizer, hints, decoding
        self._keep: str | None = None

    def length(self, text: str) -> int:
        """Source pieces of a text, its hints included."""
        return len(self._tokenizer.encode(self._hinted(text)[0]))

    def _hinted(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        return self._hints.place(text, self._target) if self._hints else (text, [])

    def translate(
        self, texts: Sequence[str], count: int, *, alignment: bool = False, keep: str | None = None
    ) -> list[list[Hypothesis]]:
        """For each text `count` hypotheses, the best first; one with `alignment` (greedy search).

        With `keep`, a regular expression, the first has every match of it in the text exactly once, and no other.
        """
        hinted = [self._hinted(text) for text in texts]
        sources: list[list[str]] = [self._tokenizer.encode(text) for text, _ in hinted]
        results = self._decode(sources, [[]] * len(sources), count, alignment=alignment)
        found = []
        for text, (seen, spans), source, result in zip(texts, hinted, sources, results, strict=True):
            options = []
            for number, whole in enumerate(result.hypotheses):
                pieces = self._bare(whole)
                words = self._tokenizer.decode(pieces).strip()
                pairs: tuple[tuple[int, int, int, int], ...] = ()
                if alignment:
                    attention = result.attention[number][len(whole) - len(pieces) :]
                    pairs = without_hints(text, spans, word_alignment(seen, source, words, pieces, attention))
                options.append(Hypothesis(words, round(float(result.scores[number]), 4), pairs))
            found.append(options)
        if keep and not alignment:
            drafts = [self._bare(result.hypotheses[0]) for result in results]
            self._mend(texts, sources, drafts, found, keep)
        return found

    def _mend(
        self, texts: Sequence[str], sources: Sequence[list[str]], drafts: Sequence[list[str]],
        found: list[list[Hypothesis]], keep: str,
    ) -> None:  # fmt: skip
        """Put a constrained hypothesis before those that lost a mask."""
        self._keep = keep
        wanted = [_matches(keep, text) for text in texts]
        lost = [
            place for place, options in enumerate(found) if sorted(_matches(keep, options[0].text)) != sorted(wanted[place])
        ]
        lost = [place for place in lost if len(set(wanted[place])) == len(wanted[place])]
        masks = [[tuple(self._tokenizer.encode(mask)) for mask in wanted[place]] for place in lost]
        mended = constrain(self, [sources[place] for place in lost], masks, [drafts[place] for place in lost]) if lost else []
        for place, (pieces, score) in zip(lost, mended, strict=True):
            found[place].insert(0, Hypothesis(self._tokenizer.decode(pieces).strip(), round(score, 4)))

    def score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        prefix = [self._prefix] if self._prefix else []
        results = self._translator.score_batch(
            sources, [[*prefix, *target] for target in targets], max_batch_size=BATCH, batch_type="examples"
        )
        return [list(result.log_probs[len(prefix) :]) for result in results]

    def go_on(self, sources: list[list[str]], starts: list[list[str]]) -> list[list[str]]:
        return [self._bare(result.hypotheses[0]) for result in self._decode(sources, starts, 1)]

    def marks(self, pieces: list[str]) -> set[tuple[str, ...]]:
        text = self._tokenizer.decode(pieces)
        return {tuple(self._tokenizer.encode(mask)) for mask in _matches(self._keep, text)} if self._keep else set()

    def _bare(self, pieces: list[str]) -> list[str]:
        return list(pieces[1:] if self._prefix and pieces[:1] == [self._prefix] else pieces)

    def _decode(
        self, sources: list[list[str]], starts: Sequence[list[str]], count: int, *, alignment: bool = False
    ) -> list[Any]:
        if not sources:
            return []
        prefix = [self._prefix] if self._prefix else []
        options = self._decoding
        results = self._translator.translate_batch(
            sources,
            target_prefix=[[*prefix, *start] for start in starts] if prefix or any(starts) else None,
            max_batch_size=BATCH,
            batch_type="examples",
            beam_size=1 if alignment else max(options.beam, count),
            num_hypotheses=1 if alignment else count,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram,
            max_decoding_length=min(3 * max(map(len, sources)) + 20, MAX_OUTPUT),
            return_scores=True,
            return_attention=alignment,
            replace_unknowns=True,
        )
        return list(results)


def _matches(pattern: str, text: str) -> list[str]:
    return [match.group() for match in re.finditer(pattern, text)]
