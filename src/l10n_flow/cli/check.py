"""`l10n-flow check`."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from l10n_flow.checks import REGISTRY
from l10n_flow.cli.common import (
    glossary_option,
    json_option,
    lang_option,
    open_project,
    project_option,
    show_findings,
)
from l10n_flow.inspection import Inspector, find_catalogs


@click.command("check")
@click.argument("catalogs", nargs=-1, type=click.Path(path_type=Path))
@project_option
@glossary_option
@lang_option
@click.option(
    "--only", multiple=True, metavar="ID", type=click.Choice(list(REGISTRY)), help="Only this check; may be repeated."
)
@click.option("--explain", metavar="ID", type=click.Choice(list(REGISTRY)), help="Say what a check looks for, and stop.")
@click.option("--hints", is_flag=True, help="Show findings of severity info too.")
@json_option
@click.pass_context
def command(
    ctx: click.Context, catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...],
    only: tuple[str, ...], explain: str | None, hints: bool, as_json: bool,
) -> None:  # fmt: skip
    """Check CATALOGS (default: all of locales/), whoever wrote them."""
    if explain:
        check = REGISTRY[explain]
        click.echo(f"{check.id} ({check.severity.value})\n{inspect.cleandoc(check.help)}")
        return
    project = open_project(root, glossary, languages)
    inspector = Inspector(project, only=only)
    found = [one for path, code in find_catalogs(project, catalogs) for one in inspector.findings(path, code)]
    ctx.exit(show_findings(found, hints=hints, as_json=as_json))
