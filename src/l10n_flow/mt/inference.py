"""One package's model at work: texts to pieces, hints written, hypotheses found, masks kept."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from l10n_flow.model import Hypothesis
from l10n_flow.mt.align import word_alignment
from l10n_flow.mt.constrain import constrain
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.hints import Hints, coverage, without_hints
from l10n_flow.mt.packages import Package

BATCH = 32  # examples a thread takes at a time
MAX_OUTPUT = 500  # pieces; a model has no position for more than 512
STEP = 16  # pieces; a source is as long as the next multiple of it when the length of its output is bounded


class Model:
    """A package's translator (CTranslate2) and tokenizer with search options, and the hints it was trained with."""

    def __init__(self, package: Package, translator: Any, tokenizer: Any, hints: Hints | None, decoding: Decoding) -> None:
        self._target, self._prefix = package.target, package.target_prefix
        self._before, self._after = package.source_prefix, package.source_suffix
        self._translator, self._tokenizer, self._hints, self._decoding = translator, tokenizer, hints, decoding

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
        return self.begin(texts, count, alignment=alignment, keep=keep)()

    def begin(
        self, texts: Sequence[str], count: int, *, alignment: bool = False, keep: str | None = None
    ) -> Callable[[], list[list[Hypothesis]]]:
        """Queue texts; what comes back waits for what `translate` gives."""
        hinted = [self._hinted(text) for text in texts]
        sources: list[list[str]] = [self._tokenizer.encode(text) for text, _ in hinted]
        wait = self._queue(sources, [[]] * len(sources), self._options(count), alignment=alignment)

        def finish() -> list[list[Hypothesis]]:
            results = wait()
            found = []
            for text, (seen, spans), source, result in zip(texts, hinted, sources, results, strict=True):
                options = []
                for number, whole in enumerate(result.hypotheses):
                    pieces = self._bare(whole)
                    words = self._decoded(pieces)
                    pairs: tuple[tuple[int, int, int, int], ...] = ()
                    if alignment:
                        attention = [row[len(self._before) :] for row in result.attention[number][len(whole) - len(pieces) :]]
                        pairs = without_hints(text, spans, word_alignment(seen, source, words, pieces, attention))
                    options.append(Hypothesis(words, round(float(result.scores[number]), 4), pairs))
                found.append(self._by_hints(options, [seen[start : start + size].strip() for start, size in spans]))
            if keep and not alignment:
                drafts = [self._bare(result.hypotheses[0]) for result in results]
                self._mend(texts, sources, drafts, found, keep)
            return found

        return finish

    def _options(self, count: int) -> int:
        """Hypotheses to ask for: with hints all that the beam has, since the one that uses most of them is wanted."""
        return max(self._decoding.beam, count) if self._hints and self._decoding.hints else count

    def _by_hints(self, options: list[Hypothesis], hints: Sequence[str]) -> list[Hypothesis]:
        return sorted(options, key=lambda one: one.score + self._decoding.hints * coverage(hints, one.text), reverse=True)

    def _mend(
        self, texts: Sequence[str], sources: Sequence[list[str]], drafts: Sequence[list[str]],
        found: list[list[Hypothesis]], keep: str,
    ) -> None:  # fmt: skip
        """Put a constrained hypothesis before those that lost a mask."""
        wanted = [_matches(keep, text) for text in texts]
        lost = [
            place for place, options in enumerate(found) if sorted(_matches(keep, options[0].text)) != sorted(wanted[place])
        ]
        lost = [place for place in lost if len(set(wanted[place])) == len(wanted[place])]
        masks = [[tuple(self._tokenizer.encode(mask)) for mask in wanted[place]] for place in lost]
        mended = (
            constrain(_Search(self, keep), [sources[place] for place in lost], masks, [drafts[place] for place in lost])
            if lost
            else []
        )
        for place, (pieces, score) in zip(lost, mended, strict=True):
            found[place].insert(0, Hypothesis(self._decoded(pieces), round(score, 4)))

    def score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        """Log-probability of each piece of each target, then of its end."""
        prefix = [self._prefix] if self._prefix else []
        results = self._translator.score_batch(
            self._tagged(sources), [[*prefix, *target] for target in targets], max_batch_size=BATCH, batch_type="examples"
        )
        return [list(result.log_probs[len(prefix) :]) for result in results]

    def go_on(self, sources: list[list[str]], starts: list[list[str]]) -> list[list[str]]:
        """The best hypothesis that begins with each start, the start included."""
        return [self._bare(result.hypotheses[0]) for result in self._queue(sources, starts, 1)()]

    def masks(self, pieces: list[str], pattern: str) -> set[tuple[str, ...]]:
        """What a regular expression matches in a hypothesis, as the tokenizer writes it."""
        return {tuple(self._tokenizer.encode(mask)) for mask in _matches(pattern, self._tokenizer.decode(pieces))}

    def _tagged(self, sources: list[list[str]]) -> list[list[str]]:
        return [[*self._before, *source, *self._after] for source in sources] if self._before or self._after else sources

    def _decoded(self, pieces: Sequence[str]) -> str:
        # an unknown word is replaced by a source piece, which may be one of the package's own tags
        own = (*self._before, *self._after)
        return str(self._tokenizer.decode([piece for piece in pieces if piece not in own])).strip()

    def _bare(self, pieces: list[str]) -> list[str]:
        return list(pieces[1:] if self._prefix and pieces[:1] == [self._prefix] else pieces)

    def _queue(
        self, sources: list[list[str]], starts: Sequence[list[str]], count: int, *, alignment: bool = False
    ) -> Callable[[], list[Any]]:
        """Queue sources, the longest first, in batches of about one length; what comes back waits for the results in order."""
        prefix = [self._prefix] if self._prefix else []
        targets = [[*prefix, *start] for start in starts]
        options = self._decoding
        order = sorted(range(len(sources)), key=lambda place: -len(sources[place]))
        queued: list[tuple[int, Any]] = []
        for limit, same in itertools.groupby(order, key=lambda place: _limit(sources[place])):
            places = list(same)
            for batch in (places[start : start + BATCH] for start in range(0, len(places), BATCH)):
                waiting = self._translator.translate_batch(
                    self._tagged([sources[place] for place in batch]),
                    target_prefix=[targets[place] for place in batch] if any(targets) else None,
                    beam_size=1 if alignment else max(options.beam, count),
                    num_hypotheses=1 if alignment else count,
                    length_penalty=options.length_penalty,
                    repetition_penalty=options.repetition_penalty,
                    no_repeat_ngram_size=options.no_repeat_ngram,
                    max_decoding_length=limit,
                    return_scores=True,
                    return_attention=alignment,
                    replace_unknowns=True,
                    asynchronous=True,
                )
                queued += zip(batch, waiting, strict=True)
        return lambda: [result.result() for _, result in sorted(queued, key=lambda item: item[0])]


@dataclass(frozen=True, slots=True)
class _Search:
    """A model as constrained decoding sees it, with the masks of one kind."""

    model: Model
    keep: str

    def score(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        return self.model.score(sources, targets)

    def go_on(self, sources: list[list[str]], starts: list[list[str]]) -> list[list[str]]:
        return self.model.go_on(sources, starts)

    def marks(self, pieces: list[str]) -> set[tuple[str, ...]]:
        return self.model.masks(pieces, self.keep)


def _limit(source: Sequence[str]) -> int:
    """The most pieces of output: it follows from the source alone, whatever is translated beside it."""
    return min(3 * -(-len(source) // STEP) * STEP + 20, MAX_OUTPUT)


def _matches(pattern: str, text: str) -> list[str]:
    return [match.group() for match in re.finditer(pattern, text)]
