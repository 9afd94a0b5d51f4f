"""`l10n-flow init`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import json_option, print_json
from l10n_flow.cli.completing import languages as complete_languages
from l10n_flow.scaffold import create


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path(), metavar="[DIR]")
@click.option(
    "--lang", "languages", multiple=True, metavar="CODE", shell_complete=complete_languages,
    help="Translate into this language; may be repeated. Default: en, tr and kk.",
)  # fmt: skip
@json_option
def command(folder: Path, languages: tuple[str, ...], as_json: bool) -> None:
    """Begin a project in DIR (default: this folder).

    Writes l10n-flow.yaml, a glossary with two names and an example, an article to try it with, README.md and lines for
    .gitignore. A file that is there is left alone, whatever is in it; where l10n-flow.yaml is, the rest goes where it says.
    """
    made = create(folder, languages)
    if as_json:
        found = {"written": made.written, "extended": made.extended, "left": made.left}
        print_json({what: [str(path) for path in paths] for what, paths in found.items()})
        return
    for what, paths in (("wrote", made.written), ("added lines to", made.extended), ("left alone", made.left)):
        for path in paths:
            click.echo(f"{what} {path}")
    if languages and made.project.targets != tuple(dict.fromkeys(languages)):
        click.echo(f"its languages stay {', '.join(made.project.targets)}: change 'targets:' in its settings", err=True)
    where = "" if folder == Path() else f" --project {folder}"
    click.echo(f"next: l10n-flow run{where}, then l10n-flow status{where}")
