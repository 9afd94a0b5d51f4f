"""A job, top to bottom: plan -> windows -> scheduler -> journal, told as events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from l10n_flow.batch.events import Advanced, Begun, Ended, Event, Finished
from l10n_flow.batch.journal import Journal
from l10n_flow.batch.scheduler import Scheduler, Window, Worked
from l10n_flow.catalog import catalog_path, template_path
from l10n_flow.journal import Journal as Drafts
from l10n_flow.project import Project, slug


class Batch:
    """Drafts any number of articles; the catalogs do not depend on the scheduler or on the windows.

    Args:
        again: draft also what an earlier run has done.
    """

    def __init__(self, project: Project, journal: Journal, scheduler: Scheduler, *, now: datetime, again: bool = False) -> None:
        self._project, self._journal, self._scheduler = project, journal, scheduler
        self._now, self._again = now, again
        self._drafts = Drafts(project.root)
        self._job = scheduler.fingerprint()

    def run(self, articles: Iterable[Path]) -> Iterator[Event]:
        """Plan the articles and do what waits. Raises L10nError where nothing can go on: the journal, a package, a cluster."""
        self._journal.plan(
            articles, job=self._job, name=lambda path: slug(path).casefold(), is_whole=self._is_whole, again=self._again
        )
        plan = self._journal.summary()
        size = self._journal.size_waiting()
        yield Begun(plan.articles, plan.before, size)
        done = 0.0
        parts: dict[Window, float] = {}
        with closing(self._scheduler.run(self._windows(), self._now)) as running:
            for news in running:
                if isinstance(news, Worked):
                    self._observe(news)
                    self._journal.record(news.outcomes)
                    parts.pop(news.window, None)
                    done += news.window.size
                    yield from map(Finished, news.outcomes)
                else:
                    parts[news.window] = news.share * news.window.size
                yield Advanced(done + sum(parts.values()), size)
        yield Ended(self._journal.summary())

    def _windows(self) -> Iterator[Window]:
        """Waiting articles, as many together as are about as large as the scheduler wants them."""
        articles: list[Path] = []
        size = 0
        for path, length in self._journal.waiting():
            if articles and size + length > self._scheduler.window_size:
                yield Window(tuple(articles), size)
                articles, size = [], 0
            articles.append(path)
            size += length
        if articles:
            yield Window(tuple(articles), size)

    def _observe(self, worked: Worked) -> None:
        """Write the drafts of a window down for the report, before its articles are done: a kill repeats it."""
        done = [slug(one.article) for one in worked.outcomes if not one.reason]
        paths = [catalog_path(self._project.locales, code, name) for name in done for code in self._project.targets]
        self._drafts.observe({self._project.relative(path): path for path in paths if path.exists()}, now=self._now)

    def _is_whole(self, path: Path) -> bool:
        name, locales = slug(path), self._project.locales
        return template_path(locales, name).exists() and all(
            catalog_path(locales, code, name).exists() for code in self._project.targets
        )
