"""What changed between two glossaries, term by term: never lines, so order, comments and layout do not matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from l10n_flow.glossary.fields import to_fields
from l10n_flow.glossary.terms import Glossary, Term
from l10n_flow.text.arabic import fold


class Change(StrEnum):
    """What happened to a term; a term may have several."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"  # another id for the same Arabic name
    SOURCE = "source"  # the Arabic name, its variants or its nisba
    TARGET = "target"
    STATUS = "status"
    OTHER = "other"  # kind, note, case, inflect, do_not_translate


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed; `field` is a path such as "tr.term" or "ar.variants"; "" stands for no value."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term that differs. `old` is None for an added term, `new` for a removed one."""

    id: str
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...]
    old: Term | None
    new: Term | None


def diff_glossaries(old: Glossary, new: Glossary) -> tuple[TermChange, ...]:
    """Terms that differ, in the order of the new glossary, removed ones last.

    Retired terms count as terms, so that retiring one is a change of status. A term whose id changed is recognised by
    its Arabic name.
    """
    before, after = {**old.terms, **old.idle}, {**new.terms, **new.idle}
    gone = {_key(term): term for slug, term in before.items() if slug not in after}
    found: list[TermChange] = []
    for slug, term in after.items():
        was = before.get(slug) or gone.pop(_key(term), None)
        if was is None:
            found.append(TermChange(slug, (Change.ADDED,), tuple(_fields(None, term)), None, term))
            continue
        fields = tuple(_fields(was, term))
        if fields:
            found.append(TermChange(slug, _changes(fields), fields, was, term))
    ordered = sorted(gone.values(), key=lambda term: term.line)
    found += [TermChange(term.id, (Change.REMOVED,), tuple(_fields(term, None)), term, None) for term in ordered]
    return tuple(found)


def _key(term: Term) -> str:
    return fold(term.ar).text


def _changes(fields: tuple[FieldChange, ...]) -> tuple[Change, ...]:
    def change(name: str) -> Change:
        head = name.split(".")[0]
        if head == "id":
            return Change.RENAMED
        if head == "ar":
            return Change.SOURCE
        if head == "status":
            return Change.STATUS
        return Change.TARGET if "." in name else Change.OTHER

    kinds = {change(field.field) for field in fields}
    return tuple(kind for kind in Change if kind in kinds)


def _fields(old: Term | None, new: Term | None) -> Iterator[FieldChange]:
    before = to_fields(old) if old else {}
    after = to_fields(new) if new else {}
    for name in dict.fromkeys((*before, *after)):
        left, right = before.get(name, ()), after.get(name, ())
        if left != right:
            yield FieldChange(name, ", ".join(left), ", ".join(right))
