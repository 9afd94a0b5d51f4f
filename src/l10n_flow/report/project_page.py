"""The report of a project as one page of HTML that needs nothing beside it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from l10n_flow import lang
from l10n_flow.model import Method, Severity, State
from l10n_flow.page import arabic, meter, page, table
from l10n_flow.report import plots
from l10n_flow.report.overview import Overview
from l10n_flow.report.post_edit import average
from l10n_flow.report.post_edit_page import post_edit_section

STATES = (State.REVIEWED, State.DRAFT, State.UNTRANSLATED)
STYLE = """
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.6rem, 1fr)); gap: .8rem; margin: 1.6rem 0 }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem }
.tile b { display: block; font: 600 1.7rem/1.2 var(--serif); font-variant-numeric: tabular-nums }
.tile span { color: var(--soft); font-size: .88rem }
td .meter { min-width: 9rem; margin-top: .45rem } details { margin: .6rem 0 } td details { margin: 0 }
summary { white-space: nowrap }
""".strip()
e = html.escape


def as_html(overview: Overview, *, title: str = "Localization report") -> str:
    """Progress, findings, proof of the glossary and, where drafts are known, post-edit distance."""
    body = [
        '<p class="over">l10n-flow</p>', f"<h1>{e(title)}</h1>",
        f'<p class="soft">{overview.now:%Y-%m-%d %H:%M} UTC · {len(overview.statuses)} catalogs</p>',
        _tiles(overview), *_progress(overview), *_findings(overview), *_names(overview), *post_edit_section(overview),
    ]  # fmt: skip
    return page(title, "\n".join(body), style=f"{plots.STYLE}\n{STYLE}")


def _tiles(overview: Overview) -> str:
    units, reviewed = overview.units(), overview.units(State.REVIEWED)
    right = sum(not proof.wrong for proof in overview.proofs)
    tiles = [
        (f"{len({one.article for one in overview.statuses})}", "articles"), (f"{units}", "entries"),
        (_share(reviewed, units), "reviewed"), (f"{overview.found(Severity.ERROR)}", "errors"),
        (f"{overview.found(Severity.WARNING)}", "warnings"),
        (_share(right, len(overview.proofs)), "names in their approved form"),
    ]  # fmt: skip
    if overview.edits:
        whole = average(overview.edits)
        tiles += [(f"{whole.chrf:.0f}", "chrF++ of drafts to reviewed texts"), (f"{whole.ter:.0f}", "edits in 100 words (TER)")]
    return (
        '<div class="tiles">'
        + "".join(f'<div class="tile"><b>{n}</b><span>{what}</span></div>' for n, what in tiles)
        + "</div>"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _progress(overview: Overview) -> Iterator[str]:
    yield "<h2>Progress</h2>"
    for code in overview.languages:
        yield f"<h3>{e(lang.get(code).name)}</h3>"
        yield meter({state.value: overview.units(state, code) for state in STATES})
    rows = []
    for one in overview.statuses:
        counts = [one.counts.entries.get(state, 0) for state in STATES]
        parts = "".join(
            f'<i class="{state.value}" style="flex:{number}"></i>'
            for state, number in zip(STATES, counts, strict=True)
            if number
        )
        words = f"{one.counts.words.get(State.REVIEWED, 0)} of {sum(one.counts.words.values())}"
        rows.append(
            (e(one.article), one.language, f'<div class="meter">{parts}</div>', *map(str, counts), words)
        )  # fmt: skip
    heads = ("article", "language", "", "reviewed", "drafts", "untranslated", "words reviewed")
    yield from table(heads, rows, numbers=(3, 4, 5, 6))


def _findings(overview: Overview) -> Iterator[str]:
    yield "<h2>Findings</h2>"
    found = [(one.language, finding) for one in overview.statuses for finding in one.findings]
    shown = [(code, finding) for code, finding in found if finding.severity is not Severity.INFO]
    if not shown:
        yield '<p class="ok">No check found anything that needs a person.</p>'
        return
    checks = Counter(finding.check for _, finding in shown)
    by = Counter((finding.check, code) for code, finding in shown)
    rows = {check: {code: by[check, code] for code in overview.languages} for check, _ in checks.most_common()}
    yield plots.stacked_bars("Findings by check and language", rows)
    order = list(Severity)
    shown.sort(key=lambda pair: order.index(pair[1].severity))
    yield f"<details><summary>All {len(shown)} findings</summary>"
    yield from table(
        ("severity", "check", "entry", "what", "source"),
        (
            (
                f'<span class="{finding.severity.value}">{finding.severity.value}</span>', finding.check,
                f"<code>{e(finding.where)}</code>", e(finding.message), f'<td lang="ar" dir="rtl">{e(finding.unit[:90])}',
            )
            for _, finding in shown
        ),
    )  # fmt: skip
    yield "</details>"


def _names(overview: Overview) -> Iterator[str]:
    yield "<h2>Proof of the glossary</h2>"
    if not overview.proofs:
        yield '<p class="soft">No glossary name stands in a translated entry.</p>'
        return
    right = sum(not proof.wrong for proof in overview.proofs)
    total = len(overview.proofs)
    yield f"<p>{right} of {total} mentions stand in their approved form, with the suffix that their place asks for.</p>"
    if overview.methods:
        rows = {
            lang.get(code).name: {method.value: float(overview.methods[code, method.value]) for method in Method}
            for code in overview.languages
        }
        used = {method.value for method in Method if any(row[method.value] for row in rows.values())}
        rows = {name: {method: number for method, number in row.items() if method in used} for name, row in rows.items()}
        yield "<h3>How names came into the drafts</h3>"
        yield plots.stacked_bars("Names in drafts, by the way they came there", rows)
    yield from _proof_tables(overview)


def _proof_tables(overview: Overview) -> Iterator[str]:
    """A row for each name and language: those with a wrong place first, the others folded away."""
    wrong_rows: list[tuple[str, ...]] = []
    right_rows: list[tuple[str, ...]] = []
    for one in overview.names():
        seen = ", ".join(f"{e(form)} <span class=soft>{number}</span>" for form, number in one.forms[:6])
        row = (
            arabic(one.ar), one.language, f'<td lang="{one.language}">{e(one.approved)}', f"{one.right} of {one.mentions}",
            f'<td lang="{one.language}">{seen or "–"}',
        )  # fmt: skip
        if not one.wrong:
            right_rows.append(row)
            continue
        listed = "".join(f"<div><code>{e(where)}</code> {e(what)}</div>" for where, what in one.wrong[:20])
        wrong_rows.append((*row, f'<details><summary class="error">{len(one.wrong)} wrong</summary>{listed}</details>'))
    heads = ("name", "language", "approved", "right", "forms")
    if wrong_rows:
        yield "<h3>Names with a wrong place</h3>"
        yield from table((*heads, ""), wrong_rows, numbers=(3,))
    if right_rows:
        yield f"<details><summary>{len(right_rows)} names that are right everywhere</summary>"
        yield from table(heads, right_rows, numbers=(3,))
        yield "</details>"
