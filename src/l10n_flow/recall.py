"""From the memory to a draft: the best pair for a text, with the numbers and names exchanged in which it differs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from l10n_flow import lang
from l10n_flow.catalog import person
from l10n_flow.glossary import Glossary, Matcher, Target
from l10n_flow.glossary.forms import find_forms
from l10n_flow.glossary.match import forced
from l10n_flow.glossary.propose import Rendering, propose
from l10n_flow.memory import Kind, Match, Memory
from l10n_flow.memory.match import DRAFT, EXACT, LEAST, OFFER, fuzzy_score
from l10n_flow.memory.normalise import normalise
from l10n_flow.memory.slots import Slot, aligned, exchange_numbers, mapping, number_slots

TRIED = 8  # fuzzy matches whose numbers and names are exchanged before the best is chosen


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the memory has for a text.

    `text` is the translation with `exchanged` ("5 → 7") carried out, and `match.score` the score after that; `written` is
    the score of the pair as it stands in the memory.
    """

    match: Match
    text: str
    written: int
    exchanged: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it is good enough to be the draft; else it is only offered beside one."""
        return self.match.score >= DRAFT

    @property
    def signature(self) -> str:
        """Changes with the pair and with what was made of it."""
        pair = self.match.pair
        parts = (pair.where, pair.context, pair.source, pair.target, self.text, self.match.score)
        return f"memory-{hashlib.sha256(repr(parts).encode()).hexdigest()[:12]}"

    def notes(self) -> tuple[str, ...]:
        """Comment lines: score, kind and origin, what was exchanged, and the source where it differs."""
        score, pair = self.match.score, self.match.pair
        origin = ", ".join(filter(None, (f"from {pair.where}", person(pair.translator))))
        others = f", {self.match.others} translated otherwise" if self.match.others else ""
        before = f" ({self.written} before exchange)" if self.exchanged else ""
        if not self.is_draft:
            return (f"memory offer: {score} {self.match.kind}{before}, {origin}: {self.text}", f"memory source: {pair.source}")
        lines = [f"memory: {score} {self.match.kind}{before}, {origin}{others}"]
        if self.match.kind is Kind.FUZZY:
            lines.append(f"memory source: {pair.source}")
        if self.exchanged:
            lines.append(f"memory exchanged: {', '.join(self.exchanged)}")
        return tuple(lines)


class Recaller:
    """Looks texts up in a memory, with a project's glossary at hand.

    Args:
        glossary: whose names are exchanged; None exchanges numbers alone.
    """

    def __init__(self, memory: Memory, glossary: Glossary | None, matcher: Matcher | None = None) -> None:
        self._memory, self._glossary = memory, glossary
        self._matcher = matcher or (Matcher(glossary) if glossary else None)

    def best(
        self, text: str, code: str, *, previous: str | None = None, following: str | None = None, least: int = OFFER
    ) -> Recalled | None:
        """The best that the memory has for a text, from a score of `least` on; None where it has nothing."""
        found = self.all(text, code, previous=previous, following=following, least=least, limit=1)
        return found[0] if found else None

    def all(
        self, text: str, code: str, *, previous: str | None = None, following: str | None = None,
        least: int = LEAST, limit: int = 5,
    ) -> list[Recalled]:  # fmt: skip
        """What the memory has for a text, best first."""
        exact = self._memory.exact(text, code, previous=previous, following=following)
        found = [Recalled(match, match.pair.target, match.score) for match in exact[:limit]]
        if len(found) < limit:
            matches = self._memory.fuzzy(text, code, limit=max(limit, TRIED), least=LEAST)
            slots = self._slots(text) if matches else []
            adapted = [self._adapted(text, slots, match, lang.get(code)) for match in matches]
            found += sorted(adapted, key=lambda one: (-one.match.score, -one.written))  # stable: the order of the matches
        return [one for one in found if one.match.score >= least][:limit]

    def _adapted(self, text: str, ours: Sequence[Slot], match: Match, language: lang.Language) -> Recalled:
        """A fuzzy match with numbers and names exchanged where that is safe, and its score after that."""
        pair = match.pair
        theirs = self._slots(pair.source)
        wanted = mapping(aligned(text, pair.source, ours, theirs), theirs)
        if not wanted:
            return Recalled(match, pair.target, match.score)
        numbers = {value: slot for value, slot in wanted.items() if slot.kind == "number"}
        names = {value: slot for value, slot in wanted.items() if slot.kind != "number"}
        target, done = exchange_numbers(pair.target, theirs, numbers, language)
        target, renamed = self._renamed(target, theirs, names, language)
        done |= renamed
        source = pair.source
        exchanged: dict[str, None] = {}
        for slot in sorted(theirs, key=lambda slot: -slot.start):
            if slot.value in done:
                source = source[: slot.start] + done[slot.value].form + source[slot.end :]
                exchanged[f"{slot.form} → {done[slot.value].form}"] = None
        left, right = normalise(text), normalise(source)
        score = min(EXACT - 1, max(match.score, fuzzy_score(fuzz.ratio(left, right), same=left == right)))
        return Recalled(replace(match, score=score), target, match.score, tuple(reversed(exchanged)))

    def _slots(self, text: str) -> list[Slot]:
        """Names, and numbers outside of them."""
        found = []
        if self._matcher is not None and self._glossary is not None:
            for hit in forced(self._matcher.hits(text)):
                kind = f"name {self._glossary.terms[hit.term_id].kind}"
                found.append(Slot(kind, hit.start, hit.end, hit.form, hit.term_id))
        free = [one for one in number_slots(text) if all(one.end <= name.start or name.end <= one.start for name in found)]
        return found + free

    def _renamed(
        self, target: str, slots: Sequence[Slot], wanted: dict[str, Slot], language: lang.Language
    ) -> tuple[str, dict[str, Slot]]:
        """Names exchanged in the case they stand in; one that the target has more or less often than the source is left."""
        if self._glossary is None:
            return target, {}
        counts = Counter(slot.value for slot in slots)
        changed, done = [], {}
        for value, slot in wanted.items():
            old, new = self._target(value, language), self._target(slot.value, language)
            if old is None or new is None or old.term == new.term:
                continue
            if len(find_forms(target, old, language, sentence_case=True)) != counts[value]:
                continue
            changed.append(Rendering(slot.start, slot.end, slot.form, old, new))
            done[value] = slot
        return (propose(target, changed, language) if changed else target), done

    def _target(self, term: str, language: lang.Language) -> Target | None:
        return self._glossary.terms[term].target(language.code) if self._glossary else None
