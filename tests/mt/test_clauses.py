"""Long texts are translated clause by clause where a package asks for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Hypothesis
from l10n_flow.mt.clauses import PLACES, SHORTEST, Clause, clauses, joined
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator, _joined
from l10n_flow.mt.packages import find_packages

CUTS = [
    (0, "وصل الوفد إلى أنقرة، ثم عقد اجتماعاً مغلقاً.", ["وصل الوفد إلى أنقرة، ثم عقد اجتماعاً مغلقاً."]),
    (8, "وصل الوفد إلى أنقرة، ثم عقد اجتماعاً مغلقاً.", ["وصل الوفد إلى أنقرة، ثم عقد اجتماعاً مغلقاً."]),
    (6, "وصل الوفد إلى أنقرة، ثم عقد اجتماعاً مغلقاً.", ["وصل الوفد إلى أنقرة،", "+ثم عقد اجتماعاً مغلقاً."]),
    (6, "أكد رئيس الوزراء أن الاتفاق يخدم البلدين", ["أكد رئيس الوزراء", "+أن الاتفاق يخدم البلدين"]),
    (6, "افتتحت الوزارة مدرسة جديدة والمحافظ زار القرية", ["افتتحت الوزارة مدرسة جديدة", "+والمحافظ زار القرية"]),
    (6, "زار وفد كبير وزارة الخارجية صباح اليوم", ["زار وفد كبير وزارة الخارجية صباح اليوم"]),
    (6, "وقال الوزير في كلمته: «نحن على استعداد للحوار»", ["وقال الوزير في كلمته:", "«نحن على استعداد للحوار»"]),
    (6, "انتهت الجلسة أمس. تبدأ الجولة التالية يوم الأحد.", ["انتهت الجلسة أمس.", "تبدأ الجولة التالية يوم الأحد."]),
    (6, "قال د. سامي نصار إن النتائج جيدة جداً", ["قال د. سامي نصار", "+إن النتائج جيدة جداً"]),
    (5, "بلغت الصادرات 3.5 مليار دولار، بزيادة كبيرة جداً", ["بلغت الصادرات 3.5 مليار دولار،", "+بزيادة كبيرة جداً"]),
    (6, "ارتفعت الأسعار بنسبة 5٪. وزادت الصادرات إلى 10 مليارات", ["ارتفعت الأسعار بنسبة 5٪.", "وزادت الصادرات إلى 10 مليارات"]),
    (6, "قال إنه «مستعد لذلك». ثم غادر القاعة مسرعاً", ["قال إنه «مستعد لذلك».", "ثم غادر القاعة مسرعاً"]),
    (6, "استقبل المدير وفد (الشركة الأولى، ثم وفد الثانية) هنا", ["استقبل المدير وفد (الشركة الأولى، ثم وفد الثانية) هنا"]),
    (4, "شكراً لكم، نعم بكل تأكيد", ["شكراً لكم، نعم بكل تأكيد"]),  # two words are no clause
]  # fmt: skip


@pytest.mark.parametrize(("longest", "text", "parts"), CUTS)
def test_where_texts_are_cut(longest, text, parts):
    assert ["+" * one.inner + one.text for one in clauses(text, longest, places=PLACES)] == parts


def test_drafts_are_cut_at_punctuation_alone():
    text = "أكد رئيس الوزراء أن الاتفاق يخدم البلدين، ثم زار مدينة أستانا"
    assert [one.text for one in clauses(text, 3)] == [text[:41], text[42:]]


WORDS = ["وصل", "أن", "الوفد،", "والوزير", "في", "⟦1⟧", "«نعم", "لا»", "انتهى.", "قال:", "–", "3.5"]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.integers(0, 12))
def test_no_word_is_lost_and_no_clause_too_short(words, longest):
    text = " ".join(words)
    parts = clauses(text, longest, places=PLACES)
    assert " ".join(part.text for part in parts) == text
    assert len(parts) == 1 or all(len(part.text.split()) >= SHORTEST for part in parts)
    assert not parts[0].inner
    assert all(part.seen == (f"، {part.text}" if part.inner else part.text) for part in parts)


JOINS = [
    ([("وصل الوفد،", False), ("ثم عاد.", True)], ["They came.", ", then they left."], "They came, then they left."),
    ([("قال الوزير:", False), ("«نعم».", False)], ["He said,", "“Yes.”"], "He said: “Yes.”"),
    ([("انتهى.", False), ("بدأ.", False)], ["It ended.", "It began."], "It ended. It began."),
    ([("أكد الوزير", False), ("أن ذلك مهم", True)], ["He stressed.", ", that it matters"], "He stressed that it matters"),
    ([("نعم؛", False), ("لا", True)], ["Yes,", ""], "Yes;"),
    ([("نعم،", False), ("لا", True)], ["", ", no"], "no"),
    ([("انتهى.", False), ("بدأ.", False)], ["It ended", "It began."], "It ended. It began."),
    ([("قال «نعم»،", False), ("ثم عاد", True)], ["He said “yes.”,", ", then went"], "He said “yes”, then went"),
    ([("في واشنطن،", False), ("ثم عاد", True)], ["In the U.S.", ", then he left"], "In the U.S., then he left"),
    ([("When he came,", False), ("he said", False)], ["Gelince,", "dedi"], "Gelince, dedi"),
]


@pytest.mark.parametrize(("parts", "translations", "text"), JOINS)
def test_translations_are_joined(parts, translations, text):
    assert joined([Clause(*part) for part in parts], translations) == text


LONG = "وصل الرئيس إلى أنقرة، ثم وصل ⟦1⟧ إلى أنقرة، وقال إن ⟦2⟧ مليار دولار"


def ask(packages, texts, **options):
    translator = Translator(packages, threads=1, decoding=Decoding(beam=3, clause=5))
    return list(translator.translate(texts, source="ar", target="en", **options))


def test_the_engine_translates_the_clauses(packages):
    whole = ask(packages, [LONG])[0][0]
    parts = clauses(LONG, 5)
    assert [part.seen for part in parts] == ["وصل الرئيس إلى أنقرة،", "، ثم وصل ⟦1⟧ إلى أنقرة،", "، وقال إن ⟦2⟧ مليار دولار"]
    model = Translator(packages, threads=1, decoding=Decoding(beam=3))._model(packages[0])
    first, *others = [found[0].text for found in model.begin(parts, 1)()]
    assert ask(packages, [parts[0].text])[0][0].text == first
    assert ask(packages, [LONG, "وصل", LONG + " 34"], hypotheses=2)[0][0] == whole
    assert ask(packages, [LONG], alignment=True) == list(
        Translator(packages).translate([LONG], source="ar", target="en", alignment=True)
    )
    assert whole.text == joined(parts, [first, *others])


def test_an_inner_clause_goes_on_behind_a_comma(tmp_path):
    """With the starter, whose tokenizer knows commas."""
    (package,) = (one for one in find_packages(tmp_path)[0] if one.pair == "ar_en")
    model = Translator([package], threads=1)._model(package)
    opening, inner = (
        found[0] for found in model.begin([Clause("وقال الوزير إن الاتفاق مهم", inner) for inner in (False, True)], 1)()
    )
    assert opening.text[0].isupper() and not opening.text.startswith(",")
    assert re.match(", [a-z]", inner.text)
    (kept,) = model.begin([Clause("ثم عاد ⟦1⟧ وزار ⟦2⟧ و ⟦3⟧ و ⟦4⟧ مساء أمس", True)], 1, keep=r"⟦\d⟧")()
    assert kept[0].text.startswith(",") and sorted(re.findall(r"⟦\d⟧", kept[0].text)) == ["⟦1⟧", "⟦2⟧", "⟦3⟧", "⟦4⟧"]


def test_what_is_cut_is_part_of_a_drafts_signature(packages):
    one, other = (Translator(packages, decoding=Decoding(clause=count)).signature("ar", "en") for count in (0, 8))
    assert one != other


def test_english_is_not_cut(packages):
    text = "the minister arrived in the city today! then the minister left the city again"
    cut = Translator(packages, threads=1, decoding=Decoding(clause=5))
    whole = Translator(packages, threads=1)
    found = [list(one.translate([text], source="en", target="tr")) for one in (cut, whole)]
    assert found[0] == found[1]
    assert cut.calls == 1


def test_masks_are_kept_in_their_clauses(packages):
    (found,) = ask(packages, [LONG], keep=r"⟦\d⟧")
    assert re.findall(r"⟦\d⟧", found[0].text) == ["⟦1⟧", "⟦2⟧"]


def test_hypotheses_of_parts_are_combined_by_what_they_give_up():
    parts = [Clause("وصل الوفد،"), Clause("ثم عاد الوفد", True)]
    found = [
        [Hypothesis("A", -0.1), Hypothesis("B", -0.9), Hypothesis("A,", -1.0)],
        [Hypothesis(", c", -0.2), Hypothesis("c", -0.3)],
    ]
    made = _joined(parts, found)
    assert [one.text for one in made] == ["A, c", "B, c"]  # no text twice
    assert made[0].score == round((-0.1 * len(parts[0].text) - 0.2 * len(parts[1].text)) / 22, 4)
