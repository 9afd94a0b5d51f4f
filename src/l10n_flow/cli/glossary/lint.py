"""`l10n-flow glossary lint`."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from l10n_flow.article import read_article
from l10n_flow.cli.common import (
    glossary_option,
    json_option,
    open_project,
    print_json,
    project_option,
    show_findings,
)
from l10n_flow.model import L10nError
from l10n_flow.project import articles_in


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

    project = open_project(root, glossary)
    try:
        loaded = load_glossary(project.glossary)
    except GlossaryError as error:
        if as_json:
            print_json([{"severity": "error", "check": "load", "message": problem} for problem in error.problems])
        else:
            click.echo("\n".join(error.problems))
        ctx.exit(1)
    texts = []
    for path in articles_in(project):
        with contextlib.suppress(L10nError):  # an article that cannot be read is told of by `run`
            texts.append("\n".join(block.text for block in read_article(path).blocks))
    found = list(lint_glossary(loaded, project.targets, texts))
    ctx.exit(show_findings(found, hints=hints, as_json=as_json, of=f"{len(loaded)} terms, "))
