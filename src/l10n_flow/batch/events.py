"""What a job tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from l10n_flow.batch.journal import Summary
from l10n_flow.batch.work import Outcome


@dataclass(frozen=True, slots=True)
class Begun:
    """So many articles were asked for; `before` of them were done by an earlier run, `size` bytes are to do."""

    articles: int
    before: int
    size: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """So much of the whole is done, in bytes of articles, of which parts of windows count."""

    done: float
    size: int


@dataclass(frozen=True, slots=True)
class Finished:
    """An article is done, or failed, and the journal says so."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing is left to do."""

    summary: Summary


Event = Begun | Advanced | Finished | Ended
