"""`l10n-flow models verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from l10n_flow.cli.common import json_option, open_project, print_json, project_option
from l10n_flow.cli.models.options import described, named
from l10n_flow.model import L10nError
from l10n_flow.mt.packages import find_packages
from l10n_flow.mt.store.examine import Examined, examine
from l10n_flow.mt.store.offers import parse_pair


@click.command("verify")
@click.argument("what", nargs=-1)
@project_option
@json_option
@click.pass_context
def command(ctx: click.Context, what: tuple[str, ...], root: Path, as_json: bool) -> None:
    """Compare packages (default: all that are here) with what was installed, and let each translate a sentence.

    WHAT: pairs (ar_en) or names of package folders. Exit codes: 0 all are whole and work, 1 some are not.
    """
    packages, broken = find_packages(open_project(root).packages)
    for word in what:
        if not any(word == one.name or parse_pair(word) == (one.source, one.target) for one in packages):
            raise L10nError("no such package", where=word, mend="'l10n-flow models list' shows what is here.")
    wanted = [
        one for one in packages
        if not what or one.name in what or any(parse_pair(word) == (one.source, one.target) for word in what)
    ]  # fmt: skip
    broken = [] if what else broken
    results = []
    for package in wanted:
        result = examine(package)
        results.append(result)
        if not as_json:
            _print(result)
    if as_json:
        print_json({"packages": [_json(result) for result in results], "left_out": broken})
    else:
        for reason in broken:
            click.echo(f"left out: {reason}")
    ctx.exit(int(bool(broken) or any(result.problems for result in results)))


def _print(result: Examined) -> None:
    where = "built in" if result.package.bundled else str(result.package.path)
    click.echo(f"{named(result.package)}: {'WRONG' if result.problems else 'fine'}  {where}")
    for problem in result.problems:
        click.echo(f"  {click.style('error', fg='red')}: {problem}")
    for note in result.notes:
        click.echo(f"  note: {note}")
    if result.translation:
        click.echo(f"  {result.text} -> {result.translation} ({result.seconds:.1f} s)")


def _json(result: Examined) -> dict[str, Any]:
    return described(result.package) | {
        "problems": list(result.problems), "notes": list(result.notes), "text": result.text,
        "translation": result.translation or None, "seconds": round(result.seconds, 3),
    }  # fmt: skip
