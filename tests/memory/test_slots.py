"""Numbers of similar texts exchanged in the translation, or left alone where that is not safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import lang
from l10n_flow.memory.slots import Slot, aligned, exchange_numbers, find_numbers, mapping, number_slots

NUMBERS = [
    ("بلغ 5 مليارات", ["5"]), ("عام ٢٠٢٦ و٢٠٢٧", ["2026", "2027"]), ("1,400 و 1.400 و 1 400", ["1400", "1400", "1400"]), ("3.5 و3,5 و٣٫٥", ["3.5"] * 3),
    ("1,234,567.89", ["1234567.89"]), ("12:30", ["12", "30"]), ("24.11.2026", []), ("نسبة 5%", ["5"]), ("1.2.3", []), ("لا رقم", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), NUMBERS)
def test_numbers(text, values):
    assert [number.value for number in find_numbers(text)] == values


def test_one_separator_in_a_target_is_read_as_its_language_does():
    assert [number.value for number in find_numbers("1.400", decimal=".")] == ["1.400"]
    assert [number.value for number in find_numbers("1.400", decimal=",")] == ["1400"]


def exchanged(query, source, target, code):
    ours, theirs = number_slots(query), number_slots(source)
    wanted = mapping(aligned(query, source, ours, theirs), theirs)
    return exchange_numbers(target, theirs, wanted, lang.get(code))[0]


EXCHANGED = [
    ("tr", "بلغ 5 مليارات", "بلغ 7 مليارات", "5 milyara ulaştı", "7 milyara ulaştı"), ("tr", "في عام 2025", "في عام 2026", "2025'te", "2026'da"),
    ("kk", "في عام 2025", "في عام 2030", "2025-те", "2030-да"), ("tr", "1,400 شخص", "2,600 شخص", "1.400 kişi", "2.600 kişi"),
    ("en", "1400 شخص", "12600 شخص", "1,400 people", "12,600 people"), ("tr", "نسبة 3.5%", "نسبة 4.25%", "%3,5", "%4,25"),
    ("en", "من 5 إلى 7 أيام", "من 6 إلى 9 أيام", "from 5 to 7 days", "from 6 to 9 days"), ("tr", "من 5 إلى 7", "من 7 إلى 5", "5 ile 7", "7 ile 5"),
    ("tr", "5 و 5 أيضا", "6 و 6 أيضا", "5 ve yine 5", "6 ve yine 6"), ("tr", "الساعة 12:30", "الساعة 13:45", "saat 12:30", "saat 13:45"),
]  # fmt: skip
LEFT = [
    ("en", "يوم 1 فقط", "يوم 5 فقط", "only 1 day"), ("en", "المركز 5", "المركز 2", "the 5th place"), ("tr", "5 و 5 أيضا", "6 و 7 أيضا", "5 ve yine 5"),
    ("tr", "بلغ 5", "بلغ 7", "beş oldu"), ("tr", "بلغ 5", "بلغ 7", "5 milyar, yani 5"), ("tr", "شبكة 5 جيدة", "شبكة 6 جيدة", "5G iyi"),
    ("kk", "المركز 5", "المركز 6", "5-ші орын"), ("tr", "بلغ 5 مليارات اليوم", "في باكو قال 7 إنه", "5 milyar"), ("tr", "بلغ 5", "بلغ 3.5", "5'ten fazla"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "source", "query", "target", "wanted"), EXCHANGED)
def test_exchanged(code, source, query, target, wanted):
    assert exchanged(query, source, target, code) == wanted


@pytest.mark.parametrize(("code", "source", "query", "target"), LEFT)
def test_left_alone(code, source, query, target):
    assert exchanged(query, source, target, code) == target


def test_slots_line_up_by_the_words_around_them():
    query, source = "قال إن 7 شركات من 9 ستأتي", "قال إن 5 شركات من 6 ستأتي غدا"
    pairs = aligned(query, source, number_slots(query), number_slots(source))
    assert [(old.value, new.value) for old, new in pairs] == [("5", "7"), ("6", "9")]


def test_slots_of_another_kind_do_not_belong_together():
    old, new = Slot("name place", 4, 9, "أنقرة", "ankara"), Slot("name person", 4, 9, "أحمد", "ahmed")
    assert aligned("وصل أحمد", "وصل أنقرة", [new], [old]) == []


@given(st.integers(2, 10**9), st.integers(2, 10**9), st.sampled_from(("en", "tr", "kk")))
def test_there_and_back(one, other, code):
    language = lang.get(code)
    text = f"x {one} y"
    there = exchanged(f"بلغ {other} اليوم", f"بلغ {one} اليوم", text, code)
    assert [number.value for number in find_numbers(there, decimal=language.decimal)] == [str(other)]
    assert exchanged(f"بلغ {one} اليوم", f"بلغ {other} اليوم", there, code) == text
