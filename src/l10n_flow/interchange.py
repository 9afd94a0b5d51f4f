"""Catalogs to XLIFF and back: what leaves for CAT tools, and what a person made of it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from l10n_flow import lang
from l10n_flow.catalog import Accepted, CatalogEntry, Edit, Key, accept_edits, catalog_path, fingerprint, list_entries, unit_id
from l10n_flow.glossary import Glossary, Matcher
from l10n_flow.journal import Journal
from l10n_flow.model import L10nError, State
from l10n_flow.project import Project
from l10n_flow.xliff import XliffFile, XliffState, XliffUnit
from l10n_flow.xliff.read import read
from l10n_flow.xliff.write import write

# Comment lines that say something to whoever translates; what the program keeps for itself stays behind.
_INTERNAL = re.compile(r"(?:draft: |role: |name: )")


@dataclass(frozen=True, slots=True)
class Imported:
    """What one XLIFF file brought to one catalog."""

    catalog: Path
    accepted: Accepted
    untouched: int = 0  # units that nobody changed


def export_xliff(project: Project, catalogs: Sequence[Path], code: str, glossary: Glossary | None) -> bytes:
    """The catalogs of one language, at least one, as one XLIFF document.

    Raises:
        L10nError: a catalog is broken, or none holds an entry.
    """
    matcher = Matcher(glossary) if glossary else None
    files = []
    for path in catalogs:
        units = tuple(_unit(entry, code, glossary, matcher) for entry in list_entries(path))
        if units:  # a file of a document holds at least one unit
            files.append(XliffFile(project.relative(path), code, units))
    if not files:
        raise L10nError("no catalog holds an entry", where=str(catalogs[0]), mend="Run 'l10n-flow run' first.")
    return write(files, source=project.source)


def _unit(entry: CatalogEntry, code: str, glossary: Glossary | None, matcher: Matcher | None) -> XliffUnit:
    if entry.own or entry.state is State.UNTRANSLATED:
        state = XliffState.INITIAL
    else:
        state = XliffState.REVIEWED if entry.state is State.REVIEWED else XliffState.TRANSLATED
    notes = [("comment", text) for text in entry.comments if not _INTERNAL.match(text)]
    notes += [("translator", entry.note)] if entry.note else []
    notes += [("context", entry.context)] if entry.context else []
    notes += [("previous source", entry.previous)] if entry.previous else []
    names: dict[str, str] = {}
    for hit in matcher.hits(entry.msgid) if glossary and matcher else ():
        target = glossary.terms[hit.term_id].target(code, later=hit.later) if glossary else None
        if target is not None and hit.kind != "nisba":
            names.setdefault(hit.form, target.term)
    role = next((text.removeprefix("role: ") for text in entry.comments if text.startswith("role: ")), "")
    return XliffUnit(
        id=unit_id(entry.msgid, entry.context), source=entry.msgid, target=entry.msgstr, state=state, draft=entry.own,
        role=role, notes=tuple(notes), names=tuple(names.items()), base=f"{fingerprint(entry.msgstr)} {state.value}",
    )  # fmt: skip


def import_xliff(
    project: Project, path: Path, *, accept_translated: bool = False, now: datetime, write: bool = True
) -> list[Imported]:
    """Take what a person changed in an XLIFF document into the catalogs, file by file.

    Reviewed and final targets are reviewed; any other change is a person's draft, unless `accept_translated`.

    Raises:
        L10nError: the document is no XLIFF 2, or names a catalog that the project has not; nothing was written.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Check the path.") from None
    least = XliffState.TRANSLATED if accept_translated else XliffState.REVIEWED
    files = [(_catalog(project, file, path), file) for file in read(raw, path)]
    edits = [(catalog, file, _edits(file, list_entries(catalog), least)) for catalog, file in files]
    journal, done = Journal(project.root), []
    for catalog, file, changed in edits:
        done.append(Imported(catalog, accept_edits(catalog, changed, now=now, write=write), len(file.units) - len(changed)))
        if write:
            journal.observe({project.relative(catalog): catalog}, now=now)
    return done


def _edits(file: XliffFile, entries: Sequence[CatalogEntry], least: XliffState) -> dict[Key, Edit]:
    """The units whose target or state a person changed. What they are is known by their ids, or else by their sources."""
    keys = {unit_id(entry.msgid, entry.context): (entry.msgid, entry.context) for entry in entries}
    found = {}
    for unit in file.units:
        base, _, exported = unit.base.partition(" ")
        rank = XliffState(exported).rank if exported in list(XliffState) else -1
        raised = unit.state.rank >= least.rank > rank
        if unit.target.strip() and (fingerprint(unit.target) != base or raised):
            key = keys.get(unit.id, (unit.source, ""))
            found[key] = Edit(unit.target, unit.state.rank >= least.rank, base, 0 <= rank < XliffState.REVIEWED.rank)
    return found


def _catalog(project: Project, file: XliffFile, path: Path) -> Path:
    """By the name alone: a document cannot point to a file outside of the project's catalogs."""
    lang.get(file.language)
    name = PurePosixPath(file.original.replace("\\", "/")).name
    catalog = catalog_path(project.locales, file.language, name.removesuffix(".po"))
    if not name or not catalog.exists():
        what = f"it is of the catalog '{file.original}', which this project has not"
        raise L10nError(what, where=str(path), mend=f"Looked for {catalog}; run 'l10n-flow run' first.")
    return catalog
