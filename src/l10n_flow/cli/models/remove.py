"""`l10n-flow models remove`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import json_option, open_project, print_json, project_option
from l10n_flow.mt.packages import find_packages, installed_folders
from l10n_flow.mt.store.install import remove
from l10n_flow.mt.store.removal import to_remove


@click.command("remove")
@click.argument("what", nargs=-1, required=True)
@project_option
@json_option
def command(what: tuple[str, ...], root: Path, as_json: bool) -> None:
    """Remove WHAT: pairs (ar_en) or names of package folders, broken ones too.

    The packages that ship inside l10n-flow stay.
    """
    extra = open_project(root).packages
    found, _ = find_packages(extra)
    folders = to_remove(what, found, list(installed_folders(extra)))
    remove(folders)
    if as_json:
        print_json({"removed": [str(folder) for folder in folders]})
        return
    for folder in folders:
        click.echo(f"removed {folder}")
