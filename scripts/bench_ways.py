"""The ways to translate that `bench_batch.py` compares, on articles made of `corpus/`.

The text is cut into its articles; where more units are asked for than there are, units are made of the first half of one
and the second half of another.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGETS = ("en", "tr", "kk")
UNITS_OF_AN_ARTICLE = 12  # where units are made
WARM = ["وصل الرئيس إلى العاصمة يوم الثلاثاء."]


def corpus_articles() -> Iterator[list[str]]:
    """The Arabic units of each article, articles in an order drawn once and for all."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "corpus").glob("*.tsv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("id") and row.get("ar"):
                    found.setdefault(row["id"].rsplit("-", 1)[0], []).append(row["ar"])
    names = sorted(found)
    random.Random(1).shuffle(names)
    yield from (found[name] for name in names)


def articles(units: int) -> list[list[str]]:
    """Articles of so many units in all, none of which comes twice."""
    seen: dict[str, None] = {}
    found: list[list[str]] = []
    for article in corpus_articles():
        fresh = [unit for unit in dict.fromkeys(article) if unit not in seen][: units - len(seen)]
        seen.update(dict.fromkeys(fresh))
        found += [fresh] if fresh else []
    draw, known = random.Random(2), list(seen)
    while len(seen) < units:
        made: list[str] = []
        while len(made) < min(UNITS_OF_AN_ARTICLE, units - len(seen)):
            one, other = draw.choice(known).split(), draw.choice(known).split()
            unit = " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]])
            if unit not in seen and unit not in made:
                made.append(unit)
        seen.update(dict.fromkeys(made))
        found.append(made)
    return found


