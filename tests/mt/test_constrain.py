"""Constrained decoding over an engine whose probabilities are a table."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.mt.constrain import constrain, places

ONE, TWO = ("▁", "⟦1⟧"), ("▁", "⟦2⟧")


class Table:
    """Likes a mask behind the word `behind` and goes on with `rest`; every other piece is equally likely."""

    def __init__(self, behind: str, rest: list[str]) -> None:
        self.behind, self.rest = behind, rest

    def score(self, sources, targets):
        return [
            [math.log(self._likes(target, at)) for at in range(len(target))] + [math.log(0.1)]
            for _, target in zip(sources, targets, strict=True)
        ]

    def _likes(self, target, at):
        if target[at] in ("▁", "⟦1⟧", "⟦2⟧"):
            return 0.5 if self.behind in target[max(0, at - 2) : at] else 0.001
        return 0.1

    def go_on(self, sources, starts):
        return [[*start, *self.rest] for start in starts]

    def marks(self, pieces):
        return {("▁", piece) for piece in pieces if piece.startswith("⟦")}


def mended(search, masks, draft):
    return constrain(search, [["x"]], [masks], [draft])[0][0]


def test_a_lost_mask_is_placed_where_it_fits_and_the_engine_goes_on():
    found = mended(Table("▁in", ["▁today"]), [ONE], ["▁he", "▁is", "▁in", "▁the", "▁city"])
    assert found == ["▁he", "▁is", "▁in", "▁", "⟦1⟧", "▁today"]


def test_what_going_on_loses_is_inserted():
    class Forgetful(Table):
        def go_on(self, sources, starts):
            return [["▁nothing"] for _ in starts]

    found = mended(Forgetful("▁in", []), [ONE, TWO], ["▁in", "▁town"])
    assert sorted(piece for piece in found if piece.startswith("⟦")) == ["⟦1⟧", "⟦2⟧"]
    assert "▁town" in found


def test_pieces_that_are_given_stay_in_front_and_cost_nothing():
    given = ["▁", ","]
    ((pieces, score),) = constrain(Table(",", ["▁today"]), [["x"]], [[ONE]], [[*given, "▁he", "▁is"]], fixed=2)
    assert pieces[:2] == given and places(pieces, ONE)
    alone = Table(",", []).score([["x"]], [pieces])[0][2:]
    assert score == sum(alone) / len(alone)


def test_a_mask_nobody_asked_for_goes_with_its_ending():
    assert mended(Table("x", []), [ONE], ["▁", "⟦1⟧", "ға", "▁", "⟦7⟧", "дан", "▁келді", "."]) == [
        "▁",
        "⟦1⟧",
        "ға",
        "▁келді",
        ".",
    ]


def test_of_two_the_likelier_one_stays():
    draft = ["▁", "⟦1⟧", "▁said", "▁in", "▁", "⟦1⟧", "▁."]
    assert mended(Table("▁in", []), [ONE], draft) == ["▁said", "▁in", "▁", "⟦1⟧", "▁."]


def test_masks_of_several_pieces():
    mask = ("▁X", "Q", "1")
    assert places(["▁a", "▁", "X", "Q", "1", "▁XQ"], mask) == [2]
    assert places(["▁a", "▁X", "Q", "1"], mask) == [1]
    assert places(["▁X", "Q", "2"], mask) == []


@given(
    st.lists(st.sampled_from(["▁a", "b", "▁c", "▁", "⟦1⟧", "⟦2⟧", "⟦9⟧", "."]), max_size=12),
    st.lists(st.sampled_from(["▁d", "e", "⟦2⟧", "⟦9⟧"]), max_size=4),
    st.sets(st.sampled_from([ONE, TWO])),
)
def test_every_mask_is_there_exactly_once(draft, rest, masks):
    found = mended(Table("▁a", rest), sorted(masks), draft)
    assert sorted(piece for piece in found if piece.startswith("⟦")) == sorted(mask[1] for mask in masks)


def test_an_ending_goes_with_its_apostrophe():
    """Of a mask that stands twice one goes, and its ending with it, never onto the word before."""
    draft = ["▁Bakan", "▁", "⟦1⟧", "'", "ya", "▁gitti", "▁", "⟦1⟧", "'", "da", "▁kaldı"]
    found = mended(Table("▁Bakan", []), [ONE], draft)
    assert found == ["▁Bakan", "▁", "⟦1⟧", "'", "ya", "▁gitti", "▁kaldı"]
    assert mended(Table("x", []), [ONE], ["▁", "⟦1⟧", "▁", "⟦7⟧", "'da", "▁kaldı"]) == ["▁", "⟦1⟧", "▁kaldı"]
    assert mended(Table("x", []), [ONE], ["▁", "⟦1⟧", "▁", "⟦7⟧", "'", "▁kaldı"]) == ["▁", "⟦1⟧", "'", "▁kaldı"]
