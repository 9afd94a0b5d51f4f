"""Choices of the starter's training: shares, swapped names, and which pieces a language is written with."""

import json
import sys
from pathlib import Path

import pytest
import sentencepiece as spm

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "scripts" / "starter"))

from experiments import CURVE, TRIALS, spread
from recipe import OTHER_SHARE, SHARES, Recipe
from swap import Names
from vocabulary import pieces

NAMES = Names([
    {"kind": "place", "ar": "أنقرة", "en": "Ankara", "tr": "Ankara", "kk": "Анкара"},
    {"kind": "place", "ar": "إزمير", "en": "İzmir", "tr": "İzmir", "kk": "Измир"},
    {"kind": "place", "ar": "الرياض", "en": "Riyadh", "tr": "Riyad", "kk": "Эр-Рияд"},
    {"kind": "person", "ar": "توكاييف", "en": "Tokayev", "tr": "Tokayev", "kk": "Тоқаев"},
])  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words", "old", "new", "right"),
    [
        ("en", "They met in Ankara.", "Ankara", "İzmir", "They met in İzmir."),
        ("tr", "Ankara'ya geldi.", "Ankara", "İzmir", "İzmir'e geldi."),
        ("tr", "Heyet Ankara'dan döndü.", "Ankara", "Taraz", "Heyet Taraz'dan döndü."),
        ("kk", "Делегация Анкараға келді.", "Анкара", "Измир", "Делегация Измирге келді."),
        ("kk", "Анкара жақсы.", "Анкара", "Тараз", "Тараз жақсы."),
        ("ar", "وصل إلى أنقرة.", "أنقرة", "إزمير", "وصل إلى إزمير."),
    ],
)
def test_a_swapped_name_takes_the_suffix_along(code, words, old, new, right):
    start = words.index(old)
    assert Names.write(words, start, start + len(old), new, code) == right


def test_another_name_is_of_the_same_kind_and_has_an_article_where_the_old_one_has():
    drawn = {(NAMES.other("أنقرة") or {}).get("en") for _ in range(60)}
    assert drawn == {"Ankara", "İzmir", None}
    assert NAMES.other("نص") is None


def test_shares():
    item = {"set": "xwmt_en_tr", "s": "en"}
    assert Recipe().share(item) == SHARES["xwmt_en_tr en"]
    assert Recipe(english=0.5, general=3.0).share(item) == pytest.approx(1.5 * SHARES["xwmt_en_tr en"])
    assert Recipe(general=3.0).share({"set": "authored", "s": "ar"}) == 1.0
    assert Recipe(shares={"new ar": 0.7}).share({"set": "new", "s": "ar"}) == 0.7
    assert Recipe().share({"set": "new", "s": "ar"}) == OTHER_SHARE


def test_a_recipe_is_read_from_json_or_a_file(tmp_path):
    file = tmp_path / "recipe.json"
    file.write_text('{"swapped": 0.5}', encoding="utf-8")
    assert Recipe.read('{"swapped": 0.5}') == Recipe.read(str(file)) == Recipe(swapped=0.5)
    with pytest.raises(SystemExit, match="no such choice: swaped"):
        Recipe.read('{"swaped": 0.5}')


def test_every_trial_changes_something_that_exists():
    assert len({trial.name for trial in (*TRIALS, *CURVE)}) == len(TRIALS) + len(CURVE)
    for trial in (*TRIALS, *CURVE):
        Recipe(**trial.recipe)
    assert spread([1.0, 2.0, 3.0], 1) == "2.0 ± 1.0" and spread([1.0, 2.0], 2) == "1.50"


def test_a_language_s_pieces_are_those_of_its_text_and_single_letters(tmp_path):
    units = [("سلام", "peace world", "barış dünya", "бейбіт әлем")] * 30
    text = tmp_path / "text"
    text.write_text("\n".join(words for unit in units for words in unit), encoding="utf-8")
    spm.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(tmp_path / "sp"), vocab_size=60, hard_vocab_limit=False, minloglevel=2,
        user_defined_symbols=["⟦1⟧"], control_symbols=["<2en>", "<2tr>", "<2kk>"],
    )  # fmt: skip
    tokenizer = spm.SentencePieceProcessor(model_file=str(tmp_path / "sp.model"))
    rows = [dict(zip(("ar", "en", "tr", "kk"), unit, strict=True)) for unit in units]
    items = [{"set": "authored", "s": "ar", "text": row, "names": []} for row in rows]
    (tmp_path / "train.jsonl").write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    found = pieces(tmp_path, tokenizer, None, 2)
    for code, words in (("en", "peace world"), ("tr", "barış dünya"), ("kk", "бейбіт әлем")):
        assert set(tokenizer.encode(words, out_type=str)) <= set(found[code])
        assert {"⟦1⟧", f"<2{code}>"} <= set(found[code])
    assert not any("а" <= char <= "я" for piece in found["en"] for char in piece)
    assert not any("\u0600" <= char <= "\u06ff" for code in found for piece in found[code] for char in piece)
