"""Phrase pairs of the authored corpus, as short training examples: what attends to what is learned from them first.

The pieces of every Arabic sentence are aligned with those of its translations (eflomal, HMM with fertility, both ways);
a phrase pair is a span of whole words whose links, those of both directions, stay inside of it (Och & Ney 2004), with a
linked word at each end of both sides. Appends them to `train.jsonl` as the set "phrases"; run it after `prepare.py` and
`tokenizer.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sentencepiece as spm

SETS = ("authored", "tico19_all_en_ar", "open_sdg_4way", "udhr_4way")  # sets with sentences long enough to hold phrases
MAX_WORDS = 8
A_SENTENCE, A_PHRASE = 4, 2  # phrases taken of one sentence pair, and times one Arabic phrase is taken
SINGLE = 0.3  # share of the single words that are kept
LINKED = 0.5  # of the pieces on each side must be linked
EDGE = ' ,.:;،؛"«»“”()'


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence pair as pieces; `links` are (source piece, target piece) that both directions agree on."""

    lang: str
    source: list[str]
    target: list[str]
    links: frozenset[tuple[int, int]] = frozenset()


def read_pairs(data: Path, sp: spm.SentencePieceProcessor) -> Iterator[tuple[str, Pair]]:
    for line in (data / "train.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["s"] != "ar" or item["set"] == "phrases":
            continue
        source = sp.encode(item["text"]["ar"], out_type=str)
        for lang, text in item["text"].items():
            target = sp.encode(text, out_type=str)
            if lang != "ar" and source and target and max(len(source), len(target)) <= 150:
                yield item["set"], Pair(lang, source, target)


def aligned(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with their links. A language's pieces are told from another's by a prefix."""
    from eflomal import Aligner

    with tempfile.TemporaryDirectory() as folder:
        source, target, forward, reverse = (Path(folder) / name for name in ("source", "target", "forward", "reverse"))
        source.write_text("".join(" ".join(pair.source) + "\n" for pair in pairs), encoding="utf-8")
        prefixed = (" ".join(f"{pair.lang}:{piece}" for piece in pair.target) + "\n" for pair in pairs)
        target.write_text("".join(prefixed), encoding="utf-8")
        with source.open(encoding="utf-8") as left, target.open(encoding="utf-8") as right:
            Aligner(model=3).align(left, right, links_filename_fwd=str(forward), links_filename_rev=str(reverse), quiet=True)
        both = zip(forward.open(encoding="utf-8"), reverse.open(encoding="utf-8"), strict=True)
        agreed = [set(one.split()) & set(other.split()) for one, other in both]
    links = [frozenset((int(a), int(b)) for a, b in (link.split("-") for link in found)) for found in agreed]
    return [Pair(pair.lang, pair.source, pair.target, found) for pair, found in zip(pairs, links, strict=True)]


def phrases(pair: Pair) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Consistent spans of pieces, source and target, both of whole words."""
    there: dict[int, list[int]] = defaultdict(list)
    back: dict[int, list[int]] = defaultdict(list)
    for one, other in pair.links:
        there[one].append(other)
        back[other].append(one)
    words, targets = _starts(pair.source), _starts(pair.target)
    for first in range(len(words) - 1):
        for last in range(first + 1, min(first + MAX_WORDS, len(words) - 1) + 1):
            begin, end = words[first], words[last]
            linked = [piece for place in range(begin, end) for piece in there[place]]
            if not linked or (begin, end) == (0, len(pair.source)):
                continue
            low = max(start for start in targets if start <= min(linked))
            high = min(start for start in targets if start > max(linked))
            inside = all(begin <= place < end for piece in range(low, high) for place in back[piece])
            ends = (range(begin, words[first + 1]), range(words[last - 1], end))
            tail = max(start for start in targets if start < high)
            far_ends = (range(low, min(start for start in targets if start > low)), range(tail, high))
            tied = all(any(there[p] for p in one) for one in ends) and all(any(back[p] for p in one) for one in far_ends)
            dense = _share(there, begin, end) >= LINKED and _share(back, low, high) >= LINKED
            if inside and tied and dense:
                yield (begin, end), (low, high)


def _starts(pieces: Sequence[str]) -> list[int]:
    return [place for place, piece in enumerate(pieces) if place == 0 or piece.startswith("▁")] + [len(pieces)]


def _share(links: dict[int, list[int]], begin: int, end: int) -> float:
    return sum(bool(links[place]) for place in range(begin, end)) / (end - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl and sp.model")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    sp = spm.SentencePieceProcessor(model_file=str(args.data / "sp.model"))
    named = list(read_pairs(args.data, sp))
    seen: Counter[tuple[str, str]] = Counter()
    written = 0
    with (args.data / "train.jsonl").open("a", encoding="utf-8") as out:
        for (group, _), pair in zip(named, aligned([pair for _, pair in named]), strict=True):
            found = list(phrases(pair)) if group in SETS else []
            random.shuffle(found)
            taken = 0
            for (begin, end), (low, high) in found:
                source = sp.decode(pair.source[begin:end]).strip(EDGE)
                target = sp.decode(pair.target[low:high]).strip(EDGE)
                single = " " not in source and random.random() > SINGLE
                if len(source) < 4 or not target or single or seen[source, pair.lang] == A_PHRASE:
                    continue
                seen[source, pair.lang] += 1
                item = {"set": "phrases", "s": "ar", "text": {"ar": source, pair.lang: target}, "names": []}
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
                taken, written = taken + 1, written + 1
                if taken == A_SENTENCE:
                    break
    print(f"{written} phrase pairs")


if __name__ == "__main__":
    main()
