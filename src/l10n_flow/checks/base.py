"""What a check is: a function from one entry (or all entries of a language) to findings, registered under an id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.lang import Language
from l10n_flow.model import Finding, Role, Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry to check; `glossary` yields the findings of its names (the pipeline binds the glossary to it)."""

    source: str
    target: str
    language: Language
    role: Role | None = None
    glossary: Callable[[], Iterable[Finding]] = lambda: ()


@dataclass(frozen=True, slots=True)
class Check:
    """A named rule for one entry; the docstring of `function` is its help text."""

    id: str
    severity: Severity
    function: Callable[[Subject], Iterable[str | Finding]]

    @property
    def help(self) -> str:
        return (self.function.__doc__ or "").strip()

    def findings(self, subject: Subject) -> Iterator[Finding]:
        for found in self.function(subject):
            yield found if isinstance(found, Finding) else Finding(self.severity, self.id, found, unit=subject.source)


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A named rule for all entries of one language together: it yields (index of the entry, message)."""

    id: str
    severity: Severity
    function: Callable[[Sequence[Subject]], Iterable[tuple[int, str]]]

    @property
    def help(self) -> str:
        return (self.function.__doc__ or "").strip()

    def findings(self, subjects: Sequence[Subject]) -> Iterator[tuple[int, Finding]]:
        for place, message in self.function(subjects):
            yield place, Finding(self.severity, self.id, message, unit=subjects[place].source)