def write(folder: Path, texts: Sequence[Sequence[str]], start: int = 0) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, units in enumerate(texts, start):
        path = folder / f"article-{number:05}.txt"
        path.write_text("\n\n".join(units) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def narrow(threads: int) -> Callable[[list[list[str]]], None]:
    """The whole job in a project that asks for speed."""
    return ours(threads, settings="beam: 2\n")


def greedy(threads: int) -> Callable[[list[list[str]]], None]:
    """The whole job in a project that asks for all the speed there is."""
    return ours(threads, settings="beam: 1\n")


def ours(threads: int, settings: str = "") -> Callable[[list[list[str]]], None]:
    """The whole job: read, segment, match, draft, enforce, check, write catalogs and journal."""
    from l10n_flow.batch import Batch, Journal, LocalScheduler, Setup
    from l10n_flow.project import load_project

    folder = Path(tempfile.mkdtemp())
    shutil.copy(ROOT / "glossary.yaml", folder)
    (folder / "l10n-flow.yaml").write_text(settings, encoding="utf-8")
    project = load_project(folder)
    journal = Journal(folder / "batch.sqlite", root=folder)
    scheduler = LocalScheduler(Setup(project, None, threads))
    written = 0

    def work(texts: list[list[str]]) -> None:
        nonlocal written
        paths = write(folder / "in", texts, written)
        written += len(paths)
        for event in Batch(project, journal, scheduler, now=datetime.now(UTC)).run(paths):
            reason = getattr(getattr(event, "outcome", None), "reason", "")
            if reason:
                raise SystemExit(reason)

    return work


def raw(threads: int) -> Callable[[list[list[str]]], None]:
    """`translate_batch` alone, with the search that the drafts have; units sorted by length, batches as ours."""
    return engine_alone(threads, as_we=False)


def same(threads: int) -> Callable[[list[list[str]]], None]:
    """The same with what our batch gives the engine: clauses, hints in the text, the language's own part of the vocabulary."""
    return engine_alone(threads, as_we=True)


def engine_alone(threads: int, *, as_we: bool) -> Callable[[list[list[str]]], None]:
    import ctranslate2

    from l10n_flow.mt.clauses import START, clauses
    from l10n_flow.mt.decoding import Decoding
    from l10n_flow.mt.hints import Hints
    from l10n_flow.mt.inference import BATCH
    from l10n_flow.mt.malloc import keep_freed_memory
    from l10n_flow.mt.packages import find_packages

    keep_freed_memory()  # as we do; it is worth some percent
    packages = {one.target: one for one in find_packages()[0] if one.source == "ar" and one.target in TARGETS}
    models = {
        code: ctranslate2.Translator(
            str(package.model_path), device="cpu", compute_type="int8", inter_threads=threads, intra_threads=1
        )
        for code, package in packages.items()
    }
    tokenizer = packages["en"].tokenizer()
    hints = {code: Hints.load(package.hints) for code, package in packages.items() if package.hints and as_we}

    def work(texts: list[list[str]]) -> None:
        for code, package in packages.items():
            units = [unit for article in texts for unit in article]
            search = Decoding().of(package)
            parts = [part for unit in units for part in clauses(unit, search.clause if as_we else 0)]
            seen = [hints[code].write(part.seen, code) if code in hints else part.seen for part in parts]
            starts = [[package.target_prefix, *(tokenizer.encode(START) if part.inner else [])] for part in parts]
            read = sorted(zip(map(tokenizer.encode, seen), starts, strict=True), key=lambda one: len(one[0]))
            models[code].translate_batch(
                [pieces for pieces, _ in read], target_prefix=[start for _, start in read], max_batch_size=BATCH,
                batch_type="examples",
                beam_size=search.beam, length_penalty=search.length_penalty, repetition_penalty=search.repetition_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram, return_scores=True, replace_unknowns=True,
                use_vmap=as_we and package.mapped,
            )  # fmt: skip

    return work


def plain(threads: int) -> Callable[[list[list[str]]], None]:
    """`argostranslate.translate.translate`, one unit after the other, one target after the other.

    Its sentence splitter wants to download a model. A unit is a sentence already, so a splitter that splits nothing takes
    its place, which costs argostranslate no time at all.
    """

    class Whole:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def sentences(self, text: str) -> list[str]:
            return [text]

    stub = types.ModuleType("minisbd")
    stub.SBDetect = Whole  # type: ignore[attr-defined]
    stub.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["ar", "en"])  # type: ignore[attr-defined]
    sys.modules["minisbd"] = stub
    from argostranslate import translate

    def work(texts: list[list[str]]) -> None:
        for code in TARGETS:
            for units in texts:
                for unit in units:
                    if not translate.translate(unit, "ar", code):
                        raise SystemExit("argostranslate gave nothing")

    return work


LIKE = {"ARGOS_INTER_THREADS": "{threads}", "ARGOS_INTRA_THREADS": "1"}
WAYS: dict[str, tuple[str, Callable[[int], Callable[[list[list[str]]], None]], dict[str, str]]] = {
    "ours": ("**our batch**, catalogs and all", ours, {}),
    "narrow": ("our batch with `beam: 2`", narrow, {}),
    "greedy": ("our batch with `beam: 1`", greedy, {}),
    "raw": ("`ctranslate2.translate_batch` alone (the ceiling)", raw, {}),
    "same": ("the same on our input: clauses, hints, the language's pieces", same, {}),
    "plain": ("argostranslate, unit by unit, like threads", plain, LIKE),
    "beam": ("the same, with our beam", plain, LIKE | {"ARGOS_BEAM_SIZE": "{beam}"}),
    "default": ("argostranslate, unit by unit, its defaults", plain, {}),
}


def serve(way: str, threads: int) -> None:
    """Measure what comes in, slice by slice: seconds by the clock and of all cores."""
    work = WAYS[way][1](threads)
    work([WARM])
    print("ready", flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        begin, cpu = time.perf_counter(), time.process_time()
        work(texts)
        print(json.dumps([time.perf_counter() - begin, time.process_time() - cpu]), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))  # started by bench_batch.py
