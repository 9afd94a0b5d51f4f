"""`l10n-flow memory export` and `l10n-flow memory import`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from l10n_flow.cli.common import json_option, lang_option, open_project, print_json, project_option
from l10n_flow.files import replacing
from l10n_flow.memory import Memory, tmx


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@lang_option
def export_command(file: Path, root: Path, languages: tuple[str, ...]) -> None:
    """Write the memory, or some languages of it, to FILE as TMX 1.4b."""
    project = open_project(root, languages=languages)
    with Memory(project.memory) as memory, replacing(file) as out:
        count = tmx.write(out, memory.pairs(languages))
    click.echo(f"{file}: {count} pairs")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@lang_option
@json_option
def import_command(file: Path, root: Path, languages: tuple[str, ...], as_json: bool) -> None:
    """Read the pairs of a TMX FILE, from Arabic into the project's languages, into the memory: all of them or, where the file
    is broken, none."""
    project = open_project(root, languages=languages)
    with Memory(project.memory, create=True) as memory:
        pairs = tmx.read(file, now=datetime.now(UTC))
        done = memory.learn(pair for pair in pairs if pair.language in project.targets)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(f"{project.memory}: {done.new} new, {done.changed} changed, {done.same} the same")
