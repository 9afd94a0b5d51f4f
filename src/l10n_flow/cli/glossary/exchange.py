"""`l10n-flow glossary export` and `l10n-flow glossary import`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.cli.common import glossary_option, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.files import write_bytes
from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.edit import merge_file
from l10n_flow.glossary.exchange import LAYOUTS, read_terms, write_terms
from l10n_flow.glossary.fields import to_fields
from l10n_flow.glossary.terms import KINDS
from l10n_flow.model import L10nError

layout_option = click.option(
    "--layout", type=click.Choice(LAYOUTS), default="full", show_default=True, help="Columns of a CSV or TSV file."
)


def _one(languages: tuple[str, ...]) -> str:
    if len(languages) > 1:
        raise L10nError("more than one language", mend="Give --lang once.")
    return languages[0] if languages else ""


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@glossary_option
@lang_option
@layout_option
def export_command(file: Path, root: Path, glossary: Path | None, languages: tuple[str, ...], layout: str) -> None:
    """Write the glossary to FILE: .tbx, .csv, .tsv or .xlsx. The layouts weblate and deepl hold one --lang."""
    project = open_project(root, glossary, languages)
    loaded = load_glossary(project.glossary)
    terms = sorted({**loaded.terms, **(loaded.idle if layout == "full" else {})}.values(), key=lambda term: term.line)
    write_bytes(file, write_terms([to_fields(term) for term in terms], file, layout=layout, language=_one(languages)))
    click.echo(f"{file}: {len(terms)} terms")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@project_option
@glossary_option
@lang_option
@layout_option
@click.option("--update", is_flag=True, help="Change terms that are there and differ; without it they are listed and left.")
@click.option("--kind", type=click.Choice(KINDS), default="phrase", show_default=True, help="Of new terms that name none.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context, file: Path, root: Path, glossary: Path | None, languages: tuple[str, ...], layout: str, update: bool,
    kind: str, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """Read terms from FILE (.tbx, .csv, .tsv or .xlsx) into the glossary.

    Comments and layout of the glossary stay. Exit code 1 when terms differ and were left.
    """
    project = open_project(root, glossary, languages)
    try:
        rows = read_terms(file.read_bytes(), file, layout=layout, language=_one(languages))
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(file), mend="Check the path.") from None
    done = merge_file(project.glossary, rows, update=update, kind=kind, dry_run=dry_run)
    if as_json:
        print_json({"added": list(done.added), "changed": list(done.changed), "left": list(done.left), "same": done.same})
    else:
        for name, ids in (("added", done.added), ("changed", done.changed), ("differs, left", done.left)):
            for identity in ids:
                click.echo(f"{name}: {identity}")
        click.echo(f"{len(done.added)} added, {len(done.changed)} changed, {len(done.left)} left, {done.same} the same")
        if done.left:
            click.echo("Terms that differ are changed with --update.", err=True)
    ctx.exit(int(bool(done.left)))
