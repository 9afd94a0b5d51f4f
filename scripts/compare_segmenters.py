"""Compare segmenters on a labelled file: boundary precision, recall and F1, and lines that are right as a whole.

    python scripts/compare_segmenters.py tests/data/segmentation_held.tsv

`yasbd-lib` and `sentencex` are compared where they are installed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

Split = Callable[[str], list[str]]
INK = re.compile(r"[\s\ufeff\u200e\u200f\u061c\u00a0]")


def read(path: Path) -> list[tuple[str, str]]:
    """(id, text with ⏎ at its boundaries) of each line."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, text = line.split("\t")
            rows.append((name, re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)))
    return rows


def boundaries(parts: list[str]) -> set[int]:
    """Places of the boundaries, counted in characters that are neither white space nor controls."""
    place, found = 0, set()
    for part in parts:
        place += len(INK.sub("", part))
        found.add(place)
    return found - {place}


def segmenters() -> Iterator[tuple[str, Split]]:
    from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

    from l10n_flow.segment import Segmenter

    ours = Segmenter()
    yield "choppa-srx, our rules", lambda text: [text[start:end] for start, end in ours.segment(text)]
    theirs = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    yield "choppa-srx, LanguageTool's rules", lambda text: list(SrxTextIterator(theirs, "ar_two", text))
    try:
        from yasbd import BoundaryDetector

        detector = BoundaryDetector(lang="ar")
        yield "yasbd-lib", lambda text: list(detector.segment(text))
    except ImportError:
        print("yasbd-lib is not installed")
    try:
        import sentencex

        yield "sentencex", lambda text: list(sentencex.segment("ar", text))
    except ImportError:
        print("sentencex is not installed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, help="TSV: id, kind, text with ⏎ at its boundaries")
    rows = read(parser.parse_args().labelled)
    for name, split in segmenters():
        hit = extra = missed = exact = 0
        for _, text in rows:
            gold, found = boundaries(text.split("⏎")), boundaries(split(text.replace("⏎", "")))
            hit, extra, missed = hit + len(gold & found), extra + len(found - gold), missed + len(gold - found)
            exact += gold == found
        precision, recall = hit / max(1, hit + extra), hit / max(1, hit + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:34} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  whole lines {exact}/{len(rows)}")


if __name__ == "__main__":
    main()
