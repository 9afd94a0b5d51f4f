"""What a project's report shows, gathered from its catalogs, its glossary and its journal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from l10n_flow.catalog import count_states, list_entries
from l10n_flow.inspection import CatalogStatus, Inspector, NameProof
from l10n_flow.journal import Journal, Review
from l10n_flow.model import Method, Severity, State
from l10n_flow.project import Project
from l10n_flow.text.chrf import chrf

_PLACED = re.compile(r"^name: .* \((" + "|".join(method.value for method in Method) + r")\)$")


@dataclass(frozen=True, slots=True)
class PostEdit:
    """How far a reviewed text is from its draft: chrF++ between them, 100 where nothing was changed."""

    catalog: Path
    language: str
    review: Review
    terms: tuple[str, ...]  # Arabic names in the source
    score: float


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the report shows. `edits` is None where the project has no journal."""

    statuses: tuple[CatalogStatus, ...]
    proofs: tuple[NameProof, ...]
    methods: Counter[tuple[str, str]]  # (language, method) of the names in drafts that nobody has touched
    edits: tuple[PostEdit, ...] | None
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


def gather(project: Project, catalogs: Sequence[tuple[Path, str]], inspector: Inspector, *, now: datetime) -> Overview:
    """Read every catalog once. Raises L10nError for a broken one."""
    journal = Journal(project.root)
    statuses: list[CatalogStatus] = []
    proofs: list[NameProof] = []
    edits: list[PostEdit] = []
    methods: Counter[tuple[str, str]] = Counter()
    for path, code in catalogs:
        entries = list_entries(path)
        found = tuple(inspector.findings(path, code, entries))
        statuses.append(CatalogStatus(path.stem, code, path, count_states(entries), found))
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
            edits.append(PostEdit(path, code, one, tuple(terms.get(one.source, ())), chrf(one.draft, one.text)))
    kept = tuple(edits) if journal.path.exists() else None
    return Overview(tuple(statuses), tuple(proofs), methods, kept, now)
