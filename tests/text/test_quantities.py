"""Amounts in digits and words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.lang import get
from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
from l10n_flow.text.quantities import read_amounts

VALUES = [
    ("ar", "خمسة وعشرون", 25), ("ar", "ثلاثة عشر", 13), ("ar", "مئتين", 200), ("ar", "ألفين", 2000), ("ar", "مليونين", 2_000_000),
    ("ar", "خمسمئة ألف", 500_000), ("ar", "٣٫٥ مليون", 3_500_000), ("ar", "نصف مليون", 500_000), ("ar", "التاسع عشر", 19),
    ("ar", "2 مليون ونصف", 2_500_000), ("ar", "ثمانينيات", 1980), ("en", "twenty-five", 25), ("en", "two hundred thousand", 200_000),
    ("en", "half a million", 500_000), ("en", "5.4m", 5_400_000), ("en", "twelfth", 12), ("tr", "yirmi beş", 25), ("tr", "iki yüz bin", 200_000),
    ("tr", "iki buçuk milyon", 2_500_000), ("tr", "üçüncü", 3), ("tr", "yüzde yüz", 100), ("tr", "5 milyon 200 bin", 5_200_000),
    ("kk", "жиырма бес", 25), ("kk", "екі жүз мың", 200_000), ("kk", "жарты миллион", 500_000), ("kk", "5 млрд", 5_000_000_000),
    ("kk", "үшінші", 3), ("kk", "ХІХ ғасыр", 19),
]  # fmt: skip


def words(code):
    return ARABIC.numbers if code == "ar" else get(code).vocabulary.numbers


@pytest.mark.parametrize(("code", "text", "value"), VALUES)
def test_values(code, text, value):
    assert Decimal(value) in read_amounts(text, words(code)).values


@pytest.mark.parametrize(("code", "text"), [("tr", "yüzde 5"), ("ar", "5 بالمئة"), ("ar", "في المائة")])
def test_percent_is_no_hundred(code, text):
    assert Decimal(100) not in read_amounts(text, words(code)).values


@given(st.integers(0, 10**12))
def test_one_number_in_every_digit_system_and_grouping(number):
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text in (str(number), arabic, f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", "\u00a0")):
        assert Decimal(number) in read_amounts(text, ARABIC.numbers).values
