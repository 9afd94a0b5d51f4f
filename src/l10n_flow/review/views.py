"""What the page shows of one unit: marked texts, findings, names, differences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import polib
from markupsafe import Markup

from l10n_flow import lang
from l10n_flow.catalog.read import unprotect
from l10n_flow.catalog.state import FLAG, FLAGGED, NEW_DRAFT, OFFER, fingerprint
from l10n_flow.inspection import Inspector
from l10n_flow.model import Finding, State
from l10n_flow.review.drafts import Drafts, made_of
from l10n_flow.review.marks import METHODS, difference, marked, source_spans, target_spans
from l10n_flow.review.rows import Found, Row

_NAME = re.compile(r"name: (.*) = (.*?)(?: \(([a-z-]+)\))?$")
_MACHINE = re.compile(r"machine draft: (.*?), score (-?[\d.]+)(, doubtful)?$")
_MEMORY = ("memory: ", "memory source: ", "memory exchanged: ")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a unit as the catalog notes it; `how` says how the draft got it."""

    source: str
    form: str
    how: str


@dataclass(frozen=True, slots=True)
class UnitView(Row):
    """One entry as the page shows it. `edited`: not the draft's text any more."""

    edited: bool
    source_html: Markup
    target_html: Markup
    findings: tuple[Finding, ...]
    names: tuple[Name, ...]
    engine: str
    score: str
    doubtful: bool
    recalled: tuple[str, ...]  # what the catalog says of a draft from the memory
    reasons: tuple[str, ...]  # why it is flagged
    offers: tuple[str, ...]  # texts the program offers instead
    source_diff: Markup  # what changed in the source since it was translated, or empty
    draft_diff: Markup  # what a person changed in the draft, or empty


def view(found: Found, code: str, path: Path, *, inspector: Inspector, drafts: Drafts, findings: Sequence[Finding]) -> UnitView:
    """The view of one entry of the catalog `path`."""
    one, language, glossary = found.plain, lang.get(code), inspector.glossary
    comments = [unprotect(line) for line in one.comments]
    names = tuple(_names(comments))
    machine = next(filter(None, map(_MACHINE.match, comments)), None)
    source_html, target_html = marked(one.msgid, ()), marked(one.msgstr, ())
    if glossary is not None:
        hits = inspector.hits(one.msgid)
        methods = {name.source: name.how for name in names}
        source_html = marked(one.msgid, source_spans(hits, glossary, language))
        target_html = marked(one.msgstr, target_spans(one.msgstr, hits, glossary, language, methods))
    draft = drafts.find(path, found.entry)
    fuzzy, previous = one.state is State.DRAFT, unprotect(one.previous)
    return UnitView(
        **{field.name: getattr(found.row, field.name) for field in fields(Row)},
        edited=made_of(found.entry) != fingerprint(found.entry.msgstr),
        source_html=source_html, target_html=target_html, findings=tuple(findings), names=names,
        engine=machine.group(1) if machine else "", score=machine.group(2) if machine else "",
        doubtful=bool(machine and machine.group(3)),
        recalled=tuple(line.removeprefix("memory: ") for line in comments if line.startswith(_MEMORY)),
        reasons=tuple(_reasons(found.entry, comments)) if fuzzy else (),
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
