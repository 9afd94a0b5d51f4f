"""A glossary diff as text for a terminal, Markdown for a pull request, a page of HTML, or JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from typing import Any

from l10n_flow.glossary.diff import Change, TermChange
from l10n_flow.glossary.terms import Target
from l10n_flow.page import page, table
from l10n_flow.terminology import AffectedEntry, GlossaryDiff

Style = Callable[[str, str], str]  # (text, "added" | "removed" | "changed" | "name" | "dim") -> text
SIGNS = {Change.ADDED: "+", Change.REMOVED: "-", Change.RENAMED: ">"}
NONE = "–"  # no form


def unstyled(text: str, kind: str) -> str:
    """Text as it is."""
    return text


def as_text(diff: GlossaryDiff, style: Style = unstyled) -> str:
    """Terms first, then the entries they touch, catalog by catalog."""
    lines = [style(f"--- {diff.old}", "removed"), style(f"+++ {diff.new}", "added"), ""]
    for term in diff.terms:
        kind = {"+": "added", "-": "removed"}.get(_sign(term), "changed")
        lines.append(style(f"{_sign(term)} {term.id}", kind) + style(f"  ({_changes(term)})", "dim"))
        for field in term.fields:
            if field.field != "id" or Change.RENAMED in term.changes:
                old, new = field.old or NONE, field.new or NONE
                lines.append(f"    {field.field}: {style(old, 'removed')} → {style(new, 'added')}")
    for catalog, entries in _by_catalog(diff):
        lines += ["", style(catalog, "name")]
        for entry in entries:
            lines.append(f"  line {entry.line}, {entry.state.value}: {entry.source}")
            lines += [f"    {one}" for one in _renderings(entry)]
            if entry.proposed:
                lines += ["    " + style(f"- {entry.text}", "removed"), "    " + style(f"+ {entry.proposed}", "added")]
            lines += ["    " + style(f"! {what}", "changed") for what in entry.contradictions]
    return "\n".join([*lines, "", summary(diff)])


def summary(diff: GlossaryDiff) -> str:
    """One line of counts."""
    if not diff.terms:
        return "no term differs"
    return (
        f"{_count(len(diff.terms), 'term')} changed, {_count(len(diff.entries), 'entry')} affected, "
        f"{len(diff.contradicted)} of the reviewed ones contradict the new glossary"
    )


def _count(number: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {noun if number == 1 else plural}"


def as_markdown(diff: GlossaryDiff) -> str:
    """For the description of a pull request, or a comment on it."""
    lines = ["## Glossary changes", "", f"`{diff.old}` → `{diff.new}`: {summary(diff)}.", ""]
    if diff.terms:
        lines += ["| term | change | field | old | new |", "| --- | --- | --- | --- | --- |"]
    for term in diff.terms:
        for field in term.fields:
            cells = (f"`{term.id}`", _changes(term), field.field, field.old or NONE, field.new or NONE)
            lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    for catalog, entries in _by_catalog(diff):
        lines += ["", f"### {catalog}", "", "| line | state | source | now | with the new glossary | findings |"]
        lines.append("| --- | --- | --- | --- | --- | --- |")
        for entry in entries:
            findings = "; ".join(entry.contradictions) or NONE
            row = (str(entry.line), entry.state.value, entry.source, entry.text, entry.proposed or NONE, findings)
            lines.append("| " + " | ".join(map(_cell, row)) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def as_json(diff: GlossaryDiff) -> str:
    """Everything, for programs."""
    value = {
        "old": diff.old, "new": diff.new, "contradicted": len(diff.contradicted),
        "terms": [
            {
                "id": term.id, "old_id": term.old.id if term.old else None, "changes": [c.value for c in term.changes],
                "fields": [{"field": f.field, "old": f.old, "new": f.new} for f in term.fields],
            }
            for term in diff.terms
        ],
        "entries": [_entry(entry) for entry in diff.entries],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _entry(entry: AffectedEntry) -> dict[str, Any]:
    return {
        "catalog": str(entry.catalog), "language": entry.language, "line": entry.line, "state": entry.state.value,
        "source": entry.source, "text": entry.text, "proposed": entry.proposed, "contradictions": list(entry.contradictions),
        "names": [{"source": r.source, "old": _term(r.old), "new": _term(r.new)} for r in entry.changed],
    }  # fmt: skip


STYLE = "del { color: var(--error) } ins { color: var(--reviewed); text-decoration: none } h2 { overflow-wrap: anywhere }"


def as_html(diff: GlossaryDiff) -> str:
    """One page that needs nothing beside it."""
    e = html.escape
    title = "Glossary changes"
    body = [
        '<p class="over">l10n-flow</p>', f"<h1>{title}</h1>",
        f"<p><code>{e(diff.old)}</code> → <code>{e(diff.new)}</code>: {e(summary(diff))}.</p>",
    ]  # fmt: skip
    if diff.terms:
        body += table(
            ("term", "change", "field", "old", "new"),
            (
                (
                    f"<code>{e(term.id)}</code>", e(_changes(term)), e(field.field),
                    f"<del dir=auto>{e(field.old or NONE)}</del>", f"<ins dir=auto>{e(field.new or NONE)}</ins>",
                )
                for term in diff.terms
                for field in term.fields
            ),
            most=None,
        )  # fmt: skip
    for catalog, entries in _by_catalog(diff):
        body.append(f"<h2>{e(catalog)}</h2>")
        body += table(("line", "source", "now", "with the new glossary"), map(_row, entries), most=None)
    return page(title, "\n".join(body), style=STYLE)


def _row(entry: AffectedEntry) -> tuple[str, ...]:
    e, code = html.escape, html.escape(entry.language)
    bad = "".join(f'<div class="error">{e(what)}</div>' for what in entry.contradictions)
    return (
        f"{entry.line}<br>{e(entry.state.value)}", f'<td lang="ar" dir="rtl">{e(entry.source)}',
        f'<td lang="{code}">{e(entry.text)}{bad}', f'<ins lang="{code}">{e(entry.proposed)}</ins>' if entry.proposed else NONE,
    )  # fmt: skip


def _sign(term: TermChange) -> str:
    return next((SIGNS[change] for change in term.changes if change in SIGNS), "~")


def _changes(term: TermChange) -> str:
    said = ", ".join(change.value for change in term.changes)
    return f"{said} from {term.old.id}" if term.old and Change.RENAMED in term.changes else said


def _by_catalog(diff: GlossaryDiff) -> Iterator[tuple[str, list[AffectedEntry]]]:
    for catalog in dict.fromkeys(entry.catalog for entry in diff.entries):
        yield str(catalog), [entry for entry in diff.entries if entry.catalog == catalog]


def _renderings(entry: AffectedEntry) -> Iterator[str]:
    for one in entry.changed:
        old, new = _term(one.old) or NONE, _term(one.new) or NONE
        more = "" if old != new else " (other spellings or rules)"
        yield f"{one.source}: {old} → {new}{more}"


def _term(target: Target | None) -> str:
    return target.term if target else ""
