"""Convert a checkpoint to CTranslate2 (int8) and lay out the starter: weights once, one metadata file a pair."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import sentencepiece as spm
import torch

from network import Shape, Transformer, export

PAIRS = (("ar", "en"), ("ar", "tr"), ("ar", "kk"), ("en", "tr"), ("en", "kk"))
NAMES = {"ar": "Arabic", "en": "English", "tr": "Turkish", "kk": "Kazakh"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="sp.model")
    parser.add_argument("--out", type=Path, required=True, help="starter folder: weights/ and pairs/ are written in it")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--quantization", default="int8")
    parser.add_argument("--decoding", default="{}", help="JSON: search options that suit the model (beam, repetition_penalty)")
    parser.add_argument("--hints", type=Path, help="list that hints.py wrote, if the model was trained with it")
    args = parser.parse_args()
    saved = torch.load(args.checkpoint, map_location="cpu")
    model = Transformer(Shape(**saved["shape"]))
    model.load_state_dict(saved["model"])
    model.eval()
    sp = spm.SentencePieceProcessor(model_file=str(args.tokenizer))
    weights = args.out / "weights"
    export(
        model,
        [sp.id_to_piece(number) for number in range(sp.get_piece_size())],
        weights / "model",
        quantization=args.quantization,
    )
    shutil.copy(args.tokenizer, weights / "sentencepiece.model")
    if args.hints:
        shutil.copy(args.hints, weights / "hints.tsv")
    for source, target in PAIRS:
        folder = args.out / "pairs" / f"{source}_{target}"
        folder.mkdir(parents=True, exist_ok=True)
        metadata = {
            "package_version": args.version, "argos_version": "1.9", "from_code": source, "from_name": NAMES[source],
            "to_code": target, "to_name": NAMES[target], "target_prefix": f"<2{target}>", "type": "translate",
            "code": f"translate-{source}_{target}", "decoding": json.loads(args.decoding),
        }  # fmt: skip
        if args.hints and source == "ar":
            metadata["hints"] = "hints.tsv"
        (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in args.out.rglob("*") if file.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB, {len(PAIRS)} pairs")


if __name__ == "__main__":
    main()
