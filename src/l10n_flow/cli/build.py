"""`l10n-flow build`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from l10n_flow.cli import completing
from l10n_flow.cli.common import json_option, lang_option, open_project, print_json, project_option
from l10n_flow.delivery import Builder, Delivery, Row
from l10n_flow.model import State
from l10n_flow.project import find_articles

LISTED = 10  # open entries of an article that are shown


@click.command("build")
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path), shell_complete=completing.articles)
@project_option
@lang_option
@click.option("--drafts", is_flag=True, help="Deliver drafts too, marked; then nothing need be reviewed.")
@click.option(
    "--min-reviewed", type=click.FloatRange(0, 100), metavar="PERCENT", show_default="100, with --drafts 0",
    help="Refuse an article of which less is reviewed; what is not stays Arabic, marked.",
)  # fmt: skip
@click.option("--keep-boilerplate", is_flag=True, help="Deliver website boilerplate too, in Arabic.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of what is built.", show_default="build/")
@json_option
@click.pass_context
def command(
    ctx: click.Context, articles: tuple[Path, ...], root: Path, languages: tuple[str, ...], drafts: bool,
    min_reviewed: float | None, keep_boilerplate: bool, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Build ARTICLES (default: all of articles/) in each language from their reviewed entries.

    Writes LANGUAGE/ARTICLE in its own format, .html (both languages side by side) and .mo. Exit code 1 where an article was
    refused.
    """
    project = open_project(root, None, languages)
    least = (0.0 if drafts else 100.0) if min_reviewed is None else min_reviewed
    builder = Builder(project, drafts=drafts, min_reviewed=least, keep_boilerplate=keep_boilerplate)
    found = [one for path in find_articles(articles, project) for one in builder.build(path, out=out or root / "build")]
    if as_json:
        print_json([_json(one) for one in found])
    else:
        for one in found:
            _print(one, least)
    ctx.exit(int(not all(one.files for one in found)))


def _print(one: Delivery, least: float) -> None:
    reviewed, total = one.count(State.REVIEWED), len(one.rows)
    click.echo(f"{one.article.path}, {one.language.code}: {reviewed} of {total} units reviewed")
    for file in one.files:
        click.echo(f"  {file}")
    if not one.files:
        what = f"  refused: {100 * reviewed / total:.0f}% reviewed, {least:g}% are asked for (--min-reviewed); still open:"
        click.echo(what, err=True)
        _print_rows(one, one.open)
    elif one.arabic:
        click.echo("  left in Arabic, marked:", err=True)
        _print_rows(one, one.arabic)


def _print_rows(one: Delivery, rows: Sequence[Row]) -> None:
    for row in rows[:LISTED]:
        where = f"{one.catalog}:{row.line}" if row.line else f"{one.article.path}:{row.unit.line}"
        state = row.state.value if row.line else "no entry, run 'l10n-flow run'"
        click.echo(f"    {where}: {state}: {row.unit.text[:60]}", err=True)
    if len(rows) > LISTED:
        click.echo(f"    and {len(rows) - LISTED} more (--json lists all)", err=True)


def _json(one: Delivery) -> dict[str, Any]:
    return {
        "article": str(one.article.path), "language": one.language.code, "catalog": str(one.catalog),
        "units": len(one.rows), "reviewed": one.count(State.REVIEWED), "files": [str(file) for file in one.files],
        "open": [
            {
                "state": row.state.value, "line": row.line, "article_line": row.unit.line, "unit": row.unit.text,
                "arabic": bool(one.files) and row in one.arabic,
            }
            for row in one.open
        ],
    }  # fmt: skip
