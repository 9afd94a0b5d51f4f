"""Examples and batches of the starter model's training, read from what `prepare.py` and `tokenizer.py` wrote."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import sentencepiece as spm
import torch

from l10n_flow.mt.hints import Hints

BOS, EOS, PAD, UNKNOWN = 1, 2, 3, 0
# How often an item of a set is seen in one pass: the authored news whole, general sets thinly (they are short,
# spoken English) so that the news sets the tone.
SHARE = {
    "phrases ar": 0.5,
    "authored ar": 1.0, "authored en": 0.25, "lexicon ar": 0.35, "lexicon en": 0.05, "names ar": 0.3, "names en": 0.05,
    "manythings_ar_en ar": 0.12, "manythings_ar_en+ ar": 0.4, "tatoeba_test_ar_en ar": 0.25, "tatoeba_test_ar_en+ ar": 0.6,
    "laser_tatoeba_ar_en ar": 0.25, "tatoeba_test_ar_tr ar": 0.6, "tico19_all_en_ar ar": 0.5, "tico19_terms_en_ar+ ar": 0.3,
    "manythings_en_tr en": 0.01, "tatoeba_test_en_tr en": 0.05, "xwmt_en_kk en": 0.4, "xwmt_en_tr en": 0.4,
    "open_sdg_4way ar": 0.5, "open_sdg_4way en": 0.1, "udhr_4way ar": 1.0,
}  # fmt: skip
OTHER_SHARE = 0.1
MASKED = 0.85  # share of the authored units with names that are shown with masks
KEEP_MASK = 0.8  # of the names in such a unit
SAMPLED = 0.3  # share of the sources that are segmented at random
JOINED = 0.08  # share of the authored units that are shown together with the next one
HINTED = 0.85  # share of the Arabic sentences that are shown with hints
KEEP_HINT = 0.93  # of the hints in such a sentence
BARE = ("phrases", "lexicon", "names")  # sets whose items are their own hints: shown without

Example = tuple[list[int], list[list[int]]]
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def pad(rows: list[list[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


class Data:
    """Training items in memory; `reload` takes in what `prepare.py` has written since."""

    def __init__(
        self, folder: Path, *, sampling: float = 0.4, word_dropout: float = 0.0, english: float = 1.0, hints: Path | None = None
    ) -> None:
        self.hints = Hints.load(hints) if hints else None
        self.path = folder / "train.jsonl"
        self.sp = spm.SentencePieceProcessor(model_file=str(folder / "sp.model"))
        self.tag = {lang: self.sp.piece_to_id(f"<2{lang}>") for lang in ("en", "tr", "kk")}
        masks = {self.sp.piece_to_id(f"⟦{number}⟧") for number in range(1, 17)}
        self.kept_pieces = masks
        self.sampling, self.word_dropout, self.english = sampling, word_dropout, english
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
        if sample and self.sampling and random.random() < SAMPLED:
            return list(self.sp.encode(text, enable_sampling=True, alpha=self.sampling, nbest_size=-1))
        return list(self.sp.encode(text))

    def masked(self, item: dict) -> dict[str, str]:
        """The item's texts, some of its names replaced by masks in every language alike."""
        text, names = dict(item["text"]), item["names"]
        if not names or random.random() > MASKED:
            return text
        names = [name for name in names if random.random() < KEEP_MASK]
        numbers = random.sample(range(1, 17), len(names)) if len(names) <= 16 else []
        if random.random() < 0.5:
            numbers = list(range(1, len(numbers) + 1))  # numbered in order, as at translation time
        marked = list(zip(numbers, names, strict=False))
        for lang in text:
            for number, name in sorted(marked, key=lambda pair: -pair[1][lang][0]):
                start, end = name[lang]
                text[lang] = f"{text[lang][:start]}⟦{number}⟧{text[lang][end:]}"
        return text

    def examples(self, item: dict, following: dict | None = None, *, plain: bool = False) -> Iterator[Example]:
        """Source ids and the target ids of each language: one example, or with hints one for each language."""
        text = dict(item["text"]) if plain else self.masked(item)
        if following is not None:
            text = {lang: f"{words} {following['text'][lang]}" for lang, words in item["text"].items()}
        source = text.pop(item["s"])
        targets = {lang: [BOS, self.tag[lang], *self.encode(words), EOS] for lang, words in text.items()}
        hints = self.hints if item["s"] == "ar" and item["set"] not in BARE and (plain or random.random() < HINTED) else None
        if hints is None:
            yield self.source(source, plain=plain), list(targets.values())
            return
        for lang, target in targets.items():
            yield (
                self.source(hints.write(source, lang, keep=lambda: plain or random.random() < KEEP_HINT), plain=plain),
                [target],
            )

    def source(self, text: str, *, plain: bool) -> list[int]:
        source = self.encode(text, sample=not plain)
        if self.word_dropout and not plain:
            source = [
                piece if piece in self.kept_pieces or random.random() > self.word_dropout else UNKNOWN for piece in source
            ]
        return [*source, EOS]

    def share(self, item: dict) -> float:
        share = SHARE.get(f"{item['set']} {item['s']}", OTHER_SHARE)
        return share * (self.english if item["s"] == "en" else 1.0)

    def chosen(self) -> Iterator[Example]:
        """One pass's examples, in random order."""
        places = [place for place, item in enumerate(self.items) if random.random() < self.share(item)]
        random.shuffle(places)
        for place in places:
            item, following = self.items[place], None
            if item["set"] == "authored" and random.random() < JOINED:
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
