"""What is delivered: an article's units in document order, each with its entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from l10n_flow.lang import Language
from l10n_flow.model import Article, State, Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and its translation; `line` is that of its entry in the catalog, 0 where there is none."""

    unit: Unit
    state: State
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One article in one language; `files` are those written, none where too little is reviewed."""

    article: Article
    name: str
    language: Language
    catalog: Path
    rows: tuple[Row, ...]
    drafts: bool = False
    files: tuple[Path, ...] = ()

    def count(self, state: State) -> int:
        return sum(row.state is state for row in self.rows)

    @property
    def open(self) -> tuple[Row, ...]:
        """Units that are not reviewed."""
        return tuple(row for row in self.rows if row.state is not State.REVIEWED)

    @property
    def arabic(self) -> tuple[Row, ...]:
        """Units that stay Arabic in the delivered text."""
        return tuple(row for row in self.open if row.state is State.UNTRANSLATED or not self.drafts)

    def written(self, files: tuple[Path, ...]) -> Delivery:
        return replace(self, files=files)
