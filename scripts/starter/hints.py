"""Write the list of hints: the lexicon and the names, without words that the training text shows often enough.

Words such as 'and', 'in', 'said' are learned from the text itself; hints for them would only make sources longer. They
stand in the list with nothing behind them, so that no entry with the same stem is taken for them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from l10n_flow.mt.hints import STEM, key_and_stem
from l10n_flow.text.arabic import fold
from l10n_flow.text.words import arabic_words

LEFT_OUT = ("prep", "conj", "pron")
SENSES = 2  # of a word, in the order of the lexicon


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that prepare.py wrote, for the frequencies")
    parser.add_argument("--lexicon", type=Path, required=True, help="TSV pos, ar, en, tr, kk")
    parser.add_argument("--names", type=Path, action="append", required=True, help="TSV kind, ar, en, tr, kk; may be repeated")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--often", type=int, default=300, help="words seen as often in authored text get no hint")
    args = parser.parse_args()
    seen: Counter[str] = Counter()
    for line in (args.data / "train.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["set"] == "authored" and item["s"] == "ar":
            seen.update(arabic_words(fold(item["text"]["ar"]).text))
    senses: dict[str, list[list[str]]] = {word: [] for word, count in seen.items() if count >= args.often}
    often = set(senses)
    for path in (args.lexicon, *args.names):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            kind, arabic, *words = line.split("\t")
            key = fold(arabic).text
            if kind in LEFT_OUT or len(words) != 3 or key in often:
                continue
            if any(char.isdigit() for char in "".join(words)):
                continue  # entries are looked up without their figures, and one that the source has not is no hint
            held = senses.setdefault(key, [])
            if len(held) < SENSES and words[0].lower() not in (other[0].lower() for other in held):
                held.append(words)
    rows = [
        [key, *(" / ".join(dict.fromkeys(column)) for column in zip(*held, strict=True))]
        for key, held in senses.items()
        if held
    ]
    rows += [[word, "", "", ""] for word in often]
    kept: dict[str, str] = {}
    for arabic, *words in sorted(rows):
        key, stem = key_and_stem(arabic)
        kept.setdefault(key, "\t".join((key, stem, *words)))
    lines = [line for key, line in kept.items() if key]
    args.out.write_text("\n".join([f"ar\t{STEM}\ten\ttr\tkk", *lines]) + "\n", encoding="utf-8")
    print(f"{args.out}: {len(lines)} entries")


if __name__ == "__main__":
    main()
