"""`l10n-flow completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

PROGRAM, VARIABLE = "l10n-flow", "_L10N_FLOW_COMPLETE"  # what click derives from the program's name


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script by which a shell completes commands, options, languages, checks, articles and catalogs.

    \b
    bash:  l10n-flow completion bash > ~/.local/share/bash-completion/completions/l10n-flow
    zsh:   l10n-flow completion zsh > "${fpath[1]}/_l10n-flow"
    fish:  l10n-flow completion fish > ~/.config/fish/completions/l10n-flow.fish

    bash has to be 4.4 or newer. A new shell then knows it.
    """
    kind = get_completion_class(shell)
    assert kind is not None  # the three shells that click knows by itself
    click.echo(kind(ctx.find_root().command, {}, PROGRAM, VARIABLE).source())
