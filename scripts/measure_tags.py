"""Measure how inline tags come through the engine: stretches of real sentences are put between tags and drafted.

    python scripts/measure_tags.py corpus/world.tsv [more.tsv ...] [--sample 100] [--glossary glossary.yaml]

The files have a header and a column ar. Each sampled sentence gets a pair of tags around one to three of its words and every
second one a tag that stands alone. Counted for each language are the sentences whose tags the engine carried, those whose
tags were placed by the words around (these have a finding), and those where any tag is missing, doubled or crossed.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from l10n_flow.drafting import Drafter
from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.lang import codes
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.packages import find_packages
from l10n_flow.text.tags import TAG, nested

SEED = 20260101


def tagged(text: str, chance: random.Random, *, alone: bool) -> str:
    """The sentence with <g1>...</g1> around a stretch of its words and perhaps <x2/> behind another word."""
    words = [match.span() for match in re.finditer(r"[^\s،؛.,:;!?؟«»()\"]+", text)]
    first = chance.randrange(len(words))
    last = min(len(words) - 1, first + chance.randrange(3))
    start, end = words[first][0], words[last][1]
    if alone and last + 1 < len(words) - 1:
        place = words[chance.randrange(last + 1, len(words) - 1)][1]
        text = f"{text[:place]} <x2/>{text[place:]}"
    return f"{text[:start]}<g1>{text[start:end]}</g1>{text[end:]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--glossary", type=Path, default=Path("glossary.yaml"))
    options = parser.parse_args()
    rows = []
    for path in options.pairs:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        column = header.split("\t").index("ar")
        rows += [line.split("\t")[column] for line in lines]
    chance = random.Random(SEED)
    rows = chance.sample([row for row in rows if len(row.split()) > 4], options.sample)
    texts = list(dict.fromkeys(tagged(row, chance, alone=number % 2 == 1) for number, row in enumerate(rows)))
    glossary = load_glossary(options.glossary)
    matcher = Matcher(glossary)
    packages, _ = find_packages(None)
    drafter = Drafter(glossary, Translator(packages), source="ar")
    print(f"{len(texts)} sentences, {sum(len(TAG.findall(text)) for text in texts)} tags")
    for code in codes():
        count: Counter[str] = Counter()
        for text, one in drafter.drafts({text: matcher.hits(text) for text in texts}, code).items():
            tags = TAG.findall(one.draft.text)
            whole = sorted(tags) == sorted(TAG.findall(text)) and nested(tags)
            lost = any(finding.check == "tags" for finding in one.draft.findings)
            count["broken" if not whole else "placed by the words around" if lost else "carried"] += 1
        print(code, ", ".join(f"{name} {number}" for name, number in count.most_common()))


if __name__ == "__main__":
    main()
