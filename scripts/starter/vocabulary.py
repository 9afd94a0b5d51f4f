"""Write down which pieces each language of the starter is written with: `pairs/*/vmap.txt`, CTranslate2's vocabulary maps.

One vocabulary serves four languages, and the last layer of the network weighs all of it for every piece. With the map it
weighs only what the language can want: pieces that the training text or the hints have in it, and single letters to
spell the rest.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sentencepiece as spm

from l10n_flow import lang
from l10n_flow.mt.packages import VOCABULARY

TARGETS = ("en", "tr", "kk")
SINGLE = "0123456789.,;:!?()[]«»“”‘’'\"-–—/%$€₺₸&+"


def hinted(path: Path) -> Iterator[tuple[str, str]]:
    """(language, words) of every hint."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows[1:]:
        yield from zip(rows[0][1:], row[1:], strict=True)


def pieces(data: Path, tokenizer: spm.SentencePieceProcessor, hints: Path | None, often: int) -> dict[str, list[str]]:
    """The pieces of each target language, in the order of the vocabulary."""
    counts: dict[str, Counter[str]] = {code: Counter() for code in TARGETS}
    with (data / "train.jsonl").open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            for code, words in item["text"].items():
                if code in counts and code != item["s"]:
                    counts[code].update(tokenizer.encode(words, out_type=str))
    found = {code: {piece for piece, count in counts[code].items() if count >= often} for code in TARGETS}
    for code, words in hinted(hints) if hints else ():
        if code in found:
            found[code].update(tokenizer.encode(words, out_type=str))
    latin = {letter for code in TARGETS for letter in lang.get(code).letters if letter < "\u0250"}  # brands are in every script
    every = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    for code in TARGETS:
        single = latin | lang.get(code).letters | set(SINGLE)
        masks = {piece for piece in every if piece.startswith("⟦")}
        found[code] |= {piece for piece in every if piece.lstrip("▁") in single} | masks | {"▁", f"<2{code}>"}
    return {code: [piece for piece in every if piece in found[code]] for code in TARGETS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that prepare.py wrote")
    parser.add_argument("--starter", type=Path, required=True, help="folder that convert.py wrote")
    parser.add_argument("--often", type=int, default=2, help="how often a piece stands in a language's text at least")
    args = parser.parse_args()
    weights = args.starter / "weights"
    tokenizer = spm.SentencePieceProcessor(model_file=str(weights / "sentencepiece.model"))
    hints = weights / "hints.tsv"
    found = pieces(args.data, tokenizer, hints if hints.exists() else None, args.often)
    for code, known in found.items():
        print(f"{code}: {len(known)} of {tokenizer.get_piece_size()} pieces")
    for pair in sorted((args.starter / "pairs").glob("*_*")):
        known = found[pair.name.split("_")[1]]
        (pair / VOCABULARY).write_text("\t" + " ".join(known) + "\n", encoding="utf-8")  # for every source


if __name__ == "__main__":
    main()
