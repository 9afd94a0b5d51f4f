"""What an inflector does, and the part of it that every suffixing language shares.

A suffix that a machine wrote after a name is read without regard to vowel harmony, voicing or buffer letters, since
the machine wrote it for another name (or for a mask): the *function* is read, and the form is made anew.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product


class Case(StrEnum):
    NOM = "NOM"
    GEN = "GEN"
    DAT = "DAT"
    ACC = "ACC"
    LOC = "LOC"
    ABL = "ABL"
    INS = "INS"


class Ending(StrEnum):
    """Endings behind the case, or derivations."""

    NONE = ""
    KI = "KI"  # Ankara'daki, Астанадағы
    THOSE = "KIPL"  # Ankara'dakiler, Астанадағылар
    COPULA = "COP"  # Ankara'dır
    FROM = "LI"  # Ankaralı, астаналық
    LIKE = "LIKE"  # Астанадай
    OWN = "POSS"  # English 's


@dataclass(frozen=True, slots=True)
class Morph:
    """The grammar of one form of a name. `possessive` is "P3" (its), "P1PL" (our) or ""."""

    case: Case = Case.NOM
    plural: bool = False
    possessive: str = ""
    ending: Ending = Ending.NONE

    def __str__(self) -> str:
        parts = ["PL"] * self.plural + [self.possessive] * bool(self.possessive)
        parts += [self.case.value] if self.case is not Case.NOM else []
        parts += [self.ending.value] if self.ending else []
        return "+".join(parts) or "NOM"

    @classmethod
    def parse(cls, tag: str) -> Morph:
        """The inverse of `str`: "PL+DAT", "P3+LOC+KI". Raises ValueError for an unknown part."""
        case, plural, possessive, ending = Case.NOM, False, "", Ending.NONE
        for part in tag.split("+"):
            if part == "PL":
                plural = True
            elif part in ("P3", "P1PL"):
                possessive = part
            elif part in Case.__members__:
                case = Case(part)
            else:
                ending = Ending(part)
        return cls(case, plural, possessive, ending)


class Inflector(ABC):
    """Writes and reads the suffixes of proper names in one language."""

    SUFFIXES = True  # whether letters directly behind a name can be its suffix

    @abstractmethod
    def inflect(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        """The whole form. `pron`: how the name is read; `compound`: it carries a possessive already (None: judged)."""

    @abstractmethod
    def match_suffix(self, after: str) -> tuple[int, list[Morph]]:
        """How many characters at the start of `after` are a suffix of the name before it, and its readings, best first.

        The rest of the word must be a suffix as a whole; otherwise (0, []).
        """

    def particle(self, name: str, after: str, *, pron: str | None = None) -> tuple[int, str]:
        """A separate word behind the name that harmonises with it: its length in `after`, and its right form."""
        return 0, ""

    def ordinal(self, number: str, after: str) -> tuple[int, str]:
        """How much of `after` makes an ordinal of a number in digits, and the whole right ordinal; (0, "") for none."""
        return 0, ""

    def with_article(self, before: str, after: str, *, name: str, article: bool) -> str:
        """The text before a name, with the article that the language gives it there. `article`: the name takes one."""
        return before

    def with_indefinite(self, before: str, name: str) -> str:
        """The text before a name or number, with its indefinite article in the form that the next sound asks for."""
        return before

    def is_form(self, name: str, form: str, *, pron: str | None = None, compound: bool | None = None) -> Morph | None:
        """Which right form of `name` this is, or None; either apostrophe will do."""
        form = name + form[len(name) :].replace("’", "'") if form.startswith(name) else form
        if form == name:
            return Morph()
        if not form.startswith(name):
            return None
        length, morphs = self.match_suffix(form[len(name) :])
        if length != len(form) - len(name):
            return None
        for morph in morphs:
            if form in self.spellings(name, morph, pron=pron, compound=compound):
                return morph
        return None

    def spellings(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> tuple[str, ...]:
        """Every right spelling of one form; the first is the one that `inflect` writes."""
        return (self.inflect(name, morph, pron=pron, compound=compound),)

    def wrong_form(self, name: str, form: str, *, pron: str | None = None, compound: bool | None = None) -> str | None:
        """What should stand instead of a name with a wrong suffix; None where the form is right or no form at all."""
        if not form.startswith(name) or self.is_form(name, form, pron=pron, compound=compound) is not None:
            return None
        _, morphs = self.match_suffix(form[len(name) :])
        return self.inflect(name, morphs[0], pron=pron, compound=compound) if morphs else None


class Uninflected(Inflector):
    """Of a language whose names do not change, or whose suffixes nobody has written down yet: they stand as they are."""

    SUFFIXES = False

    def inflect(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        return name

    def match_suffix(self, after: str) -> tuple[int, list[Morph]]:
        return 0, []


class SuffixInflector(Inflector):
    """An inflector that reads suffixes by having written them all for a few sample names."""

    LETTERS: str  # a regex class of the letters suffixes are made of
    JOINTS: str  # characters that may stand between a name and its suffix
    SAMPLES: tuple[tuple[str, bool], ...]  # (name, compound): one of each kind of ending

    @abstractmethod
    def suffix(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        """The bare suffix, without a joint."""

    @abstractmethod
    def fold(self, suffix: str) -> str:
        """A suffix without its harmony and voicing."""

    def morphs(self) -> Iterator[Morph]:
        """All forms that news uses, the likelier reading of an ambiguous suffix first."""
        cases = (Case.GEN, Case.DAT, Case.LOC, Case.ABL, Case.ACC, Case.INS)
        for possessive, plural in product(("", "P3", "P1PL"), (False, True)):
            for case in cases:
                yield Morph(case, plural, possessive)
            yield Morph(Case.NOM, plural, possessive)
            yield Morph(Case.LOC, plural, possessive, Ending.KI)
        for ending, plural in product((Ending.FROM, Ending.COPULA, Ending.LIKE), (False, True)):
            yield Morph(ending=ending, plural=plural)
        for case in cases:
            yield Morph(case, ending=Ending.FROM)
            yield Morph(case, plural=True, ending=Ending.FROM)
        for possessive, plural in product(("", "P3"), (False, True)):
            yield Morph(Case.LOC, plural, possessive, Ending.THOSE)
        for case in (Case.LOC, Case.ABL, Case.GEN):
            yield Morph(case, ending=Ending.COPULA)

    @cached_property
    def _readings(self) -> dict[str, list[Morph]]:
        readings: dict[str, list[Morph]] = {}
        for morph in self.morphs():
            for name, compound in self.SAMPLES:
                written = self.suffix(name, morph, compound=compound)
                if written:
                    found = readings.setdefault(self.fold(written), [])
                    if morph not in found:
                        found.append(morph)
        return readings

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        return re.compile(f"[{self.JOINTS}]?({self.LETTERS}+)(?!\\w)")

    def match_suffix(self, after: str) -> tuple[int, list[Morph]]:
        match = self._tail.match(after)
        if match is None:
            return 0, []
        morphs = self._readings.get(self.fold(match.group(1)), [])
        return (match.end(), list(morphs)) if morphs else (0, [])
