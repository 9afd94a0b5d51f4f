"""`l10n-flow memory stats`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from l10n_flow.cli.common import json_option, open_project, print_json, project_option
from l10n_flow.memory import Memory


@click.command("stats")
@project_option
@json_option
def command(root: Path, as_json: bool) -> None:
    """Count pairs, sources, catalogs and translators."""
    project = open_project(root)
    with Memory(project.memory) as memory:
        stats = memory.stats()
    if as_json:
        print_json(asdict(stats))
        return
    click.echo(f"{project.memory}: {sum(stats.pairs.values())} pairs from {stats.catalogs} catalogs, {stats.size / 1e6:.1f} MB")
    for code, number in stats.pairs.items():
        twice = stats.ambiguous.get(code, 0)
        click.echo(f"  {code}: {number} pairs, {stats.texts[code]} sources, {twice} of them with more than one translation")
    for name, number in stats.translators.items():
        click.echo(f"  {name or 'not signed'}: {number} pairs")
    if stats.first:
        click.echo(f"  learned from {stats.first} to {stats.last}")
