"""Batched inference: CTranslate2 straight on the packages' models, with our own segmentation.

A text's translation never depends on what is translated beside it: how long an output may get follows from the text
alone, and models compute in int8, whose sums are whole numbers and so the same in every batch (float32 sums are not).
"""

from __future__ import annotations

import itertools
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from l10n_flow.model import Hypothesis
from l10n_flow.mt.align import word_alignment
from l10n_flow.mt.cache import Cache
from l10n_flow.mt.graph import Route, find_route
from l10n_flow.mt.malloc import keep_freed_memory
from l10n_flow.mt.packages import Package

CHUNK = 4096  # texts held at a time
PART = 512  # texts that go to the model together, and to the cache when they are finished
BATCH = 32  # examples a thread takes at a time
MAX_OUTPUT = 500  # pieces; a model has no position for more than 512
STEP = 16  # pieces; texts are as long as the next multiple of it when the length of their output is bounded
MAX_PIECES = 400  # longer texts are cut at a clause; models have 512 positions
FORMAT = 2  # of cached translations: the next number makes all of them anew
_CLAUSE = re.compile(r"(?<=[،؛,;:.!?؟])\s+|\s+(?=[(«“])|\s+")


@dataclass(frozen=True, slots=True)
class Decoding:
    """Search options; all of them are part of a draft's signature."""

    beam: int = 4
    length_penalty: float = 1.0  # 1: a hypothesis is scored by its mean log-probability per token
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 4

    def __str__(self) -> str:
        return f"beam={self.beam} lp={self.length_penalty} rp={self.repetition_penalty} ng={self.no_repeat_ngram}"

    def of(self, package: Package) -> Decoding:
        """These options with those that the package asks for in its metadata ("decoding")."""
        wanted = {field.name: getattr(self, field.name) for field in fields(self)}
        wanted |= {name: type(wanted[name])(value) for name, value in package.decoding if name in wanted}
        return Decoding(**wanted)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the model takes at once: a text, or one part of a long one."""

    text: str
    pieces: list[str]

    @property
    def limit(self) -> int:
        """The most pieces of output."""
        return min(3 * -(-len(self.pieces) // STEP) * STEP + 20, MAX_OUTPUT)


class Translator:
    """Translates any number of texts over the packages that are there. Threads may share one.

    Models are loaded on first use and shared by packages with the same weights.

    Args:
        packages: what `find_packages` found.
        cache: finished translations; None: in memory.
        threads: translations computed at a time, each on one core; None: one for each core.
    """

    def __init__(
        self,
        packages: Sequence[Package],
        *,
        cache: Cache | None = None,
        threads: int | None = None,
        decoding: Decoding | None = None,
    ) -> None:
        self._packages = packages
        self._cache = cache or Cache(None)
        self.threads = (
            threads or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else threads or os.cpu_count() or 1
        )
        self.decoding = decoding or Decoding()
        self._models: dict[str, Any] = {}
        self._tokenizers: dict[str, Any] = {}
        self._lock = threading.Lock()
        self.calls = 0  # texts that an engine really translated

    def route(self, source: str, target: str) -> Route:
        """The packages that will run. Raises L10nError where there is no way."""
        return find_route(self._packages, source, target)

    def signature(self, source: str, target: str) -> str:
        route = self.route(source, target)
        return route.signature(" ".join(dict.fromkeys(str(self.decoding.of(hop)) for hop in route.hops)))

    def translate(
        self,
        texts: Iterable[str],
        *,
        source: str,
        target: str,
        hypotheses: int = 1,
        alignment: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Iterator[list[Hypothesis]]:
        """For each text, in order, its hypotheses, the best first. A blank text gives itself.

        At most `CHUNK` texts are held at a time. `alignment` is of the last hop, with greedy search.
        """
        route = self.route(source, target)
        waiting = iter(texts)
        while chunk := list(itertools.islice(waiting, CHUNK)):
            current = chunk
            for hop in route.hops[:-1]:
                found = self._hop(hop, current, 1, False, None)
                current = [found[text][0].text if text.strip() else text for text in current]
            found = self._hop(route.hops[-1], current, hypotheses, alignment and len(route.hops) == 1, progress)
            for text in current:
                yield list(found[text]) if text.strip() else [Hypothesis(text, 0.0)]

    def _hop(
        self,
        package: Package,
        texts: Sequence[str],
        count: int,
        alignment: bool,
        progress: Callable[[int], None] | None,
    ) -> dict[str, list[Hypothesis]]:
        options = f"{FORMAT} {self.decoding.of(package)} n={count}{' align' if alignment else ''}"
        signature = Route((package,)).signature(options)
        wanted = list(dict.fromkeys(text for text in texts if text.strip()))
        found = self._cache.get(signature, wanted)
        if progress and found:
            progress(len(found))
        missing = sorted((text for text in wanted if text not in found), key=len)
        parts = [missing[start : start + PART] for start in range(0, len(missing), PART)]
        begun: Callable[[], dict[str, list[Hypothesis]]] | None = None
        for part in [*parts, []]:
            following = self._begin(package, part, count, alignment) if part else None
            if begun is not None:  # while the model is at the next part already
                done = begun()
                self._cache.put(signature, done)
                found.update(done)
                if progress:
                    progress(len(done))
            begun = following
        return found

    def _begin(
        self, package: Package, texts: Sequence[str], count: int, alignment: bool
    ) -> Callable[[], dict[str, list[Hypothesis]]]:
        """Queue texts at the model; what comes back waits for their translations."""
        tokenizer = self._tokenizer(package)
        cut = [[_Piece(part, tokenizer.encode(part)) for part in self._cut(text, tokenizer)] for text in texts]
        flat = [piece for pieces in cut for piece in pieces]
        with self._lock:
            self.calls += len(flat)
        order = sorted(range(len(flat)), key=lambda place: -len(flat[place].pieces))
        batches: list[tuple[list[int], Any]] = []
        for _, same in itertools.groupby(order, key=lambda place: flat[place].limit):
            places = list(same)
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                batches.append((batch, self._queue(package, [flat[place] for place in batch], count, alignment)))

        def finish() -> dict[str, list[Hypothesis]]:
            found: dict[int, list[Hypothesis]] = {}
            for places, waiting in batches:
                for place, result in zip(places, waiting, strict=True):
                    found[place] = self._hypotheses(package, flat[place], result.result(), alignment)
            numbers = itertools.count()
            return {text: _joined([found[next(numbers)] for _ in pieces]) for text, pieces in zip(texts, cut, strict=True)}

        return finish

    def _queue(self, package: Package, batch: Sequence[_Piece], count: int, alignment: bool) -> Any:
        """One batch of texts with the same `limit`, all of them computed together."""
        prefix = package.target_prefix
        decoding = self.decoding.of(package)
        return self._model(package).translate_batch(
            [piece.pieces for piece in batch],
            target_prefix=[[prefix]] * len(batch) if prefix else None,
            beam_size=1 if alignment else max(decoding.beam, count),
            num_hypotheses=1 if alignment else count,
            length_penalty=decoding.length_penalty,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=batch[0].limit,
            return_scores=True,
            return_attention=alignment,
            replace_unknowns=True,
            asynchronous=True,
        )

    def _hypotheses(self, package: Package, piece: _Piece, result: Any, alignment: bool) -> list[Hypothesis]:
        tokenizer = self._tokenizer(package)
        prefix = package.target_prefix
        found = []
        for number, target in enumerate(result.hypotheses):
            skip = 1 if prefix and target[:1] == [prefix] else 0
            words = tokenizer.decode(target[skip:]).strip()
            spans: tuple[tuple[int, int, int, int], ...] = ()
            if alignment:
                attention = result.attention[number][skip:]
                spans = word_alignment(piece.text, piece.pieces, words, target[skip:], attention)
            found.append(Hypothesis(words, round(float(result.scores[number]), 4), spans))
        return found

    def _cut(self, text: str, tokenizer: Any) -> list[str]:
        """A text in parts that fit the model, cut near the middle, best at a clause."""
        if len(text) < MAX_PIECES or len(tokenizer.encode(text)) <= MAX_PIECES:
            return [text]
        middle = len(text) // 2
        places = [match.span() for match in _CLAUSE.finditer(text)]
        clauses = [span for span in places if text[span[0] - 1] in "،؛,;:.!?؟"] or places
        inner = [span for span in clauses if span[0] > 0 and span[1] < len(text)]
        if not inner:
            return [*self._cut(text[:middle], tokenizer), *self._cut(text[middle:], tokenizer)]
        start, end = min(inner, key=lambda span: abs(span[0] - middle))
        return [*self._cut(text[:start], tokenizer), *self._cut(text[end:], tokenizer)]

    def _tokenizer(self, package: Package) -> Any:
        with self._lock:
            if package.digest not in self._tokenizers:
                self._tokenizers[package.digest] = package.tokenizer()
            return self._tokenizers[package.digest]

    def _model(self, package: Package) -> Any:
        with self._lock:
            if package.digest not in self._models:
                import ctranslate2

                keep_freed_memory()
                self._models[package.digest] = ctranslate2.Translator(
                    str(package.model_path), device="cpu", compute_type="int8", inter_threads=self.threads, intra_threads=1
                )
            return self._models[package.digest]


def _joined(parts: list[list[Hypothesis]]) -> list[Hypothesis]:
    if len(parts) == 1:
        return parts[0]
    count = min(map(len, parts))
    return [
        Hypothesis(" ".join(part[number].text for part in parts), sum(part[number].score for part in parts) / len(parts))
        for number in range(count)
    ]
