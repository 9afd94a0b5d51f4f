"""`l10n-flow status`."""

from __future__ import annotations

from typing import Any

import click

from l10n_flow.cli.colour import console, to_terminal
from l10n_flow.cli.common import glossary_option, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.inspection import CatalogStatus, Inspector, find_catalogs
from l10n_flow.model import Severity, State

WIDE = 160  # columns of a table that goes to a file


@click.command("status")
@project_option
@glossary_option
@lang_option
@json_option
def command(root: Any, glossary: Any, languages: tuple[str, ...], as_json: bool) -> None:
    """Units, drafts, reviewed entries, words and findings of each article in each language."""
    project = open_project(root, glossary, languages)
    inspector = Inspector(project)
    found = [inspector.status(path, code) for path, code in find_catalogs(project)]
    if as_json:
        print_json([_json(one) for one in found])
        return
    from rich.table import Table

    table = Table(header_style="bold")
    table.add_column("article", overflow="fold")
    table.add_column("language", no_wrap=True)
    for column in ("units", "drafts", "reviewed", "untranslated", "words", "reviewed words", "findings"):
        table.add_column(column, justify="right", no_wrap=" " not in column)
    for one in found:
        row = _json(one)
        table.add_row(one.article, one.language, *(str(row[key]) for key in list(row)[3:]))
    out = console()
    if not to_terminal():  # a file or a pipe has no width: nothing is cut
        out.width = WIDE
    out.print(table)


def _json(one: CatalogStatus) -> dict[str, Any]:
    entries, words = one.counts.entries, one.counts.words
    return {
        "article": one.article, "language": one.language, "catalog": str(one.path), "units": sum(entries.values()),
        "drafts": entries.get(State.DRAFT, 0), "reviewed": entries.get(State.REVIEWED, 0),
        "untranslated": entries.get(State.UNTRANSLATED, 0), "words": sum(words.values()),
        "reviewed_words": words.get(State.REVIEWED, 0),
        "findings": sum(finding.severity is not Severity.INFO for finding in one.findings),
    }  # fmt: skip
