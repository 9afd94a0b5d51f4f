"""Measure `batch`: against the plain argostranslate API and against raw CTranslate2, and how it grows.

    python scripts/bench.py batch                     # three targets of 2,000 units, all ways but the slow defaults
    python scripts/bench.py batch --units 40 --slices 1 --ways ours default
    python scripts/bench.py growth                    # seconds and memory from 100 to 20,000 units

Every way is a process of its own, which does nothing while another is measured. The text is that of `corpus/`; see
`bench_ways.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench_ways import ROOT, TARGETS, WARM, WAYS, articles, corpus_articles, plain, write

WAYS_FILE = Path(__file__).with_name("bench_ways.py")


def compare(units: int, slices: int, threads: int, ways: Sequence[str]) -> None:
    from l10n_flow.mt.decoding import Decoding
    from l10n_flow.mt.packages import bundled_folders, read_package

    package = read_package(next(path for path in bundled_folders() if path.name == "ar_en"))
    assert package is not None
    beam = Decoding().of(package).beam
    every = articles(units)
    parts = [every[number::slices] for number in range(slices)]
    seconds: dict[str, list[tuple[float, float, int]]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as home:
        servers = {}
        for way in ways:
            values = {name: value.format(threads=threads, beam=beam) for name, value in WAYS[way][2].items()}
            environment = {
                **os.environ, **values, "ARGOS_PACKAGES_DIR": str(package.path.parent), "ORT_DISABLE_TELEMETRY": "1",
                "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home,
            }  # fmt: skip
            if WAYS[way][1] is not plain:
                environment.pop("ARGOS_PACKAGES_DIR")
            command = [sys.executable, str(WAYS_FILE), way, str(threads)]
            servers[way] = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for server in servers.values():
            assert server.stdout is not None
            if server.stdout.readline().strip() != "ready":
                raise SystemExit("a way could not be set up")
        for number, part in enumerate(parts):
            for way in [*ways[number % len(ways) :], *ways[: number % len(ways)]]:  # each comes first once
                server = servers[way]
                assert server.stdin is not None and server.stdout is not None
                server.stdin.write(json.dumps(part) + "\n")
                server.stdin.flush()
                wall, cpu = json.loads(server.stdout.readline())
                seconds[way].append((wall, cpu, sum(map(len, part)) * len(TARGETS)))
                print(f"slice {number + 1} of {slices}, {way}: {wall:.1f} s, {cpu:.1f} s of cores", file=sys.stderr, flush=True)
        for server in servers.values():
            server.communicate()
    report(seconds, threads)


def report(seconds: dict[str, list[tuple[float, float, int]]], threads: int) -> None:
    """Args: for each way (seconds by the clock, seconds of cores, translations) of every slice. Clocks: the median slice."""
    count = sum(done for _, _, done in seconds["ours"])
    cores = sum(used for _, used, _ in seconds["ours"]) / count
    print(f"\n{count:,} translations (units times targets), {threads} threads\n")
    print("| way | a second | our batch is so many times as fast | ms of cores each | of ours |\n" + "| --- " * 5 + "|")
    for way, taken in seconds.items():
        rate = statistics.median(done / wall for wall, _, done in taken)
        pairs = zip(seconds["ours"], taken, strict=False)  # slice by slice: what else the machine does comes and goes
        ratio = statistics.median((mine[2] / mine[0]) / (its[2] / its[0]) for mine, its in pairs)
        cost = sum(used for _, used, _ in taken) / sum(done for _, _, done in taken)
        print(f"| {WAYS[way][0]} | {rate:.1f} | {ratio:.2f} | {1000 * cost:.1f} | {cost / cores:.2f} |")
    capacity(1000 * cores)


def capacity(milliseconds: float) -> None:
    """What so much of a core for one translation comes to: articles in all targets, as many as the corpus has units in each."""
    size = statistics.mean(map(len, corpus_articles()))
    hourly = 3_600_000 / (milliseconds * len(TARGETS) * size)
    print(f"\n{size:.1f} units an article, {len(TARGETS)} targets, {milliseconds:.1f} ms of a core for a translation\n")
    print("| cores | articles an hour | 100,000 articles take |\n| --- | --- | --- |")
    for cores in (2, 8, 32, 128):
        print(f"| {cores} | {cores * hourly:,.0f} | {100_000 / (cores * hourly):.1f} h |")


def growth(sizes: Sequence[int], threads: int, targets: Sequence[str]) -> None:
    """The command itself, as a process: seconds of cores, and the most memory it held."""
    base = measure([WARM], threads, targets)
    print(f"to begin (one unit): {base[0]:.2f} s of cores, {base[1]:.0f} MB\n")
    print("| units | seconds of cores | ms a unit, the beginning taken off | most memory |\n" + "| --- " * 4 + "|")
    for size in sizes:
        cpu, memory, wall = measure(articles(size), threads, targets)
        print(f"| {size:,} | {cpu:.1f} | {1000 * (cpu - base[0]) / size:.2f} | {memory:.0f} MB |", flush=True)
        print(f"{size} units: {wall:.0f} s by the clock", file=sys.stderr, flush=True)


def measure(texts: Sequence[Sequence[str]], threads: int, targets: Sequence[str]) -> tuple[float, float, float]:
    """(seconds of cores, MB, seconds by the clock) of `l10n-flow batch`."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "in", texts)
        shutil.copy(ROOT / "glossary.yaml", root)
        languages = [part for code in targets for part in ("--lang", code)]
        command = [sys.executable, "-m", "l10n_flow", "batch", "in", "--no-cache", "--threads", str(threads), *languages]
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise SystemExit("the batch failed")
        memory = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3) * (1 if sys.platform == "darwin" else 1.024)
        return used.ru_utime + used.ru_stime, memory, time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    add_parts(parts)
    run(parser.parse_args())


def add_parts(parts: Any) -> None:
    """The commands of this file, for `bench.py` too."""
    threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    batch = parts.add_parser("batch")
    batch.add_argument("--units", type=int, default=2000)
    batch.add_argument("--slices", type=int, default=5)
    batch.add_argument("--ways", nargs="+", choices=WAYS, default=[way for way in WAYS if way != "default"])
    grow = parts.add_parser("growth")
    grow.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000, 20_000])
    grow.add_argument("--targets", nargs="+", default=list(TARGETS))
    for part in (batch, grow):
        part.add_argument("--threads", type=int, default=threads)


def run(args: argparse.Namespace) -> None:
    if args.part == "batch":
        compare(args.units, args.slices, args.threads, args.ways)
    else:
        growth(args.sizes, args.threads, args.targets)


if __name__ == "__main__":
    main()
