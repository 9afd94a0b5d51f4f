"""`l10n-flow xliff`: one file a subcommand."""

from __future__ import annotations

import click

from l10n_flow.cli.lazy import LazyGroup

COMMANDS = {
    "export": ("l10n_flow.cli.xliff.exchange", "Write catalogs as XLIFF 2.1 for CAT tools."),
    "import": ("l10n_flow.cli.xliff.exchange", "Take what was changed in XLIFF files into the catalogs."),
}


@click.group("xliff", cls=LazyGroup, commands_by_name=COMMANDS)
def command() -> None:
    """Exchange catalogs with CAT tools as XLIFF 2.1."""
