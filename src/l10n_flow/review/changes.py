"""The glossary as it is against a git revision of it, for the page that shows what changed and what that touches."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from l10n_flow.catalog import unit_id
from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.diff import TermChange
from l10n_flow.glossary.versions import at_revision
from l10n_flow.inspection import find_catalogs
from l10n_flow.model import L10nError
from l10n_flow.project import Project
from l10n_flow.report.glossary_diff import summary
from l10n_flow.review.marks import difference
from l10n_flow.terminology import AffectedEntry, Comparison, GlossaryDiff

MOST = 200  # entries that are shown
REVISIONS = 20


@dataclass(frozen=True, slots=True)
class Touched:
    """One entry that the change touches, with its place on the page and what the new names make of its text."""

    entry: AffectedEntry
    unit: str
    text_diff: Markup  # empty where no text is proposed
    names: tuple[tuple[str, str, str], ...]  # Arabic name, old form, new form; "" for no form


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in the glossary; `problem` says why that cannot be told."""

    problem: str = ""
    summary: str = ""
    terms: tuple[TermChange, ...] = ()
    catalogs: tuple[tuple[str, str, tuple[Touched, ...]], ...] = ()  # article, language code, entries
    left: int = 0  # entries that are not shown


def compare(project: Project, against: str) -> Changes:
    """The project's glossary against a git revision, over all its catalogs."""
    try:
        old, new = at_revision(project.glossary, against), load_glossary(project.glossary)
        diff = Comparison(old, new).run(find_catalogs(project, needed=False))
    except L10nError as error:
        return Changes(problem=str(error))
    said = summary(diff)
    return Changes("", f"{said[:1].upper()}{said[1:]}.", diff.terms, tuple(_catalogs(diff)), max(0, len(diff.entries) - MOST))


def _catalogs(diff: GlossaryDiff) -> Iterator[tuple[str, str, tuple[Touched, ...]]]:
    shown = diff.entries[:MOST]
    for path, code in dict.fromkeys((entry.catalog, entry.language) for entry in shown):
        yield path.stem, code, tuple(_touched(entry) for entry in shown if entry.catalog == path)


def _touched(entry: AffectedEntry) -> Touched:
    changed = difference(entry.text, entry.proposed) if entry.proposed else Markup()
    names = tuple(
        dict.fromkeys((one.source, one.old.term if one.old else "", one.new.term if one.new else "") for one in entry.changed)
    )
    return Touched(entry, unit_id(entry.source, entry.context), changed, names)


def revisions(glossary: Path) -> tuple[tuple[str, str], ...]:
    """What the glossary can be compared with, newest first: (revision before a change, date and subject of the change).

    None without git; the revision that made the file has nothing before it.
    """
    command = ["git", "log", f"--max-count={REVISIONS}", "--date=short", "--format=%h%x09%ad %s", "--", glossary.name]
    try:
        done = subprocess.run(command, cwd=glossary.parent, capture_output=True, check=False, timeout=5)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    lines = done.stdout.decode("utf-8", "replace").splitlines() if done.returncode == 0 else []
    known = lines[:-1] if len(lines) < REVISIONS else lines
    found = (line.partition("\t") for line in known)
    return tuple((f"{name}~1", f"before {said}") for name, _, said in found)
