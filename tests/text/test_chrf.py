"""chrF++ gives sacrebleu's numbers: `CHRF(word_order=2).sentence_score` of version 2.6.0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.text.chrf import chrf

SACREBLEU = [
    ("", "a", 0.0), ("a", "", 0.0), ("abc", "abc", 100.0), ("x", "y", 0.0), ("a b", "b a", 50.0), ("aaaa", "aa", 52.0833),
    ("Tokayev geldi.", "Tokayev Ankara'ya geldi.", 47.2415), ("the cat sat on the mat", "the cat is on the mat", 66.3607),
    ("Президент Астанаға келді.", "Президент Астанаға кеше келді.", 78.3954), ("İki.", "iki.", 40.2778),
    ("Kazakistan ve Türkiye'den yeni bir treni", "Kazakistan ve Türkiye yeni bir güven dönemine giriyor", 50.6023),
    ("“Ek” (bir), iki!", "“Ek” (bir) iki!", 65.734), ("çok   boşluk\tburada", "çok boşluk burada", 100.0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reference", "score"), SACREBLEU)
def test_the_numbers_of_sacrebleu(text, reference, score):
    assert chrf(text, reference) == pytest.approx(score, abs=5e-5)


TEXT = st.text(alphabet="abç .,!“", max_size=30)


@given(TEXT, TEXT)
def test_it_is_between_0_and_100(text, reference):
    assert 0 <= chrf(text, reference) <= 100 + 1e-9
    assert chrf(text, text) == (pytest.approx(100) if text.strip() else 0)
