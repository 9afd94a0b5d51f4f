"""Average the last checkpoints of a run into one (Vaswani et al. 2017, section 6.1)."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder that train.py wrote")
    parser.add_argument("--last", type=int, default=3)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    paths = sorted(args.run.glob("step-*.pt"))[-args.last :]
    if not paths:
        raise SystemExit(f"{args.run}: no checkpoint (step-*.pt) is there yet")
    loaded = [torch.load(path, map_location="cpu") for path in paths]
    mean = {
        name: sum(checkpoint["model"][name].double() for checkpoint in loaded).div(len(loaded)).to(weight.dtype)
        for name, weight in loaded[0]["model"].items()
    }
    torch.save({"model": mean, "shape": loaded[0]["shape"]}, args.out)
    print(f"{args.out}: mean of {', '.join(path.name for path in paths)}")


if __name__ == "__main__":
    main()
