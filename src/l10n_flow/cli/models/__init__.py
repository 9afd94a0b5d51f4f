"""`l10n-flow models`: one file a subcommand."""

from __future__ import annotations

import click

from l10n_flow.cli.lazy import LazyGroup

COMMANDS = {
    "list": ("l10n_flow.cli.models.list", "Show the packages that are here, or those that can be had."),
    "install": ("l10n_flow.cli.models.install", "Install packages from the index, a mirror, a folder or a file."),
    "remove": ("l10n_flow.cli.models.remove", "Remove installed packages."),
    "pack": ("l10n_flow.cli.models.pack", "Make a package of a CTranslate2 model and its tokenizer."),
    "verify": ("l10n_flow.cli.models.verify", "Compare packages with what was installed, and let each translate."),
}


@click.group("models", cls=LazyGroup, commands_by_name=COMMANDS)
def command() -> None:
    """Translation packages: list, install, remove, pack, verify."""
