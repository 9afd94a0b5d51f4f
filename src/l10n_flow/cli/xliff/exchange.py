"""`l10n-flow xliff export` and `l10n-flow xliff import`."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from l10n_flow.cli.common import (
    catalogs_argument,
    glossary_option,
    json_option,
    lang_option,
    open_project,
    print_json,
    project_option,
)
from l10n_flow.files import write_bytes
from l10n_flow.glossary import load_glossary
from l10n_flow.inspection import find_catalogs
from l10n_flow.interchange import Imported, export_xliff, import_xliff


@click.command("export")
@catalogs_argument
@project_option
@glossary_option
@lang_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the files.", show_default="build/xliff/")
@json_option
def export_command(
    catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...], out: Path | None, as_json: bool
) -> None:
    """Write CATALOGS (default: all of locales/) as one XLIFF file a language, with glossary hits and comments."""
    project = open_project(root, glossary, languages)
    loaded = load_glossary(project.glossary) if project.glossary.exists() else None
    found = sorted(find_catalogs(project, catalogs), key=lambda one: project.targets.index(one[1]))
    written = []
    for code, group in groupby(found, key=lambda one: one[1]):
        paths = [path for path, _ in group]
        file = (out or root / "build" / "xliff") / f"{code}.xlf"
        write_bytes(file, export_xliff(project, paths, code, loaded))
        written.append({"file": str(file), "language": code, "catalogs": [str(path) for path in paths]})
        if not as_json:
            click.echo(f"{file}: {len(paths)} {'catalog' if len(paths) == 1 else 'catalogs'}")
    if as_json:
        print_json(written)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option
@click.option("--accept-translated", is_flag=True, help="Count targets of the state 'translated' as reviewed too.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context, files: tuple[Path, ...], root: Path, accept_translated: bool, dry_run: bool, as_json: bool
) -> None:
    """Take what a person changed in XLIFF FILES into the catalogs.

    An entry that was changed in the catalog since the export is listed and left, with exit code 1.
    """
    project = open_project(root)
    now = datetime.now(UTC)
    found = [
        one
        for file in files
        for one in import_xliff(project, file, accept_translated=accept_translated, now=now, write=not dry_run)
    ]
    if as_json:
        print_json([_json(one) for one in found])
    else:
        for one in found:
            _print(one)
    ctx.exit(int(any(one.accepted.conflicts for one in found)))


def _print(one: Imported) -> None:
    done = one.accepted
    click.echo(f"{one.catalog}: {len(done.taken)} taken, {done.same + one.untouched} the same, {len(done.conflicts)} left")
    for conflict in done.conflicts:
        if conflict.line:
            click.echo(f"  {one.catalog}:{conflict.line}: changed in the catalog since the export, left: {conflict.text}")
        else:
            click.echo(f"  {one.catalog}: no such entry any more: {conflict.key[0][:60]}")
        click.echo(f"    in the file: {conflict.edit}")


def _json(one: Imported) -> dict[str, Any]:
    done = one.accepted
    return {
        "catalog": str(one.catalog), "taken": [key[0] for key in done.taken], "same": done.same + one.untouched,
        "conflicts": [
            {"unit": c.key[0], "context": c.key[1], "line": c.line, "catalog_text": c.text, "file_text": c.edit}
            for c in done.conflicts
        ],
    }  # fmt: skip
