"""Train the joint SentencePiece unigram model of the starter package.

Arabic is folded inside the tokenizer itself (harakat and tatweel dropped, hamza carriers and digits unified), so any
program that runs the package gets the same folding. Target tags are control symbols and masks user-defined symbols.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from pathlib import Path

import sentencepiece as spm

TAGS = ["<2en>", "<2tr>", "<2kk>"]
MASKS = [f"⟦{number}⟧" for number in range(1, 17)]
REPEAT = {"authored": 4, "lexicon": 2}


def folding_rules() -> str:
    """SentencePiece normalisation rules: source code points, tab, target code points (hexadecimal)."""
    rules: dict[str, str] = {}
    for code in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, *range(0x06D6, 0x06DD)):
        rules[chr(code)] = ""
    for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD):
        rules[chr(code)] = ""
    for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if folded != chr(code):
            rules[chr(code)] = "".join(c for c in folded if not 0x064B <= ord(c) < 0x0653)
    rules |= dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ی": "ي", "ک": "ك", "’": "'", "‘": "'", "…": "..."}
    rules |= {chr(0x0660 + digit): str(digit) for digit in range(10)}
    rules |= dict.fromkeys("\t\u00a0\u2002\u2003\u2009\u202f", " ")

    def hexes(text: str) -> str:
        return " ".join(f"{ord(char):X}" for char in text)

    return "".join(f"{hexes(source)}\t{hexes(target)}\n" for source, target in sorted(rules.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that prepare.py wrote")
    parser.add_argument("--vocab", type=int, default=8000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        rules = Path(folder) / "rules.tsv"
        rules.write_text(folding_rules(), encoding="utf-8")
        with text.open("w", encoding="utf-8") as out:
            for line in (args.data / "train.jsonl").open(encoding="utf-8"):
                item = json.loads(line)
                if item["set"] == "manythings_en_tr":
                    continue  # 41,000 very short sentences would drown the news
                for lang, words in item["text"].items():
                    if lang == item["s"] == "en":
                        continue  # its twin with the Arabic source counts it
                    out.write((words + "\n") * REPEAT.get(item["set"], 1))
        spm.SentencePieceTrainer.train(
            input=str(text), model_prefix=str(args.data / "sp"), vocab_size=args.vocab, model_type="unigram",
            character_coverage=0.9998, control_symbols=TAGS, user_defined_symbols=MASKS, pad_id=3, bos_id=1, eos_id=2,
            unk_id=0, split_digits=True, normalization_rule_tsv=str(rules), num_threads=2, max_sentence_length=8000,
            input_sentence_size=400_000, shuffle_input_sentence=True, minloglevel=1,
        )  # fmt: skip


if __name__ == "__main__":
    main()
