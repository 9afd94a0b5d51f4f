"""`l10n-flow help`."""

from __future__ import annotations

import difflib
import shutil
from typing import cast

import click
from click.shell_completion import CompletionItem

from l10n_flow.cli import manual
from l10n_flow.cli.lazy import LazyGroup
from l10n_flow.model import L10nError

WIDEST = 100  # columns of a page; longer lines are hard to read


def _topics(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    group, before = cast(LazyGroup, ctx.find_root().command), ctx.params.get("topic") or ()
    names = [path.split() for path, _, _ in manual.commands(group)] + [[name] for name in manual.TOPICS]
    fitting = [name[len(before)] for name in names if len(name) == len(before) + 1 and tuple(name[: len(before)]) == before]
    return [CompletionItem(name) for name in fitting if name.startswith(incomplete)]


@click.command("help")
@click.argument("topic", nargs=-1, shell_complete=_topics)
@click.pass_context
def command(ctx: click.Context, topic: tuple[str, ...]) -> None:
    """Show the manual of a command ('glossary diff') or of a TOPIC (settings, checks, environment, exit-codes).

    Without one, all there are. In a terminal the page opens in a pager.
    """
    group = cast(LazyGroup, ctx.find_root().command)
    name = " ".join(topic)
    page = manual.find_page(group, name) if name else manual.overview(group)
    if page is None:
        known = [*(path for path, _, _ in manual.commands(group)), *manual.TOPICS]
        near = difflib.get_close_matches(name, known, 3)
        mend = f"Did you mean {' or '.join(near)}?" if near else "'l10n-flow help' lists all there are."
        raise L10nError(f"no help on '{name}'", mend=mend)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    text = manual.as_plain(page, width=width, bold=lambda title: click.style(title, bold=True))
    click.echo_via_pager(text.rstrip("\n"))
