"""What a changed glossary means for catalogs that are there: which entries it touches, and carrying it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from l10n_flow import lang
from l10n_flow.catalog import CatalogEntry, Revision, RevisionCounts, fingerprint, list_entries, revise_catalog
from l10n_flow.drafting import Drafter, Progress, no_progress
from l10n_flow.glossary import Glossary, Matcher
from l10n_flow.glossary.diff import TermChange, diff_glossaries
from l10n_flow.glossary.propose import Rendering, propose, renderings
from l10n_flow.glossary.verify import verify
from l10n_flow.model import Severity, State


@dataclass(frozen=True, slots=True)
class AffectedEntry:
    """One entry whose names are rendered otherwise by the new glossary.

    `proposed` is its text with the names exchanged ("" where that cannot be read off the text); `contradictions` are
    what the new glossary finds wrong in it and the old one did not.
    """

    catalog: Path
    language: str
    line: int
    state: State
    source: str
    context: str
    text: str
    changed: tuple[Rendering, ...]
    proposed: str
    contradictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GlossaryDiff:
    """Two glossaries compared, and the entries that the difference touches."""

    old: str
    new: str
    terms: tuple[TermChange, ...]
    entries: tuple[AffectedEntry, ...]

    @property
    def contradicted(self) -> tuple[AffectedEntry, ...]:
        """Reviewed entries that the new glossary finds wrong: they need a person."""
        return tuple(one for one in self.entries if one.state is State.REVIEWED and one.contradictions)


class Comparison:
    """Compares two glossaries over catalogs; each is matched in one pass."""

    def __init__(self, old: Glossary, new: Glossary) -> None:
        self._old, self._new = old, new
        self._old_matcher, self._new_matcher = Matcher(old), Matcher(new)

    def run(self, catalogs: Iterable[tuple[Path, str]]) -> GlossaryDiff:
        """Args: (path, language code) of each catalog. Raises L10nError for a broken one."""
        changes = diff_glossaries(self._old, self._new)
        entries = [one for path, code in catalogs for one in self.affected(path, code)] if changes else []
        return GlossaryDiff(str(self._old.path), str(self._new.path), changes, tuple(entries))

    def changed(self, source: str, code: str) -> tuple[Rendering, ...]:
        """Names of one source text whose form in a language differs between the two glossaries."""
        old_hits, new_hits = self._old_matcher.hits(source), self._new_matcher.hits(source)
        return renderings(old_hits, new_hits, self._old, self._new, code)

    def affected(self, path: Path, code: str) -> Iterator[AffectedEntry]:
        """Entries of one catalog that hold a name whose form changed; untranslated ones are none."""
        language = lang.get(code)
        for entry in list_entries(path):
            if entry.state is State.UNTRANSLATED:
                continue
            changed = self.changed(entry.msgid, code)
            if not changed:
                continue
            proposed = propose(entry.msgstr, changed, language)
            before = set(_errors(entry, self._old_matcher, self._old, language))
            after = _errors(entry, self._new_matcher, self._new, language)
            yield AffectedEntry(
                path, code, entry.line, entry.state, entry.msgid, entry.context, entry.msgstr, changed,
                proposed if proposed != entry.msgstr else "", tuple(what for what in after if what not in before),
            )  # fmt: skip


def _errors(entry: CatalogEntry, matcher: Matcher, glossary: Glossary, language: lang.Language) -> list[str]:
    found = verify(entry.msgstr, matcher.hits(entry.msgid), glossary, language)
    return [finding.message for finding in found if finding.severity is Severity.ERROR]


def apply_glossary(
    glossary: Glossary,
    catalogs: Sequence[tuple[Path, str]],
    drafter: Drafter,
    *,
    old: Glossary | None,
    offer: bool,
    now: datetime,
    progress: Progress = no_progress,
    done: Callable[[Path, RevisionCounts], None] = lambda path, counts: None,
) -> dict[Path, RevisionCounts]:
    """Bring catalogs in line with a glossary: draft anew what is the program's own, flag what a person wrote.

    Args:
        old: the glossary as it was, for the proposed texts; None where nothing is known of it.
        offer: write the proposed text into the comments of flagged entries.
        done: told of each catalog as it is finished.

    Raises:
        L10nError: a catalog is broken or cannot be written; those before it are finished.
    """
    matcher = Matcher(glossary)
    comparison = Comparison(old, glossary) if old is not None else None
    counts = {}
    for path, code in catalogs:
        language = lang.get(code)
        entries = list_entries(path)
        offers = {(e.source, e.context): e.proposed for e in comparison.affected(path, code)} if comparison and offer else {}
        own = [entry for entry in entries if entry.own and not _from_memory(entry)]
        changed = {entry.msgid for entry in own if comparison and comparison.changed(entry.msgid, code)}
        stale = [entry for entry in own if entry.msgid in changed or _errors(entry, matcher, glossary, language)]
        drafts = drafter.drafts({entry.msgid: matcher.hits(entry.msgid) for entry in stale}, code, progress=progress)
        revisions = {
            (entry.msgid, entry.context): Revision(
                draft=drafts[entry.msgid].draft.text,
                signature=drafts[entry.msgid].draft.signature,
                notes=drafter.notes(drafts[entry.msgid], code),
            )
            for entry in stale
        }
        for entry in entries:
            reasons = () if entry.own or entry.state is State.UNTRANSLATED else _errors(entry, matcher, glossary, language)
            if reasons:
                key = (entry.msgid, entry.context)
                revisions[key] = Revision(reasons=tuple(reasons), proposed=offers.get(key, ""), base=fingerprint(entry.msgstr))
        counts[path] = revise_catalog(path, revisions, now=now)
        done(path, counts[path])
    return counts


def _from_memory(entry: CatalogEntry) -> bool:
    """A draft that the memory gave: a person's wording, which the engine does not write anew."""
    return any(line.startswith("memory: ") for line in entry.comments)
