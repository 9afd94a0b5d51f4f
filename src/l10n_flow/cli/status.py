"""`l10n-flow status`."""

from __future__ import annotations

from typing import Any

import click

from l10n_flow.cli.colour import console, to_terminal
from l10n_flow.cli.common import glossary_option, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.report.progress import status_object

WIDE = 160  # columns of a table that goes to a file


@click.command("status")
@project_option
@glossary_option
@lang_option
@json_option
def command(root: Any, glossary: Any, languages: tuple[str, ...], as_json: bool) -> None:
    """Units, drafts, reviewed entries, words and findings of each article in each language.

    Doubtful are drafts whose engine gave them a low score, as long as nobody has touched them.
    """
    project = open_project(root, glossary, languages)
    found = list(Inspector(project).statuses(find_catalogs(project)))
    rows = [status_object(one) for one in found]
    if as_json:
        print_json(rows)
        return
    from rich.table import Table

    table = Table(header_style="bold")
    table.add_column("article", overflow="fold")
    table.add_column("language", no_wrap=True)
    for column in ("units", "drafts", "reviewed", "untranslated", "words", "reviewed words", "doubtful", "findings"):
        table.add_column(column, justify="right", no_wrap=" " not in column)
    for one, row in zip(found, rows, strict=True):
        table.add_row(one.article, one.language, *(str(row[key]) for key in list(row)[3:]))
    out = console()
    if not to_terminal():  # a file or a pipe has no width: nothing is cut
        out.width = WIDE
    out.print(table)
