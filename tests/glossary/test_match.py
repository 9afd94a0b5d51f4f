"""Matching: clitics, articles, spellings, boundaries."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.load import parse_glossary

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def matcher():
    return Matcher(load_glossary(ROOT / "glossary.yaml"))


CASES = [
    # text, [(id, name as it stands, clitics before, after)]
    ("في كازاخستان اليوم", [("kazakhstan", "كازاخستان", "", "")]),
    ("وكازاخستان", [("kazakhstan", "كازاخستان", "و", "")]),
    ("وبكازاخستان", [("kazakhstan", "كازاخستان", "وب", "")]),
    ("لكازاخستان", [("kazakhstan", "كازاخستان", "ل", "")]),
    ("فلتركيا", [("turkiye", "تركيا", "فل", "")]),
    ("كَازَاخِسْتَان", [("kazakhstan", "كَازَاخِسْتَان", "", "")]),
    ("كازاخـــستان", [("kazakhstan", "كازاخـــستان", "", "")]),
    ("إلى انقرة", [("ankara", "انقرة", "", "")]),
    ("إلى أنقره.", [("ankara", "أنقره", "", "")]),
    ("للأمم المتحدة", [("united-nations", "لأمم المتحدة", "ل", "")]),
    ("وللأمم المتحدة", [("united-nations", "لأمم المتحدة", "ول", "")]),
    ("بالأمم المتحدة", [("united-nations", "الأمم المتحدة", "ب", "")]),
    ("للعالم التركي", [("turkic-world", "لعالم التركي", "ل", "")]),
    ("منظمة  الدول\u00a0التركية", [("organization-of-turkic-states", "منظمة  الدول\u00a0التركية", "", "")]),
    ("قاسم جومارت توكاييف", [("tokayev-full", "قاسم جومارت توكاييف", "", "")]),
    ("الرئيس توكاييف", [("tokayev", "توكاييف", "", "")]),
    ("رئيس جمهورية كازاخستان، قاسم", [("president-of-the-republic-of-kazakhstan", "رئيس جمهورية كازاخستان", "", "")]),
    ("خط باكو-تبليسي-جيهان", [("baku-tbilisi-ceyhan", "باكو-تبليسي-جيهان", "", "")]),
    ("خط باكو – تبليسي – جيهان", [("baku-tbilisi-ceyhan", "باكو – تبليسي – جيهان", "", "")]),
    ("باكو وتبليسي", [("baku", "باكو", "", ""), ("tbilisi", "تبليسي", "و", "")]),
    ("شركة YDA القابضة،", [("yda-holding", "YDA القابضة", "", "")]),
    ("“دولت نيساني”", [("devlet-nisani", "دولت نيساني", "", "")]),
    ("بين كازاخستان وتركيا", [("kazakhstan", "كازاخستان", "", ""), ("turkiye", "تركيا", "و", "")]),
    ("160 مليار تنغي", [("tenge", "تنغي", "", "")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_hits(matcher, text, expected):
    found = [(hit.term_id, hit.form, hit.before, hit.after) for hit in matcher.hits(text) if hit.kind != "nisba"]
    assert found == expected
    assert all(text[hit.start : hit.end] == hit.form for hit in matcher.hits(text))


@pytest.mark.parametrize(
    "text",
    ["مصرف المدينة", "آسيان".replace("ن", "ت"), "تركيات", "حماس كبير", "عمان عاصمة الأردن", "أصداءها", "الأنقرة", "نيسان الماضي", "باكورة", "مصرع"],
)  # fmt: skip
def test_no_hit_inside_other_words(matcher, text):
    assert [hit for hit in matcher.hits(text) if hit.kind != "nisba"] == []


@pytest.mark.parametrize(
    ("text", "term"),
    [("العلاقات الكازاخستانية", "kazakhstan"), ("شركة تركية", "turkiye"), ("المصريين", "egypt"), ("النزاع الروسي", "russia")],
)
def test_nisba_is_seen_as_such(matcher, text, term):
    assert [(hit.term_id, hit.kind) for hit in matcher.hits(text)] == [(term, "nisba")]


WORDS = st.sampled_from(
    "كازاخستان وتركيا للأمم المتحدة أنقرة باكو-تبليسي-جيهان في من قال رئيس جمهورية توكاييف، قاسم جومارت".split()
)


@given(st.lists(WORDS, max_size=12), st.sampled_from([" ", "  ", " \u200f", "\u00a0"]))
def test_hits_are_ordered_and_apart(matcher, words, space):
    text = space.join(words)
    hits = matcher.hits(text)
    place = 0
    for hit in hits:
        assert place <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.form
        place = hit.end


def test_an_empty_glossary_matches_nothing(tmp_path):
    path = tmp_path / "g.yaml"
    path.write_text("version: 1\nterms: []\n")
    assert Matcher(load_glossary(path)).hits("كازاخستان") == ()


def test_sentences_that_nothing_was_written_for():
    """A second set by the same rules, measured after the glossary and the matcher were done."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from measure_matching import DATA, measure, precision, recall

    found = measure(DATA / "glossary_hits_held.tsv", DATA / "glossary_hits.yaml")["all"]
    assert found["sentences"] == 200
    assert precision(found) >= 0.98
    assert recall(found) >= 0.98


def test_the_labelled_sentences():
    """The figures of docs/glossary.md; the glossary's exceptions were written with the sentences known."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from measure_matching import DATA, measure, precision, recall

    counts = measure(DATA / "glossary_hits.tsv", DATA / "glossary_hits.yaml")
    assert counts["all"]["sentences"] >= 400
    assert precision(counts["all"]) >= 0.99
    assert recall(counts["all"]) >= 0.97
    assert all(counts[kind]["false"] == 0 for kind in ("plain", "clitic", "spelling", "nested", "punctuation", "several"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_name_comes_before_the_adjective_of_another_whatever_the_order(order):
    terms = [
        "{id: turkiye, kind: place, ar: {term: تركيا, nisba: true}, en: Türkiye}",
        "{id: turki, kind: person, ar: تركي, en: Turki}",
    ]
    text = "version: 1\nterms:\n" + "".join(f"  - {terms[place]}\n" for place in order)
    (hit,) = Matcher(parse_glossary(text.encode(), Path("g.yaml"))).hits("قال تركي اليوم")
    assert (hit.term_id, hit.kind) == ("turki", "term")


def test_a_tag_inside_of_an_exception_changes_nothing():
    glossary = parse_glossary(
        "version: 1\nterms:\n  - {id: cairo, kind: place, ar: {term: القاهرة, except: [القوة القاهرة]}, en: Cairo}\n".encode(),
        Path("g.yaml"),
    )
    for text in ("بسبب القوة القاهرة", "بسبب القوة <g1>القاهرة</g1>"):
        assert Matcher(glossary).hits(text) == ()
    assert len(Matcher(glossary).hits("في <g1>القاهرة</g1>")) == 1
