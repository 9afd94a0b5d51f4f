"""Gather the training data of the starter package into JSON lines.

Reads the authored news corpus (`corpus/*.tsv`), the news lexicon and the public sets, cleans them, holds out whole
articles for measuring, finds the proper names that the four languages share (they become masks at training time) and
writes `train.jsonl`, `heldout.tsv` and `counts.json`.

One line of `train.jsonl`: `{"set": name, "s": "ar", "text": {lang: str}, "names": [{lang: [start, end]}]}`; spans are
offsets in code points. `s` is the source language; every other language of `text` is a target.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from l10n_flow.text.numbers import digits_of, number_spans

LANGS = ("ar", "en", "tr", "kk")
HELD_OUT_SHARE = 24  # one article in so many is held out, chosen by the hash of its id
SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# A name may carry a case ending in Turkish and Kazakh; it stays outside the mask, for the model to write.
SUFFIX = {
    "ar": r"(?![\w\u064b-\u0652])",
    "en": r"(?!\w)",
    "tr": r"(?=(?:['’][a-zçğıöşü]+)?(?!['’\w]))",
    "kk": r"(?=[а-яәғқңөұүһі]{0,7}(?!\w))",
}
PREFIX = {"ar": r"(?<!\w)(?:[وف]?[بلك]?)", "en": r"(?<!\w)", "tr": r"(?<!\w)", "kk": r"(?<!\w)"}


def clean(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def article_of(unit_id: str) -> str:
    return unit_id.rsplit("-", 1)[0]


def is_held_out(unit_id: str) -> bool:
    digest = hashlib.sha1(article_of(unit_id).encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_SHARE == 0


def read_tsv(path: Path) -> Iterator[list[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield [clean(field) for field in line.rstrip("\n").split("\t")]


def read_names(paths: list[Path]) -> list[dict[str, str]]:
    """Base forms of names in four languages, the longest Arabic first so that it wins."""
    seen: dict[str, dict[str, str]] = {}
    for path in paths:
        for row in read_tsv(path):
            if len(row) == 5 and row[0] != "kind" and all(row) and len(row[1]) > 2:
                seen.setdefault(row[1], dict(zip(LANGS, row[1:], strict=True)))
    return sorted(seen.values(), key=lambda name: -len(name["ar"]))


def find_names(text: dict[str, str], names: list[dict[str, str]]) -> list[dict[str, list[int]]]:
    """Names that stand exactly once in every language of one unit; spans never overlap."""
    found: list[dict[str, list[int]]] = []
    for name in names:
        if name["ar"] not in text["ar"]:
            continue
        spans: dict[str, list[int]] = {}
        for lang, words in text.items():
            form = re.escape(name[lang])
            hits = list(re.finditer(f"{PREFIX[lang]}({form}){SUFFIX[lang]}", words))
            if len(hits) != 1:
                break
            start, end = hits[0].span(1)
            if any(start < other[lang][1] and other[lang][0] < end for other in found):
                break
            spans[lang] = [start, end]
        else:
            found.append(spans)
    return sorted(found, key=lambda spans: spans["ar"][0])


def find_numbers(text: dict[str, str], taken: list[dict[str, list[int]]]) -> list[dict[str, list[int]]]:
    """Numbers in digits that stand exactly once in every language of one unit, beside the names that were found."""
    by_lang = {}
    for lang, words in text.items():
        spans: dict[str, list[tuple[int, int]]] = {}
        for start, end in number_spans(words):
            spans.setdefault(digits_of(words[start:end]), []).append((start, end))
        by_lang[lang] = {digits: places[0] for digits, places in spans.items() if len(places) == 1}
    found = []
    for digits in by_lang["ar"]:
        if all(digits in spans for spans in by_lang.values()):
            one = {lang: list(spans[digits]) for lang, spans in by_lang.items()}
            if not any(one[lang][0] < name[lang][1] and name[lang][0] < one[lang][1] for name in taken for lang in one):
                found.append(one)
    return found


def authored(corpus: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(corpus.glob("*.tsv")):
        if path.name.startswith(("names", "lexicon")):
            continue
        for row in read_tsv(path):
            if len(row) == 5 and row[0] != "id" and all(row):
                yield row[0], dict(zip(LANGS, row[1:], strict=True))


def detokenize(text: str) -> str:
    """Undo the tokenisation of X-WMT: spaces before marks, after opening quotes, around apostrophes."""
    text = re.sub(r" ([,.;:!?%)\]»”])", r"\1", text)
    text = re.sub(r"([(\[«“]) ", r"\1", text)
    text = re.sub(r" ?([’']) ?(?=(?:s|t|re|ve|ll|d|m)\b|[a-zçğıöşü]{1,4}\b)", r"\1", text)
    return re.sub(r'" ([^"]*?) ?"', r'"\1"', text)


def public(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*.tsv.gz")):
        rows = read_tsv(path)
        header = next(rows)
        for row in rows:
            if len(row) == len(header) and all(row) and max(map(len, row)) < 600:
                if path.name.startswith("xwmt"):
                    row = [detokenize(field) for field in row]
                yield path.name.removesuffix(".tsv.gz"), dict(zip(header, row, strict=True))


def joined(pairs: list[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Arabic sentences beside the Turkish and Kazakh that other sets give for the very same English sentence."""
    other: dict[str, dict[str, str]] = {}
    for _, text in pairs:
        if "en" in text and "ar" not in text:
            for lang in ("tr", "kk"):
                if lang in text:
                    other.setdefault(text["en"].casefold(), {}).setdefault(lang, text[lang])
    for group, text in pairs:
        extra = other.get(text["en"].casefold(), {}) if "en" in text and "ar" in text else {}
        yield (f"{group}+", extra | text) if extra.keys() - text.keys() else (group, text)


