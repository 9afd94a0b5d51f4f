"""Enforcement with an engine that does what each case says: every step of the fall-back, and the proof."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.enforce import Enforcer
from l10n_flow.glossary.load import parse_glossary
from l10n_flow.glossary.verify import verify
from l10n_flow.lang import get
from l10n_flow.model import Hypothesis, Method
from l10n_flow.mt.masks import FAMILIES
from l10n_flow.mt.safety import problems as safety_problems
from l10n_flow.text.numbers import number_spans

GLOSSARY = load_glossary(Path(__file__).parent.parent.parent / "glossary.yaml")
MATCHER = Matcher(GLOSSARY)
BRACKET, CAPITAL = FAMILIES[0], FAMILIES[1]


class Engine:
    """Answers by rule: `answer(text, count)` gives texts, `kept(text, pattern)` those that must keep their masks."""

    def __init__(self, answer, alignment=(), kept=None):
        self.answer, self.alignment, self.kept, self.asked = answer, alignment, kept, []

    def __call__(self, texts, *, hypotheses=1, alignment=False, keep=None):
        self.asked.append((list(texts), hypotheses, alignment))
        if keep and self.kept:
            return [[Hypothesis(self.kept(text, keep), -0.5)] for text in texts]
        return [
            [Hypothesis(found, -0.5, self.alignment if alignment else ()) for found in self.answer(text, hypotheses, alignment)]
            for text in texts
        ]


def draft(text, code, engine, families=(BRACKET,), **options):
    enforcer = Enforcer(GLOSSARY, get(code), engine, families, **options)
    return enforcer.drafts([text], [MATCHER.hits(text)])[0]


RESTORED = [
    # language, source, what the engine makes of the masked source, the draft
    ("tr", "زار توكاييف أنقرة.", "⟦1⟧, ⟦2⟧'ı ziyaret etti.", "Tokayev, Ankara'yı ziyaret etti."),
    ("tr", "في كازاخستان", "⟦1⟧'de", "Kazakistan'da"),
    ("tr", "علم كازاخستان", "⟦1⟧nin bayrağı", "Kazakistan'ın bayrağı"),
    ("tr", "في أنقرة", "⟦1⟧'tedir", "Ankara'dadır"),
    ("tr", "في أنقرة", "⟦1⟧'tekiler", "Ankara'dakiler"),
    ("kk", "في أنقرة", "⟦1⟧дегілер", "Анкарадағылар"),
    ("tr", "علم تركيا", "⟦1⟧’ın bayrağı", "Türkiye'nin bayrağı"),
    ("tr", "إصلاح الأمم المتحدة", "⟦1⟧'nin reformu", "Birleşmiş Milletler'in reformu"),
    ("tr", "منظمة الدول التركية", "⟦1⟧'a üye", "Türk Devletleri Teşkilatı'na üye"),
    ("tr", "160 مليار تنغي", "160 milyar ⟦1⟧'ı", "160 milyar tengeyi"),
    ("kk", "زار توكاييف أنقرة.", "⟦1⟧ ⟦2⟧ға барды.", "Тоқаев Анкараға барды."),
    ("tr", "في أنقرة", "“⟦1⟧”de kaldı", "“Ankara”da kaldı"),
    ("tr", "في أنقرة", "“⟦1⟧”'de kaldı", "“Ankara”da kaldı"),
    ("tr", "في أنقرة", "‘⟦1⟧’de kaldı", "‘Ankara’da kaldı"),
    ("tr", "في أنقرة", "‘⟦1⟧’de kaldı’ dedi", "‘Ankara'da kaldı’ dedi"),
    ("tr", "أنقرة", "“⟦1⟧” dedi", "“Ankara” dedi"),
    ("kk", "إلى أستانا", "«⟦1⟧»-ке барды", "«Астана»-ға барды"),
    ("kk", "منظمة الدول التركية", "«⟦1⟧»ға мүше", "«Түркі мемлекеттері ұйымы»-на мүше"),
    ("kk", "إلى أستانا", "‘⟦1⟧’ке барды", "‘Астана’-ға барды"),
    ("kk", "علم كازاخستان", "⟦1⟧нің туы", "Қазақстанның туы"),
    ("kk", "إلى باكو", "⟦1⟧қа", "Бакуге"),
    ("kk", "منظمة الدول التركية", "⟦1⟧ға мүше", "Түркі мемлекеттері ұйымына мүше"),
    ("kk", "شركة YDA القابضة", "⟦1⟧нің", "YDA Holding-тің"),
    ("kk", "تركيا وكازاخستان", "⟦1⟧ пен ⟦2⟧", "Түркия мен Қазақстан"),
    ("kk", "الولايات المتحدة", "⟦1⟧ның", "АҚШ-тың"),
    ("en", "علم كازاخستان", "⟦1⟧’s flag", "Kazakhstan's flag"),
    ("en", "إصلاح الأمم المتحدة", "reform of ⟦1⟧", "reform of the United Nations"),
    ("en", "إصلاح الأمم المتحدة", "reform of the ⟦1⟧.", "reform of the United Nations."),
    ("en", "الأمم المتحدة", "⟦1⟧ said", "The United Nations said"),
    ("en", "مسؤول في الأمم المتحدة", "an ⟦1⟧ official", "a United Nations official"),
    ("en", "وفد من أنقرة", "a ⟦1⟧ delegation", "an Ankara delegation"),
    ("en", "الأمم المتحدة", "It ended. ⟦1⟧ said no.", "It ended. The United Nations said no."),
    ("en", "زار أنقرة", "visited the ⟦1⟧.", "visited Ankara."),
    ("en", "زار أنقرة", "the ⟦1⟧ talks", "the Ankara talks"),
    ("en", "كازاخستان وتركيا", "⟦1⟧and ⟦2⟧", "Kazakhstan and Türkiye"),
    ("en", "زار كازاخستان", "a land called ‘⟦1⟧’ by some", "a land called ‘Kazakhstan’ by some"),
    ("en", "زار كازاخستان", "called '⟦1⟧' by some", "called 'Kazakhstan' by some"),
]


@pytest.mark.parametrize(("code", "source", "answer", "expected"), RESTORED)
def test_masks_become_names_with_their_suffix(code, source, answer, expected):
    found = draft(source, code, Engine(lambda *_: [answer]))
    assert found.text == expected
    assert all(found.text[p.start : p.end] == p.form and p.method is Method.MASK for p in found.placements)
    assert [f for f in verify(found.text, MATCHER.hits(source), GLOSSARY, get(code)) if f.severity == "error"] == []


def test_clitics_stay_and_hits_are_numbered_in_order():
    engine = Engine(lambda *_: ["⟦1⟧ ⟦2⟧"])
    draft("وكازاخستان وللأمم المتحدة", "en", engine)
    assert engine.asked[0][0] == ["و⟦1⟧ ول⟦2⟧"]


def test_another_mask_is_tried():
    engine = Engine(lambda text, *_: ["XQ1'da"] if "XQ1" in text else ["[1]'da"])
    found = draft("في كازاخستان", "tr", engine, (BRACKET, CAPITAL))
    assert (found.text, found.placements[0].method) == ("Kazakistan'da", Method.OTHER_MASK)


def test_an_engine_that_can_is_made_to_keep_the_masks():
    engine = Engine(lambda *_: ["nothing"], kept=lambda text, keep: re.search(keep, text).group() + "'da")
    found = draft("في كازاخستان", "tr", engine)
    assert (found.text, found.placements[0].method) == ("Kazakistan'da", Method.CONSTRAINED)


def test_the_n_best_list_is_tried():
    engine = Engine(lambda text, count, _: ["nothing", "⟦1⟧'da"] if count > 1 else ["nothing"])
    found = draft("في كازاخستان", "tr", engine)
    assert (found.text, found.placements[0].method) == ("Kazakistan'da", Method.NBEST)


def test_a_name_the_engine_writes_by_itself_counts_and_its_suffix_is_mended():
    engine = Engine(lambda text, count, alignment: ["Kazakistan'de oldu"] if alignment else ["nothing"])
    found = draft("في كازاخستان", "tr", engine)
    assert (found.text, found.placements[0].method) == ("Kazakistan'da oldu", Method.MODEL)


def test_aligned_words_are_replaced():
    engine = Engine(lambda text, count, alignment: ["Kazaki'da oldu"] if alignment else ["no"], ((0, 9, 3, 12), (10, 14, 0, 2)))
    found = draft("في كازاخستان", "tr", engine)
    assert (found.text, found.placements[0].method) == ("Kazakistan'da oldu", Method.ALIGNED)


def test_a_miss_is_never_silent():
    found = draft("في كازاخستان", "tr", Engine(lambda *_: ["bir yerde"]))
    assert found.placements[0].method is Method.MISSING
    assert [(f.severity, f.check) for f in found.findings] == [("error", "glossary")]
    assert "Kazakistan" in found.findings[0].message


@pytest.mark.parametrize("answer", ["⟦1⟧ ⟦1⟧", "⟦2⟧", "⟦1⟧ ⟦2⟧", "", "⟦1"])
def test_masks_doubled_foreign_or_torn_are_no_success(answer):
    found = draft("في كازاخستان", "tr", Engine(lambda *_: [answer]))
    assert found.placements[0].method is Method.MISSING


def test_a_draft_with_problems_is_retried_and_else_flagged():
    def problems(source, text):
        return ["loops"] if "loop" in text else []

    retried = draft("اليوم", "en", Engine(lambda t, count, a: ["loop", "fine"] if count > 1 else ["loop"]), problems=problems)
    assert (retried.text, retried.findings) == ("fine", ())
    flagged = draft("في كازاخستان", "en", Engine(lambda *_: ["⟦1⟧ loop"]), problems=problems)
    assert flagged.text == "Kazakhstan loop"
    assert [f.message for f in flagged.findings] == ["loops"]


def test_letters_that_are_no_suffix_are_dropped_with_a_finding():
    found = draft("في كازاخستان", "kk", Engine(lambda *_: ["⟦1⟧стандыққа"]))
    assert found.text == "Қазақстан"
    assert [f.check for f in found.findings] == ["suffix"]


def test_a_term_without_a_form_is_left_to_the_engine(tmp_path):
    path = tmp_path / "g.yaml"
    path.write_text("version: 1\nterms:\n  - {id: a, kind: place, ar: أنقرة, en: Ankara}\n", encoding="utf-8")
    glossary = load_glossary(path)
    engine = Engine(lambda *_: ["anything"])
    found = Enforcer(glossary, get("tr"), engine, (BRACKET,)).drafts(["أنقرة"], [Matcher(glossary).hits("أنقرة")])[0]
    assert (found.text, engine.asked[0][0]) == ("anything", ["أنقرة"])


WORDS = st.sampled_from("كازاخستان وتركيا للأمم في من قال توكاييف، أنقرة المتحدة اليوم بباكو وآسيا".split())


@given(st.lists(WORDS, min_size=1, max_size=10), st.sampled_from(["en", "tr", "kk"]))
def test_text_differs_from_the_engine_s_only_at_the_hits(words, code):
    """An engine that echoes its input: whatever is not a hit comes through to the letter."""
    text = " ".join(words)
    found = draft(text, code, Engine(lambda text, *_: [text]))
    rest = found.text
    for placement in sorted(found.placements, key=lambda p: -p.start):
        assert rest[placement.start : placement.end] == placement.form
        rest = rest[: placement.start] + "\0" + rest[placement.end :]
    source = text
    for hit in sorted(MATCHER.hits(text), key=lambda h: -h.start):
        if hit.kind != "nisba":
            source = source[: hit.start] + "\0" + source[hit.end :]
    squeeze = re.compile(r"\s|(?<![a-z])[Tt]he ")  # English articles and the space beside a clitic are ours
    assert squeeze.sub("", rest) == squeeze.sub("", source)


@pytest.mark.parametrize(
    ("code", "source", "text", "messages"),
    [
        ("tr", "كازاخستان", "Kazakistan'ın", []),
        ("tr", "كازاخستان", "Kazakistan’ın", []),
        ("tr", "كازاخستان", "Kazakistan'in", ["'Kazakistan'in' has the wrong suffix; write 'Kazakistan'ın'"]),
        ("tr", "كازاخستان", "Kazakistana", ["'Kazakistana' has the wrong suffix; write 'Kazakistan'a'"]),
        ("tr", "كازاخستان", "Bu ülke", ["'كازاخستان' must be 'Kazakistan' here; it is missing"]),
        ("kk", "أستانا", "Астанаге", ["'Астанаге' has the wrong suffix; write 'Астанаға'"]),
        (
            "kk",
            "توكاييف",
            "Токаевтың",
            ["'Токаевтың' is forbidden; write 'Тоқаев'", "'توكاييف' must be 'Тоқаев' here; it is missing"],
        ),
        (
            "en",
            "توكاييف",
            "Tokaev",
            ["'Tokaev' is forbidden; write 'Tokayev'", "'توكاييف' must be 'Tokayev' here; it is missing"],
        ),
        ("tr", "الأمم المتحدة", "BM'nin", []),
        ("tr", "العلاقات التركية", "Türk ilişkileri", []),
    ],
)
def test_a_person_s_text_is_checked_suffix_and_all(code, source, text, messages):
    assert [finding.message for finding in verify(text, MATCHER.hits(source), GLOSSARY, get(code))] == messages


def small_glossary(*terms):
    return parse_glossary(("version: 1\nterms:\n" + "".join(f"  - {term}\n" for term in terms)).encode(), Path("g.yaml"))


FORMS = {
    "tr": ["Ankara", "Bakü", "Irak", "Türk Devletleri Teşkilatı", "ABD", "Tokayev", "G20"],
    "kk": ["Анкара", "Баку", "Бішкек", "Түркі мемлекеттері ұйымы", "АҚШ", "Тоқаев", "Израиль"],
    "en": ["Ankara", "Baku", "United Nations", "Tokayev"],
}
TAILS = {"tr": ["'da", "'nın", "'ya", ""], "kk": ["да", "ның", "ға", ""], "en": ["'s", ""]}


@given(st.data(), st.sampled_from(["tr", "kk", "en"]))
def test_another_glossary_changes_nothing_but_the_names(data, code):
    """Two random glossaries over one engine: the drafts are equal once the placed forms are taken out."""
    words = data.draw(st.lists(st.sampled_from(["bu", "ve", "oldu", "⟦1⟧", "⟦2⟧", "yeni", "."]), min_size=2, max_size=9))
    tails = data.draw(st.lists(st.sampled_from(TAILS[code]), min_size=2, max_size=2))
    answer = " ".join(words).replace("⟦1⟧", "⟦1⟧" + tails[0], 1).replace("⟦2⟧", "⟦2⟧" + tails[1], 1)
    seen = []
    for _ in range(2):
        names = data.draw(st.lists(st.sampled_from(FORMS[code]), min_size=2, max_size=2, unique=True))
        glossary = small_glossary(
            f'{{id: a, kind: place, ar: أنقرة, {code}: "{names[0]}"}}',
            f'{{id: b, kind: place, ar: باكو, {code}: "{names[1]}"}}',
        )
        hits = Matcher(glossary).hits("أنقرة باكو")
        found = Enforcer(glossary, get(code), Engine(lambda *_: [answer]), (BRACKET,)).drafts(["أنقرة باكو"], [hits])[0]
        rest = found.text
        for placement in sorted(found.placements, key=lambda p: -p.start):
            if placement.start >= 0:
                rest = f"{rest[: placement.start]}{{{placement.hit.term_id}}}{rest[placement.end :]}"
        seen.append(rest)
    assert seen[0] == seen[1]


def test_a_later_mention_takes_the_short_form():
    glossary = small_glossary(
        "{id: t, kind: person, ar: {term: قاسم جومارت توكاييف, variants: [توكاييف]}, tr: {term: Kasım Cömert Tokayev, short: Tokayev}}"
    )
    first = Matcher(glossary).hits("قاسم جومارت توكاييف")
    later = tuple(replace(hit, later=True) for hit in first)
    engine = Engine(lambda *_: ["⟦1⟧'ün evi"])
    drafts = Enforcer(glossary, get("tr"), engine, (BRACKET,)).drafts(["a", "b"], [first, later])
    assert [one.text for one in drafts] == ["Kasım Cömert Tokayev'in evi", "Tokayev'in evi"]
    for text in ("Kasım Cömert Tokayev geldi", "Tokayev'e"):
        assert list(verify(text, later, glossary, get("tr"))) == list(verify(text, first, glossary, get("tr"))) == []


def test_a_forbidden_form_of_the_engine_s_own_is_replaced_in_its_case():
    engine = Engine(lambda text, count, alignment: ["Ол Токаевқа барды"] if alignment else ["nothing"])
    found = draft("إلى توكاييف", "kk", engine)
    assert (found.text, found.placements[0].method) == ("Ол Тоқаевқа барды", Method.MODEL)


def test_what_is_not_translated_stands_as_it_is():
    glossary = small_glossary("{id: c, kind: product, ar: YDA7, do_not_translate: true}")
    hits = Matcher(glossary).hits("شركة YDA7 جديدة")
    found = Enforcer(glossary, get("kk"), Engine(lambda *_: ["жаңа ⟦1⟧ның"]), (BRACKET,)).drafts(["x"], [hits])[0]
    assert found.text.startswith("жаңа YDA7")


NUMBERS = [
    ("tr", "بلغت 1,400 طن بنسبة 1.3% عام 2026", "⟦3⟧'te ⟦1⟧ ton, yüzde ⟦2⟧", "2026'da 1.400 ton, yüzde 1,3"),
    ("kk", "بلغت 1,400 طن عام 2026", "⟦2⟧-да ⟦1⟧ тонна", "2026-да 1 400 тонна"),
    ("en", "بلغت ١٬٤٠٠ طن بنسبة ٣٫٥٪", "⟦1⟧ tons, ⟦2⟧%", "1,400 tons, 3.5%"),
    ("tr", "زار توكاييف 14 دولة", "⟦1⟧ ⟦2⟧ ülkeyi gezdi", "Tokayev 14 ülkeyi gezdi"),
    ("en", "21 و 22 و 103 و 11", "⟦1⟧th, ⟦2⟧nd, ⟦3⟧th, ⟦4⟧st", "21st, 22nd, 103rd, 11th"),
    ("tr", "35 و 6 و 9 و 4", "⟦1⟧'inci, ⟦2⟧nci, ⟦3⟧'inci, ⟦4⟧'incisi", "35'inci, 6'ncı, 9'uncu, 4'üncüsü"),
    ("kk", "20 و 6 و 50 و 3", "⟦1⟧-ші, ⟦2⟧ші, ⟦3⟧-ыншы, ⟦4⟧-інші", "20-шы, 6-шы, 50-ші, 3-ші"),
    ("en", "طفل عمره 18 عاما", "a ⟦1⟧-year-old", "an 18-year-old"),
    (
        "en",
        "15 و 30 و 24 و 1990",
        "two of the ⟦1⟧ in hospital, the ⟦2⟧th session, the ⟦3⟧ of May, the ⟦4⟧s",
        "two of the 15 in hospital, the 30th session, the 24 of May, the 1990s",
    ),
]


@pytest.mark.parametrize(("code", "source", "answer", "expected"), NUMBERS)
def test_numbers_are_carried_like_names(code, source, answer, expected):
    found = draft(source, code, Engine(lambda *_: [answer]), numbers=True)
    assert found.text == expected
    assert all(placement.hit.kind != "number" for placement in found.placements)


def test_a_lost_number_costs_no_name():
    """Masks for numbers are tried first; where one is lost, the names alone are masked as before."""
    engine = Engine(lambda text, *_: ["⟦1⟧ geldi"] if "⟦2⟧" in text else ["⟦1⟧ 14 ülkeyi gezdi"])
    found = draft("زار توكاييف 14 دولة", "tr", engine, numbers=True)
    assert found.text == "Tokayev 14 ülkeyi gezdi"
    both, names = ["زار ⟦1⟧ ⟦2⟧ دولة"], ["زار ⟦1⟧ 14 دولة"]
    assert [texts for texts, _, _ in engine.asked if texts] == [both, both, names]


def test_a_number_lost_in_the_end_is_carried_by_constrained_decoding():
    def kept(text, keep):
        return "⟦1⟧ ⟦2⟧ ülkeyi gezdi" if "⟦2⟧" in text else "⟦1⟧ 20 ülkeyi gezdi"

    engine = Engine(lambda text, *_: ["⟦1⟧ geldi"] if "⟦2⟧" in text else ["⟦1⟧ 20 ülkeyi gezdi"], kept=kept)
    found = draft("زار توكاييف 14 دولة", "tr", engine, numbers=True, problems=safety_problems)
    assert (found.text, found.findings) == ("Tokayev 14 ülkeyi gezdi", ())
    assert found.placements[0].method is Method.CONSTRAINED


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("عام 2026 و1,400 طن", ["2026", "1,400"]), ("في 24/11/2026 الساعة 12:30", []), ("COVID-19 وG20", []),
        ("١٬٤٠٠ طن", ["١٬٤٠٠"]), ("الإصدار 2.0.1", []), ("25% و3.5 مليار", ["25", "3.5"]), ("لا شيء", []),
    ],
)  # fmt: skip
def test_numbers_that_stand_by_themselves(text, spans):
    assert [text[start:end] for start, end in number_spans(text)] == spans


def test_a_long_unit_is_tried_clause_by_clause():
    def answer(text, *_):
        return ["nothing"] if "⟦2⟧" in text else [{"ز": "⟦1⟧ geldi.", "و": "⟦1⟧'da kaldı."}[text[0]]]

    found = draft("زار توكاييف، وبقي في أنقرة.", "tr", Engine(answer))
    assert found.text == "Tokayev geldi, Ankara'da kaldı."
    assert [(p.form, p.method) for p in found.placements] == [("Tokayev", Method.CLAUSE), ("Ankara'da", Method.CLAUSE)]
    assert all(found.text[p.start : p.end] == p.form for p in found.placements)


@pytest.mark.parametrize(("code", "answer", "want"), [("tr", "⟦1⟧'de", "رؤية ٢٠٣٠'da"), ("kk", "⟦1⟧де", "رؤية ٢٠٣٠-да")])
def test_a_name_that_ends_in_arabic_digits_takes_suffixes(code, answer, want):
    glossary = small_glossary("{id: v, kind: work, ar: رؤية ٢٠٣٠, do_not_translate: true}")
    hits = Matcher(glossary).hits("في رؤية ٢٠٣٠")
    (found,) = Enforcer(glossary, get(code), Engine(lambda *_: [answer]), (BRACKET,)).drafts(["في رؤية ٢٠٣٠"], [hits])
    assert found.text == want


def test_a_short_form_is_judged_by_itself():
    """Only the long form is a compound (Teşkilatı'na); what is placed and what is checked go by the same rule."""
    glossary = small_glossary(
        "{id: o, kind: org, ar: منظمة الدول, tr: {term: Türk Devletleri Teşkilatı, short: TDT, compound: true}}"
    )
    hits = [replace(hit, later=True) for hit in Matcher(glossary).hits("إلى منظمة الدول")]
    (found,) = Enforcer(glossary, get("tr"), Engine(lambda *_: ["⟦1⟧'ye"]), (BRACKET,)).drafts(["إلى منظمة الدول"], [hits])
    assert found.text == "TDT'ye"
    assert [one for one in verify(found.text, hits, glossary, get("tr")) if one.severity == "error"] == []
