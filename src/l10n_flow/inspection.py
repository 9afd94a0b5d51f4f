"""Look at catalogs that are there: findings and progress, without any engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from l10n_flow import lang
from l10n_flow.catalog import CatalogEntry, count_states, list_entries
from l10n_flow.checks import ALL, Subject, run_checks, run_cross_checks
from l10n_flow.glossary import Glossary, Matcher, load_glossary
from l10n_flow.glossary.forms import find_forms
from l10n_flow.glossary.verify import verify
from l10n_flow.model import Finding, L10nError, Severity, State, StateCounts
from l10n_flow.project import Project
from l10n_flow.text.tags import without_tags


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    """Progress of one article in one language."""

    article: str
    language: str
    path: Path
    counts: StateCounts
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class NameProof:
    """One name in one entry: the forms of it that stand there, and what is wrong with them or missing."""

    term_id: str
    ar: str
    language: str
    approved: str
    forms: tuple[str, ...]
    wrong: tuple[str, ...]
    where: str  # file:line
    source: str


class Inspector:
    """Checks catalogs of a project against its glossary."""

    def __init__(self, project: Project, *, only: Sequence[str] = ()) -> None:
        self._project, self._only = project, only
        self._glossary: Glossary | None = load_glossary(project.glossary) if project.glossary.exists() else None
        self._matcher = Matcher(self._glossary) if self._glossary else None

    def status(self, path: Path, code: str) -> CatalogStatus:
        entries = list_entries(path)
        return CatalogStatus(path.stem, code, path, count_states(entries), tuple(self.findings(path, code, entries)))

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of the checks that run here."""
        return tuple(one for one in ALL if (not self._only or one in self._only) and one not in self._project.skip_checks)

    def all_findings(self, catalogs: Sequence[tuple[Path, str]]) -> Iterator[Finding]:
        """Findings of several catalogs, each with what comes out only when all those of its language are taken together."""
        across: dict[Path, list[Finding]] = {}
        for code in dict.fromkeys(code for _, code in catalogs):
            for path, finding in self._across([path for path, other in catalogs if other == code], lang.get(code)):
                across.setdefault(path, []).append(finding)
        for path, code in catalogs:
            yield from self.findings(path, code)
            yield from across.get(path, ())

    def _across(self, paths: Sequence[Path], language: lang.Language) -> Iterator[tuple[Path, Finding]]:
        entries = [(path, entry) for path in paths for entry in list_entries(path) if entry.state is not State.UNTRANSLATED]
        subjects = [Subject(entry.msgid, entry.msgstr, language) for _, entry in entries]
        for place, finding in run_cross_checks(subjects, only=self._only, skip=self._project.skip_checks):
            path, entry = entries[place]
            yield path, replace(finding, where=f"{path}:{entry.line}")

    def findings(self, path: Path, code: str, entries: Sequence[CatalogEntry] | None = None) -> Iterator[Finding]:
        """Findings of one catalog. Untranslated entries are progress, not findings."""
        language = lang.get(code)
        for entry in list_entries(path) if entries is None else entries:
            if entry.state is State.UNTRANSLATED:
                continue
            subject = Subject(entry.msgid, entry.msgstr, language, glossary=partial(self._names, entry, language))
            for finding in run_checks(subject, only=self._only, skip=self._project.skip_checks):
                yield replace(finding, where=f"{path}:{entry.line}")

    def proofs(self, path: Path, code: str, entries: Sequence[CatalogEntry] | None = None) -> Iterator[NameProof]:
        """Every glossary name of a catalog's translated entries, in order; adjectives made of names are none."""
        language = lang.get(code)
        if self._glossary is None or self._matcher is None:
            return
        for entry in list_entries(path) if entries is None else entries:
            hits = [hit for hit in self._matcher.hits(entry.msgid) if hit.kind != "nisba"]
            for term_id, group in groupby(sorted(hits, key=lambda hit: hit.term_id), key=lambda hit: hit.term_id):
                term = self._glossary.terms[term_id]
                target = term.target(code)
                if target is None or entry.state is State.UNTRANSLATED:
                    continue
                found = verify(entry.msgstr, list(group), self._glossary, language)
                wrong = tuple(one.message for one in found if one.severity is Severity.ERROR)
                seen = find_forms(without_tags(entry.msgstr), target, language, sentence_case=term.case == "sentence")
                forms = tuple(one.form for one in seen if one.kind != "forbidden")
                where = f"{path}:{entry.line}"
                yield NameProof(term_id, term.ar, code, target.term, forms, wrong, where, entry.msgid)

    def _names(self, entry: CatalogEntry, language: lang.Language) -> Iterator[Finding]:
        if self._glossary is not None and self._matcher is not None:
            yield from verify(entry.msgstr, self._matcher.hits(entry.msgid), self._glossary, language)


def find_catalogs(project: Project, paths: Sequence[Path] = (), *, needed: bool = True) -> list[tuple[Path, str]]:
    """(path, language code) of the given catalogs, or of all catalogs of the project's languages.

    Raises L10nError where there is none, unless `needed` is false.
    """
    if paths:
        return [(path, _language_of(path)) for path in paths]
    found = [(path, code) for code in project.targets for path in sorted((project.locales / code / "LC_MESSAGES").glob("*.po"))]
    if not found and needed:
        raise L10nError("no catalog", where=str(project.locales), mend="Run 'l10n-flow run' first, or name catalogs.")
    return found


def _language_of(path: Path) -> str:
    """From the catalog's header, else from a folder of its path."""
    from l10n_flow.catalog import read_catalog

    code = str(read_catalog(path).catalog.metadata.get("Language", "")).split("_")[0].split("-")[0].lower()
    for candidate in (code, *(part.lower() for part in reversed(path.parts))):
        if candidate in lang.codes():
            return str(candidate)
    raise L10nError(
        "the catalog's language is not known", where=str(path),
        mend=f"Set 'Language:' in its header to one of {', '.join(lang.codes())}.",
    )  # fmt: skip