def source_of(text: dict[str, str]) -> list[str]:
    """Source languages worth training: Arabic first, English into Turkish and Kazakh."""
    sources = []
    if "ar" in text and len(text) > 1:
        sources.append("ar")
    if "en" in text and ("tr" in text or "kk" in text):
        sources.append("en")
    return sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, action="append", required=True, help="folder of authored TSV files")
    parser.add_argument("--public", type=Path, required=True, help="folder of public *.tsv.gz sets")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], help="four-way lexicon TSV (pos, ar, en, tr, kk)")
    parser.add_argument("--share", type=float, default=1.0, help="share of authored articles to use (learning curve)")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = read_names([path for folder in args.corpus for path in sorted(folder.glob("names*.tsv"))])
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    held: list[str] = []
    held_sources: set[str] = set()
    with (args.out / "train.jsonl").open("w", encoding="utf-8") as out:

        def put(group: str, text: dict[str, str], spans: list[dict[str, list[int]]]) -> None:
            for source in source_of(text):
                targets = {lang: words for lang, words in text.items() if lang != source and lang != "ar"}
                key = (source, text[source] + "\0" + "\0".join(targets.values()))
                if not targets or key in seen:
                    continue
                seen.add(key)
                item = {"set": group, "s": source, "text": {source: text[source]} | targets, "names": spans}
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
                counts[f"{group} {source}->{','.join(targets)}"] += 1

        rows = [row for folder in args.corpus for row in authored(folder)]
        for unit_id, text in rows:
            if is_held_out(unit_id):
                held.append("\t".join([unit_id, *(text[lang] for lang in LANGS)]))
                held_sources.update(text.values())
        for unit_id, text in rows:
            kept = int(hashlib.sha1(b"s" + article_of(unit_id).encode()).hexdigest()[:6], 16) < args.share * 0x1000000
            if not is_held_out(unit_id) and kept and text["ar"] not in held_sources:
                spans = find_names(text, names)
                counts["names masked"] += len(spans)
                figures = find_numbers(text, spans)
                counts["numbers masked"] += len(figures)
                spans = sorted(spans + figures, key=lambda one: one["ar"][0])
                put("authored", text, spans)
        for name in names:
            put("names", name, [])
        for path in args.lexicon:
            for row in read_tsv(path):
                if len(row) == 5 and row[0] != "pos" and all(row):
                    put("lexicon", dict(zip(LANGS, row[1:], strict=True)), [])
        for group, text in joined(list(public(args.public))):
            if held_sources.isdisjoint(text.values()):
                put(group, text, [])
    (args.out / "heldout.tsv").write_text("\n".join(held) + "\n", encoding="utf-8")
    counts["held-out units"] = len(held)
    (args.out / "counts.json").write_text(json.dumps(counts, indent=1, ensure_ascii=False), encoding="utf-8")
    print(json.dumps(counts, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
