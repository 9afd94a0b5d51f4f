"""`l10n-flow memory lookup`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from l10n_flow.cli.common import glossary_option, json_option, lang_option, open_project, print_json, project_option
from l10n_flow.glossary import load_glossary
from l10n_flow.memory import Memory, band
from l10n_flow.recall import Recalled, Recaller


@click.command("lookup")
@click.argument("text")
@project_option
@glossary_option
@lang_option
@click.option("--least", type=click.IntRange(50, 101), default=50, show_default=True, help="Lowest score.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Matches a language.")
@json_option
def command(
    text: str, root: Path, glossary: Path | None, languages: tuple[str, ...], least: int, limit: int, as_json: bool
) -> None:
    """Show what the memory has for TEXT, numbers and names exchanged, best first.

    Scores: 101 the same text between the same neighbours (seen by 'run' alone), 100 the same text, 95-99, 85-94, 75-84
    and 50-74 similar ones.
    """
    project = open_project(root, glossary, languages)
    names = load_glossary(project.glossary) if project.glossary.exists() else None
    with Memory(project.memory) as memory:
        recaller = Recaller(memory, names)
        found = {code: recaller.all(text, code, least=least, limit=limit) for code in project.targets}
    if as_json:
        print_json([_json(one) for matches in found.values() for one in matches])
        return
    for code, matches in found.items():
        for one in matches:
            click.echo(f"{code} {one.match.score} {one.text}")
            for line in one.notes():
                click.echo(f"    {line}")
        if not matches:
            click.echo(f"{code}: nothing")


def _json(one: Recalled) -> dict[str, Any]:
    pair = one.match.pair
    return {
        "language": pair.language, "score": one.match.score, "band": band(one.match.score), "kind": one.match.kind.value,
        "text": one.text, "source": pair.source, "target": pair.target, "written_score": one.written,
        "exchanged": list(one.exchanged), "where": pair.where, "reference": pair.reference,
        "translator": pair.translator, "learned": pair.learned,
    }  # fmt: skip
