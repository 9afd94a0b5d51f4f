"""Build the word lists that `glossary lint`, `glossary extract` and the check `letters` use, from the corpus.

    python scripts/build_word_lists.py corpus/

Writes `common.txt` (folded Arabic words that are no part of a name, with and without their clitics, by how many articles
hold them), `names.tsv` (places, organisations, events, titles and works of the corpus in four languages) and
`name_words.tsv` (given names and surnames that several people bear) into the glossary's data folder, and
`turkish_dotless.txt` (frequent Turkish words with ı that are none with i) beside the slips of Turkish.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from l10n_flow.glossary.lists import cldr_territories
from l10n_flow.text.arabic import fold
from l10n_flow.text.words import arabic_words, stems, without_clitics

OUT = Path(__file__).parent.parent / "src" / "l10n_flow" / "glossary" / "data"
LEAST_ARTICLES = 2
DOTLESS = Path(__file__).parent.parent / "src" / "l10n_flow" / "lang" / "slips" / "turkish_dotless.txt"
OFTEN = 12  # times a Turkish word stands in the corpus
SHOWN_NAMES = ("place", "org", "event", "title", "work")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def name_words(persons: list[list[str]]) -> list[tuple[str, ...]]:
    """Words that stand in two or more people's names, with the spelling that most of them have in each language."""
    found: dict[str, list[Counter[str]]] = {}
    for _, arabic, *forms in persons:
        words = fold(arabic).text.split()
        spelled = [form.split() for form in forms]
        if all(len(one) == len(words) for one in spelled):
            for word, *same in zip(words, *spelled, strict=True):
                for counter, form in zip(found.setdefault(word, [Counter() for _ in same]), same, strict=True):
                    counter[form] += 1
    often = {word: counters for word, counters in found.items() if sum(counters[0].values()) > 1}
    return [(word, *(counter.most_common(1)[0][0] for counter in often[word])) for word in sorted(often)]


def dotless_words(folder: Path) -> list[str]:
    """Turkish words of four letters and more with ı, seen often, that are no word of the corpus with i in its place."""
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("*.tsv")):
        if path.stem != "names":
            for row in rows(path):
                seen.update(re.findall(r"[^\W\d_]+", row[3].replace("I", "ı").replace("İ", "i").lower()))
    often = (word for word, count in seen.items() if "ı" in word and len(word) > 3 and count >= OFTEN)
    return sorted(word for word in often if word.replace("ı", "i") not in seen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder of authored TSV files")
    args = parser.parse_args()
    DOTLESS.write_text("\n".join(dotless_words(args.corpus)) + "\n", encoding="utf-8")
    names = rows(args.corpus / "names.tsv")
    head = (args.corpus / "names.tsv").read_text(encoding="utf-8").split("\n", 1)[0].split("\t")
    named = sorted({form for name in names if len(form := fold(name[1]).text) > 3}, key=len, reverse=True)
    articles: Counter[str] = Counter()
    for path in sorted(args.corpus.glob("*.tsv")):
        if path.stem in ("names", "lexicon"):
            continue
        words: dict[str, set[str]] = {}
        for identity, arabic, *_ in rows(path):
            text = f" {fold(arabic).text} "
            for name in named:
                if name in text:
                    text = re.sub(rf"(?<!\w)[وف]?[بكل]?{re.escape(name)}(?!\w)", "\n", text)
            for word in arabic_words(text):
                words.setdefault(identity.rsplit("-", 1)[0], set()).update(stems(word))
        for found in words.values():
            articles.update(found)
    lexicon = {word for row in rows(args.corpus / "lexicon.tsv") for word in arabic_words(fold(row[1]).text)}
    common = {word: count for word, count in articles.items() if count >= LEAST_ARTICLES or word in lexicon}
    common |= {word: 1 for word in lexicon if word not in common and not any(word in name.split() for name in named)}
    territories = cldr_territories()
    shown = [name for name in names if name[0] in SHOWN_NAMES]
    names_alone = {without_clitics(fold(name[1]).text) for name in shown} | set(map(without_clitics, territories))
    names_alone |= {fold(name[1]).text for name in shown} | set(territories)
    names_alone = {name for name in names_alone if len(name) > 3}
    common = {word: count for word, count in common.items() if names_alone.isdisjoint((word, without_clitics(word)))}
    ordered = sorted(common, key=lambda word: (-common[word], word))
    OUT.mkdir(exist_ok=True)
    (OUT / "common.txt").write_text("\n".join(ordered) + "\n", encoding="utf-8")
    (OUT / "names.tsv").write_text("".join("\t".join(name) + "\n" for name in [head, *shown]), encoding="utf-8")
    words_of_names = name_words([name for name in names if name[0] == "person"])
    (OUT / "name_words.tsv").write_text("".join("\t".join(row) + "\n" for row in [head[1:], *words_of_names]), encoding="utf-8")
    print(f"{len(ordered)} words, {len(shown)} names, {len(words_of_names)} words of names")


if __name__ == "__main__":
    main()
