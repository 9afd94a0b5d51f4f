"""`l10n-flow report`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from l10n_flow.cli.common import catalogs_argument, glossary_option, lang_option, open_project, project_option
from l10n_flow.files import write_atomically
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.report.overview import gather
from l10n_flow.report.project_page import as_html


@click.command("report")
@catalogs_argument
@project_option
@glossary_option
@lang_option
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.", show_default="build/report.html")
def command(
    catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...], out: Path | None
) -> None:
    """Write one page about CATALOGS (default: all of locales/): progress, findings, names, post-edit distance."""
    project = open_project(root, glossary, languages)
    inspector = Inspector(project)
    overview = gather(project, find_catalogs(project, catalogs), inspector, now=datetime.now(UTC))
    file = out or root / "build" / "report.html"
    write_atomically(file, as_html(overview))
    click.echo(str(file))
