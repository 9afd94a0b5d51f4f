"""`l10n-flow memory`: one file a subcommand."""

from __future__ import annotations

import click

from l10n_flow.cli.lazy import LazyGroup

COMMANDS = {
    "learn": ("l10n_flow.cli.memory.learn", "Take reviewed entries of catalogs into the memory."),
    "stats": ("l10n_flow.cli.memory.stats", "Count what is in the memory."),
    "lookup": ("l10n_flow.cli.memory.lookup", "Show what the memory has for a text."),
    "export": ("l10n_flow.cli.memory.exchange", "Write the memory as TMX 1.4b."),
    "import": ("l10n_flow.cli.memory.exchange", "Read pairs from TMX into the memory."),
}


@click.group("memory", cls=LazyGroup, commands_by_name=COMMANDS)
def command() -> None:
    """Work on the translation memory."""
