"""What counts as the same text, and the bands of scores."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.memory import band
from l10n_flow.memory.match import fuzzy_score
from l10n_flow.memory.normalise import features, normalise
from l10n_flow.text.arabic import fold, plain

SAME = [
    ("وصل الرئيس", "وصل  الرئيس "), ("أنقرة", "انقره"), ("قال «نعم»", 'قال "نعم"'), ("٢٠٢٦", "2026"), ("مُدَرِّسٌ", "مدرس"),
    ("العـــربية", "العربية"), ("5٪", "5%"), ("3٫5", "3.5"), ("ﻻ", "لا"), ("cafe\u0301", "café"), ("\u200fنص\u200e", "نص"),
    ("على", "علي"), ("«أصـداء»", "“اصداء”"),
]  # fmt: skip
DIFFERENT = [("وصل؟", "وصل."), ("2025", "2026"), ("قال", "قالت"), ("3.5", "35"), ("IBM", "HP"), ("", "نص")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_text(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_texts(one, other):
    assert normalise(one) != normalise(other)


BANDS = [
    (102, ""), (101, "101"), (100, "100"), (99, "95-99"), (95, "95-99"), (94, "85-94"), (85, "85-94"), (84, "75-84"), (75, "75-84"),
    (74, "50-74"), (50, "50-74"), (49, ""), (0, ""),
]  # fmt: skip


@pytest.mark.parametrize(("score", "name"), BANDS)
def test_bands(score, name):
    assert band(score) == name


@pytest.mark.parametrize(
    ("ratio", "same", "score"),
    [(100.0, True, 100), (99.99, False, 99), (100.0, False, 99), (84.999, False, 84), (50.0, False, 50)],
)
def test_scores_are_rounded_down_and_only_the_same_is_100(ratio, same, score):
    assert fuzzy_score(ratio, same=same) == score


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_plain_is_fold_without_offsets(text):
    assert plain(text) == fold(text).text


@given(st.text(alphabet="ابتثجحخوي لمنه٢3.", max_size=60))
def test_a_text_has_its_features_in_a_query(text):
    assert features(normalise(text)).keys() <= features(normalise(text), query=True).keys()


def test_clitics_and_endings_share_a_feature():
    assert features("والكازاخستانيون وصلوا امس الي هناك").keys() & features("كازاخستانية في قمة دول الترك").keys() == {"كازاخ"}
