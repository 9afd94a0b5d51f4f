"""Measure the glossary matcher on labelled sentences: precision and recall, by kind of sentence.

    python scripts/measure_matching.py [tests/data/glossary_hits.tsv tests/data/glossary_hits.yaml] [--show]

A sentence marks its mentions as ⟪surface|term-id⟫ or ⟪surface|term-id|nisba⟫, clitics outside. A hit is right when its
term and span are; an adjective hit counts as one whichever way it is tagged.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from l10n_flow.glossary import Matcher, load_glossary

DATA = Path(__file__).parent.parent / "tests" / "data"
_MARK = re.compile(r"⟪([^|⟫]+)\|([^|⟫]+)(\|nisba)?⟫")
Mention = tuple[int, int, str]  # start, end, term id


def unmarked(sentence: str) -> tuple[str, list[Mention]]:
    """A marked sentence as plain text, and its mentions."""
    text, place = "", 0
    found = []
    for mark in _MARK.finditer(sentence):
        text += sentence[place : mark.start()]
        found.append((len(text), len(text) + len(mark.group(1)), mark.group(2)))
        text += mark.group(1)
        place = mark.end()
    return text + sentence[place:], found


def measure(sentences: Path, glossary: Path, *, show: bool = False) -> dict[str, Counter[str]]:
    """Counts "right", "missed" and "false" a kind of sentence, and under "all"."""
    matcher = Matcher(load_glossary(glossary))
    counts: dict[str, Counter[str]] = {}
    for line in sentences.read_text(encoding="utf-8").splitlines()[1:]:
        identity, kind, sentence = line.split("\t")
        text, wanted = unmarked(sentence)
        hits = [(hit.start, hit.end, hit.term_id) for hit in matcher.hits(text)]
        result = Counter(
            right=len(set(hits) & set(wanted)), missed=len(set(wanted) - set(hits)), false=len(set(hits) - set(wanted))
        )
        for name in (kind, "all"):
            counts.setdefault(name, Counter()).update(result)
            counts[name]["sentences"] += 1
        if show and result["missed"] + result["false"]:
            missed = [f"{text[s:e]}={i}" for s, e, i in set(wanted) - set(hits)]
            false = [f"{text[s:e]}={i}" for s, e, i in set(hits) - set(wanted)]
            print(f"{identity}: missed {missed}, false {false}\n    {text}")
    return counts


def precision(count: Counter[str]) -> float:
    return count["right"] / max(1, count["right"] + count["false"])


def recall(count: Counter[str]) -> float:
    return count["right"] / max(1, count["right"] + count["missed"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path, nargs="?", default=DATA / "glossary_hits.tsv")
    parser.add_argument("glossary", type=Path, nargs="?", default=DATA / "glossary_hits.yaml")
    parser.add_argument("--show", action="store_true", help="print every sentence with a miss or a false hit")
    args = parser.parse_args()
    print("| kind | sentences | right | missed | false | precision | recall |\n| --- | --- | --- | --- | --- | --- | --- |")
    for kind, count in measure(args.sentences, args.glossary, show=args.show).items():
        cells = (kind, count["sentences"], count["right"], count["missed"], count["false"])
        print("| " + " | ".join(map(str, cells)) + f" | {precision(count):.3f} | {recall(count):.3f} |")


if __name__ == "__main__":
    main()
