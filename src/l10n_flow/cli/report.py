"""`l10n-flow report`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from l10n_flow.cli.common import glossary_option, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.files import write_atomically
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.report.overview import gather
from l10n_flow.report.project_json import as_object
from l10n_flow.report.project_page import as_html


@click.command("report")
@click.argument("catalogs", nargs=-1, type=click.Path(path_type=Path))
@project_option
@glossary_option
@lang_option
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.", show_default="build/report.html")
@json_option
def command(
    catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...], out: Path | None, as_json: bool
) -> None:
    """Write one page about CATALOGS (default: all of locales/): progress, findings, names, post-edit distance.

    With --json the same goes to standard output, and a page is written only where --out names one.
    """
    project = open_project(root, glossary, languages)
    inspector = Inspector(project)
    overview = gather(project, find_catalogs(project, catalogs), inspector, now=datetime.now(UTC))
    file = out if as_json else out or root / "build" / "report.html"
    if file:
        write_atomically(file, as_html(overview))
    if as_json:
        print_json(as_object(overview))
    else:
        click.echo(str(file))
