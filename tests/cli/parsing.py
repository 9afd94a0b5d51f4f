"""Read a command line with the program's own parser, without running it; files that it names need not be there."""

import shlex
from unittest import mock

import click

from l10n_flow.cli import group


def parse(line):
    with mock.patch.object(click.Path, "convert", lambda _, value, *__: value):
        return _parse(line)


def _parse(line):
    """The context of `l10n-flow ...`; click.UsageError where there is no such command, option or choice."""
    words = shlex.split(line, comments=True)
    assert words.pop(0) == "l10n-flow", line
    context = group.make_context("l10n-flow", words)
    command, rest = group, [*context._protected_args, *context.args]
    while isinstance(command, click.Group):
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)
        rest = [*getattr(context, "_protected_args", []), *context.args]
    return context
