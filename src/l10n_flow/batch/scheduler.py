"""The one small interface between a job and what carries it out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from l10n_flow.batch.work import Outcome

WINDOW_SIZE = 100_000  # bytes of articles; some 500 units of news, which fill the engine's batches


@dataclass(frozen=True, slots=True)
class Window:
    """Articles that are drafted together; `size` is theirs in bytes."""

    articles: tuple[Path, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Working:
    """A window on its way; `share` of it is done, 0 to 1."""

    window: Window
    share: float


@dataclass(frozen=True, slots=True)
class Worked:
    """A finished window: one outcome an article, their catalogs written."""

    window: Window
    outcomes: tuple[Outcome, ...]


class Scheduler(Protocol):
    """Carries out windows, several at a time, each by a `Worker`."""

    window_size: int  # bytes of a window that suits it; an article that is larger is a window by itself

    def fingerprint(self) -> str:
        """That of its workers. Raises L10nError where they disagree, or cannot work."""

    def run(self, windows: Iterator[Window], now: datetime) -> Generator[Working | Worked, None, None]:
        """What becomes of each window, as it comes. A window is taken when there is room for it, never before.

        When the iterator is closed, or an error leaves it, what is in hand is stopped as soon as can be.
        """

    def close(self) -> None:
        """Let go of what it holds."""
