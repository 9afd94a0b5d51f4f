"""Compare choices of the starter's training by short trainings of a small model, each from scratch.

    python experiments.py --data DIR --out DIR --hints HINTS --names corpus/names.tsv --jobs 2
    python experiments.py --out DIR --table

Every trial differs from the base in what its name says, sees as many piece ids as all others, and is measured on the
held-out units: nats a character of the reference (which does not depend on the vocabulary) and chrF2++ of its drafts.
One that is finished is not run again, so the command may be stopped and started. What a longer training of a larger
model would show is not known from them: they are for choosing, not for claiming.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = ("en", "tr", "kk")
SEARCH = {"beam_size": 4, "length_penalty": 1.2, "repetition_penalty": 1.15, "no_repeat_ngram_size": 4}
SHAPE = {"width": 128, "hidden": 512, "encoders": 4, "decoders": 2, "dropout": 0.1, "smoothing": 0.1, "rate": 0.004}


@dataclass(frozen=True)
class Trial:
    """One choice: options of train.py, choices of recipe.py, the vocabulary, and whether hints and Muon are used."""

    name: str
    options: dict[str, float] = field(default_factory=dict)
    recipe: dict[str, float | bool] = field(default_factory=dict)
    vocabulary: int = 0  # 0: the tokenizer that is there
    hints: bool = True
    muon: bool = True
    data: str = ""  # another folder of prepare.py beside --data
    seeds: int = 1


TRIALS = (
    Trial("base", seeds=3),
    Trial("no hints", hints=False),
    Trial("vocabulary 12,000", vocabulary=12_000),
    Trial("vocabulary 16,000", vocabulary=16_000),
    Trial("2 encoder layers", {"encoders": 2}),
    Trial("6 encoder layers", {"encoders": 6}),
    Trial("no dropout", {"dropout": 0.0}),
    Trial("dropout 0.2", {"dropout": 0.2}),
    Trial("no label smoothing", {"smoothing": 0.0}),
    Trial("AdamW in place of Muon", muon=False),
    Trial("no random segmentation", recipe={"sampled": 0.0}),
    Trial("no English sources", recipe={"english": 0.0}),
    Trial("general text 3 times", recipe={"general": 3.0}),
    Trial("general text tagged", recipe={"tagged": True}),
    Trial("no number masks", recipe={"number_masks": False}),
    Trial("half of the names swapped", recipe={"swapped": 0.5}),
    Trial("no joined units", recipe={"joined": 0.0}),
    Trial("a fifth without full stop", recipe={"unstopped": 0.2}),
)
CURVE = tuple(Trial(f"{share}% of the corpus", data=f"share-{share}", recipe={"general": 1.0}) for share in (25, 50, 100))


def chosen(args: argparse.Namespace) -> list[tuple[Trial, int]]:
    """Trials with their seeds: the first seed of all before any second one."""
    trials = CURVE if args.curve else TRIALS
    runs = [(trial, seed) for trial in trials for seed in range(1, max(trial.seeds, args.seeds) + 1)]
    return sorted(runs, key=lambda run: run[1])


def folder_of(args: argparse.Namespace, trial: Trial, seed: int) -> Path:
    slug = "-".join("".join(char if char.isalnum() else " " for char in trial.name).split())
    return Path(args.out) / f"{slug}-{seed}"


def with_vocabulary(data: Path, out: Path, size: int) -> Path:
    """A data folder with another tokenizer beside the same items."""
    folder = out / f"vocabulary-{size}"
    if not (folder / "sp.model").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("train.jsonl", "heldout.tsv"):
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to((data / name).resolve())
        command = [sys.executable, str(HERE / "tokenizer.py"), "--data", str(folder), "--vocab", str(size)]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def train(args: argparse.Namespace, trial: Trial, seed: int) -> None:
    """One trial from end to end; its result.json is written last."""
    folder = folder_of(args, trial, seed)
    if (folder / "result.json").exists():
        return
    data = args.data.parent / trial.data if trial.data else args.data
    if trial.vocabulary:
        data = with_vocabulary(data, args.out, trial.vocabulary)
    command = [
        sys.executable, str(HERE / "train.py"), "--data", str(data), "--out", str(folder), "--ids", str(args.ids),
        "--seed", str(seed), "--warmup", "100", "--budget", "600", "--keep", "1", "--save-minutes", "2",
        "--recipe", json.dumps(trial.recipe), "--names", str(args.names), "--word-dropout", "0.01",
    ]  # fmt: skip
    command += [part for name, value in (SHAPE | trial.options).items() for part in (f"--{name}", str(value))]
    command += ["--hints", str(args.hints)] if trial.hints else []
    command += ["--muon"] if trial.muon else []
    environment = os.environ | {"OMP_NUM_THREADS": str(args.threads)}
    subprocess.run(command, check=True, env=environment)
    last = json.loads((folder / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    found = {"ids": last["ids"], "seconds": round(last["seconds"])} | measured(args, trial, folder, data, last["heldout"])
    (folder / "result.json").write_text(json.dumps(found), encoding="utf-8")
    print(trial.name, seed, json.dumps(found), flush=True)
    (folder / "last.pt").unlink()


def measured(args: argparse.Namespace, trial: Trial, folder: Path, data: Path, losses: dict[str, float]) -> dict[str, object]:
    """Nats a character and chrF2++ on the held-out units, for each target."""
    import ctranslate2
    import sacrebleu
    import sentencepiece
    import torch

    from l10n_flow.mt.hints import Hints
    from network import Shape, Transformer, export

    saved = torch.load(max(folder.glob("step-*.pt")), map_location="cpu")
    model = Transformer(Shape(**saved["shape"]))
    model.load_state_dict(saved["model"])
    sp = sentencepiece.SentencePieceProcessor(model_file=str(data / "sp.model"))
    rows = [line.split("\t") for line in (data / "heldout.tsv").read_text(encoding="utf-8").splitlines()]
    hints = Hints.load(args.hints) if trial.hints else None
    nats, scores = {}, {}
    with tempfile.TemporaryDirectory() as place:
        export(model.eval(), [sp.id_to_piece(number) for number in range(sp.get_piece_size())], Path(place) / "model")
        engine = ctranslate2.Translator(str(Path(place) / "model"), compute_type="int8", intra_threads=args.threads)
        for column, code in enumerate(TARGETS, 2):
            gold = [row[column] for row in rows]
            pieces = sum(len(sp.encode(text)) + 1 for text in gold)
            nats[code] = round(losses[code] * pieces / sum(map(len, gold)), 4)
            sources = [sp.encode(hints.write(row[1], code) if hints else row[1], out_type=str) for row in rows]
            prefix = [[f"<2{code}>"]] * len(rows)
            results = engine.translate_batch(
                sources, target_prefix=prefix, max_batch_size=32, max_decoding_length=200, **SEARCH
            )
            drafts = [sp.decode(result.hypotheses[0][1:]) for result in results]
            scores[code] = round(sacrebleu.corpus_chrf(drafts, [gold], word_order=2).score, 2)
    return {"nats": nats, "chrf": scores}


def table(args: argparse.Namespace) -> list[str]:
    """A Markdown table of what is finished; the base's spread over its seeds says what a difference means."""
    found: dict[str, list[dict]] = {}
    for trial, seed in chosen(args):
        result = folder_of(args, trial, seed) / "result.json"
        if result.exists():
            found.setdefault(trial.name, []).append(json.loads(result.read_text(encoding="utf-8")))
    heads = ["seeds", *(f"nats a character, {code}" for code in TARGETS), *(f"chrF2++, {code}" for code in TARGETS), "mean"]
    lines = [f"| trial | {' | '.join(heads)} |", "| --- " * (len(heads) + 1) + "|"]
    for name, results in found.items():
        cells = [column(results, what, code) for what in ("nats", "chrf") for code in TARGETS]
        means = [statistics.mean(one["chrf"].values()) for one in results]
        lines.append(f"| {name} | {len(results)} | {' | '.join(cells)} | {spread(means, 2)} |")
    return lines


