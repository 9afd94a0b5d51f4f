"""One text translated in two ways, and two texts in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import plain

MIN_WORDS = 4  # shorter translations are alike by chance
ALIKE = 0.75  # sources nearer than this may well share a translation


def check(subjects: Sequence[Subject]) -> Iterator[tuple[int, str]]:
    """One source with several translations, or one translation for several sources, in all catalogs of a language.

    Case, punctuation and the spelling of hamza make no difference; sources that are nearly the same may share a translation,
    if their numbers agree. Each finding is given to the later entry.
    """
    by_source: dict[str, int] = {}
    by_target: dict[str, int] = {}
    for place, subject in enumerate(subjects):
        source, target = _key(plain(subject.source)), _key(subject.language.lower(subject.target))
        if not source or not target:
            continue
        first = by_source.setdefault(source, place)
        if first != place and _key(subject.language.lower(subjects[first].target)) != target:
            yield place, f"the same source is translated otherwise elsewhere: '{subjects[first].target}'"
        first = by_target.setdefault(target, place)
        if first != place and len(target.split()) >= MIN_WORDS and not _alike(_key(plain(subjects[first].source)), source):
            yield place, f"another source has the same translation: '{subjects[first].source}'"


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _alike(one: str, other: str) -> bool:
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and SequenceMatcher(None, one, other).ratio() >= ALIKE
