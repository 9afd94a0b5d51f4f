"""What is done to a window of articles, wherever it is done: on this machine or by a worker of a cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from l10n_flow import __version__
from l10n_flow.memory import Memory
from l10n_flow.model import L10nError, Severity
from l10n_flow.pipeline import ArticleReport, Flow
from l10n_flow.project import Project


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a worker needs to know, once; paths are absolute.

    `cache` is the file of finished translations (None: a temporary one), `threads` translations are computed at a time
    (None: one for each core).
    """

    project: Project
    cache: Path | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. `reason` says why it failed; "" where its catalogs are written."""

    article: Path
    reason: str = ""
    units: int = 0
    words: int = 0
    hits: int = 0
    errors: int = 0  # findings in its drafts that need a person
    warnings: int = 0
    languages: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # code -> entries new, refreshed, kept, ...


Share = Callable[[float], None]  # told how much of a window is done, 0 to 1


class Worker:
    """Drafts windows of articles; packages, models and glossary are loaded once. Threads may share one.

    Raises:
        L10nError: the glossary, the rules or a package is not fit.
    """

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        # whoever holds the job writes drafts down: SQLite does not belong on the file system that workers share
        self._flow = Flow(setup.project, cache=setup.cache, threads=setup.threads, observed=False)
        self.skipped: Sequence[str] = self._flow.skipped

    def fingerprint(self) -> str:
        """Changes with all that an article's drafts follow from beside its text: what was done under another one is stale.

        Raises:
            L10nError: no package leads to one of the languages.
        """
        return _digest(self.equipment(), self._memory())

    def equipment(self) -> str:
        """The part of `fingerprint` that is the same for all workers of a job: program, packages, rules, glossary, checks."""
        project = self.setup.project
        engines = [(code, self._flow.translator.signature(project.source, code)) for code in project.targets]
        rules = self._flow.segmenter.fingerprint
        return _digest(
            __version__, project.source, engines, rules, self._flow.glossary.fingerprint, sorted(project.skip_checks)
        )

    def _memory(self) -> str:
        if not self.setup.project.memory.exists():
            return ""
        with Memory(self.setup.project.memory) as memory:
            return memory.state()

    def work(self, articles: Sequence[Path], now: datetime, share: Share = lambda done: None) -> list[Outcome]:
        """Draft articles into their catalogs, in any order; one that cannot be drafted is an outcome with its reason."""
        found: dict[Path, Outcome] = {}
        try:
            for path, done in self._flow.run_all(articles, now=now, progress=self._progress(share)):
                found[path] = _outcome(path, done)
        except (KeyboardInterrupt, SystemExit, Stopped):
            raise
        except Exception as error:
            left = [path for path in articles if path not in found]
            if len(left) > 1:  # whichever of them it was, the others are none the worse
                return [*found.values(), *(one for path in left for one in self.work([path], now, share))]
            reason = str(error) if isinstance(error, L10nError) else f"unexpected: {type(error).__name__}: {error}"
            found |= {path: Outcome(path, reason) for path in left}
        return list(found.values())

    def _progress(self, share: Share) -> Callable[[str, int, int], None]:
        languages: dict[str, float] = {}
        count = len(self.setup.project.targets)

        def progress(what: str, done: int, total: int) -> None:
            languages[what] = done / total
            share(min(1.0, (len(languages) - 1 + languages[what]) / count))

        return progress


class Stopped(Exception):
    """The job is being stopped; what a worker has in hand is left undone."""


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _outcome(path: Path, done: ArticleReport | L10nError) -> Outcome:
    if isinstance(done, L10nError):
        return Outcome(path, str(done))
    severities = [finding.severity for one in done.languages for finding in one.findings]
    return Outcome(
        path, "", done.units, done.words, done.hits, severities.count(Severity.ERROR), severities.count(Severity.WARNING),
        {one.language: asdict(one.counts) for one in done.languages},
    )  # fmt: skip
