"""Measure drafts against human translations: chrF2++ and BLEU with their signatures, names, and simple baselines.

    python scripts/evaluate.py TEST.tsv [--glossary glossary.yaml] [--lexicon lexicon.tsv]

TEST.tsv has the columns id, ar, en, tr, kk (a header line is skipped). It must never have been trained on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF, TER

from l10n_flow import lang
from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.enforce import Enforcer
from l10n_flow.model import Hypothesis, Method
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.masks import probe, survival
from l10n_flow.mt.packages import find_packages
from l10n_flow.mt.safety import problems
from l10n_flow.text.arabic import fold


def read(path: Path, limit: int) -> dict[str, list[str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t") == 4]
    rows = [row for row in rows if row[1] != "ar"][: limit or None]
    return {code: [row[place] for row in rows] for place, code in enumerate(("ar", "en", "tr", "kk"), 1)}


def lookup_table(path: Path | None) -> dict[str, dict[str, str]]:
    """Folded Arabic word -> {language: word}, from a lexicon (pos, ar, en, tr, kk)."""
    table: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        fields = line.split("\t")
        if len(fields) == 5:
            table.setdefault(fold(fields[1]).text, dict(zip(("en", "tr", "kk"), fields[2:], strict=True)))
    return table


def look_up(text: str, code: str, table: dict[str, dict[str, str]]) -> str:
    """Word by word: the lexicon's word, clitics and article tried off, else the Arabic word itself."""
    out = []
    for word in text.split():
        bare = fold(word).text.strip('.,،؛:!؟«»“”()"')
        forms = [
            bare,
            *(re.sub(pattern, "", bare) for pattern in ("^[وف]", "^ال", "^[وف]?[بكل]?ال", "^[وف]?[بكل]", "ه$|ها$|هم$")),
        ]
        out.append(next((table[form][code] for form in forms if form in table), word))
    return " ".join(out)


def mask_names(texts: Sequence[str], path: Path) -> tuple[list[str], int]:
    """The texts that hold a name of a list (kind, ar, en, tr, kk), each name a mask; and the number of masks."""
    names = sorted({line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines()[1:]}, key=len, reverse=True)
    found, total = [], 0
    for text in texts:
        number = 0
        for name in names:
            pattern = rf"(?<!\w)([وف]?[بكل]?){re.escape(name)}(?!\w)"
            if number < 9 and name in text and re.search(pattern, text):
                number += 1
                text = re.sub(pattern, rf"\1⟦{number}⟧", text, count=1)
        if number:
            found.append(text)
            total += number
    return found, total


def kept_masks(sources: Sequence[str], drafts: Sequence[str]) -> int:
    """How many masks of the sources stand in their drafts exactly once."""
    masks = [(mask, draft) for source, draft in zip(sources, drafts, strict=True) for mask in set(re.findall("⟦.+?⟧", source))]
    return sum(draft.count(mask) == 1 for mask, draft in masks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("test", type=Path)
    parser.add_argument("--glossary", type=Path, help="also draft with this glossary enforced")
    parser.add_argument("--lexicon", type=Path, help="lexicon of the word-lookup baseline")
    parser.add_argument("--names", type=Path, help="names TSV: measure how masks for them survive in the test's sentences")
    parser.add_argument("--limit", type=int, default=0, help="only the first so many units")
    parser.add_argument("--beam", type=int, help="hypotheses followed at a time, in place of what the packages ask for")
    parser.add_argument("--clause", type=int, help="words of a clause, in place of what the packages ask for; 0: texts whole")
    parser.add_argument("--pivot", action="store_true", help="Turkish and Kazakh over English, the direct packages left out")
    parser.add_argument("--out", type=Path, help="folder for the drafts, one text file a language")
    args = parser.parse_args()
    test = read(args.test, args.limit)
    packages = [one for one in find_packages()[0] if not args.pivot or one.pair not in ("ar_tr", "ar_kk")]
    if args.clause is not None:
        asked = (("clause", args.clause),)
        packages = [replace(one, decoding=(*one.decoding, *asked)) for one in packages]
    translator = Translator(packages, decoding=Decoding(), beam=args.beam)
    table = lookup_table(args.lexicon)
    chrf, bleu, ter = CHRF(word_order=2), BLEU(), TER()
    result: dict[str, object] = {"units": len(test["ar"])}

    def score(name: str, code: str, drafts: Sequence[str]) -> None:
        references = [test[code]]
        metrics = {"chrF2++": chrf, "BLEU": bleu, "TER": ter}
        figures = {metric: one.corpus_score(list(drafts), references).score for metric, one in metrics.items()}
        result[f"{code} {name}"] = {key: round(value, 2) for key, value in figures.items()}

    for code in ("en", "tr", "kk"):

        def ask(
            texts: Sequence[str], *, hypotheses: int = 1, alignment: bool = False, keep: str | None = None, code: str = code
        ) -> list[list[Hypothesis]]:
            found = translator.translate(texts, source="ar", target=code, hypotheses=hypotheses, alignment=alignment, keep=keep)
            return list(found)

        drafts = [found[0].text for found in ask(test["ar"])]
        score("model", code, drafts)
        flagged = sum(bool(problems(source, draft)) for source, draft in zip(test["ar"], drafts, strict=True))
        result[f"{code} flagged"] = round(flagged / len(drafts), 4)
        score("copy of the source", code, test["ar"])
        if table:
            score("word lookup", code, [look_up(text, code, table) for text in test["ar"]])
        kept = probe(ask, "ar")
        result[f"{code} masks kept"] = {family.name: round(survival(family, ask, "ar"), 3) for family, _ in kept}
        if args.names:
            masked, count = mask_names(test["ar"], args.names)
            kept_in_text = kept_masks(masked, [found[0].text for found in ask(masked)])
            result[f"{code} masks kept in sentences"] = f"{kept_in_text}/{count}"
            if kept:
                held = ask(masked, keep=kept[0][0].pattern)
                result[f"{code} masks kept by constrained decoding"] = (
                    f"{kept_masks(masked, [one[0].text for one in held])}/{count}"
                )
        if args.glossary:
            glossary = load_glossary(args.glossary)
            matcher = Matcher(glossary)
            hits = [matcher.hits(text) for text in test["ar"]]
            families = [family for family, _ in kept]
            enforced = Enforcer(glossary, lang.get(code), ask, families, problems=problems).drafts(test["ar"], hits)
            score("model with glossary", code, [draft.text for draft in enforced])
            placed = [placement.method for draft in enforced for placement in draft.placements]
            result[f"{code} names"] = {method.value: placed.count(method) for method in Method if method in placed}
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            (args.out / f"{code}.txt").write_text("\n".join(drafts) + "\n", encoding="utf-8")
    result["signatures"] = [str(one.get_signature()) for one in (chrf, bleu, ter)]
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
