"""Options that commands on packages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from l10n_flow.mt.packages import Package
from l10n_flow.mt.store.folder import Folder
from l10n_flow.mt.store.index import MIRROR, Index
from l10n_flow.mt.store.offers import Store


def store_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Where packages come from."""
    for option in (
        click.option(
            "--offline",
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            help="Use this folder of .argosmodel files and no network.",
        ),
        click.option(
            "--mirror",
            metavar="URL",
            envvar=MIRROR,
            default="",
            help=f"Ask this server alone: a folder with index.json and the files. Also ${MIRROR}.",
        ),
    ):
        function = option(function)
    return function


def open_store(offline: Path | None, mirror: str) -> Store:
    """The folder where one is named, else the index. Raises L10nError."""
    return Folder(offline) if offline else Index(mirror)


def described(package: Package) -> dict[str, Any]:
    """What reports say of a package."""
    return {
        "name": package.name, "source": package.source, "target": package.target, "version": package.version,
        "built_in": package.bundled, "argostranslate": package.stock, "path": str(package.path),
    }  # fmt: skip


def named(package: Package) -> str:
    return f"{package.pair} {package.version or '(no version)'}"
