"""Train the starter model; stop and start it as you like.

The state (weights, optimizer, step, pass) is saved every `--save-minutes` and on SIGTERM/SIGINT; running the same
command again goes on from there. What `prepare.py` has written meanwhile is taken in at the next pass (the tokenizer
must stay the same). The rate is warmed up, held, and with `--cooldown-minutes M` brought down to nothing over M minutes
(or with `--ids N` over N piece ids), after which training ends. On a CPU set MALLOC_MMAP_THRESHOLD_=4000000000,
MALLOC_TRIM_THRESHOLD_=16000000000 and MALLOC_TOP_PAD_=268435456: large logits are then not mapped and unmapped at every
step.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from data import EOS, PAD, Batch, Data, grouped
from network import Shape, Transformer
from recipe import Recipe
from weights import load_into

CLEAR, SHARPNESS = 0.3, 12.0  # of lexical likeness (cosine), for guided attention


def guidance(model: Transformer, lexical: Tensor, source: Tensor, rows: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy between the last layer's attention and what the lexical vectors say (Chen et al. 2016).

    A target piece should look at the source pieces that it keeps company with in the parallel text; pieces that have no
    clear partner are left alone.
    """
    attention = model.decoder[-1].attention.kept
    likeness = torch.bmm(lexical[gold], lexical[source].transpose(1, 2)[rows])
    likeness = likeness.masked_fill((source == PAD)[rows][:, None, :], -1.0)
    clear = (likeness.amax(-1) > CLEAR) & (gold != PAD) & (gold != EOS)
    wanted = (likeness * SHARPNESS).softmax(-1)
    loss = -(wanted * attention.clamp_min(1e-6).log()).sum(-1)
    return (loss * clear).sum() / clear.sum().clamp_min(1)


