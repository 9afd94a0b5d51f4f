"""`l10n-flow check`."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from l10n_flow.checks import REGISTRY
from l10n_flow.cli.common import (
    exit_code,
    finding_json,
    glossary_option,
    json_option,
    lang_option,
    open_project,
    print_finding,
    print_json,
    project_option,
)
from l10n_flow.inspection import Inspector
from l10n_flow.model import Finding, Severity


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
    inspector = Inspector(open_project(root, glossary, languages), only=only)
    found: list[Finding] = []
    for path, code in inspector.catalogs(catalogs):
        found += inspector.findings(path, code)
    shown = [finding for finding in found if hints or finding.severity is not Severity.INFO]
    if as_json:
        print_json([finding_json(finding) for finding in shown])
    else:
        for finding in shown:
            print_finding(finding)
        click.echo(f"{len(shown)} findings")
    ctx.exit(exit_code(found))
