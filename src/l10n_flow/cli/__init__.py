"""The command line. Commands are imported when they are called, so that `--help` is quick."""

from __future__ import annotations

import sys

import click

from l10n_flow import __version__
from l10n_flow.cli.colour import colour_parameter
from l10n_flow.cli.lazy import LazyGroup

COMMANDS = {
    "init": ("l10n_flow.cli.init", "Begin a project: settings, a glossary, an article to try it with."),
    "run": ("l10n_flow.cli.run", "Draft articles into PO catalogs, with the glossary enforced."),
    "check": ("l10n_flow.cli.check", "Check catalogs: names, numbers, scripts, leftovers."),
    "status": ("l10n_flow.cli.status", "Show how far each article is, language by language."),
    "report": ("l10n_flow.cli.report", "Write a page on progress, findings, names and post-edit distance."),
    "build": ("l10n_flow.cli.build", "Build the articles in each language from their reviewed entries."),
    "xliff": ("l10n_flow.cli.xliff", "Exchange catalogs with CAT tools as XLIFF 2.1: export, import."),
    "glossary": ("l10n_flow.cli.glossary", "Work on the glossary: lint, diff, apply, extract, export, import."),
    "memory": ("l10n_flow.cli.memory", "Translations to use again: learn, stats, lookup, export, import."),
    "help": ("l10n_flow.cli.help", "Show the manual of a command or a topic."),
    "completion": ("l10n_flow.cli.completion", "Print the script by which bash, zsh or fish completes commands."),
}


@click.group(cls=LazyGroup, commands_by_name=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="l10n-flow")
def group() -> None:
    """Arabic news to reviewed English, Turkish and Kazakh, offline.

    Exit codes: 0 fine, 1 findings, 2 wrong use or bad input. 'l10n-flow help' shows manuals, with examples.
    """


group.params.append(colour_parameter())


def main() -> None:
    """Entry point: bad input is a message and exit code 2, never a traceback."""
    from l10n_flow.model import L10nError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped; every catalog is whole", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except L10nError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
