"""`l10n-flow glossary`: one file a subcommand."""

from __future__ import annotations

import click

from l10n_flow.cli.lazy import LazyGroup

COMMANDS = {
    "lint": ("l10n_flow.cli.glossary.lint", "Find mistakes, conflicts and gaps in the glossary."),
    "diff": ("l10n_flow.cli.glossary.diff", "Compare two glossaries, and list the entries that the change touches."),
    "apply": ("l10n_flow.cli.glossary.apply", "Draft anew what a changed glossary touches, and flag reviewed entries."),
    "extract": ("l10n_flow.cli.glossary.extract", "Propose names of an article that the glossary lacks."),
    "export": ("l10n_flow.cli.glossary.exchange", "Write the glossary as TBX, CSV or XLSX."),
    "import": ("l10n_flow.cli.glossary.exchange", "Read terms from TBX, CSV or XLSX into the glossary."),
}


@click.group("glossary", cls=LazyGroup, commands_by_name=COMMANDS)
def command() -> None:
    """Work on the glossary."""
