"""`l10n-flow run`."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from l10n_flow.cli import completing
from l10n_flow.cli.colour import console, to_terminal
from l10n_flow.cli.common import (
    cache_options,
    cache_path,
    glossary_option,
    json_option,
    lang_option,
    open_project,
    print_json,
    project_option,
)  # fmt: skip
from l10n_flow.model import Severity
from l10n_flow.pipeline import ArticleReport, Flow
from l10n_flow.project import find_articles


@click.command("run")
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path), shell_complete=completing.articles)
@project_option
@glossary_option
@lang_option
@cache_options
@json_option
@click.pass_context
def command(
    ctx: click.Context, articles: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...],
    threads: int | None, cache: Path | None, no_cache: bool, as_json: bool,
) -> None:  # fmt: skip
    """Draft ARTICLES (default: all of articles/) into PO catalogs.

    Running it again updates the catalogs: a person's work is never changed, drafts are refreshed.
    """
    project = open_project(root, glossary, languages)
    paths = find_articles(articles, project)
    flow = Flow(project, cache=cache_path(cache, no_cache), threads=threads)
    for reason in flow.skipped:
        click.echo(f"warning: package left out: {reason}", err=True)
    now = datetime.now(UTC)
    reports = [_run(flow, path, now, quiet=as_json) for path in paths]
    if as_json:
        print_json([_json(report) for report in reports])
    else:
        for report in reports:
            _print(report)
    missed = any(
        finding.severity is Severity.ERROR for report in reports for one in report.languages for finding in one.findings
    )
    ctx.exit(int(missed))


def _run(flow: Flow, path: Path, now: datetime, *, quiet: bool) -> ArticleReport:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), disable=quiet or not to_terminal(stderr=True)) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        return flow.run(path, now=now, progress=progress)


def _print(report: ArticleReport) -> None:
    click.echo(f"{report.article}: {report.units} units, {report.words} words, {report.hits} glossary hits")
    for block in report.boilerplate:
        click.echo(f"  left out, line {block.line} ({block.reason}): {block.text[:70]}")
    for one in report.languages:
        counts = one.counts
        changes = ", ".join(f"{number} {name}" for name, number in _counts(counts).items() if number) or "nothing to do"
        click.echo(f"  {one.language}: {one.catalog}")
        click.echo(f"      entries: {changes}")
        placed = ", ".join(f"{number} by {method.value}" for method, number in one.methods().items())
        click.echo(f"      names: {placed or 'none'}")
        if one.memory is not None:
            recalled = ", ".join(f"{number} {kind}" for kind, number in one.memory.items())
            click.echo(f"      memory: {recalled or 'nothing'}")
        severe = Counter(finding.check for finding in one.findings if finding.severity is not Severity.INFO)
        noted = ", ".join(f"{number} {check}" for check, number in severe.most_common())
        click.echo(f"      findings in the drafts: {noted or 'none'}")


def _counts(counts: Any) -> dict[str, int]:
    return {name: getattr(counts, name) for name in ("new", "refreshed", "kept", "changed", "obsolete", "returned")}


def _json(report: ArticleReport) -> dict[str, Any]:
    from l10n_flow.cli.common import finding_json

    return {
        "article": str(report.article), "units": report.units, "words": report.words, "hits": report.hits,
        "boilerplate": [{"line": b.line, "reason": b.reason, "text": b.text} for b in report.boilerplate],
        "languages": [
            {
                "language": one.language, "catalog": str(one.catalog), "engine": one.engine, "entries": _counts(one.counts),
                "names": {method.value: number for method, number in one.methods().items()},
                "findings": [finding_json(finding) for finding in one.findings],
                **({"memory": dict(one.memory)} if one.memory is not None else {}),
            }
            for one in report.languages
        ],
    }  # fmt: skip
