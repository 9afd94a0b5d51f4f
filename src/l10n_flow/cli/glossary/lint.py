"""`l10n-flow glossary lint`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import (
    exit_code,
    finding_json,
    glossary_option,
    json_option,
    open_project,
    print_finding,
    print_json,
    project_option,
)


@click.command("lint")
@project_option
@glossary_option
@click.option("--hints", is_flag=True, help="Show findings of severity info too (unused terms).")
@json_option
@click.pass_context
def command(ctx: click.Context, root: Path, glossary: Path | None, hints: bool, as_json: bool) -> None:
    """Find mistakes: what does not load, forms that are missing, terms that hide each other or are never used."""
    from l10n_flow.glossary.lint import lint_glossary
    from l10n_flow.glossary.load import GlossaryError, load_glossary
    from l10n_flow.model import Severity

    project = open_project(root, glossary)
    try:
        loaded = load_glossary(project.glossary)
    except GlossaryError as error:
        if as_json:
            print_json([{"severity": "error", "check": "load", "message": problem} for problem in error.problems])
        else:
            click.echo("\n".join(error.problems))
        ctx.exit(1)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(project.articles.glob("*.txt"))]
    found = list(lint_glossary(loaded, project.targets, texts))
    shown = [finding for finding in found if hints or finding.severity is not Severity.INFO]
    if as_json:
        print_json([finding_json(finding) for finding in shown])
    else:
        for finding in shown:
            print_finding(finding)
        click.echo(f"{len(loaded)} terms, {len(shown)} findings")
    ctx.exit(exit_code(found))
