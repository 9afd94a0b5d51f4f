"""Phrase and clause pairs of the authored corpus, as short training examples: what attends to what is learned from them.

The pieces of every Arabic sentence are aligned with those of its translations (eflomal, HMM with fertility, both ways);
a phrase pair is a span of whole words whose links, those of both directions, stay inside of it (Och & Ney 2004), with a
linked word at each end of both sides. Clauses are the parts in which long sentences are translated (`clause_pairs.py`).
Appends them to `train.jsonl` as the sets "phrases" and "clauses"; run it after `prepare.py` and `tokenizer.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sentencepiece as spm

from clause_pairs import clause_items

MADE = ("phrases", "clauses")  # sets that this script writes
SETS = ("authored", "tico19_all_en_ar", "open_sdg_4way", "udhr_4way")  # sets with sentences long enough to hold phrases
MAX_WORDS = 8
A_SENTENCE, A_PHRASE = 4, 2  # phrases taken of one sentence pair, and times one Arabic phrase is taken
SINGLE = 0.3  # share of the single words that are kept
LINKED = 0.5  # of the pieces on each side must be linked
EDGE = ' ,.:;،؛"«»“”()'


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence pair as pieces; `links` are (source piece, target piece) that both directions agree on."""

    item: dict  # of train.jsonl
    lang: str
    source: list[str]
    target: list[str]
    links: frozenset[tuple[int, int]] = frozenset()


def read_pairs(data: Path, sp: spm.SentencePieceProcessor) -> Iterator[Pair]:
    for line in (data / "train.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        if item["s"] != "ar" or item["set"] in MADE:
            continue
        source = sp.encode(item["text"]["ar"], out_type=str)
        for lang, text in item["text"].items():
            target = sp.encode(text, out_type=str)
            if lang != "ar" and source and target and max(len(source), len(target)) <= 150:
                yield Pair(item, lang, source, target)


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
    return [replace(pair, links=found) for pair, found in zip(pairs, links, strict=True)]


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


def word_links(pair: Pair) -> dict[int, list[int]] | None:
    """Links of words; None where the pieces do not show the words of the text."""
    sides = ((pair.source, pair.item["text"]["ar"]), (pair.target, pair.item["text"][pair.lang]))
    starts = [_starts(pieces)[:-1] for pieces, _ in sides]
    if any(len(found) != len(text.split()) for found, (_, text) in zip(starts, sides, strict=True)):
        return None
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pair.links:
        found[bisect_right(starts[0], one) - 1].add(bisect_right(starts[1], other) - 1)
    return {word: sorted(linked) for word, linked in found.items()}


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
    pairs = aligned(list(read_pairs(args.data, sp)))
    seen: Counter[tuple[str, str]] = Counter()
    written: Counter[str] = Counter()
    with (args.data / "train.jsonl").open("a", encoding="utf-8") as out:
        for pair in (pair for pair in pairs if pair.item["set"] in SETS):
            links = word_links(pair)
            made = list(clause_items(pair.item, pair.lang, links)) if links else []
            for item in [*phrase_items(pair, sp, seen), *made]:
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
                written[item["set"]] += 1
    print(", ".join(f"{count} {name}" for name, count in written.items()))


def phrase_items(pair: Pair, sp: spm.SentencePieceProcessor, seen: Counter[tuple[str, str]]) -> Iterator[dict]:
    """A few phrases of a sentence pair, drawn at random."""
    found = list(phrases(pair))
    random.shuffle(found)
    taken = 0
    for (begin, end), (low, high) in found:
        source = sp.decode(pair.source[begin:end]).strip(EDGE)
        target = sp.decode(pair.target[low:high]).strip(EDGE)
        single = " " not in source and random.random() > SINGLE
        if len(source) < 4 or not target or single or seen[source, pair.lang] == A_PHRASE:
            continue
        seen[source, pair.lang] += 1
        yield {"set": "phrases", "s": "ar", "text": {"ar": source, pair.lang: target}, "names": []}
        taken += 1
        if taken == A_SENTENCE:
            break


if __name__ == "__main__":
    main()
