"""Whether output is coloured: what the command line says, then NO_COLOR and FORCE_COLOR, then where it goes.

https://no-color.org and https://force-color.org: a variable counts when it is not empty; of the two NO_COLOR wins.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console


def from_environment(environment: Mapping[str, str] = os.environ) -> bool | None:
    """What the environment asks for; None: as the output's place has it."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return False if environment.get("TERM") == "dumb" else None


def _set(ctx: click.Context, parameter: click.Parameter, value: bool | None) -> None:
    """Contexts of subcommands take it over from that of the group."""
    if value is not None:
        ctx.color = value
    elif ctx.parent is None:
        ctx.color = from_environment()


def colour_parameter() -> click.Option:
    """The option of every command."""
    return click.Option(
        ["--color/--no-color"], default=None, is_eager=True, expose_value=False, callback=_set,
        help="Colour the output. Default: NO_COLOR, FORCE_COLOR, then whether it goes to a terminal.",
    )  # fmt: skip


def to_terminal(*, stderr: bool = False) -> bool:
    """Whether the output goes to a terminal: only there a table has a width and a line can be drawn over."""
    return (sys.stderr if stderr else sys.stdout).isatty()


def console(*, stderr: bool = False) -> Console:
    """A console of rich that colours where everything else does."""
    from rich.console import Console

    context = click.get_current_context(silent=True)
    colour, terminal = context.color if context else from_environment(), to_terminal(stderr=stderr)
    if not (terminal if colour is None else colour):
        return Console(stderr=stderr, color_system=None, force_terminal=terminal)
    system: Literal["auto", "standard"] = "auto" if terminal else "standard"
    return Console(stderr=stderr, color_system=system, force_terminal=True, no_color=False)
