"""The report's section on post-edit distance: plots and tables by engine, name, and reviewer over time."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from l10n_flow.page import arabic, table
from l10n_flow.report import plots
from l10n_flow.report.overview import Overview
from l10n_flow.report.post_edit import Mean, PostEdit, average, by_day, by_engine, by_name, by_reviewer

HEADS = ("entries", "unchanged", "chrF++", "TER")
NAMES_PLOTTED = 12
TER_TOP = 100  # more edits than words happen; a plot of them need not reach that far
e = html.escape


def post_edit_section(overview: Overview) -> Iterator[str]:
    """Nothing where no drafts were ever written down."""
    if overview.edits is None:
        return
    yield "<h2>Post-edit distance</h2>"
    if not overview.edits:
        yield '<p class="soft">No draft has been reviewed since drafts are written down.</p>'
        return
    edits, whole = overview.edits, average(overview.edits)
    yield (
        "<p>How far each draft is from what a person made of it. chrF++ is 100 where nothing was changed and low where it was "
        "rewritten; TER counts edits (words put in, left out, exchanged or moved) in 100 words of the reviewed text. "
        f"{whole.unchanged} of {whole.entries} reviewed entries were taken as drafted; the means are {whole.chrf:.1f} chrF++ "
        f"and {whole.ter:.1f} TER.</p>"
    )
    yield f'<p class="soft"><code>{"<br>".join(map(e, overview.signatures))}</code></p>'
    yield "<h3>Entries by chrF++</h3>" + plots.histogram("Entries by chrF++", [edit.distance.chrf for edit in edits])
    yield "<h3>Entries by TER</h3>" + plots.histogram("Entries by TER", [edit.distance.ter for edit in edits], top=TER_TOP)
    yield from _engines(edits)
    yield from _names(edits)
    yield from _reviewers(edits)


def _engines(edits: tuple[PostEdit, ...]) -> Iterator[str]:
    yield "<h3>By engine</h3>"
    means = by_engine(edits)
    yield _bars("engine", {f"{engine}, {code}": one for (engine, _, code), one in means.items()})
    rows = ((f"{e(engine)} <code>{e(mark)}</code>", code, *_cells(one)) for (engine, mark, code), one in means.items())
    yield from table(("engine and signature", "language", *HEADS), rows, numbers=(2, 3, 4, 5))


def _names(edits: tuple[PostEdit, ...]) -> Iterator[str]:
    means = by_name(edits)
    if not means:
        return
    yield "<h3>By name in the source, most rewritten first</h3>"
    yield _bars("name", dict(list(means.items())[:NAMES_PLOTTED]))
    yield from table(("name", *HEADS), ((arabic(name), *_cells(one)) for name, one in means.items()), numbers=(1, 2, 3, 4))


def _reviewers(edits: tuple[PostEdit, ...]) -> Iterator[str]:
    yield "<h3>By reviewer over time</h3>"
    people = by_reviewer(edits)
    most = sorted(people, key=lambda name: -people[name].entries)[: plots.COLOURS]
    days = {name: [(day, one) for (who, day), one in by_day(edits).items() if who == name] for name in most}
    for metric, label in (("chrf", "chrF++"), ("ter", "TER")):
        series = {
            name: [(_midnight(day), min(float(getattr(one, metric)), TER_TOP)) for day, one in points]
            for name, points in days.items()
        }
        yield plots.lines(f"Mean {label} a day, by reviewer", series, axis=label)
    yield from table(("reviewer", *HEADS), ((e(name), *_cells(one)) for name, one in people.items()), numbers=(1, 2, 3, 4))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _bars(what: str, means: Mapping[str, Mean]) -> str:
    """chrF++ and TER side by side: one bar each."""
    rows = {name: {"chrF++": round(one.chrf, 1), "TER": round(one.ter, 1)} for name, one in means.items()}
    return plots.paired_bars(f"Mean chrF++ and TER by {what}", rows)


def _cells(one: Mean) -> tuple[str, str, str, str]:
    return str(one.entries), str(one.unchanged), f"{one.chrf:.1f}", f"{one.ter:.1f}"
