"""Batched inference: CTranslate2 straight on the packages' models, with our own segmentation."""

from __future__ import annotations

import heapq
import itertools
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from l10n_flow.model import Hypothesis
from l10n_flow.mt.cache import Cache
from l10n_flow.mt.clauses import Clause, clauses, joined
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.graph import Route, find_route
from l10n_flow.mt.hints import Hints
from l10n_flow.mt.inference import Model
from l10n_flow.mt.malloc import keep_freed_memory
from l10n_flow.mt.packages import Package, digest_of

CHUNK = 4096  # texts held at a time
PART = 512  # texts that go to the model together, and to the cache when they are finished
MAX_PIECES = 400  # longer texts are cut at a clause; models have 512 positions
FORMAT = 4  # of cached translations: the next number makes all of them anew
_CLAUSE = re.compile(r"(?<=[،؛,;:.!?؟])\s+|\s+(?=[(«“])|\s+")


class Translator:
    """Translates any number of texts over the packages that are there. Threads may share one.

    Models are loaded on first use and shared by packages with the same weights.

    Args:
        packages: what `find_packages` found.
        cache: finished translations; None: in memory.
        threads: translations computed at a time, each on one core; None: one for each core.
        beam: hypotheses followed at a time, whatever a package asks for; fewer are faster and worse.
    """

    def __init__(
        self,
        packages: Sequence[Package],
        *,
        cache: Cache | None = None,
        threads: int | None = None,
        decoding: Decoding | None = None,
        beam: int | None = None,
    ) -> None:
        self._packages = packages
        self._cache = cache or Cache(None)
        self.threads = (
            threads or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else threads or os.cpu_count() or 1
        )
        self.decoding, self._beam = decoding or Decoding(), beam
        self._models: dict[tuple[str, str], Model] = {}
        self._weights: dict[str, Any] = {}
        self._hints: dict[str, Hints] = {}
        self._lock = threading.Lock()
        self.calls = 0  # texts that an engine really translated

    def _search(self, package: Package) -> Decoding:
        search = self.decoding.of(package)
        return replace(search, beam=self._beam) if self._beam else search

    def route(self, source: str, target: str) -> Route:
        """The packages that will run. Raises L10nError where there is no way."""
        return find_route(self._packages, source, target)

    def signature(self, source: str, target: str) -> str:
        route = self.route(source, target)
        return route.signature(" ".join(dict.fromkeys(str(self._search(hop)) for hop in route.hops)))

    def translate(
        self,
        texts: Iterable[str],
        *,
        source: str,
        target: str,
        hypotheses: int = 1,
        alignment: bool = False,
        keep: str | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> Iterator[list[Hypothesis]]:
        """For each text, in order, its hypotheses, the best first. A blank text gives itself.

        At most `CHUNK` texts are held at a time. `alignment` is of the last hop, with greedy search.
        With `keep`, a regular expression, every match of it in a text stands exactly once in its first hypothesis (see
        `constrain`).
        """
        route = self.route(source, target)
        waiting = iter(texts)
        while chunk := list(itertools.islice(waiting, CHUNK)):
            current = chunk
            for hop in route.hops[:-1]:
                found = self._hop(hop, current, 1, False, keep, None)
                current = [found[text][0].text if text.strip() else text for text in current]
            found = self._hop(route.hops[-1], current, hypotheses, alignment and len(route.hops) == 1, keep, progress)
            for text in current:
                yield list(found[text]) if text.strip() else [Hypothesis(text, 0.0)]

    def _hop(
        self,
        package: Package,
        texts: Sequence[str],
        count: int,
        alignment: bool,
        keep: str | None,
        progress: Callable[[int], None] | None,
    ) -> dict[str, list[Hypothesis]]:
        # The best of a beam cost what all of it costs, and whoever asks for more later finds them in the cache.
        wide = count if alignment else max(count, self._search(package).beam)
        search = f"{self._search(package)} n={wide}{' align' if alignment else ''}{f' keep {keep}' if keep else ''}"
        signature = Route((package,)).signature(f"{FORMAT} {search}")
        wanted = list(dict.fromkeys(text for text in texts if text.strip()))
        found = self._cache.get(signature, wanted)
        if progress and found:
            progress(len(found))
        missing = sorted((text for text in wanted if text not in found), key=len)
        parts = [missing[start : start + PART] for start in range(0, len(missing), PART)]
        begun: Callable[[], dict[str, list[Hypothesis]]] | None = None
        for part in [*parts, []]:
            following = self._begin(package, part, wide, alignment, keep) if part else None
            if begun is not None:  # while the model is at the next part already
                done = begun()
                self._cache.put(signature, done)
                found.update(done)
                if progress:
                    progress(len(done))
            begun = following
        return {text: hypotheses[:count] for text, hypotheses in found.items()}

    def _begin(
        self, package: Package, texts: Sequence[str], count: int, alignment: bool, keep: str | None
    ) -> Callable[[], dict[str, list[Hypothesis]]]:
        """Queue texts at the model; what comes back waits for their translations."""
        model = self._model(package)
        # An alignment is one of a text with its whole translation; clauses are cut in Arabic alone.
        longest = 0 if alignment or package.source != "ar" else self._search(package).clause
        cut = [
            [replace(clause, text=part) for clause in clauses(text, longest) for part in self._cut(clause.text, model)]
            for text in texts
        ]
        parts = [part for found in cut for part in found]
        with self._lock:
            self.calls += len(parts)
        finish = model.begin(parts, count, alignment=alignment, keep=keep)

        def finished() -> dict[str, list[Hypothesis]]:
            flat = iter(finish())
            return {text: _joined(own, [next(flat) for _ in own]) for text, own in zip(texts, cut, strict=True)}

        return finished

    def _cut(self, text: str, model: Model) -> list[str]:
        """A text in parts that fit the model, cut near the middle, best at a clause."""
        if len(text) < MAX_PIECES // 2 or model.length(text) <= MAX_PIECES:
            return [text]
        middle = len(text) // 2
        places = [match.span() for match in _CLAUSE.finditer(text)]
        clauses = [span for span in places if text[span[0] - 1] in "،؛,;:.!?؟"] or places
        inner = [span for span in clauses if span[0] > 0 and span[1] < len(text)]
        if not inner:
            return [*self._cut(text[:middle], model), *self._cut(text[middle:], model)]
        start, end = min(inner, key=lambda span: abs(span[0] - middle))
        return [*self._cut(text[:start], model), *self._cut(text[end:], model)]

    def _model(self, package: Package) -> Model:
        """Models are loaded once for the same weights; the hints are a package's own list in its own language."""
        key = (package.digest, package.pair)
        with self._lock:
            if key not in self._models:
                if package.digest not in self._weights:
                    import ctranslate2

                    keep_freed_memory()
                    self._weights[package.digest] = (
                        ctranslate2.Translator(
                            str(package.model_path),
                            device="cpu",
                            compute_type="int8",
                            inter_threads=self.threads,
                            intra_threads=1,
                        ),
                        package.tokenizer(),
                    )
                translator, tokenizer = self._weights[package.digest]
                self._models[key] = Model(package, translator, tokenizer, self._hints_of(package), self._search(package))
            return self._models[key]

    def _hints_of(self, package: Package) -> Hints | None:
        """Its hints; the same list of several packages is read once."""
        if package.hints is None:
            return None
        key = digest_of(package.hints)
        if key not in self._hints:
            self._hints[key] = Hints.load(package.hints)
        return self._hints[key]


def _joined(parts: Sequence[Clause], found: Sequence[list[Hypothesis]]) -> list[Hypothesis]:
    """Distinct hypotheses of a text from those of its parts: the best of each, then those that give up the least."""
    if len(parts) == 1:
        return found[0]
    weights = [len(part.text) for part in parts]

    def whole(chosen: Sequence[int]) -> Hypothesis:
        picked = [options[number] for options, number in zip(found, chosen, strict=True)]
        score = sum(one.score * weight for one, weight in zip(picked, weights, strict=True)) / sum(weights)
        return Hypothesis(joined(parts, [one.text for one in picked]), round(score, 4))

    def loss(chosen: Sequence[int]) -> float:
        pairs = zip(found, chosen, weights, strict=True)
        return sum(weight * max(0.0, options[0].score - options[number].score) for options, number, weight in pairs)

    waiting, seen = [(0.0, (0,) * len(parts))], {(0,) * len(parts)}
    out: dict[str, Hypothesis] = {}
    while waiting and len(out) < max(map(len, found)):
        _, chosen = heapq.heappop(waiting)
        hypothesis = whole(chosen)
        out.setdefault(hypothesis.text, hypothesis)
        for place, options in enumerate(found):
            following = (*chosen[:place], chosen[place] + 1, *chosen[place + 1 :])
            if following[place] < len(options) and following not in seen:
                seen.add(following)
                heapq.heappush(waiting, (loss(following), following))
    return list(out.values())
