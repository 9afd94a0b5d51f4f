"""Long texts are translated clause by clause where a package asks for it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Hypothesis
from l10n_flow.mt.clauses import PLACES, SHORTEST, Clause, clauses, joined
from l10n_flow.mt.decoding import Decoding
from l10n_flow.mt.engine import Translator, _joined

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
    assert all(part.seen == part.text or part.seen == f"، {part.text}" for part in parts)


JOINS = [
    ([("وصل الوفد،", False), ("ثم عاد.", True)], ["They came.", ", then they left."], "They came, then they left."),
    ([("قال الوزير:", False), ("«نعم».", False)], ["He said,", "“Yes.”"], "He said: “Yes.”"),
    ([("انتهى.", False), ("بدأ.", False)], ["It ended.", "It began."], "It ended. It began."),
    ([("أكد الوزير", False), ("أن ذلك مهم", True)], ["He stressed.", ", that it matters"], "He stressed that it matters"),
    ([("نعم؛", False), ("لا", True)], ["Yes,", ""], "Yes;"),
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
    assert [part.inner for part in parts] == [False, True, True]
    assert whole.text == joined(
        parts, [ask(packages, [part.seen])[0][0].text for part in parts[:1]] + _inner(packages, parts[1:])
    )
    assert ask(packages, [LONG, "وصل", LONG + " 34"], hypotheses=2)[0][0] == whole


def _inner(packages, parts):
    """What the engine makes of clauses behind another one."""
    found = []
    for part in parts:
        pair = [Clause("وصل الرئيس إلى أنقرة،"), part]
        text = " ".join(one.text for one in pair)
        assert clauses(text, 5) == pair
        found.append(ask(packages, [text])[0][0].text.split(", ", 1)[1])
    return found


def test_masks_are_kept_in_their_clauses(packages):
    (found,) = ask(packages, [LONG], keep=r"⟦\d⟧")
    assert re.findall(r"⟦\d⟧", found[0].text) == ["⟦1⟧", "⟦2⟧"]


def test_hypotheses_of_parts_are_combined_by_what_they_give_up():
    parts = [Clause("وصل الوفد،"), Clause("ثم عاد الوفد", True)]
    found = [[Hypothesis("A", -0.1), Hypothesis("B", -0.9)], [Hypothesis(", c", -0.2), Hypothesis(", d", -0.3)]]
    made = _joined(parts, found)
    assert [one.text for one in made] == ["A, c", "A, d"]
    assert made[0].score == pytest.approx((-0.1 * len(parts[0].text) - 0.2 * len(parts[1].text)) / 22)
