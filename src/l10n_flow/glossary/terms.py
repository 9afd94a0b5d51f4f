"""A glossary as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

KINDS = ("person", "place", "org", "title", "award", "event", "work", "product", "phrase")
STATUSES = ("approved", "proposed", "retired")
CASES = ("exact", "sentence")


@dataclass(frozen=True, slots=True)
class Target:
    """The approved form of a term in one language, and what else may or must not stand for it."""

    term: str
    short: str = ""  # written from the second mention in an article on ("" : the term itself)
    variants: tuple[str, ...] = ()  # accepted in a person's text, never placed by the program
    forbidden: tuple[str, ...] = ()
    nisba: tuple[str, ...] = ()  # renderings of the adjective; checked, never forced
    pron: str | None = None  # as it is read, for a name read unlike it is written
    compound: bool | None = None  # a possessive compound ("... Teşkilatı"); None: judged by its last word
    article: bool = False  # English: takes "the" in running text


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: its Arabic spellings and its approved forms."""

    id: str
    kind: str
    ar: str
    variants: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()  # Arabic phrases that hold the name and mean something else
    near: tuple[str, ...] = ()  # words of which one must stand in the unit where the shortest form stands
    nisba: bool = False  # also match the adjective derived from the name
    targets: Mapping[str, Target] = field(default_factory=dict)
    note: str = ""
    case: str = "exact"
    inflect: bool = True
    do_not_translate: bool = False
    status: str = "approved"
    line: int = 0

    def target(self, language: str, *, later: bool = False) -> Target | None:
        """The approved form in a language; `later`: that of a later mention, which may be a shorter one."""
        if self.do_not_translate and language not in self.targets:
            return Target(self.ar)
        target = self.targets.get(language)
        if target is None or not target.short:
            return target
        if later:
            also = (target.term, *target.variants)
            return replace(target, term=target.short, short="", variants=also, pron=None, compound=None)
        return replace(target, short="", variants=(target.short, *target.variants))


@dataclass(frozen=True, slots=True)
class Glossary:
    """The approved terms by id; `idle` are the proposed and retired ones, which are kept and never used.

    `fingerprint` changes with anything that could change a draft.
    """

    path: Path | None
    terms: Mapping[str, Term]
    fingerprint: str
    idle: Mapping[str, Term] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.terms)
