"""`l10n-flow batch`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from l10n_flow.batch import (
    Batch,
    Event,
    Journal,
    LocalScheduler,
    Scheduler,
    Setup,
    Summary,
    Watcher,
    find_sources,
    watched_sources,
)
from l10n_flow.cli import completing
from l10n_flow.cli.batch_view import JsonLines, Screen, View
from l10n_flow.cli.common import (
    cache_options,
    cache_path,
    glossary_option,
    lang_option,
    open_project,
    project_option,
    start_time,
)  # fmt: skip
from l10n_flow.project import Project

JOURNAL = Path(".l10n-flow") / "batch.sqlite"


@click.command("batch")
@click.argument("articles", nargs=-1, shell_complete=completing.articles)
@click.option("--manifest", type=click.Path(path_type=Path), help="File that names an article a line; - reads them.")
@click.option("--watch", is_flag=True, help="Go on looking for new and changed articles until stopped.")
@click.option("--every", type=click.FloatRange(min=0.05), default=2.0, show_default=True, help="Seconds between looks.")
@click.option("--journal", type=click.Path(path_type=Path), help=f"What is done; default: {JOURNAL} in the project.")
@click.option("--window-size", type=click.IntRange(1), help="Bytes of articles that are drafted together; changes no draft.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786), or its scheduler file.")
@click.option("--again", is_flag=True, help="Draft also what an earlier run has done.")
@project_option
@glossary_option
@lang_option
@cache_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line for each event.")
@click.pass_context
def command(
    ctx: click.Context, articles: tuple[str, ...], manifest: Path | None, watch: bool, every: float, journal: Path | None,
    window_size: int | None, scheduler: str | None, again: bool, root: Path, glossary: Path | None, languages: tuple[str, ...],
    threads: int | None, cache: Path | None, no_cache: bool, as_json: bool,
) -> None:  # fmt: skip
    """Draft many ARTICLES: files, folders, or patterns in quotes ('in/**/*'); default: the project's folder.

    Stop it whenever you want, or let it be killed: the same command goes on where it was. An article that cannot be read or
    drafted is listed at the end, and the others go on.
    """
    if watch and str(manifest) == "-":
        raise click.UsageError("--watch looks again and again, which standard input does not allow; name a manifest file")
    project = _absolute(open_project(root, glossary, languages))
    named = articles or (() if manifest else (str(project.articles),))
    finished = cache_path(cache, no_cache)
    setup = Setup(project, finished.absolute() if finished else None, threads)
    with ExitStack() as held:
        log = held.enter_context(Journal(journal or project.root / JOURNAL, root=project.root))
        workers = _workers(setup, scheduler, window_size)
        held.callback(workers.close)
        batch = Batch(project, log, workers, now=start_time(), again=again)
        view: View = JsonLines() if as_json else Screen()
        held.enter_context(view)
        try:
            files: Callable[[], Iterable[Path]] = lambda: watched_sources(named, manifest)  # noqa: E731
            for event in _watched(batch, files, every) if watch else batch.run(find_sources(named, manifest)):
                view.show(event)
        finally:
            view.close(log.summary(), log.failures())
        ctx.exit(_exit_code(log.summary()))


def _workers(setup: Setup, address: str | None, window_size: int | None) -> Scheduler:
    """What carries out the job: this machine, or the cluster at an address."""
    sizes = {"window_size": window_size} if window_size else {}
    if address is not None:
        from l10n_flow.batch.cluster import ClusterScheduler

        return ClusterScheduler(setup, address, **sizes)
    local = LocalScheduler(setup, **sizes)
    for reason in local.skipped:
        click.echo(f"warning: package left out: {reason}", err=True)
    return local


def _watched(batch: Batch, files: Callable[[], Iterable[Path]], every: float) -> Iterator[Event]:
    """The events of one run after the other, whenever articles have come."""
    watcher = Watcher()
    while True:
        if ready := watcher.look(files()):
            yield from batch.run(ready)
        else:
            time.sleep(every)


def _absolute(project: Project) -> Project:
    """The project with absolute paths, which hold wherever a worker runs."""
    changed: dict[str, Any] = {}
    for name in ("root", "articles", "locales", "glossary", "memory", "rules", "packages"):
        path = getattr(project, name)
        changed[name] = path.absolute() if path is not None else None
    return replace(project, **changed)


def _exit_code(summary: Summary) -> int:
    """1 where something needs a person: an article that failed, or a draft with an error."""
    return int(summary.failed > 0 or summary.errors > 0)
