"""`l10n-flow check`."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from l10n_flow.checks import ALL
from l10n_flow.cli.common import (
    catalogs_argument,
    coloured,
    exit_code,
    glossary_option,
    json_option,
    lang_option,
    open_project,
    project_option,
)
from l10n_flow.cli.completing import CheckId
from l10n_flow.files import write_atomically
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.model import Severity
from l10n_flow.report.findings import FORMATS, CheckReport, text


@click.command("check")
@catalogs_argument
@project_option
@glossary_option
@lang_option
@click.option("--only", multiple=True, metavar="ID", type=CheckId(), help="Only this check; may be repeated.")
@click.option("--explain", metavar="ID", type=CheckId(), help="Say what a check looks for, and stop.")
@click.option("--list", "listed", is_flag=True, help="List the checks with their severities, and stop.")
@click.option("--hints", is_flag=True, help="Show findings of severity info too.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to write findings."
)
@click.option("--output", type=click.Path(path_type=Path), help="File to write to; default: standard output.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...],
    only: tuple[str, ...], explain: str | None, listed: bool, hints: bool, form: str, output: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Check CATALOGS (default: all of locales/), whoever wrote them.

    Exit codes: 0 no errors or warnings, 1 some, 2 wrong use or a broken catalog.
    """
    if explain:
        click.echo(f"{explain} ({ALL[explain].severity.value})\n{inspect.cleandoc(ALL[explain].help)}")
        return
    if listed:
        for check in ALL.values():
            click.echo(f"{check.id:<14}{check.severity.value:<9}{inspect.cleandoc(check.help).splitlines()[0]}")
        return
    project = open_project(root, glossary, languages)
    inspector, paths = Inspector(project, only=only), find_catalogs(project, catalogs)
    found = list(inspector.all_findings(paths))
    shown = tuple(finding for finding in found if hints or finding.severity is not Severity.INFO)
    report = CheckReport(shown, tuple(str(path) for path, _ in paths), inspector.checks)
    form = "json" if as_json else form
    if output:
        write_atomically(output, FORMATS[form](report))
        click.echo(text.summary(report), err=True)
    elif form == "text":
        click.echo(text.write(report, coloured), nl=False)
    else:
        click.echo(FORMATS[form](report), nl=False)
    ctx.exit(exit_code(found))
