"""Measure the checks on translations by people: false alarms, and errors put in that are caught.

    python scripts/measure_checks.py pairs.tsv [more.tsv ...] [--glossary glossary.yaml] [--show numbers] [--lengths]

The files have a header and the columns ar, en, tr and kk, tab-separated. A false alarm is a pair with a finding; people make
mistakes too, so the figures are upper bounds. Then each error of `check_mutations.py` is put into every pair that can take
it and has no finding of that check; the share that is caught is the recall.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from math import log
from pathlib import Path

from check_mutations import MUTATIONS, broken
from l10n_flow.checks import CROSS, REGISTRY, Subject, run_checks, run_cross_checks
from l10n_flow.glossary import Glossary, Matcher, load_glossary
from l10n_flow.glossary.verify import verify
from l10n_flow.lang import codes, get
from l10n_flow.model import Finding

SEED = 20260101
Row = dict[str, str]


def read_pairs(paths: Sequence[Path]) -> list[Row]:
    rows = []
    for path in paths:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        names = header.split("\t")
        rows += [dict(zip(names, line.split("\t"), strict=False)) for line in lines]
    return [row for row in rows if all(row.get(code) for code in ("ar", *codes()))]


def subjects_of(rows: Sequence[Row], code: str, glossary: Glossary | None) -> list[Subject]:
    """The pairs of one language, each with the findings of its names where there is a glossary."""
    language, matcher = get(code), Matcher(glossary) if glossary else None

    def names(row: Row) -> Iterator[Finding]:
        if glossary and matcher:
            yield from verify(row[code], matcher.hits(row["ar"]), glossary, language)

    return [Subject(row["ar"], row[code], language, glossary=partial(names, row)) for row in rows]


def false_alarms(rows: Sequence[Row], *, glossary: Glossary | None = None, show: str = "") -> dict[str, Counter[str]]:
    """Pairs with a finding: check -> language -> number."""
    known = (check for check in (*REGISTRY, *CROSS) if glossary or check != "glossary")
    counts: dict[str, Counter[str]] = {check: Counter() for check in known}
    for code in codes():
        subjects = subjects_of(rows, code, glossary)
        for subject in subjects:
            severe = (finding for finding in run_checks(subject) if finding.severity is REGISTRY[finding.check].severity)
            found = {finding.check: finding.message for finding in severe}
            for check in found:
                counts[check][code] += 1
            if show in found:
                print(f"{code}: {found[show]}\n    {subject.source}\n    {subject.target}")
        for place, finding in run_cross_checks(subjects):
            counts[finding.check][code] += 1
            if show == finding.check:
                print(f"{code}: {finding.message}\n    {subjects[place].source}\n    {subjects[place].target}")
    return counts


def caught(rows: Sequence[Row]) -> dict[tuple[str, str], dict[str, tuple[int, int]]]:
    """(check, error) -> language -> (caught, put in)."""
    result: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for code in codes():
        pairs = [(Subject(row["ar"], row[code], get(code)), row) for row in rows]
        for check, what, mutation in MUTATIONS:
            right = total = 0
            for correct, changed in broken(mutation, pairs, random.Random(SEED)):
                if not any(REGISTRY[check].findings(correct)):
                    total += 1
                    right += any(True for _ in run_checks(changed, only=[check]))
            if total:
                result.setdefault((check, what), {})[code] = (right, total)
        for what, places in _inconsistent([subject for subject, _ in pairs]).items():
            result.setdefault(("inconsistent", what), {})[code] = places
    return result


def _inconsistent(subjects: Sequence[Subject]) -> dict[str, tuple[int, int]]:
    """Every 40th pair gets the next one's translation, beside a copy of it; or the next one's source."""
    chosen = [place for place in range(0, len(subjects) - 1, 40) if len(subjects[place].target.split()) >= 4]
    twice = [Subject(subjects[p].source, subjects[p + 1].target, subjects[p].language) for p in chosen]
    both = len(subjects)
    by_source = {p for p, finding in run_cross_checks([*subjects, *twice]) if p >= both and "otherwise" in finding.message}
    by_target = {p for p, finding in run_cross_checks([*subjects, *twice]) if p >= both and "another source" in finding.message}
    return {
        "one source, another translation": (len(by_source), len(chosen)),
        "another source, one translation": (len(by_target), len(chosen)),
    }


def lengths(rows: Sequence[Row]) -> None:
    """The parameters of `Language.lengths`."""
    for code in codes():
        ratios = [log(len(row[code]) / len(row["ar"])) for row in rows if len(row["ar"]) >= 25]
        print(f"{code}: lengths=({statistics.mean(ratios):.3f}, {statistics.pstdev(ratios):.3f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--show", default="", metavar="ID", help="print the pairs that this check has a finding for")
    parser.add_argument("--glossary", type=Path, help="measure the check of names too, with this glossary")
    parser.add_argument("--lengths", action="store_true", help="only print what `length` has to learn")
    args = parser.parse_args()
    rows = read_pairs(args.pairs)
    if args.lengths:
        lengths(rows)
        return
    alarms = false_alarms(rows, glossary=load_glossary(args.glossary) if args.glossary else None, show=args.show)
    print(
        f"{len(rows)} pairs a language\n\n| check | severity | {' | '.join(codes())} |\n| --- | --- |{' --- |' * len(codes())}"
    )
    for check, counts in alarms.items():
        severity = (REGISTRY.get(check) or CROSS[check]).severity.value
        print(f"| {check} | {severity} | " + " | ".join(f"{counts[code] / len(rows):.2%}" for code in codes()) + " |")
    print(f"\n| check | error put in | {' | '.join(codes())} |\n| --- | --- |{' --- |' * len(codes())}")
    for (check, what), found in caught(rows).items():
        cells = (f"{found[code][0] / found[code][1]:.1%} of {found[code][1]}" if code in found else "" for code in codes())
        print(f"| {check} | {what} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
