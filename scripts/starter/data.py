"""Examples and batches of the starter model's training, read from what `prepare.py` and `tokenizer.py` wrote."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import sentencepiece as spm
import torch

from l10n_flow.mt.hints import Hints
from recipe import Recipe
from swap import Names

BOS, EOS, PAD, UNKNOWN = 1, 2, 3, 0
BARE = ("phrases", "lexicon", "names")  # sets whose items are their own hints: shown without

Example = tuple[list[int], list[list[int]]]
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def pad(rows: list[list[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


class Data:
    """Training items in memory; `reload` takes in what `prepare.py` has written since."""

    def __init__(
        self, folder: Path, recipe: Recipe, *, word_dropout: float = 0.0, hints: Path | None = None, names: Path | None = None
    ) -> None:
        self.recipe = recipe
        self.hints = Hints.load(hints) if hints else None
        self.names = Names.load(names) if names else None
        self.path = folder / "train.jsonl"
        self.sp = spm.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        self.tag = {lang: self.sp.piece_to_id(f"<2{lang}>") for lang in ("en", "tr", "kk")}
        masks = {self.sp.piece_to_id(f"⟦{number}⟧") for number in range(1, 17)}
        self.kept_pieces = masks
        self.word_dropout = word_dropout
        self.read_at = 0.0
        self.reload()

    def reload(self) -> bool:
        changed = self.path.stat().st_mtime
        if changed == self.read_at:
            return False
        self.read_at = changed
        self.items = [json.loads(line) for line in self.path.open(encoding="utf-8")]
        return True

    def encode(self, text: str, *, sample: bool = False) -> list[int]:
        """Piece ids; `sample` draws another segmentation now and then (sources only: targets must be predictable)."""
        if sample and random.random() < self.recipe.sampled:
            return list(self.sp.encode(text, enable_sampling=True, alpha=self.recipe.sampling, nbest_size=-1))
        return list(self.sp.encode(text))

    def masked(self, item: dict) -> dict[str, str]:
        """The item's texts, some of its names replaced by masks or by other names in every language alike."""
        text, recipe = dict(item["text"]), self.recipe
        names = [one for one in item["names"] if recipe.number_masks or not text[item["s"]][one[item["s"]][0]].isdigit()]
        if not names:
            return text
        shown = random.random() < recipe.masked
        chosen = [name for name in names if random.random() < recipe.keep_mask] if shown else []
        numbers = random.sample(range(1, 17), len(chosen)) if len(chosen) <= 16 else []
        if random.random() < 0.5:
            numbers = list(range(1, len(numbers) + 1))  # numbered in order, as at translation time
        changes: list[tuple[dict[str, list[int]], dict[str, str]]] = [
            (name, dict.fromkeys(text, f"⟦{number}⟧")) for number, name in zip(numbers, chosen, strict=False)
        ]
        if self.names and recipe.swapped and "ar" in text:
            left = [name for name in names if name not in chosen and random.random() < recipe.swapped]
            changes += [(name, other) for name in left if (other := self.names.other(text["ar"][slice(*name["ar"])]))]
        for lang, words in text.items():
            for name, new in sorted(changes, key=lambda pair: -pair[0][lang][0]):
                start, end = name[lang]
                write = self.names.write if self.names and not new[lang].startswith("⟦") else Names.plain
                words = write(words, start, end, new[lang], lang)
            text[lang] = words
        return text

    def examples(self, item: dict, following: dict | None = None, *, plain: bool = False) -> Iterator[Example]:
        """Source ids and the target ids of each language: one example, or with hints one for each language."""
        text = dict(item["text"]) if plain else self.masked(item)
        if following is not None:
            text = {lang: f"{words} {following['text'][lang]}" for lang, words in item["text"].items()}
        if not plain and random.random() < self.recipe.unstopped:
            text = {lang: words.rstrip(".") for lang, words in text.items()}
        source = text.pop(item["s"])
        targets = {lang: [BOS, self.tag[lang], *self.encode(words), EOS] for lang, words in text.items()}
        hints = (
            self.hints
            if item["s"] == "ar" and item["set"] not in BARE and (plain or random.random() < self.recipe.hinted)
            else None
        )
        mark = [BOS] if self.recipe.tagged and item["set"] not in ("authored", "held out") else []
        if hints is None:
            yield [*mark, *self.source(source, plain=plain)], list(targets.values())
            return
        for lang, target in targets.items():
            seen = hints.write(source, lang, keep=lambda: plain or random.random() < self.recipe.keep_hint)
            yield [*mark, *self.source(seen, plain=plain)], [target]

    def source(self, text: str, *, plain: bool) -> list[int]:
        source = self.encode(text, sample=not plain)
        if self.word_dropout and not plain:
            source = [
                piece if piece in self.kept_pieces or random.random() > self.word_dropout else UNKNOWN for piece in source
            ]
        return [*source, EOS]

    def chosen(self) -> Iterator[Example]:
        """One pass's examples, in random order."""
        places = [place for place, item in enumerate(self.items) if random.random() < self.recipe.share(item)]
        random.shuffle(places)
        for place in places:
            item, following = self.items[place], None
            if item["set"] == "authored" and random.random() < self.recipe.joined:
                later = self.items[(place + 2) % len(self.items)]  # its twin with the English source stands between
                following = later if later["set"] == "authored" and later["text"].keys() == item["text"].keys() else None
            yield from self.examples(item, following)

    def batches(self, budget: int) -> Iterator[Batch]:
        """One pass: [sources, length], row of each target, [targets, length]; at most `budget` padded ids a batch."""
        examples: list[Example] = []
        for example in self.chosen():
            if len(example[0]) < 240 and max(map(len, example[1])) < 180:
                examples.append(example)
            if len(examples) == 6000:
                yield from grouped(examples, budget)
                examples = []
        yield from grouped(examples, budget)


def grouped(examples: list[Example], budget: int) -> Iterator[Batch]:
    """Batches of like lengths, in random order."""
    examples = sorted(examples, key=lambda e: (max(len(e[0]), *map(len, e[1])), len(e[0])))
    groups: list[list[Example]] = [[]]
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
