"""What the memory learns from catalogs: every reviewed entry, with its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow.catalog import last_translator, read_catalog, state_of
from l10n_flow.catalog.read import unprotect
from l10n_flow.memory import Pair
from l10n_flow.model import State
from l10n_flow.project import Project


def learnable(catalogs: Iterable[tuple[Path, str]], project: Project, *, now: datetime) -> list[Pair]:
    """The reviewed entries of catalogs ((path, language code) of each). Raises L10nError for a broken one."""
    return [pair for path, code in catalogs for pair in reviewed_pairs(path, code, name=project.relative(path), now=now)]


def reviewed_pairs(path: Path, code: str, *, name: str, now: datetime) -> Iterator[Pair]:
    """The reviewed entries of one catalog; neighbours are the entries before and after, whatever their state."""
    catalog = read_catalog(path).catalog
    translator = last_translator(catalog.metadata)
    entries = [entry for entry in catalog if not entry.obsolete]
    texts = ["", *(unprotect(entry.msgid) for entry in entries), ""]
    for place, entry in enumerate(entries, 1):
        if state_of(entry) is State.REVIEWED and entry.msgstr:  # a plural has no one text
            file, line = entry.occurrences[0] if entry.occurrences else ("", "")
            yield Pair(
                texts[place], unprotect(entry.msgstr), code, texts[place - 1], texts[place + 1],
                catalog=name, context=unprotect(entry.msgctxt or ""), line=entry.linenum,
                reference=f"{file}:{line}" if line else file, translator=translator,
                learned=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            )  # fmt: skip
