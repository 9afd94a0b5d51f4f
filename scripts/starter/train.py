"""Train the starter model; stop and start it as you like.

The state (weights, optimizer, step, pass) is saved every `--save-minutes` and on SIGTERM/SIGINT; running the same
command again goes on from there, on whatever data `prepare.py` last wrote (the tokenizer must stay the same). The rate
is warmed up, held, and with `--cooldown-minutes M` brought down to nothing over M minutes, after which training ends.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sentencepiece as spm
import torch
import torch.nn.functional as F
from network import Shape, Transformer

BOS, EOS, PAD = 1, 2, 3
# How often an item of a set is seen in one pass: the authored news whole, general sets thinly (they are short,
# spoken English) so that the news sets the tone.
SHARE = {
    "authored ar": 1.0, "authored en": 0.5, "lexicon ar": 0.4, "lexicon en": 0.15, "names ar": 0.4, "names en": 0.1,
    "manythings_ar_en ar": 0.12, "tatoeba_test_ar_en ar": 0.3, "laser_tatoeba_ar_en ar": 0.3, "tatoeba_test_ar_tr ar": 0.6,
    "tico19_all_en_ar ar": 0.5, "manythings_en_tr en": 0.02, "tatoeba_test_en_tr en": 0.1, "xwmt_en_kk en": 0.5,
    "xwmt_en_tr en": 0.5, "open_sdg_4way ar": 0.5, "open_sdg_4way en": 0.2, "udhr_4way ar": 1.0,
}  # fmt: skip
OTHER_SHARE = 0.15
MASKED = 0.6  # share of the authored units with names that are shown with masks
SAMPLED = 0.3  # share of the sources that are segmented at random
KEEP_MASK = 0.8  # of the names in such a unit


class Data:
    def __init__(self, folder: Path, sampling: float, english: float) -> None:
        self.items = [json.loads(line) for line in (folder / "train.jsonl").open(encoding="utf-8")]
        self.english = english
        self.sp = spm.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        self.sampling = sampling
        self.tag = {lang: self.sp.piece_to_id(f"<2{lang}>") for lang in ("en", "tr", "kk")}

    def encode(self, text: str, *, sample: bool = False) -> list[int]:
        """Piece ids; `sample` draws another segmentation now and then (sources only: targets must be predictable)."""
        if sample and self.sampling and random.random() < SAMPLED:
            return list(self.sp.encode(text, enable_sampling=True, alpha=self.sampling, nbest_size=-1))
        return list(self.sp.encode(text))

    def example(self, item: dict) -> tuple[list[int], list[list[int]]]:
        text, names = dict(item["text"]), item["names"]
        if names and random.random() < MASKED:
            names = [name for name in names if random.random() < KEEP_MASK]
            numbers = random.sample(range(1, 17), len(names)) if len(names) <= 16 else []
            if random.random() < 0.5:
                numbers = list(range(1, len(numbers) + 1))  # numbered in order, as at translation time
            marked = list(zip(numbers, names, strict=False))
            for lang in text:
                for number, name in sorted(marked, key=lambda pair: -pair[1][lang][0]):
                    start, end = name[lang]
                    text[lang] = f"{text[lang][:start]}⟦{number}⟧{text[lang][end:]}"
        source = [*self.encode(text.pop(item["s"]), sample=True), EOS]
        return source, [[BOS, self.tag[lang], *self.encode(words), EOS] for lang, words in text.items()]

    def share(self, item: dict) -> float:
        share = SHARE.get(f"{item['set']} {item['s']}", OTHER_SHARE)
        return share * (self.english if item["s"] == "en" else 1.0)

    def batches(self, budget: int) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        """One pass: [sources, length], row of each target, [targets, length]; at most `budget` padded ids a batch."""
        chosen = [item for item in self.items if random.random() < self.share(item)]
        random.shuffle(chosen)
        for start in range(0, len(chosen), 6000):
            examples = [self.example(item) for item in chosen[start : start + 6000]]
            examples = [e for e in examples if len(e[0]) < 160 and max(map(len, e[1])) < 180]
            examples.sort(key=lambda e: (max(len(e[0]), *map(len, e[1])), len(e[0])))
            groups: list[list[tuple[list[int], list[list[int]]]]] = [[]]
            longest = targets = 0
            for e in examples:
                size = max(longest, len(e[0]), *map(len, e[1]))
                if groups[-1] and size * (targets + len(e[1])) > budget:
                    groups.append([])
                    size, targets = max(len(e[0]), *map(len, e[1])), 0
                longest, targets = size, targets + len(e[1])
                groups[-1].append(e)
            random.shuffle(groups)
            for group in filter(None, groups):
                rows = [row for row, e in enumerate(group) for _ in e[1]]
                yield pad([e[0] for e in group]), torch.tensor(rows), pad([t for e in group for t in e[1]])


def pad(rows: list[list[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and log.jsonl")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long (the state is saved)")
    parser.add_argument("--cooldown-minutes", type=float, default=0, help="bring the rate down to 0 over this time, then end")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--keep", type=int, default=4, help="checkpoints kept for averaging")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--hidden", type=int, default=1024)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--encoders", type=int, default=4)
    parser.add_argument("--decoders", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--sampling", type=float, default=0.4, help="unigram sampling alpha; 0: none")
    parser.add_argument("--embeddings", type=Path, help="initial embeddings that embed.py wrote")
    parser.add_argument("--english", type=float, default=1.0, help="factor on the share of English sources")
    parser.add_argument("--budget", type=int, default=4500, help="padded target ids a batch")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warmup", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = Data(args.data, args.sampling, args.english)
    shape = Shape(data.sp.get_piece_size(), args.width, args.heads, args.hidden, args.encoders, args.decoders, args.dropout)
    model = Transformer(shape)
    if args.embeddings:
        model.embedding.weight.data.copy_(torch.from_numpy(np.load(args.embeddings)))
    model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    state = {"step": 0, "passes": 0, "seconds": 0.0, "ids": 0}
    last = args.out / "last.pt"
    if last.exists():
        saved = torch.load(last, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        state = saved["state"]
    random.seed(args.seed * 1000 + state["step"])
    torch.manual_seed(args.seed * 1000 + state["step"])
    stop = False

    def ask_to_stop(*_: object) -> None:
        nonlocal stop
        stop = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)

    def save(*, numbered: bool) -> None:
        part = args.out / "part.pt"
        whole = {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "state": state,
            "shape": shape.to_dict(),
        }
        torch.save(whole, part)
        part.replace(last)
        if numbered:
            torch.save({"model": model.state_dict(), "shape": shape.to_dict()}, args.out / f"step-{state['step']:07}.pt")
            for old in sorted(args.out.glob("step-*.pt"))[: -args.keep]:
                old.unlink()

    log = (args.out / "log.jsonl").open("a", encoding="utf-8")
    begin = saved_at = time.monotonic()
    before, total, count = state["seconds"], 0.0, 0
    model.train()
    while not stop:
        for source, rows, target in data.batches(args.budget):
            spent = time.monotonic() - begin
            factor = min(1.0, (state["step"] + 1) / args.warmup)
            if args.cooldown_minutes:
                factor *= max(0.0, 1 - spent / 60 / args.cooldown_minutes)
            for group in optimizer.param_groups:
                group["lr"] = args.rate * factor
            source, rows, target = source.to(device), rows.to(device), target.to(device)
            with torch.autocast(device, dtype=torch.bfloat16):
                logits = model(source, rows, target[:, :-1], PAD)
            gold = target[:, 1:].clone()
            gold[:, 0] = PAD  # the tag is given, never guessed
            loss = F.cross_entropy(
                logits.float().flatten(0, 1), gold.flatten(), ignore_index=PAD, label_smoothing=args.smoothing
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            state["step"] += 1
            state["ids"] += source.numel() + target.numel()
            state["seconds"] = before + spent
            total, count = total + loss.item(), count + 1
            if state["step"] % 100 == 0:
                line = state | {"loss": round(total / count, 4), "rate": args.rate * factor}
                print(json.dumps(line), file=log, flush=True)
                total, count = 0.0, 0
            if time.monotonic() - saved_at > args.save_minutes * 60:
                save(numbered=True)
                saved_at = time.monotonic()
            stop = stop or spent > args.minutes * 60 or (args.cooldown_minutes and spent > args.cooldown_minutes * 60)
            if stop:
                break
        else:
            state["passes"] += 1
    save(numbered=True)


if __name__ == "__main__":
    main()
