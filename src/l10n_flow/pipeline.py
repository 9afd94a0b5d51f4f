"""The main flow, top to bottom: article -> units -> memory, or drafts with the glossary enforced -> checks -> catalogs."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from l10n_flow import __version__, lang
from l10n_flow.article import read_article
from l10n_flow.catalog import catalog_path, template_path, unit_keys, update_catalog, write_template
from l10n_flow.drafting import Drafted, Drafter, Progress, Task, finding_notes, no_progress
from l10n_flow.glossary import Glossary, Matcher, load_glossary
from l10n_flow.journal import Journal
from l10n_flow.memory import Memory
from l10n_flow.model import Article, Block, Finding, Hit, L10nError, Message, Method, Placement, Role, Unit, UpdateCounts
from l10n_flow.mt.cache import Cache
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.packages import find_packages
from l10n_flow.project import Project, slug
from l10n_flow.recall import Recalled, Recaller
from l10n_flow.segment import Segmenter

RUNNING_TEXT = (Role.PARAGRAPH, Role.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What a run did for one article in one language."""

    language: str
    catalog: Path
    counts: UpdateCounts
    placements: tuple[Placement, ...]
    findings: tuple[Finding, ...]
    engine: str
    memory: Mapping[str, int] | None = None  # matches by kind, and "offered"; None where the project has no memory

    def methods(self) -> dict[Method, int]:
        return {m: n for m in Method if (n := sum(placement.method is m for placement in self.placements))}


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What a run did for one article."""

    article: Path
    units: int
    words: int
    hits: int
    boilerplate: tuple[Block, ...]
    languages: tuple[LanguageReport, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as far as it goes without any draft: its messages, and the glossary hits of each text."""

    article: Article
    units: tuple[Unit, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    messages: tuple[Message, ...]

    @property
    def name(self) -> str:
        """What its catalogs are called."""
        return slug(self.article.path)


@dataclass(frozen=True, slots=True)
class Filled:
    """An article's messages with their drafts in one language; `report` is still without catalog and counts."""

    messages: tuple[Message, ...]
    report: LanguageReport


class Flow:
    """The main flow with its parts loaded once; `run` takes one article, `run_all` several. Threads may share one.

    Args:
        cache: file of finished translations; None keeps them in a temporary one.
        observed: write drafts down for the report; whoever does not must do it (`Journal.observe`).
    """

    def __init__(
        self, project: Project, *, cache: Path | None = None, threads: int | None = None, observed: bool = True
    ) -> None:
        self.project = project
        self.glossary: Glossary = load_glossary(project.glossary)
        self._matcher = Matcher(self.glossary)
        self._journal = Journal(project.root) if observed else None
        self.segmenter = Segmenter(project.rules)
        packages, self.skipped = find_packages(project.packages)
        finished = Cache(cache) if cache else None
        self.translator = Translator(packages, cache=finished, threads=threads or project.threads, beam=project.beam)
        self.drafter = Drafter(self.glossary, self.translator, source=project.source, skip_checks=project.skip_checks)

    def run(
        self,
        path: Path,
        *,
        targets: Sequence[str] = (),
        now: datetime,
        progress: Progress = no_progress,
    ) -> ArticleReport:
        """Draft one article into its catalogs.

        Raises:
            L10nError: the article, the glossary, a package or an old catalog is not fit; no catalog was half written.
        """
        ((_, done),) = self.run_all([path], targets=targets, now=now, progress=progress)
        if isinstance(done, L10nError):
            raise done
        return done

    def run_all(
        self, paths: Sequence[Path], *, targets: Sequence[str] = (), now: datetime, progress: Progress = no_progress
    ) -> Iterator[tuple[Path, ArticleReport | L10nError]]:
        """Draft several articles, the units of all of them together, into their catalogs.

        Each article's catalogs are those that `run` would write. Of an article that is not fit comes its error, and the
        others go on.

        Raises:
            L10nError: a package or the memory is not fit.
        """
        targets = targets or self.project.targets
        for code in targets:
            self.translator.route(self.project.source, code)
        fit: dict[Path, Prepared] = {}
        for path in paths:
            try:
                fit[path] = self.prepare(path)
            except L10nError as error:
                yield path, error
        with self._recaller() as recaller:
            filled = [self._language(list(fit.values()), code, recaller, progress=progress) for code in targets]
        for path, prepared, *languages in zip(fit, fit.values(), *filled, strict=True):
            try:
                yield path, self._write(prepared, languages, now)
            except L10nError as error:
                yield path, error

    def prepare(self, path: Path) -> Prepared:
        """Read, segment and match one article. Raises L10nError for one that is not fit."""
        article = read_article(path)
        units = self.segmenter.units(article)
        return Prepared(article, units, self._hits(units), tuple(self._messages(article, units)))

    def _write(self, prepared: Prepared, languages: Sequence[Filled], now: datetime) -> ArticleReport:
        """An article's catalogs and its template, each whole or not at all."""
        name = prepared.name
        title = f"{name} (l10n-flow {__version__})"
        reports = []
        for filled in languages:
            code = filled.report.language
            catalog = catalog_path(self.project.locales, code, name)
            counts = update_catalog(
                catalog, filled.messages, language=code, plural_forms=lang.get(code).plural_forms, project=title, now=now
            )
            reports.append(replace(filled.report, catalog=catalog, counts=counts))
        if self._journal:
            self._journal.observe({self.project.relative(one.catalog): one.catalog for one in reports}, now=now)
        write_template(template_path(self.project.locales, name), prepared.messages, project=title, now=now)
        boilerplate = tuple(block for block in prepared.article.blocks if block.role is Role.BOILERPLATE)
        words = sum(len(unit.text.split()) for unit in prepared.units)
        hits = sum(map(len, prepared.hits.values()))
        return ArticleReport(prepared.article.path, len(prepared.units), words, hits, boilerplate, tuple(reports))

    def _hits(self, units: Sequence[Unit]) -> dict[str, tuple[Hit, ...]]:
        """Each text once, in document order, with its glossary hits, later mentions of a name marked.

        Only running text makes a mention the first one: a headline or caption stands by itself.
        """
        found: dict[str, tuple[Hit, ...]] = {}
        named: set[str] = set()
        for unit in units:
            if unit.text in found:
                continue
            hits = []
            for hit in self._matcher.hits(unit.text):
                running = unit.role in RUNNING_TEXT
                hits.append(replace(hit, later=running and hit.term_id in named))
                named |= {hit.term_id} if running and hit.kind != "nisba" else set()
            found[unit.text] = tuple(hits)
        return found

    def _messages(self, article: Article, units: Sequence[Unit]) -> list[Message]:
        """One message a text and role; the first role of a text has no context, any other is its context."""
        grouped: dict[tuple[str, str], list[Unit]] = {}
        for key, unit in zip(unit_keys(units), units, strict=True):
            grouped.setdefault(key, []).append(unit)
        name = self.project.relative(article.path)
        return [
            Message(
                text=text, context=context, comments=(f"role: {found[0].role.value}",),
                references=tuple((name, line) for line in dict.fromkeys(unit.line for unit in found)),
            )
            for (text, context), found in grouped.items()
        ]  # fmt: skip

    @contextlib.contextmanager
    def _recaller(self) -> Iterator[Recaller | None]:
        """The project's memory, opened; None where there is none."""
        if not self.project.memory.exists():
            yield None
            return
        with Memory(self.project.memory) as memory:
            yield Recaller(memory, self.glossary, self._matcher)

    def _language(
        self, articles: Sequence[Prepared], code: str, recaller: Recaller | None, *, progress: Progress
    ) -> list[Filled]:
        """The articles' messages with their drafts in one language: from the memory where it has them, else from the engine."""
        recalled = [self._recalled(article.messages, code, recaller) for article in articles]
        left: dict[Task, None] = {}
        for article, found in zip(articles, recalled, strict=True):
            for message, one in zip(article.messages, found, strict=True):
                if one is None or not one.is_draft:
                    left[message.text, article.hits[message.text]] = None
        drafted = self.drafter.draft_all(left, code, progress=progress)
        engine = str(self.translator.route(self.project.source, code))
        return [
            self._article(article, code, found, drafted, engine, with_memory=recaller is not None)
            for article, found in zip(articles, recalled, strict=True)
        ]

    def _article(
        self, article: Prepared, code: str, recalled: Sequence[Recalled | None], drafted: Mapping[Task, Drafted], engine: str,
        *, with_memory: bool,
    ) -> Filled:  # fmt: skip
        """One article's messages with their drafts."""
        hits = article.hits
        filled = []
        found: dict[str, Drafted] = {}
        ours: dict[str, Drafted] = {}  # by the engine
        for message, one in zip(article.messages, recalled, strict=True):
            if one is None or not one.is_draft:
                draft = ours[message.text] = drafted[message.text, hits[message.text]]
                filled.append(self._filled(message, draft, one, hits[message.text], code))
            else:
                draft = self.drafter.recalled(message.text, one.text, one.signature, hits[message.text], code)
                filled.append(self._remembered(message, draft, one, hits[message.text], code))
            found.setdefault(message.text, draft)
        found |= ours
        placements = tuple(placement for text in hits if text in ours for placement in ours[text].draft.placements)
        findings = tuple(finding for text in hits for finding in found[text].findings)
        kinds = Counter(one.match.kind.value if one.is_draft else "offered" for one in recalled if one)
        memory = dict(sorted(kinds.items())) if with_memory else None
        return Filled(tuple(filled), LanguageReport(code, Path(), UpdateCounts(), placements, findings, engine, memory))

    def _recalled(self, messages: Sequence[Message], code: str, recaller: Recaller | None) -> list[Recalled | None]:
        """What the memory has for each message between its neighbours."""
        if recaller is None:
            return [None] * len(messages)
        texts = ["", *(message.text for message in messages), ""]
        return [
            recaller.best(texts[place], code, previous=texts[place - 1], following=texts[place + 1])
            for place in range(1, len(texts) - 1)
        ]

    def _filled(self, message: Message, drafted: Drafted, offer: Recalled | None, hits: Sequence[Hit], code: str) -> Message:
        """The message with its draft and the proof of it, and what the memory offers beside it."""
        return replace(
            message, draft=drafted.draft.text, signature=drafted.draft.signature, names=self.drafter.names(hits, code),
            notes=(*self.drafter.notes(drafted, code), *(offer.notes() if offer else ())),
        )  # fmt: skip

    def _remembered(self, message: Message, drafted: Drafted, recalled: Recalled, hits: Sequence[Hit], code: str) -> Message:
        """The message with a draft from the memory and where it comes from."""
        names = self.drafter.names(hits, code)
        return replace(
            message, draft=drafted.draft.text, signature=drafted.draft.signature, names=names,
            notes=(*names, *recalled.notes(), *finding_notes(drafted.findings)),
        )  # fmt: skip
