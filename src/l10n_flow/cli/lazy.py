"""Commands that are imported only to be run, so that `--help` is quick, and what all of them share."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from l10n_flow.cli.colour import colour_parameter
from l10n_flow.cli.examples import EXAMPLES, as_text


class LazyGroup(click.Group):
    """A group that knows its commands by name and help.

    Args:
        commands_by_name: name -> (module, help). The module holds `command`, or `NAME_command` where it has several.
    """

    def __init__(self, *args: Any, commands_by_name: Mapping[str, tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = commands_by_name
        self._finished: dict[str, click.Command] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with its option for colour and its examples."""
        if cmd_name not in self.known:
            return None
        if cmd_name not in self._finished:
            module = importlib.import_module(self.known[cmd_name][0])
            found: click.Command = getattr(module, f"{cmd_name}_command", None) or module.command
            found.params.append(colour_parameter())
            path = " ".join(filter(None, (*_names(ctx), cmd_name)))
            if path in EXAMPLES and not found.epilog:
                found.epilog = f"\b\nExamples:\n{as_text(path)}"
            self._finished[cmd_name] = found
        return self._finished[cmd_name]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.known.items()])


def _names(ctx: click.Context) -> list[str]:
    """The words of the command line that lead to a context, without the program's own name."""
    return [*_names(ctx.parent), ctx.info_name or ""] if ctx.parent else []
