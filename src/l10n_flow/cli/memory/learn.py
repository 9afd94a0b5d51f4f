"""`l10n-flow memory learn`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from l10n_flow.cli.common import catalogs_argument, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.inspection import find_catalogs
from l10n_flow.journal import Journal
from l10n_flow.learning import learnable
from l10n_flow.memory import Memory


@click.command("learn")
@catalogs_argument
@project_option
@lang_option
@json_option
def command(catalogs: tuple[Path, ...], root: Path, languages: tuple[str, ...], as_json: bool) -> None:
    """Take the reviewed entries of CATALOGS (default: all of locales/) into the project's memory.

    Learning again changes nothing; an entry whose translation a person changed replaces its older one.
    """
    project = open_project(root, languages=languages)
    found, now, journal = find_catalogs(project, catalogs), datetime.now(UTC), Journal(project.root)
    pairs = learnable(found, project, now=now)
    for path, _ in found:
        journal.observe({project.relative(path): path}, now=now)
    with Memory(project.memory, create=True) as memory:
        done = memory.learn(pairs)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(f"{project.memory}: {done.new} new, {done.changed} changed, {done.same} the same")
