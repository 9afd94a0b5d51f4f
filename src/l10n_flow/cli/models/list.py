"""`l10n-flow models list`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from l10n_flow.cli.common import json_option, open_project, print_json, project_option
from l10n_flow.cli.models.options import described, named, open_store, store_options
from l10n_flow.mt.packages import Package, find_packages
from l10n_flow.mt.store.folder import Folder


@click.command("list")
@project_option
@click.option("--available", is_flag=True, help="What can be had, instead of what is here. This asks the index.")
@click.option("--from", "source", metavar="CODE", help="Only packages from this language.")
@click.option("--to", "target", metavar="CODE", help="Only packages to this language.")
@store_options
@json_option
def command(
    root: Path, available: bool, source: str | None, target: str | None, mirror: str, offline: Path | None, as_json: bool
) -> None:
    """Show the packages that are here, with those that ship inside.

    With --available (or --offline FOLDER): what the index, a mirror or that folder has.
    """

    def wanted(from_code: str, to_code: str) -> bool:
        return source in (None, from_code) and target in (None, to_code)

    if available or offline:
        _show_available(offline, mirror, wanted, as_json)
        return
    found, skipped = find_packages(open_project(root).packages)
    shown = [package for package in found if wanted(package.source, package.target)]
    if as_json:
        print_json({"packages": [described(package) | {"bytes": _size(package)} for package in shown], "left_out": skipped})
        return
    for package in shown:
        where = "built in" if package.bundled else str(package.path)
        only = "" if package.stock else ", not for argostranslate"
        click.echo(f"{named(package):<16}{_size(package) / 1e6:8.1f} MB  {where}{only}")
    for reason in skipped:
        click.echo(f"warning: package left out: {reason}", err=True)
    if not shown:
        click.echo("no packages")


def _show_available(offline: Path | None, mirror: str, wanted: Callable[[str, str], bool], as_json: bool) -> None:
    store = open_store(offline, mirror)
    offers = [offer for offer in store.offers() if wanted(offer.source, offer.target)]
    skipped = store.skipped if isinstance(store, Folder) else []
    if as_json:
        packages = [
            {
                "source": offer.source, "target": offer.target, "version": offer.version, "links": list(offer.links),
                "path": str(offer.path) if offer.path else None, "sha256": offer.sha256 or None,
            }
            for offer in offers
        ]  # fmt: skip
        print_json({"from": store.name, "packages": packages, "left_out": skipped})
        return
    click.echo(store.name)
    for offer in offers:
        click.echo(f"  {offer.pair:<10}{offer.version:<8}{offer.path.name if offer.path else ' '.join(offer.links)}")
    for reason in skipped:
        click.echo(f"warning: left out: {reason}", err=True)
    if not offers:
        click.echo("  no packages")


def _size(package: Package) -> int:
    return sum(file.stat().st_size for file in package.path.rglob("*") if file.is_file())
