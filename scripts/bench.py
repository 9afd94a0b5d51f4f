"""Measure speed, in one run and as ratios: seconds alone say more about the machine than about the program.

    python scripts/bench.py glossary            # load and match, 5,000 and 50,000 terms
    python scripts/bench.py article ARTICLE     # the main job's parts, for one article
    python scripts/bench.py memory              # look-ups in a translation memory of 1,000,000 pairs
    python scripts/bench.py batch               # many articles, against argostranslate and raw CTranslate2 (bench_batch.py)
    python scripts/bench.py growth              # many articles, from 100 to 20,000 units

Each figure is the median of `--runs` runs; those of `memory` are over many look-ups, each of another text.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bench_batch

ROOT = Path(__file__).parent.parent
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def median_seconds(work: Callable[[], Any], runs: int) -> float:
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def random_glossary(terms: int, folder: Path) -> Path:
    """A glossary of names that no text holds, one to three words each."""
    draw = random.Random(1)
    names: set[str] = set()
    while len(names) < terms:
        words = ("".join(draw.choices(LETTERS, k=draw.randint(3, 8))) for _ in range(draw.randint(1, 3)))
        names.add(" ".join(words))
    lines = [
        f"  - {{id: t{n}, kind: org, ar: {name}, en: Name{n}, tr: Ad{n}, kk: Атау{n}}}" for n, name in enumerate(sorted(names))
    ]
    path = folder / f"glossary-{terms}.yaml"
    path.write_text("\n".join(["version: 1", "terms:", *lines]) + "\n", encoding="utf-8")
    return path


def bench_glossary(runs: int) -> None:
    from l10n_flow.glossary import Matcher, load_glossary

    lines = [line for line in (ROOT / "articles" / "kazakhstan-turkiye.txt").read_text(encoding="utf-8").splitlines() if line]
    size = sum(len(line.encode()) for line in lines)
    lines *= 1_000_000 // size + 1
    megabytes = sum(len(line.encode()) for line in lines) / 1e6
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for terms in (5_000, 50_000):
            path = random_glossary(terms, Path(folder))
            glossary = load_glossary(path)
            matcher = Matcher(glossary)
            for name, work in (
                ("load", lambda path=path: load_glossary(path)),
                ("build the matcher", lambda glossary=glossary: Matcher(glossary)),
                (f"match {megabytes:.1f} MB", lambda matcher=matcher: [matcher.hits(line) for line in lines]),
            ):
                seconds.setdefault(name, []).append(median_seconds(work, runs))
    print("| step | 5,000 terms | 50,000 terms | ratio |\n| --- | --- | --- | --- |")
    for name, (few, many) in seconds.items():
        print(f"| {name} | {few:.2f} s | {many:.2f} s | {many / few:.1f} |")


def bench_article(article: Path, runs: int) -> None:
    from l10n_flow.article import read_article
    from l10n_flow.glossary import Matcher, load_glossary
    from l10n_flow.pipeline import Flow
    from l10n_flow.project import load_project
    from l10n_flow.segment import Segmenter

    with tempfile.TemporaryDirectory() as folder:
        project = load_project(Path(folder))
        glossary = ROOT / "glossary.yaml"
        (Path(folder) / "glossary.yaml").write_bytes(glossary.read_bytes())
        matcher, segmenter = Matcher(load_glossary(glossary)), Segmenter()
        units = [unit.text for unit in segmenter.units(read_article(article))]

        def engine() -> None:
            flow = Flow(project)
            for code in project.targets:
                list(flow.translator.translate(units, source="ar", target=code))

        steps: dict[str, Callable[[], Any]] = {
            "read and segment": lambda: segmenter.units(read_article(article)),
            "match the glossary": lambda: [matcher.hits(unit) for unit in units],
            "load packages and models": lambda: list(Flow(project).translator.translate(units[:1], source="ar", target="en")),
            "the engine alone, three languages": engine,
            "the whole job, three languages": lambda: Flow(project).run(article, now=datetime.now(UTC)),
        }
        taken = {name: median_seconds(work, runs) for name, work in steps.items()}
    whole = taken["the whole job, three languages"]
    print(f"{len(units)} units\n\n| step | seconds | of the whole |\n| --- | --- | --- |")
    for name, seconds in taken.items():
        print(f"| {name} | {seconds:.2f} | {seconds / whole:.0%} |")


class RandomNews:
    """Sentences of 4 to 30 words out of 60,000 whose frequencies follow Zipf's law, with numbers among them."""

    def __init__(self, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        words = {"".join(self._draw.choices(LETTERS, k=self._draw.randint(2, 8))) for _ in range(60_000)}
        self._words = sorted(words)
        self._draw.shuffle(self._words)
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def _word(self) -> str:
        if self._draw.random() < 0.05:
            return str(self._draw.randint(2, 3000))
        word = self._draw.choices(self._words, cum_weights=self._weights)[0]
        return self._draw.choices(("", "ال", "و", "بال"), (60, 25, 10, 5))[0] + word

    def sentence(self) -> str:
        return " ".join(self._word() for _ in range(self._draw.randint(4, 30))) + "."

    def edited(self, sentence: str) -> str:
        """With one word in eight another one."""
        words = sentence.split()
        for place in self._draw.sample(range(len(words)), max(1, len(words) // 8)):
            words[place] = self._word()
        return " ".join(words)

    def pairs(self, count: int) -> Iterator[Any]:
        """One in ten is like an earlier one."""
        from l10n_flow.memory import Pair

        earlier: list[str] = []
        for number in range(count):
            text = self.edited(self._draw.choice(earlier)) if earlier and number % 10 == 0 else self.sentence()
            if len(earlier) < 10_000:
                earlier.append(text)
            yield Pair(text, f"çeviri {number} {text}", "tr", "", "", f"{number // 40}.po", line=number % 40 + 1)


def bench_memory(pairs: int, lookups: int) -> None:
    from rapidfuzz import fuzz, process

    from l10n_flow.glossary import load_glossary
    from l10n_flow.memory import Memory
    from l10n_flow.memory.normalise import normalise
    from l10n_flow.recall import Recaller

    news = RandomNews()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        with Memory(path, create=True) as memory:
            begin = time.perf_counter()
            memory.learn(news.pairs(pairs))
            print(f"{pairs:,} pairs learned in {time.perf_counter() - begin:.0f} s, {path.stat().st_size / 1e6:.0f} MB\n")
        with Memory(path) as memory:
            sources = [pair.source for pair in memory.pairs()]
            known = random.Random(2).sample(sources, lookups)
            queries = {
                "the same text": known,
                "one word in eight differs": [news.edited(text) for text in known],
                "nothing like it": [news.sentence() for _ in known],
            }
            recaller = Recaller(memory, load_glossary(ROOT / "glossary.yaml"))
            ways: dict[str, Callable[[str], Any]] = {
                "`lookup`": lambda text: memory.lookup(text, "tr"),
                "as `run` does, names and numbers exchanged": lambda text: recaller.best(text, "tr"),
            }
            print("| look-up | text | median | 99th percentile | longest |\n| --- | --- | --- | --- | --- |")
            for (way, work), (name, texts) in itertools.product(ways.items(), queries.items()):
                taken = sorted(median_seconds(lambda work=work, text=text: work(text), 1) * 1000 for text in texts)
                middle, late = statistics.median(taken), taken[len(taken) * 99 // 100]
                print(f"| {way} | {name} | {middle:.2f} ms | {late:.2f} ms | {taken[-1]:.2f} ms |")
            normals = [normalise(text) for text in sources]
            found = wanted = 0
            for text in queries["one word in eight differs"][:200]:
                best = process.extractOne(normalise(text), normals, scorer=fuzz.ratio, score_cutoff=75)
                if best is not None:
                    wanted += 1
                    found += any(match.score >= min(int(best[1]), 99) for match in memory.lookup(text, "tr", limit=1))
            print(f"\nbest match from 75 on, of all {pairs:,} compared letter by letter: found {found} of {wanted}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("glossary")
    parts.add_parser("article").add_argument("article", type=Path)
    memory = parts.add_parser("memory")
    memory.add_argument("--pairs", type=int, default=1_000_000)
    memory.add_argument("--lookups", type=int, default=1000)
    bench_batch.add_parts(parts)
    args = parser.parse_args()
    if args.part == "glossary":
        bench_glossary(args.runs)
    elif args.part == "memory":
        bench_memory(args.pairs, args.lookups)
    elif args.part in ("batch", "growth"):
        bench_batch.run(args)
    else:
        bench_article(args.article, args.runs)


if __name__ == "__main__":
    main()
