"""The figures of sacrebleu 2.6.0 for hand-made pairs."""

import pytest

from l10n_flow.report.distance import SAME, Distance, Meter

PAIRS = [
    ("Tokayev geldi.", "Tokayev Ankara'ya geldi.", 47.2415, 100 / 3),
    ("the cat sat on the mat", "the cat is on the mat", 66.3607, 100 / 6),
    ("a b c d e", "c d e a b", 54.7619, 20.0),  # one move of words is one edit
    ("İki.", "iki.", 40.2778, 100.0),  # case counts
    ("x", "y", 0.0, 100.0),
    ("a b c", "x", 0.0, 300.0),  # more edits than words
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reviewed", "chrf", "ter"), PAIRS)
def test_pairs(draft, reviewed, chrf, ter):
    found = Meter().measure(draft, reviewed)
    assert (found.chrf, found.ter) == (pytest.approx(chrf, abs=5e-4), pytest.approx(ter, abs=1e-6))


def test_white_space_is_no_edit():
    assert Meter().measure("çok   boşluk\tburada", "çok boşluk burada") == SAME == Distance(100, 0)
