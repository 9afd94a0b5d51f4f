"""What the translation memory has for a unit, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from l10n_flow.catalog import person
from l10n_flow.memory import Kind, Memory, band
from l10n_flow.recall import Recalled, Recaller
from l10n_flow.review.marks import difference
from l10n_flow.review.reader import Opened
from l10n_flow.review.rows import Row

MOST = 5


@dataclass(frozen=True, slots=True)
class MatchView:
    """One match. `source_diff` leads from the memory's source text to the unit's; empty where they are the same."""

    score: int
    written: int  # the score before numbers and names were exchanged
    band: str
    kind: str
    text: str
    source_diff: Markup
    exchanged: tuple[str, ...]
    where: str
    translator: str
    learned: str  # a date
    others: int
    itself: bool  # it was learned from this entry


def find_matches(opened: Opened, row: Row) -> tuple[MatchView, ...]:
    """The matches of one unit between its neighbours, best first, each text once; the unit's own text is none.

    Raises L10nError for a memory that is missing or damaged.
    """
    project = opened.inspector.project
    with Memory(project.memory) as memory:
        recaller = Recaller(memory, opened.inspector.glossary, opened.inspector.matcher)
        found = recaller.all(row.source, opened.code, previous=row.previous, following=row.following, limit=2 * MOST)
    name = project.relative(opened.path)
    views: dict[str, MatchView] = {}
    for one in found:
        itself = (one.match.pair.catalog, one.match.pair.source) == (name, row.source)
        if not (itself and one.text == row.text):
            views.setdefault(one.text, _view(one, row, itself=itself))
    return tuple(views.values())[:MOST]


def _view(one: Recalled, row: Row, *, itself: bool) -> MatchView:
    match, pair = one.match, one.match.pair
    return MatchView(
        score=match.score, written=one.written, band=band(match.score), kind=match.kind.value, text=one.text,
        source_diff=difference(pair.source, row.source) if match.kind is Kind.FUZZY else Markup(), exchanged=one.exchanged,
        where=pair.where, translator=person(pair.translator), learned=pair.learned[:10], others=match.others,
        itself=itself,
    )  # fmt: skip
