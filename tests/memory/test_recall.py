"""What the memory gives as a draft: names in their case, scores and comments that say what was done."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.glossary import load_glossary
from l10n_flow.memory import Memory, Pair
from l10n_flow.recall import Recaller

ROOT = Path(__file__).parent.parent.parent
AR = "وصل توكاييف إلى أنقرة يوم الثلاثاء."
PAIRS = {
    "en": Pair(AR, "Tokayev arrived in Ankara on Tuesday.", "en", "", "", "a.po", line=7, translator="Ann <ann@example.com>"),
    "tr": Pair(AR, "Tokayev salı günü Ankara'ya geldi.", "tr", "", "", "a.po", line=7),
    "kk": Pair(AR, "Тоқаев сейсенбі күні Анкараға келді.", "kk", "", "", "a.po", line=7),
}


@pytest.fixture(scope="module")
def glossary():
    return load_glossary(ROOT / "glossary.yaml")


@pytest.fixture
def recaller(tmp_path, glossary):
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.learn(PAIRS.values())
        memory.learn(
            [
                Pair(
                    "زار قاسم جومارت توكاييف تركيا ثم تركيا",
                    "Kasım Cömert Tokayev Türkiye'yi ziyaret etti.",
                    "tr",
                    catalog="b.po",
                )
            ]
        )
        yield Recaller(memory, glossary)


RECALLED = [  # code, text, score, its draft
    ("tr", "وصل توكاييف إلى باكو يوم الثلاثاء.", 99, "Tokayev salı günü Bakü'ye geldi."),
    ("kk", "وصل توكاييف إلى باكو يوم الثلاثاء.", 99, "Тоқаев сейсенбі күні Бакуге келді."),
    ("en", "وصل توكاييف إلى باكو يوم الثلاثاء.", 99, "Tokayev arrived in Baku on Tuesday."),
    ("tr", "وصل أردوغان إلى أستانا يوم الثلاثاء.", 99, "Erdoğan salı günü Astana'ya geldi."),
    ("tr", AR, 101, "Tokayev salı günü Ankara'ya geldi."), ("tr", "وصل توكاييف إلى أنقرة يوم الأحد.", 89, "Tokayev salı günü Ankara'ya geldi."),
    # A country for a city is no exchange, nor is a name that the translation has once and the source twice.
    ("tr", "وصل توكاييف إلى المصنع يوم الثلاثاء.", 90, "Tokayev salı günü Ankara'ya geldi."),
    ("tr", "زار قاسم جومارت توكاييف كازاخستان ثم كازاخستان", 76, "Kasım Cömert Tokayev Türkiye'yi ziyaret etti."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "score", "draft"), RECALLED)
def test_recalled(recaller, code, text, score, draft):
    found = recaller.best(text, code, previous="", following="")
    assert (found.match.score, found.text) == (score, draft)


def test_nothing_below_an_offer(recaller):
    assert recaller.best("وصل الوزير إلى المصنع صباحا", "tr") is None
    assert recaller.all("وصل الوزير إلى المصنع صباحا", "tr")[0].match.score in range(50, 75)


def test_comments(recaller):
    assert recaller.best(AR, "en").notes() == ("memory: 100 exact, from a.po:7, Ann",)
    assert recaller.best("وصل توكاييف إلى باكو يوم الثلاثاء.", "en").notes() == (
        "memory: 99 fuzzy (89 before exchange), from a.po:7, Ann", f"memory source: {AR}", "memory exchanged: أنقرة → باكو",
    )  # fmt: skip
    offer = recaller.best("زار قاسم جومارت توكاييف كازاخستان ثم كازاخستان", "tr")
    assert not offer.is_draft
    assert offer.notes() == (
        "memory offer: 76 fuzzy, from b.po: Kasım Cömert Tokayev Türkiye'yi ziyaret etti.",
        "memory source: زار قاسم جومارت توكاييف تركيا ثم تركيا",
    )


def test_the_signature_changes_with_the_pair(recaller):
    one = recaller.best(AR, "tr")
    other = replace(one, match=replace(one.match, pair=replace(one.match.pair, catalog="b.po")))
    assert one.signature == recaller.best(AR, "tr").signature != other.signature
    assert one.signature != recaller.best(AR, "tr", previous="", following="").signature


def test_without_a_glossary_names_stay(tmp_path):
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.learn(PAIRS.values())
        found = Recaller(memory, None).best("وصل توكاييف إلى باكو يوم الثلاثاء.", "tr")
    assert (found.match.score, found.text, found.exchanged) == (89, "Tokayev salı günü Ankara'ya geldi.", ())
