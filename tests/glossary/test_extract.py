"""Names that a glossary lacks, and what lint says about those it has."""

from pathlib import Path

import pytest

from l10n_flow.article import read_article
from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.extract import extract_names
from l10n_flow.glossary.lint import lint_glossary
from l10n_flow.glossary.lists import is_common, known_names
from l10n_flow.glossary.load import parse_glossary
from l10n_flow.lang import get
from l10n_flow.segment import Segmenter
from l10n_flow.text.translit import transliterate
from l10n_flow.text.words import stems

ROOT = Path(__file__).parent.parent.parent
PATH = Path("glossary.yaml")
ANKARA = "{id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: Ankara, kk: Анкара}"


def glossary(*terms):
    return parse_glossary(("version: 1\nterms:\n" + "".join(f"  - {term}\n" for term in terms)).encode(), PATH)


def test_the_article_s_names_are_found_without_a_glossary(source):
    units = [unit.text for unit in Segmenter().units(read_article(source))]
    found = {one.name for one in extract_names(units, Matcher(glossary("{id: x, kind: place, ar: قونية, en: Konya}")))}
    wanted = {
        "كازاخستان", "أنقرة", "أستانا", "أردوغان", "توكاييف", "قاسم جومارت توكاييف", "أكتاو", "تركستان", "YDA القابضة", "أنتوني بلينكن",
        "أورزاكس", "ترياكي القابضة", "برابوو سوبيانتو", "كازبوست", "معمر إسماعيل الدويش", "قونانبايولي",
    }  # fmt: skip
    assert wanted <= found
    assert any("سيستم لوجيستيك" in name for name in found)
    assert len(found) <= 45, "the rest is noise for a person to read"


def test_a_full_glossary_leaves_little_to_propose(source):
    units = [unit.text for unit in Segmenter().units(read_article(source))]
    assert len(extract_names(units, Matcher(load_glossary(ROOT / "glossary.yaml")))) <= 4


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("زار الرئيس فلاديمير زيلينكوف أنقرة.", [("فلاديمير زيلينكوف", "person")]),
        ("افتتحت شركة نوفاترون مصنعا في مدينة غورلاند.", [("نوفاترون", "org"), ("غورلاند", "place")]),
        ("وقال إن SpaceX ستطلق صاروخا.", [("SpaceX", "org")]), ("وصل الوفد إلى واشنطن.", [("واشنطن", "place")]),
        ("وصل الوفد مساء أمس ولم يدل بتصريح.", []), ("التقى فولكنشتاين وبرايتمان.", [("فولكنشتاين", "place"), ("برايتمان", "place")]),
    ],
)  # fmt: skip
def test_titles_and_strange_words_show_a_name(unit, names):
    found = extract_names([unit], Matcher(glossary(ANKARA)))
    assert sorted((one.name, one.kind) for one in found) == sorted(names)


def test_a_proposal_is_a_term_that_waits():
    (one,) = extract_names(["وصل الوفد إلى واشنطن.", "وغادر واشنطن."], Matcher(glossary(ANKARA)))
    fields = one.fields()
    assert (fields["status"], fields["en.term"], fields["kk.term"]) == (("proposed",), ("Washington",), ("Вашингтон",))
    assert fields["note"][0].startswith("2x; names of the word list; ")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("إيران", ("Iran", "İran", "Иран")), ("كازان", ("Kazan", "Kazan", "Казан")), ("باكو", ("Baku", "Baku", "Баку")),
        ("بن بلا", ("bin Bala", "bin Bala", "бен Бала")), ("الباز", ("al-Baz", "el-Baz", "әл-Баз")), ("YDA", ("YDA", "YDA", "YDA")),
    ],
)  # fmt: skip
def test_letters_give_a_spelling_to_begin_with(name, forms):
    assert tuple(transliterate(name, get(code).sounds, upper=get(code).upper) for code in ("en", "tr", "kk")) == forms


def test_word_lists():
    assert all(map(is_common, ("وقال", "الحكومه", "بالمدرسه", "كتابهم")))
    assert not any(map(is_common, ("توكاييف", "كازاخستان", "انقره")))
    assert known_names()["المانيا"] == ("place", {"en": "Germany", "tr": "Almanya", "kk": "Германия"})
    assert list(stems("وبالمدرسه")) == ["وبالمدرسه", "مدرسه", "وبالمدرس", "وبالمدرسه", "مدرس", "مدرسه"]


LINTED = [
    (ANKARA.replace("ar: أنقرة", "ar: نور"), "homograph", "'نور' is also a common word"),
    (ANKARA.replace("ar: أنقرة", "ar: {term: آبل, near: [شركة]}"), "fused", "also 'Kabul'"),
    (ANKARA.replace("Анкара", "AHK"), "look-alike", "'AHK' in 'AHK' is Latin"),
    (ANKARA.replace("ar: أنقرة", "ar: ألمانيا"), "cldr", "is 'Germany' in en"),
    (ANKARA.replace("kk: Анкара", "note: n"), "missing", "has no form in kk"),
    (ANKARA.replace("}", ", status: proposed}"), "proposed", "waits for approval"),
]


@pytest.mark.parametrize(("term", "check", "message"), LINTED)
def test_lint_says_what_is_odd(term, check, message):
    found = [one for one in lint_glossary(glossary(term), ("en", "tr", "kk")) if one.check == check]
    assert found and message in found[0].message
    assert found[0].where == "glossary.yaml:3"


def test_an_overlap_that_is_rendered_otherwise():
    outer = "{id: s, kind: org, ar: جامعة أنقرة, en: Angora University, tr: Ankara Üniversitesi, kk: Анкара университеті}"
    found = [one.message for one in lint_glossary(glossary(ANKARA, outer), ("en", "tr", "kk")) if one.check == "overlap"]
    assert found == ["'Angora University' holds 'ankara' in Arabic, but not 'Ankara' in en"]


def test_a_form_with_a_companion_or_exception_is_no_homograph():
    for key in ("near: [شركة]", "except: [نور الصباح]"):
        term = ANKARA.replace("ar: أنقرة", f"ar: {{term: نور, {key}}}")
        assert not [one for one in lint_glossary(glossary(term), ("en",)) if one.check == "homograph"]
