"""`l10n-flow glossary extract`."""

from __future__ import annotations

from pathlib import Path

import click

from l10n_flow.article import read_article
from l10n_flow.cli.common import glossary_option, json_option, open_project, print_json, project_option
from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.edit import merge_file, term_line
from l10n_flow.glossary.extract import extract_names
from l10n_flow.segment import Segmenter


@click.command("extract")
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option
@glossary_option
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Only names that stand so often.")
@click.option("--write", is_flag=True, help="Add them to the glossary, with 'status: proposed'.")
@json_option
def command(articles: tuple[Path, ...], root: Path, glossary: Path | None, least: int, write: bool, as_json: bool) -> None:
    """Propose names of ARTICLES that the glossary lacks, as terms with a sentence that shows them.

    A proposed term is not used before its status is 'approved'. Its spellings are a beginning: correct them.
    """
    project = open_project(root, glossary)
    loaded = load_glossary(project.glossary)
    waiting = {form for term in loaded.idle.values() for form in (term.ar, *term.variants)}
    segmenter = Segmenter(project.rules)
    units = [unit.text for path in articles for unit in segmenter.units(read_article(path))]
    found = [one for one in extract_names(units, Matcher(loaded), least=least) if one.name not in waiting]
    if as_json:
        keys = ("name", "kind", "count", "known", "evidence")
        print_json([{key: getattr(one, key) for key in keys} for one in found])
    else:
        for one in found:
            click.echo(f"  - {term_line(one.fields())}")
    if write and found:
        done = merge_file(project.glossary, [one.fields() for one in found])
        click.echo(f"{project.glossary}: {len(done.added)} proposed", err=True)
