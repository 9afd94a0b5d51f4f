"""One package's model at work: texts to pieces, hints written, hypotheses found, masks kept.

A text's translation never depends on what is translated beside it: how long an output may get follows from the text
alone, a text that lost a mask is mended by itself, and models compute in int8, whose sums are whole numbers and so the
same in every batch (float32 sums are not).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from l10n_flow.model import Hypothesis
from l10n_flow.mt.align import word_alignment
from l10n_flow.mt.clauses import START, Clause
from l10n_flow.mt.constrain import constrain
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.hints import Coverage, Hints, without_hints
from l10n_flow.mt.packages import Package

BATCH = 32  # examples a thread takes at a time
MAX_OUTPUT = 500  # pieces; a model has no position for more than 512
STEP = 16  # pieces; texts are as long as the next multiple of it when the length of their output is bounded


@dataclass(frozen=True, slots=True)
class _Source:
    """A text as the model reads it: `seen` is the text with its hints, `hints` are (start, length) in it.

    `start`: pieces that its translation begins with.
    """

    text: str
    seen: str
    hints: list[tuple[int, int]]
    pieces: list[str]
    start: list[str]

    @property
    def limit(self) -> int:
        """The most pieces of output."""
        return min(3 * -(-len(self.pieces) // STEP) * STEP + 20, MAX_OUTPUT)


class Model:
    """A package's translator (CTranslate2) and tokenizer with search options, and the hints it was trained with."""

    def __init__(self, package: Package, translator: Any, tokenizer: Any, hints: Hints | None, decoding: Decoding) -> None:
        self._target, self._prefix = package.target, package.target_prefix
        self._before, self._after = package.source_prefix, package.source_suffix
        self._translator, self.tokenizer, self._hints, self._decoding = translator, tokenizer, hints, decoding
        self._mapped = package.mapped

    def length(self, text: str) -> int:
        """Source pieces of a text, its hints included."""
        return len(self._source(text).pieces)

    def _source(self, text: str, *, inner: bool = False) -> _Source:
        seen, hints = self._hints.place(text, self._target) if self._hints else (text, [])
        return _Source(text, seen, hints, self.tokenizer.encode(seen), self.tokenizer.encode(START) if inner else [])

    def begin(
        self, texts: Sequence[Clause], count: int, *, alignment: bool = False, keep: str | None = None
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Queue texts; what comes back waits for `count` hypotheses of each, the best first; one with `alignment` (greedy).

        With `keep`, a regular expression, the first has every match of it in the text exactly once, and no other.
        """
        sources = [self._source(text.seen, inner=text.inner) for text in texts]
        order = sorted(range(len(sources)), key=lambda place: -len(sources[place].pieces))
        batches: list[tuple[list[int], Any]] = []
        for limit, same in itertools.groupby(order, key=lambda place: sources[place].limit):
            places = list(same)
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                read, starts = [sources[place].pieces for place in batch], [sources[place].start for place in batch]
                queued = self.decode(read, starts, limit, count, alignment=alignment)
                batches.append((batch, queued))

        def finish() -> list[list[Hypothesis]]:
            found: dict[int, list[Hypothesis]] = {}
            for places, waiting in batches:
                for place, result in zip(places, waiting, strict=True):
                    done = result.result()
                    found[place] = self._hypotheses(sources[place], done, alignment)
                    if keep and not alignment:
                        found[place] = self._kept(sources[place], self.bare(done.hypotheses[0]), found[place], keep)
            return [found[place] for place in range(len(sources))]

        return finish

    def _hypotheses(self, source: _Source, result: Any, alignment: bool) -> list[Hypothesis]:
        found = []
        for number, whole in enumerate(result.hypotheses):
            pieces = self.bare(whole)
            words = self.decoded(pieces)
            pairs: tuple[tuple[int, int, int, int], ...] = ()
            if alignment:
                weights = [row[len(self._before) :] for row in result.attention[number][len(whole) - len(pieces) :]]
                pairs = word_alignment(source.seen, source.pieces, words, pieces, weights)
                pairs = without_hints(source.text, source.hints, pairs)
            score = float(result.scores[number])
            found.append((score, Hypothesis(words, self._mean(score, whole, source), pairs)))
        hints = Coverage([source.seen[start : start + size].strip() for start, size in source.hints])
        # what a hint weighs is in nats a piece; the engine's own order, which knows its length penalty, is kept otherwise
        unit = self._mean(1.0, result.hypotheses[0], source)
        weight = self._decoding.hints
        return [
            one for _, one in sorted(found, key=lambda pair: pair[0] * unit + weight * hints.of(pair[1].text), reverse=True)
        ]

    def _mean(self, score: float, whole: Sequence[str], source: _Source) -> float:
        """The mean log-probability a piece, from a score that CTranslate2 divided by a power of the length instead.

        The length has the tag, the pieces that were given, and the end where it was reached; given ones cost nothing.
        """
        length = len(whole) + (len(whole) < source.limit)
        return float(round(score * length**self._decoding.length_penalty / (length - len(source.start)), 4))

    def _kept(self, source: _Source, draft: list[str], options: list[Hypothesis], keep: str) -> list[Hypothesis]:
        """A constrained hypothesis before those that lost a mask."""
        wanted = _matches(keep, source.text)
        if sorted(_matches(keep, options[0].text)) == sorted(wanted) or len(set(wanted)) < len(wanted):
            return options
        masks = [tuple(self.tokenizer.encode(mask)) for mask in wanted]
        ((pieces, score),) = constrain(_Keeping(self, keep), [source.pieces], [masks], [draft], fixed=len(source.start))
        return [Hypothesis(self.decoded(pieces), round(score, 4)), *options]

    def decode(
        self, sources: Sequence[list[str]], starts: Sequence[list[str]], limit: int, count: int, *, alignment: bool = False
    ) -> list[Any]:
        """Queue one batch; each result is there when its `result()` is asked for. `starts`: of the targets, or []."""
        prefix = [self._prefix] if self._prefix else []
        options = self._decoding
        targets = [[*prefix, *start] for start in starts or [[]] * len(sources)]
        queued = self._translator.translate_batch(
            self._tagged(sources),
            target_prefix=targets if any(targets) else None,
            beam_size=1 if alignment else max(options.beam, count),
            num_hypotheses=1 if alignment else count,
            length_penalty=options.length_penalty,
            repetition_penalty=options.repetition_penalty,
            no_repeat_ngram_size=options.no_repeat_ngram,
            max_decoding_length=limit,
            return_scores=True,
            return_attention=alignment,
            replace_unknowns=True,
            use_vmap=self._mapped,
            asynchronous=True,
        )
        return list(queued)

    def score(self, sources: Sequence[list[str]], targets: Sequence[list[str]]) -> list[list[float]]:
        """Log-probability of each piece of each target, then of its end."""
        prefix = [self._prefix] if self._prefix else []
        wanted = [[*prefix, *target] for target in targets]
        results = self._translator.score_batch(self._tagged(sources), wanted, max_batch_size=BATCH, batch_type="examples")
        return [list(result.log_probs[len(prefix) :]) for result in results]

    def _tagged(self, sources: Sequence[list[str]]) -> list[list[str]]:
        return [[*self._before, *source, *self._after] for source in sources]

    def decoded(self, pieces: Sequence[str]) -> str:
        """Pieces as text."""
        # an unknown word is replaced by a source piece, which may be one of the package's own tags
        own = (*self._before, *self._after)
        return str(self.tokenizer.decode([piece for piece in pieces if piece not in own])).strip()

    def bare(self, pieces: Sequence[str]) -> list[str]:
        """Target pieces without the package's tag."""
        return list(pieces[1:] if self._prefix and list(pieces[:1]) == [self._prefix] else pieces)


class _Keeping:
    """A model as constrained decoding sees it."""

    def __init__(self, model: Model, keep: str) -> None:
        self._model, self._keep = model, keep

    def score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        return self._model.score(sources, targets)

    def go_on(self, sources: list[list[str]], starts: list[list[str]]) -> list[list[str]]:
        limit = min(3 * max(map(len, sources)) + 20, MAX_OUTPUT)
        return [self._model.bare(one.result().hypotheses[0]) for one in self._model.decode(sources, starts, limit, 1)]

    def marks(self, pieces: list[str]) -> set[tuple[str, ...]]:
        text = self._model.decoded(pieces)
        return {tuple(self._model.tokenizer.encode(mask)) for mask in _matches(self._keep, text)}


def _matches(pattern: str, text: str) -> list[str]:
    return [match.group() for match in re.finditer(pattern, text)]
