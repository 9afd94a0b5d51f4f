"""`l10n-flow glossary apply`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from l10n_flow.catalog import RevisionCounts
from l10n_flow.cli.common import (
    cache_options,
    cache_path,
    catalogs_argument,
    glossary_option,
    json_option,
    lang_option,
    open_project,
    print_json,
    project_option,
)  # fmt: skip
from l10n_flow.glossary.versions import at_revision
from l10n_flow.inspection import find_catalogs
from l10n_flow.journal import Journal
from l10n_flow.model import L10nError


@click.command("apply")
@catalogs_argument
@project_option
@glossary_option
@lang_option
@click.option("--against", metavar="REV", default="HEAD", show_default=True, help="Git revision of the glossary as it was.")
@click.option("--propose", is_flag=True, help="Write the text with the new names into the comments of flagged entries.")
@cache_options
@json_option
@click.pass_context
def command(
    ctx: click.Context, catalogs: tuple[Path, ...], root: Path, glossary: Path | None, languages: tuple[str, ...],
    against: str, propose: bool, threads: int | None, cache: Path | None, no_cache: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bring CATALOGS (default: all of locales/) in line with the glossary.

    Drafts that nobody touched are drafted anew where a name of theirs changed or is wrong. Entries that a person
    translated keep their text; those that contradict the glossary are marked fuzzy, with the reason in a comment. Exit
    code 1 when entries were flagged.
    """
    from l10n_flow.pipeline import Flow
    from l10n_flow.terminology import apply_glossary

    project = open_project(root, glossary, languages)
    flow = Flow(project, cache=cache_path(cache, no_cache), threads=threads)
    old = None
    try:
        old = at_revision(project.glossary, against)
    except L10nError as error:
        click.echo(f"warning: no older glossary to compare with ({error.what})", err=True)

    journal, now = Journal(project.root), datetime.now(UTC)

    def done(path: Path, counts: RevisionCounts) -> None:
        journal.observe({project.relative(path): path}, now=now)
        if not as_json:
            said = f"{counts.redrafted} drafted anew, {counts.flagged} flagged, {counts.known} flagged before"
            click.echo(f"{path}: {said}")

    found = find_catalogs(project, catalogs)
    counts = apply_glossary(flow.glossary, found, flow.drafter, old=old, offer=propose, now=now, done=done)
    if as_json:
        print_json(
            [
                {"catalog": str(path), "redrafted": one.redrafted, "flagged": one.flagged, "flagged_before": one.known}
                for path, one in counts.items()
            ]
        )
    ctx.exit(int(any(one.flagged or one.known for one in counts.values())))