def column(results: Sequence[dict], what: str, code: str) -> str:
    return spread([one[what][code] for one in results], 3 if what == "nats" else 1)


def spread(values: Sequence[float], digits: int) -> str:
    """The mean, and from three values on the standard deviation."""
    mean = f"{statistics.mean(values):.{digits}f}"
    return f"{mean} ± {statistics.stdev(values):.{digits}f}" if len(values) > 2 else mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder that prepare.py and tokenizer.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hints", type=Path, help="list that hints.py wrote")
    parser.add_argument("--names", type=Path, help="names.tsv, for swapping")
    parser.add_argument("--curve", action="store_true", help="the learning curve: folders share-25, -50, -100 beside --data")
    parser.add_argument("--ids", type=int, default=1_600_000, help="piece ids each training sees")
    parser.add_argument("--seeds", type=int, default=1, help="at least so many seeds of each")
    parser.add_argument("--jobs", type=int, default=2, help="trainings at a time")
    parser.add_argument("--threads", type=int, default=1, help="threads of each")
    parser.add_argument("--table", action="store_true", help="only print what is finished")
    args = parser.parse_args()
    if not args.table:
        if not (args.data and args.hints and args.names):
            parser.error("--data, --hints and --names are needed to train")
        args.out.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(args.jobs) as pool:
            list(pool.map(lambda run: train(args, *run), chosen(args)))
    print("\n".join(table(args)))


if __name__ == "__main__":
    main()
