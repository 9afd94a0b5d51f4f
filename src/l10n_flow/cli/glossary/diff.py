"""`l10n-flow glossary diff`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import glossary_option, lang_option, open_project, project_option
from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.versions import at_revision, load_version
from l10n_flow.inspection import find_catalogs
from l10n_flow.report import glossary_diff as report
from l10n_flow.terminology import Comparison

COLOURS = {"added": {"fg": "green"}, "removed": {"fg": "red"}, "changed": {"fg": "yellow"}, "name": {"bold": True}}


@click.command("diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@project_option
@glossary_option
@lang_option
@click.option("--against", metavar="REV", default="HEAD", show_default=True, help="Git revision to compare with, without OLD.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text", show_default=True,
    help="How to write it.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def command(
    ctx: click.Context, old: str | None, new: str | None, root: Path, glossary: Path | None, languages: tuple[str, ...],
    against: str, form: str, as_json: bool,
) -> None:  # fmt: skip
    """Compare glossaries term by term, and list the catalog entries that the change touches.

    OLD and NEW are files or REV:path in git. Without OLD, the glossary as it was at --against; without NEW, the project's
    glossary as it is. Exit code 1 when reviewed entries contradict the new glossary.
    """
    project = open_project(root, glossary, languages)
    before = load_version(old, folder=project.root) if old else at_revision(project.glossary, against)
    after = load_version(new, folder=project.root) if new else load_glossary(project.glossary)
    diff = Comparison(before, after).run(find_catalogs(project, needed=False))
    form = "json" if as_json else form
    if form == "text":
        click.echo(report.as_text(diff, lambda text, kind: click.style(text, **COLOURS.get(kind, {"dim": True}))))  # type: ignore[arg-type]
    else:
        writer = {"markdown": report.as_markdown, "html": report.as_html, "json": report.as_json}[form]
        click.echo(writer(diff), nl=False)
    ctx.exit(int(bool(diff.contradicted)))
