"""The text of machine drafts that somebody has changed since: from this session, the journal, or git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import polib

from l10n_flow.catalog.read import protect, unprotect
from l10n_flow.catalog.state import DRAFT_LINE, fingerprint
from l10n_flow.journal import Journal
from l10n_flow.project import Project
from l10n_flow.review.rows import key_of

REVISIONS = 20  # of a catalog that are looked through in git
SECONDS = 5


class Drafts:
    """Drafts by unit and fingerprint; journal and git are asked once for each catalog, when a draft is not known."""

    def __init__(self, project: Project) -> None:
        self._project, self._journal = project, Journal(project.root)
        self._known: dict[tuple[str, str], str] = {}
        self._asked: set[Path] = set()
        self._searched: set[Path] = set()

    def learn(self, entries: Iterable[polib.POEntry]) -> None:
        """Remember every msgstr that a draft's fingerprint vouches for."""
        for entry in entries:
            made = made_of(entry)
            if made and made == fingerprint(entry.msgstr):
                self._known[key_of(entry), made] = unprotect(entry.msgstr)

    def find(self, path: Path, entry: polib.POEntry) -> str | None:
        """The draft an entry was made from; None where it has none or nobody knows it any more."""
        made = made_of(entry)
        if not made:
            return None
        key = (key_of(entry), made)
        if key not in self._known and path not in self._asked:
            self._asked.add(path)
            self._known |= self._journal.drafts(self._project.relative(path))
        if key not in self._known and path not in self._searched:
            self._searched.add(path)
            for text in _versions(path):
                try:
                    self.learn(polib.pofile(protect(text), wrapwidth=0))
                except (OSError, ValueError, AttributeError, IndexError):
                    continue  # an old version that is no catalog has no drafts
        return self._known.get(key)


def made_of(entry: polib.POEntry) -> str:
    """The fingerprint of the draft that an entry was made from, "" for none."""
    match = DRAFT_LINE.search(entry.comment or "")
    return match.group(1) if match else ""


def _versions(path: Path) -> Iterable[str]:
    """The texts a catalog had in git, the newest first; none without git."""
    found = _git(path, "log", f"--max-count={REVISIONS}", "--format=%H", "--", path.name)
    for revision in found.split():
        text = _git(path, "show", f"{revision}:./{path.name}")
        if text:
            yield text


def _git(path: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n") if done.returncode == 0 else ""
