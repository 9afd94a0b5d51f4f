"""Arabic folding with offsets, numbers, repetitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.text.arabic import fold, plain
from l10n_flow.text.numbers import localised, number_spans, numbers
from l10n_flow.text.repeats import repeated


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أنقرة", "انقره"), ("آسيا", "اسيا"), ("مصطفى", "مصطفي"), ("كِتَابٌ", "كتاب"), ("أصـــداء", "اصداء"),
        ("١٢٣", "123"), ("ﻻ", "لا"), ("a\u00a0 b", "a b"), ("مؤسسة", "موسسه"), ("\u200fنص\u200e", "نص"), ("", ""),
    ],
)  # fmt: skip
def test_fold(text, folded):
    assert fold(text).text == folded


@given(st.text(alphabet="ابتأإآؤئىة\u064b\u0651ـ \u00a0\u200f()-١2a", max_size=60), st.data())
def test_spans_point_back(text, data):
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        first, last = folded.span(start, end)
        assert 0 <= first < last <= len(text)
        assert folded.text[start:end].strip() in fold(text[first:last]).text


@given(st.text(alphabet="ابتأإىة\u064bـ ", max_size=40))
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1.3 مليار", "1,3 milyar"), ("٢٠٢٦", "2026"), ("4 آلاف", "4,000"), ("25%", "%25"), ("1,400 طن", "1 400 тонна"),
        ("بين 18 و20", "18 to 20"), ("لا شيء", "nothing"), ("1،5 مليون", "1.5 million"),
    ],
)  # fmt: skip
def test_like_numbers(left, right):
    assert numbers(left) == numbers(right)


WRITTEN = [
    ("0,125", "0.125"), ("1.234.567", "1,234,567"), ("1 234 567", "1,234,567"), ("1.234,5", "1,234.5"), ("١٬٤٠٠٫٥", "1,400.5"),
    ("1،5", "1.5"), ("1.234", "1.234"), ("1 234", "1 234"), ("2026", "2026"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "written"), WRITTEN)
def test_numbers_of_arabic_copy_in_english(number, written):
    assert localised(number, decimal=".", thousands=",") == written


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("1،5 مليون", ["1،5"]), ("2،5% من", ["2،5"]), ("المادتان 5،6 من", ["5", "6"]), ("4،5،6 مليون", ["4", "5", "6"]), ("بـ50 شخصا", ["50"]), ("وبـ50", ["50"]),
        ("الساعة 14.00 مساء", []), ("الساعة 14 مساء", ["14"]), ("نسبة 14.00", ["14.00"]),
    ],
)  # fmt: skip
def test_numbers_that_are_carried(text, spans):
    assert [text[start:end] for start, end in number_spans(text)] == spans


@pytest.mark.parametrize(("left", "right"), [("14", "15"), ("2023", "2032"), ("1.3", "13.3"), ("5", "five")])
def test_unlike_numbers(left, right):
    assert numbers(left) != numbers(right)


@pytest.mark.parametrize(
    ("text", "loops"),
    [
        ("the the the the end", True), ("a b c a b c a b c", True), ("in the city and in the country", False), ("", False),
        ("one two three", False),
    ],
)  # fmt: skip
def test_repeated(text, loops):
    assert bool(repeated(text)) is loops


@given(st.text(alphabet=st.sampled_from("أإآةىپ ـًَ\u200f\u00a0_ \tا٣3ﷺﻻa’–")))
def test_plain_is_the_text_of_fold(text):
    assert plain(text) == fold(text).text
