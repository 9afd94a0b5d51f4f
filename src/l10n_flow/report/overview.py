"""What a project's report shows, gathered from its catalogs, its glossary and its journal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from l10n_flow.catalog import list_entries
from l10n_flow.inspection import CatalogStatus, Inspector, NameProof
from l10n_flow.journal import Journal
from l10n_flow.model import Method, Severity, State
from l10n_flow.project import Project
from l10n_flow.report.distance import Meter
from l10n_flow.report.post_edit import PostEdit

_PLACED = re.compile(r"^name: .* \((" + "|".join(method.value for method in Method) + r")\)$")


@dataclass(frozen=True, slots=True)
class NameTally:
    """All mentions of one name in one language."""

    term_id: str
    ar: str
    language: str
    approved: str
    mentions: int
    right: int
    forms: tuple[tuple[str, int], ...]  # most frequent first
    wrong: tuple[tuple[str, str], ...]  # (file:line, what)


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the report shows. `edits` is None where the project has no journal."""

    statuses: tuple[CatalogStatus, ...]
    proofs: tuple[NameProof, ...]
    methods: Counter[tuple[str, str]]  # (language, method) of the names in drafts that nobody has touched
    edits: tuple[PostEdit, ...] | None
    signatures: tuple[str, str]  # of chrF++ and TER
    now: datetime

    def units(self, state: State | None = None, language: str = "") -> int:
        """Entries in a state, of all or of one language."""
        chosen = [one.counts.entries for one in self.statuses if language in ("", one.language)]
        return sum(number for counts in chosen for known, number in counts.items() if state in (None, known))

    def found(self, severity: Severity) -> int:
        return sum(finding.severity is severity for one in self.statuses for finding in one.findings)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.language for one in self.statuses))

    def names(self) -> tuple[NameTally, ...]:
        """The proofs by name and language, those with most wrong places first."""

        def key(proof: NameProof) -> tuple[str, int]:
            return proof.term_id, self.languages.index(proof.language)

        tallies = [_tally(list(group)) for _, group in groupby(sorted(self.proofs, key=key), key=key)]
        return tuple(sorted(tallies, key=lambda tally: -len(tally.wrong)))


def _tally(proofs: Sequence[NameProof]) -> NameTally:
    first = proofs[0]
    forms = Counter(form for proof in proofs for form in proof.forms)
    return NameTally(
        first.term_id, first.ar, first.language, first.approved, len(proofs), sum(not proof.wrong for proof in proofs),
        tuple(forms.most_common()), tuple((proof.where, what) for proof in proofs for what in proof.wrong),
    )  # fmt: skip


def gather(project: Project, catalogs: Sequence[tuple[Path, str]], inspector: Inspector, *, now: datetime) -> Overview:
    """Everything about some catalogs ((path, language code) of each). Raises L10nError for a broken one."""
    journal, meter = Journal(project.root), Meter()
    statuses: list[CatalogStatus] = []
    proofs: list[NameProof] = []
    edits: list[PostEdit] = []
    methods: Counter[tuple[str, str]] = Counter()
    for status in inspector.statuses(catalogs):
        path, code = status.path, status.language
        entries = list_entries(path)
        statuses.append(status)
        named = list(inspector.proofs(path, code, entries))
        proofs += named
        methods.update(
            (code, match.group(1))
            for entry in entries
            for line in (entry.comments if entry.own else ())
            if (match := _PLACED.match(line))
        )
        terms: dict[str, list[str]] = {}
        for proof in named:
            terms.setdefault(proof.source, []).append(proof.ar)
        for one in journal.reviews(project.relative(path), path, entries, now=now):
            edits.append(PostEdit(path, code, one, tuple(terms.get(one.source, ())), meter.measure(one.draft, one.text)))
    kept = tuple(edits) if journal.path.exists() else None
    return Overview(tuple(statuses), tuple(proofs), methods, kept, meter.signatures, now)
