"""The report of a project as one page of HTML that needs nothing beside it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from statistics import mean
from typing import Any

from l10n_flow import lang
from l10n_flow.model import Method, Severity, State
from l10n_flow.page import meter, page
from l10n_flow.report import plots
from l10n_flow.report.overview import Overview, PostEdit

MOST = 200  # rows of a table that could grow without end; how many were left out is said
STATES = (State.REVIEWED, State.DRAFT, State.UNTRANSLATED)
NOBODY = "not named"
STYLE = """
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin: 1.6rem 0 }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem }
.tile b { display: block; font: 600 1.7rem/1.2 var(--serif); font-variant-numeric: tabular-nums }
.tile span { color: var(--soft); font-size: .88rem }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: .8rem 0 1.6rem }
table { border-collapse: collapse; width: 100%; font-size: .93rem }
th, td { padding: .45rem .8rem; text-align: start; vertical-align: top; border-top: 1px solid var(--line) }
thead th { border-top: 0; font-size: .8rem; font-weight: 600; color: var(--soft); white-space: nowrap }
td.num, th.num { text-align: end } td .meter { min-width: 9rem; margin-top: .45rem } td[lang=ar] { font-size: 1.05rem }
td code { overflow-wrap: anywhere }
.error { color: var(--error) } .warning { color: var(--warning) } .info { color: var(--info) }
td.num, th.num { width: 1% }
.ok { color: var(--reviewed) } h3 { font: 600 1.02rem var(--sans); margin: 1.6rem 0 .2rem } details { margin: .6rem 0 }
td details { margin: 0 } summary { white-space: nowrap; cursor: pointer } td.num { white-space: nowrap }
@media print { .wide { overflow: visible } h2, h3 { break-after: avoid } tr { break-inside: avoid } }
""".strip()
e = html.escape


def as_html(overview: Overview, *, title: str = "Localization report") -> str:
    """Progress, findings, proof of the glossary and, where drafts are known, post-edit distance."""
    body = [
        '<p class="over">l10n-flow</p>', f"<h1>{e(title)}</h1>",
        f'<p class="soft">{overview.now:%Y-%m-%d %H:%M} UTC · {len(overview.statuses)} catalogs</p>',
        _tiles(overview), *_progress(overview), *_findings(overview), *_names(overview), *_edits(overview),
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
        tiles.append((f"{mean(edit.score for edit in overview.edits):.0f}", "chrF++ of drafts to reviewed texts"))
    return (
        '<div class="tiles">'
        + "".join(f'<div class="tile"><b>{n}</b><span>{what}</span></div>' for n, what in tiles)
        + "</div>"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> Iterator[str]:
    """Cells are HTML; a cell may begin with its own <td ...>."""
    listed = list(rows)
    kinds = [' class="num"' if place in numbers else "" for place in range(len(heads))]
    head = "".join(f"<th{kind}>{name}</th>" for kind, name in zip(kinds, heads, strict=True))
    yield f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>'
    for row in listed[:MOST]:
        cells = (cell if cell.startswith("<td") else f"<td{kind}>{cell}" for kind, cell in zip(kinds, row, strict=True))
        yield "<tr>" + "</td>".join(cells) + "</td></tr>"
    yield "</tbody></table></div>"
    if len(listed) > MOST:
        yield f'<p class="soft">{len(listed) - MOST} more are not shown.</p>'


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
    yield from _table(heads, rows, numbers=(3, 4, 5, 6))


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
    yield from _table(
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
    ordered = sorted(overview.proofs, key=lambda proof: (proof.term_id, overview.languages.index(proof.language)))
    for (_, code), group in groupby(ordered, key=lambda proof: (proof.term_id, proof.language)):
        proofs = list(group)
        forms = Counter(form for proof in proofs for form in proof.forms)
        seen = ", ".join(f"{e(form)} <span class=soft>{number}</span>" for form, number in forms.most_common(6))
        good = sum(not proof.wrong for proof in proofs)
        row = (
            f'<td lang="ar" dir="rtl">{e(proofs[0].ar)}', code, f'<td lang="{code}">{e(proofs[0].approved)}',
            f"{good} of {len(proofs)}", f'<td lang="{code}">{seen or "–"}',
        )  # fmt: skip
        wrong = [(proof.where, what) for proof in proofs for what in proof.wrong]
        if not wrong:
            right_rows.append(row)
            continue
        listed = "".join(f"<div><code>{e(where)}</code> {e(what)}</div>" for where, what in wrong[:20])
        wrong_rows.append((*row, f'<details><summary class="error">{len(wrong)} wrong</summary>{listed}</details>'))
    heads = ("name", "language", "approved", "right", "forms")
    if wrong_rows:
        yield "<h3>Names with a wrong place</h3>"
        yield from _table((*heads, ""), wrong_rows, numbers=(3,))
    if right_rows:
        yield f"<details><summary>{len(right_rows)} names that are right everywhere</summary>"
        yield from _table(heads, right_rows, numbers=(3,))
        yield "</details>"


def _edits(overview: Overview) -> Iterator[str]:
    if overview.edits is None:
        return
    yield "<h2>Post-edit distance</h2>"
    if not overview.edits:
        yield '<p class="soft">No draft has been reviewed since drafts are written down.</p>'
        return
    edits = overview.edits
    same = sum(edit.review.draft == edit.review.text for edit in edits)
    yield (
        f"<p>chrF++ between each draft and the reviewed text: 100 where nothing was changed, low where it was rewritten. "
        f"{same} of {len(edits)} reviewed entries were taken as drafted.</p>"
    )
    yield "<h3>Entries by chrF++</h3>" + plots.histogram("Entries by chrF++", [edit.score for edit in edits])
    by_engine = _means(edits, lambda edit: [edit.review.engine or "not known"])
    yield "<h3>By engine</h3>"
    yield plots.stacked_bars("Mean chrF++ by engine", {name: {"chrF++": round(score, 1)} for name, score, _ in by_engine})
    signed = _means(edits, lambda edit: [f"{edit.review.engine or 'not known'} · {edit.review.signature.split('-')[0]}"])
    yield from _table(
        ("engine and signature", "entries", "chrF++"),
        ((f"<code>{e(n)}</code>", str(c), f"{s:.1f}") for n, s, c in signed),
        numbers=(1, 2),
    )
    terms = _means(edits, lambda edit: edit.terms)
    if terms:
        yield "<h3>By name in the source, most rewritten first</h3>"
        rows = ((f'<td lang="ar" dir="rtl">{e(name)}', str(count), f"{score:.1f}") for name, score, count in terms)
        yield from _table(("name", "entries", "chrF++"), rows, numbers=(1, 2))
    yield "<h3>By reviewer over time</h3>" + plots.lines("Mean chrF++ a day, by reviewer", _days(edits))
    people = _means(edits, lambda edit: [edit.review.reviewer or NOBODY])
    yield from _table(("reviewer", "entries", "chrF++"), ((e(n), str(c), f"{s:.1f}") for n, s, c in people), numbers=(1, 2))


def _means(edits: Sequence[PostEdit], keys: Callable[[PostEdit], Iterable[str]]) -> list[tuple[str, float, int]]:
    """(key, mean chrF++, entries), lowest first."""
    scores: dict[str, list[float]] = {}
    for edit in edits:
        for key in dict.fromkeys(keys(edit)):
            scores.setdefault(key, []).append(edit.score)
    return sorted(((key, mean(found), len(found)) for key, found in scores.items()), key=lambda row: row[1])


def _days(edits: Sequence[PostEdit]) -> dict[str, list[tuple[Any, float]]]:
    days: dict[str, dict[Any, list[float]]] = {}
    for edit in edits:
        day = edit.review.seen.replace(hour=0, minute=0, second=0, microsecond=0)
        days.setdefault(edit.review.reviewer or NOBODY, {}).setdefault(day, []).append(edit.score)
    most = sorted(days, key=lambda name: -sum(map(len, days[name].values())))[: plots.COLOURS]
    return {name: [(day, mean(scores)) for day, scores in sorted(days[name].items())] for name in most}
