"""The translation memory: reviewed pairs in SQLite, looked up exactly, in context and fuzzily."""

from l10n_flow.memory.match import Kind, Match, Pair, band
from l10n_flow.memory.store import Learned, Memory, Stats

__all__ = ["Kind", "Learned", "Match", "Memory", "Pair", "Stats", "band"]