def optimizers(model: Transformer, *, muon: bool, rate: float) -> list[torch.optim.Optimizer]:
    """AdamW for all weights, or Muon (Jordan et al. 2024) for the matrices of the layers and AdamW for the rest."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and "embedding" not in name] if muon else []
    chosen = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    made: list[torch.optim.Optimizer] = [torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)]
    if matrices:
        made.append(torch.optim.Muon(matrices, lr=rate, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"))
    return made


def loss_of(model: Transformer, batch: Batch, device: str, smoothing: float) -> tuple[Tensor, Tensor]:
    """Mean cross entropy a target piece, and the gold ids [targets, length] it was taken over."""
    source, rows, target = (tensor.to(device) for tensor in batch)
    with torch.autocast(device, dtype=torch.bfloat16):
        logits = model(source, rows, target[:, :-1], PAD)
    gold = target[:, 1:].clone()
    gold[:, 0] = PAD  # the tag is given, never guessed
    loss = F.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=PAD, label_smoothing=smoothing)
    return loss, gold


@torch.no_grad()
def measure(model: Transformer, data: Data, heldout: Path, device: str) -> dict[str, float]:
    """Cross entropy a piece (nats, no smoothing) on the held-out units, for each target."""
    model.eval()
    rows = [line.split("\t") for line in heldout.read_text(encoding="utf-8").splitlines()]
    found = {}
    for place, lang in enumerate(("en", "tr", "kk"), 2):
        items = [{"set": "held out", "s": "ar", "text": {"ar": r[1], lang: r[place]}, "names": []} for r in rows]
        examples = [example for item in items for example in data.examples(item, plain=True)]
        total = count = 0.0
        for batch in grouped(examples, 8000):
            loss, gold = loss_of(model, batch, device, 0.0)
            pieces = int((gold != PAD).sum())
            total, count = total + loss.item() * pieces, count + pieces
        found[lang] = round(total / count, 4)
    model.train()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and log.jsonl")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long (the state is saved)")
    parser.add_argument("--cooldown-minutes", type=float, default=0, help="bring the rate down to 0 over this time, then end")
    parser.add_argument("--ids", type=int, default=0, help="bring the rate down to 0 over so many piece ids, then end")
    parser.add_argument("--save-minutes", type=float, default=10)
    parser.add_argument("--keep", type=int, default=4, help="checkpoints kept for averaging")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--hidden", type=int, default=1024)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--encoders", type=int, default=4)
    parser.add_argument("--decoders", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--word-dropout", type=float, default=0.05, help="share of the source pieces that are hidden")
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--recipe", default="{}", help="JSON (or its file): choices of recipe.py that differ from its defaults")
    parser.add_argument("--names", type=Path, help="names.tsv, for a recipe that swaps names")
    parser.add_argument("--embeddings", type=Path, help="initial embeddings that embed.py wrote")
    parser.add_argument("--start", type=Path, help="model.bin of a package of the same shape and tokenizer, to go on from")
    parser.add_argument("--guide", type=float, default=0.0, help="weight of guided attention (needs --embeddings)")
    parser.add_argument("--hints", type=Path, help="list that hints.py wrote: show sentences with hints")
    parser.add_argument("--budget", type=int, default=3000, help="padded target ids a batch")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--warmup", type=int, default=1000)
    parser.add_argument("--muon", action="store_true", help="Muon for the matrices of the layers")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    recipe = Recipe.read(args.recipe)
    data = Data(args.data, recipe, word_dropout=args.word_dropout, hints=args.hints, names=args.names)
    shape = Shape(data.sp.get_piece_size(), args.width, args.heads, args.hidden, args.encoders, args.decoders, args.dropout)
    torch.manual_seed(args.seed)
    model = Transformer(shape)
    if args.start:
        load_into(model, args.start)
    elif args.embeddings:
        model.embedding.weight.data.copy_(torch.from_numpy(np.load(args.embeddings)))
    model.to(device)
    if args.guide:
        model.decoder[-1].attention.keep = True
        lexical = F.normalize(torch.from_numpy(np.load(args.embeddings)), dim=-1).to(device)
    steppers = optimizers(model, muon=args.muon, rate=args.rate)
    state = {"step": 0, "passes": 0, "seconds": 0.0, "ids": 0}
    last = args.out / "last.pt"
    if last.exists():
        saved = torch.load(last, map_location=device)
        model.load_state_dict(saved["model"])
        for stepper, kept in zip(steppers, saved["optimizers"], strict=True):
            stepper.load_state_dict(kept)
        state = saved["state"]
    random.seed(args.seed * 1000 + state["step"])
    torch.manual_seed(args.seed * 1000 + state["step"])
    stop = False

    def ask_to_stop(*_: object) -> None:
        nonlocal stop
        stop = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)

    def save() -> None:
        part = args.out / "part.pt"
        whole = {
            "model": model.state_dict(),
            "optimizers": [stepper.state_dict() for stepper in steppers],
            "state": state,
            "shape": shape.to_dict(),
        }
        torch.save(whole, part)
        part.replace(last)
        torch.save({"model": model.state_dict(), "shape": shape.to_dict()}, args.out / f"step-{state['step']:07}.pt")
        for old in sorted(args.out.glob("step-*.pt"))[: -args.keep]:
            old.unlink()
        note({"heldout": measure(model, data, args.data / "heldout.tsv", device)})

    log = (args.out / "log.jsonl").open("a", encoding="utf-8")

    def note(more: dict[str, object]) -> None:
        print(json.dumps(state | more), file=log, flush=True)

    begin = saved_at = time.monotonic()
    before, total, count = state["seconds"], 0.0, 0
    model.train()
    while not stop:
        if data.reload():
            note({"items": len(data.items)})
        for batch in data.batches(args.budget):
            spent = time.monotonic() - begin
            factor = min(1.0, (state["step"] + 1) / args.warmup)
            if args.cooldown_minutes:
                factor *= max(0.0, 1 - spent / 60 / args.cooldown_minutes)
            if args.ids:
                factor *= max(0.0, 1 - state["ids"] / args.ids)
            for stepper in steppers:
                for group in stepper.param_groups:
                    group["lr"] = args.rate * factor
            loss, gold = loss_of(model, batch, device, args.smoothing)
            total, count = total + loss.item(), count + 1
            if args.guide:
                loss = loss + args.guide * guidance(model, lexical, batch[0].to(device), batch[1].to(device), gold)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for stepper in steppers:
                stepper.step()
                stepper.zero_grad()
            state["step"] += 1
            state["ids"] += batch[0].numel() + batch[2].numel()
            state["seconds"] = before + spent
            if state["step"] % 100 == 0:
                note({"loss": round(total / count, 4), "rate": args.rate * factor})
                total, count = 0.0, 0
            if time.monotonic() - saved_at > args.save_minutes * 60:
                save()
                saved_at = time.monotonic()
            stop = stop or spent > args.minutes * 60 or (args.cooldown_minutes and spent > args.cooldown_minutes * 60)
            stop = stop or bool(args.ids and state["ids"] >= args.ids)
            if stop:
                break
        else:
            state["passes"] += 1
    save()


if __name__ == "__main__":
    main()
