"""A glossary diff as text for a terminal, Markdown for a pull request, a page of HTML, or JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from typing import Any

from l10n_flow.glossary.diff import Change, TermChange
from l10n_flow.glossary.terms import Target
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


STYLE = """
:root { color-scheme: light dark; --line: #8884; --old: #c0362c; --new: #1a7f37; }
body { font: 16px/1.5 "Noto Sans", "Segoe UI", "DejaVu Sans", sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top }
th { font-weight: 600 } .source { font-size: 1.1em } del { color: var(--old) } ins { color: var(--new); text-decoration: none }
.state { white-space: nowrap } .bad { color: var(--old) } code { font-size: .9em } h2 { overflow-wrap: anywhere }
@media (prefers-color-scheme: dark) { :root { --old: #ff8a80; --new: #7ee787 } }
""".strip()


def as_html(diff: GlossaryDiff) -> str:
    """One page that needs nothing beside it."""
    e = html.escape
    out = [
        "<!DOCTYPE html>", '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Glossary changes</title><style>{STYLE}</style></head><body><main>",
        f"<h1>Glossary changes</h1><p><code>{e(diff.old)}</code> → <code>{e(diff.new)}</code>: {e(summary(diff))}.</p>",
    ]  # fmt: skip
    if diff.terms:
        out.append("<table><thead><tr><th>term<th>change<th>field<th>old<th>new</tr></thead><tbody>")
    for term in diff.terms:
        for field in term.fields:
            cells = f"<del dir=auto>{e(field.old or NONE)}</del><td><ins dir=auto>{e(field.new or NONE)}</ins>"
            head = f"<code>{e(term.id)}</code><td>{e(_changes(term))}<td>{e(field.field)}"
            out.append(f"<tr><td>{head}<td>{cells}</tr>")
    out.append("</tbody></table>" if diff.terms else "")
    for catalog, entries in _by_catalog(diff):
        head = "<thead><tr><th>line<th>source<th>now<th>with the new glossary</tr></thead>"
        out.append(f"<h2>{e(catalog)}</h2><table>{head}<tbody>")
        for entry in entries:
            code = e(entry.language)
            bad = "".join(f'<div class="bad">{e(what)}</div>' for what in entry.contradictions)
            new = f'<ins lang="{code}">{e(entry.proposed)}</ins>' if entry.proposed else NONE
            out.append(
                f'<tr><td class="state">{entry.line}<br>{e(entry.state.value)}<td class="source" lang="ar" dir="rtl">'
                f'{e(entry.source)}<td lang="{code}">{e(entry.text)}{bad}<td>{new}</tr>'
            )
        out.append("</tbody></table>")
    return "\n".join([*filter(None, out), "</main></body></html>"]) + "\n"


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
