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
from l10n_flow.catalog import catalog_path, list_entries, template_path, unit_keys, update_catalog, write_template
from l10n_flow.drafting import Drafted, Drafter, Progress, finding_notes, no_progress
from l10n_flow.glossary import Glossary, Matcher, load_glossary
from l10n_flow.journal import Journal
from l10n_flow.memory import Memory
from l10n_flow.model import Article, Block, Finding, Hit, Message, Method, Placement, Role, Unit, UpdateCounts
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


class Flow:
    """The main flow with its parts loaded once; `run` takes one article at a time.

    Args:
        cache: file of finished translations; None keeps none on disk.
    """

    def __init__(self, project: Project, *, cache: Path | None = None, threads: int | None = None) -> None:
        self.project = project
        self.glossary: Glossary = load_glossary(project.glossary)
        self._matcher = Matcher(self.glossary)
        self._journal = Journal(project.root)
        self._segmenter = Segmenter(project.rules)
        packages, self.skipped = find_packages(project.packages)
        self.translator = Translator(packages, cache=Cache(cache) if cache else None, threads=threads or project.threads)
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
        targets = targets or self.project.targets
        routes = {code: self.translator.route(self.project.source, code) for code in targets}
        article = read_article(path)
        units = self._segmenter.units(article)
        hits = self._hits(units)
        messages = self._messages(article, units)
        name = slug(path)
        title = f"{name} (l10n-flow {__version__})"
        reports = []
        with self._recaller() as recaller:
            for code in targets:
                filled, report = self._language(messages, hits, code, recaller, progress=progress)
                plural_forms = lang.get(code).plural_forms
                catalog = catalog_path(self.project.locales, code, name)
                counts = update_catalog(catalog, filled, language=code, plural_forms=plural_forms, project=title, now=now)
                self._journal.observe(self.project.relative(catalog), catalog, list_entries(catalog), now=now)
                reports.append(replace(report, catalog=catalog, counts=counts, engine=str(routes[code])))
        write_template(template_path(self.project.locales, name), messages, project=title, now=now)
        boilerplate = tuple(block for block in article.blocks if block.role is Role.BOILERPLATE)
        number = sum(map(len, hits.values()))
        words = sum(len(unit.text.split()) for unit in units)
        return ArticleReport(path, len(units), words, number, boilerplate, tuple(reports))

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
        self,
        messages: Sequence[Message],
        hits: Mapping[str, Sequence[Hit]],
        code: str,
        recaller: Recaller | None,
        *,
        progress: Progress,
    ) -> tuple[list[Message], LanguageReport]:
        """The messages with their drafts in one language: from the memory where it has them, else from the engine."""
        recalled = _recalled(messages, code, recaller) if recaller else [None] * len(messages)
        left = {message.text for message, one in zip(messages, recalled, strict=True) if one is None or not one.is_draft}
        drafted = self.drafter.drafts({text: hits[text] for text in hits if text in left}, code, progress=progress)
        filled = []
        found = {text: one.findings for text, one in drafted.items()}
        for message, one in zip(messages, recalled, strict=True):
            if one is None or not one.is_draft:
                filled.append(self._filled(message, drafted[message.text], one, hits[message.text], code))
                continue
            checked = self.drafter.recalled(message.text, one.text, one.signature, hits[message.text], code)
            found.setdefault(message.text, checked.findings)
            filled.append(self._remembered(message, checked, one, hits[message.text], code))
        placements = tuple(placement for one in drafted.values() for placement in one.draft.placements)
        findings = tuple(finding for text in hits for finding in found[text])
        kinds = Counter(one.match.kind.value if one.is_draft else "offered" for one in recalled if one)
        memory = dict(sorted(kinds.items())) if recaller else None
        return filled, LanguageReport(code, Path(), UpdateCounts(), placements, findings, "", memory)

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


def _recalled(messages: Sequence[Message], code: str, recaller: Recaller) -> list[Recalled | None]:
    """What the memory has for each message between its neighbours."""
    texts = ["", *(message.text for message in messages), ""]
    return [
        recaller.best(texts[place], code, previous=texts[place - 1], following=texts[place + 1])
        for place in range(1, len(texts) - 1)
    ]
