"""`l10n-flow models install`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from l10n_flow.cli.common import json_option, print_json
from l10n_flow.cli.models.options import described, named, open_store, store_options
from l10n_flow.mt.packages import package_home
from l10n_flow.mt.store.install import Installed
from l10n_flow.mt.store.offers import MAX_BYTES
from l10n_flow.mt.store.order import carry_out, read_orders, up_to_date


@click.command("install")
@click.argument("what", nargs=-1, required=True)
@store_options
@click.option("--sha256", default="", metavar="DIGEST", help="Checksum that the file must have; for one WHAT.")
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER", help="Another folder than argostranslate's.")
@click.option("--reinstall", is_flag=True, help="Install a pair even if it is there in this version or a newer one.")
@click.option(
    "--max-size", type=click.FloatRange(min=0, min_open=True), default=MAX_BYTES / 1e9, show_default=True, metavar="GB",
    help="Refuse what is larger, packed or unpacked.",
)  # fmt: skip
@json_option
def command(
    what: tuple[str, ...], mirror: str, offline: Path | None, sha256: str, into: Path | None, reinstall: bool,
    max_size: float, as_json: bool,
) -> None:  # fmt: skip
    """Install WHAT: pairs of the index (ar_en), .argosmodel files, or their addresses.

    A package takes the place of the one of the same pair, once it is whole and has translated a sentence.
    """
    if sha256 and len(what) > 1:
        raise click.UsageError("--sha256 is of one file: name one WHAT.")
    store, home = open_store(offline, mirror), into or package_home()
    results = []
    for order in read_orders(what, store):
        there = None if reinstall else up_to_date(order, home)
        if there:
            results.append({"package": described(there), "installed": False})
            if not as_json:
                click.echo(f"{named(there)} is installed already; --reinstall installs it again")
            continue
        work = partial(carry_out, order, store, home, sha256=sha256, limit=int(max_size * 1e9))
        done = _with_progress(order.what, work, quiet=as_json)
        checked = bool(sha256 or order.sha256)
        results.append({
            "package": described(done.package), "installed": True, "from": done.origin, "sha256": done.sha256,
            "checksum_compared": checked, "replaced": list(done.replaced),
        })  # fmt: skip
        if not as_json:
            _print(done, checked=checked)
    if as_json:
        print_json(results)


def _print(done: Installed, *, checked: bool) -> None:
    instead = f", in place of {', '.join(done.replaced)}" if done.replaced else ""
    click.echo(f"installed {named(done.package)} as {done.package.path}{instead}")
    if checked:
        click.echo(f"  sha256 {done.sha256}, as it should be")
    else:
        click.echo(f"  sha256 {done.sha256}; nobody gave one to compare with. It is noted for 'models verify'")
    if done.origin.startswith("http://") and not checked:
        click.echo("  warning: it came over a connection that is not encrypted; compare the checksum", err=True)


def _with_progress(what: str, work: Callable[..., Installed], *, quiet: bool) -> Installed:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    console = Console(stderr=True)
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)
        return work(progress=lambda done, total: bar.update(task, completed=done, total=total))
