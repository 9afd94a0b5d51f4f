"""`l10n-flow review`."""

from __future__ import annotations

import subprocess
import webbrowser
from pathlib import Path

import click

from l10n_flow.cli.common import glossary_option, lang_option, open_project, project_option
from l10n_flow.model import L10nError


@click.command("review")
@project_option
@glossary_option
@lang_option
@click.option("--name", help="Who reviews, 'Name <address>'; default: as git knows you.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to serve on; default: a free one.")
@click.option("--no-browser", is_flag=True, help="Only show the address.")
def command(
    root: Path, glossary: Path | None, languages: tuple[str, ...], name: str | None, port: int, no_browser: bool
) -> None:
    """Open a page on this machine to accept, edit and flag entries.

    Every action is saved to the PO file at once. Stop it with Ctrl-C.
    """
    try:
        from l10n_flow.review.serve import serve
        from l10n_flow.review.store import Store
    except ModuleNotFoundError as error:
        what = f"the review page needs a package that is not installed: {error.name}"
        raise L10nError(what, mend="Install it: pip install 'l10n-flow[review]'") from None
    project = open_project(root, glossary, languages)
    store = Store(project, reviewer=_reviewer(name, root))
    if not store.catalogs():
        raise L10nError("no catalog", where=str(project.locales), mend="Run 'l10n-flow run' first.")

    def ready(address: str) -> None:
        click.echo(f"{store.reviewer} reviews at {address}\nCtrl-C stops it.")
        if not no_browser:
            webbrowser.open(address)

    serve(store, port=port, ready=ready)


def _reviewer(name: str | None, folder: Path) -> str:
    """The name for Last-Translator: as given, else git's. Raises L10nError for none."""
    if name is None:
        who, address = (_git_config(key, folder) for key in ("user.name", "user.email"))
        name = f"{who} <{address}>" if who and address else who
    name = " ".join(name.split())
    if not name:
        raise L10nError("nobody knows who reviews", mend="Give a name: l10n-flow review --name 'Name <address>'")
    return name


def _git_config(key: str, folder: Path) -> str:
    try:
        done = subprocess.run(["git", "config", key], cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
