"""Measure speed, in one run and as ratios: seconds alone say more about the machine than about the program.

    python scripts/bench.py glossary            # load and match, 5,000 and 50,000 terms
    python scripts/bench.py article ARTICLE     # the main job's parts, for one article

Each figure is the median of `--runs` runs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("glossary")
    parts.add_parser("article").add_argument("article", type=Path)
    args = parser.parse_args()
    if args.part == "glossary":
        bench_glossary(args.runs)
    else:
        bench_article(args.article, args.runs)


if __name__ == "__main__":
    main()
