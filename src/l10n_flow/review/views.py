"""What the page shows of a catalog: plain data, built from entries."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polib
from markupsafe import Markup

from l10n_flow import lang
from l10n_flow.catalog import plain
from l10n_flow.catalog.read import unprotect
from l10n_flow.catalog.state import fingerprint
from l10n_flow.catalog.update import FLAG, NEW_DRAFT, OFFER
from l10n_flow.inspection import Inspector
from l10n_flow.model import Finding, Severity, State
from l10n_flow.review.drafts import Drafts, made_of
from l10n_flow.review.marks import METHODS, difference, marked, source_spans, target_spans
from l10n_flow.text.arabic import fold

FLAGGED = "flagged: "  # a translator's comment, "# flagged: NAME": a person says that the entry needs work
FILTERS = ("all", "open", "draft", "flagged", "reviewed", "findings")
_NAME = re.compile(r"name: (.*) = (.*?)(?: \(([a-z-]+)\))?$")
_MACHINE = re.compile(r"machine draft: (.*?), score (-?[\d.]+)(, doubtful)?$")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a unit as the catalog notes it; `how` says how the draft got it."""

    source: str
    form: str
    how: str


@dataclass(frozen=True, slots=True)
class UnitView:
    """One entry as the page shows it.

    `seen` stands for what the browser saw of it: msgstr, flags and translator's comments. `flagged`: a person or a
    changed glossary asks for a decision. `edited`: not the draft's text any more.
    """

    id: str
    seen: str
    source: str
    text: str
    state: State
    flagged: bool
    edited: bool
    role: str
    block: str  # where it stands in its article, "file:line"
    joined: bool  # goes on in the block of the unit before it
    source_html: Markup
    target_html: Markup
    findings: tuple[Finding, ...]
    names: tuple[Name, ...]
    engine: str
    score: str
    doubtful: bool
    reasons: tuple[str, ...]  # why it is flagged
    offers: tuple[str, ...]  # texts the program offers instead
    source_diff: Markup  # what changed in the source since it was translated, or empty
    draft_diff: Markup  # what a person changed in the draft, or empty

    @property
    def standing(self) -> str:
        return "flagged" if self.flagged else self.state.value

    def fits(self, wanted: str) -> bool:
        """Whether the unit passes one of FILTERS."""
        if wanted == "findings":
            return any(finding.severity is not Severity.INFO for finding in self.findings)
        return wanted == "all" or wanted == self.standing or (wanted == "open" and self.standing != "reviewed")

    def holds(self, query: str, language: lang.Language) -> bool:
        """Whether a search finds the unit: Arabic without regard to spelling, the target without regard to case."""
        if not query.strip():
            return True
        folded = fold(query).text.strip()
        return language.lower(query.strip()) in language.lower(self.text) or bool(folded and folded in fold(self.source).text)


def key_of(entry: polib.POEntry) -> str:
    """The id of an entry on the page: 16 hexadecimal digits of its msgid and msgctxt."""
    return _digest([entry.msgid, entry.msgctxt or ""])


def seen_of(entry: polib.POEntry) -> str:
    """What stands for the state of an entry; it changes with msgstr, flags and translator's comments."""
    return _digest([entry.msgstr, sorted(entry.flags), entry.tcomment or ""])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]


def shown(entry: polib.POEntry) -> bool:
    """Whether the page shows an entry: obsolete ones and plurals are for PO editors."""
    return not entry.obsolete and not entry.msgid_plural


def is_flagged(entry: polib.POEntry) -> bool:
    """Fuzzy, and for more than being a draft: a person flagged it, its glossary changed, or its source did."""
    if "fuzzy" not in entry.flags or not entry.msgstr:
        return False
    lines = [*(entry.tcomment or "").split("\n"), *(entry.comment or "").split("\n")]
    return bool(entry.previous_msgid) or any(line.startswith((FLAGGED, FLAG)) for line in lines)


class Viewer:
    """Builds views of one project's entries."""

    def __init__(self, inspector: Inspector, drafts: Drafts) -> None:
        self._inspector, self._drafts = inspector, drafts

    def views(self, path: Path, code: str, entries: Sequence[polib.POEntry]) -> tuple[UnitView, ...]:
        """Views of a catalog's entries in document order."""
        self._drafts.learn(entries)
        views = [self.view(path, code, entry) for entry in entries if shown(entry)]
        places = [(view.block, view.role) for view in views]
        joined = [
            replace(view, joined=bool(view.block) and place == last)
            for view, place, last in zip(views[1:], places[1:], places, strict=False)
        ]
        return (*views[:1], *joined)

    def view(self, path: Path, code: str, entry: polib.POEntry) -> UnitView:
        one, language, glossary = plain(entry), lang.get(code), self._inspector.glossary
        comments = [unprotect(line) for line in one.comments]
        names = tuple(_names(comments))
        machine = next(filter(None, map(_MACHINE.match, comments)), None)
        source_html, target_html = marked(one.msgid, ()), marked(one.msgstr, ())
        if glossary is not None:
            hits = self._inspector.hits(one.msgid)
            methods = {name.source: name.how for name in names}
            source_html = marked(one.msgid, source_spans(hits, glossary, language))
            target_html = marked(one.msgstr, target_spans(one.msgstr, hits, glossary, language, methods))
        draft = self._drafts.find(path, entry)
        fuzzy, previous = one.state is State.DRAFT, unprotect(one.previous)
        return UnitView(
            id=key_of(entry), seen=seen_of(entry), source=one.msgid, text=one.msgstr, state=one.state,
            flagged=is_flagged(entry), edited=made_of(entry) != fingerprint(entry.msgstr),
            role=next((line[6:] for line in comments if line.startswith("role: ")), "paragraph"),
            block=":".join(entry.occurrences[0]) if entry.occurrences else "", joined=False,
            source_html=source_html, target_html=target_html,
            findings=tuple(self._inspector.findings(path, code, [one])), names=names,
            engine=machine.group(1) if machine else "", score=machine.group(2) if machine else "",
            doubtful=bool(machine and machine.group(3)),
            reasons=tuple(_reasons(entry, comments)) if fuzzy else (),
            offers=tuple(_offers(comments, one.msgstr)) if fuzzy else (),
            source_diff=difference(previous, one.msgid) if previous and fuzzy else Markup(),
            draft_diff=difference(draft, one.msgstr) if draft is not None and draft != one.msgstr else Markup(),
        )  # fmt: skip


def _names(comments: Sequence[str]) -> list[Name]:
    found = filter(None, map(_NAME.match, comments))
    return [Name(m.group(1), m.group(2), METHODS.get(m.group(3) or "", "")) for m in found]


def _reasons(entry: polib.POEntry, comments: Sequence[str]) -> list[str]:
    people = [f"flagged by {line[len(FLAGGED) :]}" for line in (entry.tcomment or "").split("\n") if line.startswith(FLAGGED)]
    return [unprotect(one) for one in people] + [line for line in comments if line.startswith(FLAG)]


def _offers(comments: Sequence[str], text: str) -> list[str]:
    offered = [line.removeprefix(mark) for line in comments for mark in (OFFER, NEW_DRAFT) if line.startswith(mark)]
    return [one for one in dict.fromkeys(offered) if one != text]
