"""Vocabulary maps: an engine that weighs only the pieces its language is written with."""

import json
import shutil

import pytest

from l10n_flow import lang
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.packages import find_packages, read_package

TEXTS = ["وصل الرئيس إلى أنقرة", "34 مليار دولار", "قال الرئيس إن دولار أنقرة وصل"]


@pytest.fixture
def copy(packages, tmp_path):
    def make(name, lines):
        shutil.copytree(packages[0].path, tmp_path / name)
        (tmp_path / name / "model" / "vmap.txt").write_text("".join(lines), encoding="utf-8")
        return read_package(tmp_path / name)

    return make


def drafts(package, texts=TEXTS):
    found = Translator([package], threads=1).translate(texts, source=package.source, target=package.target)
    return [hypotheses[0].text for hypotheses in found]


def test_only_pieces_of_the_map_are_written(packages, copy):
    vocabulary = json.loads((packages[0].model_path / "shared_vocabulary.json").read_text(encoding="utf-8"))
    free = set("".join(drafts(packages[0])).replace(" ", ""))
    kept = [piece for piece in vocabulary if piece.startswith("<") or free.isdisjoint(piece)]
    assert free and len(kept) < len(vocabulary)
    mapped = copy("mapped", ["\t" + " ".join(kept) + "\n"])
    assert mapped.mapped and mapped.digest != packages[0].digest
    written = "".join(drafts(mapped))
    assert written and free.isdisjoint(written.replace(" ", ""))


def test_a_map_that_follows_the_source_is_left_alone(packages, copy):
    """What it allows is the sum over a batch, so drafts would depend on their neighbours."""
    package = copy("by-source", ["\ta b\n", "▁وصل\tthe\n"])
    assert not package.mapped
    assert drafts(package) == drafts(packages[0])


def test_the_starter_s_languages_are_written_with_their_own_letters(tmp_path):
    packages = [one for one in find_packages(tmp_path)[0] if one.source == "ar"]
    assert {one.target for one in packages} == {"en", "tr", "kk"}
    for package in packages:
        assert package.mapped
        pieces = (package.model_path / "vmap.txt").read_text(encoding="utf-8").strip().split(" ")
        latin = lang.get("en").letters | lang.get("tr").letters
        foreign = {char for piece in pieces for char in piece if char.isalpha()} - lang.get(package.target).letters - latin
        assert foreign == set(), package.pair
        assert {f"⟦{number}⟧" for number in range(1, 17)} <= set(pieces)
