"""The main flow, top to bottom: article -> units -> drafts with the glossary enforced -> checks -> catalogs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from l10n_flow import __version__, lang
from l10n_flow.article import read_article
from l10n_flow.catalog import catalog_path, template_path, update_catalog, write_template
from l10n_flow.checks import Subject, run_checks
from l10n_flow.glossary import Glossary, Matcher, load_glossary
from l10n_flow.glossary.enforce import Enforcer
from l10n_flow.glossary.verify import verify
from l10n_flow.model import (
    Article,
    Block,
    Draft,
    Finding,
    Hit,
    Hypothesis,
    L10nError,
    Message,
    Method,
    Placement,
    Role,
    Severity,
    Unit,
    UpdateCounts,
)
from l10n_flow.mt.cache import Cache
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.graph import Route
from l10n_flow.mt.masks import MaskFamily, probe
from l10n_flow.mt.packages import find_packages
from l10n_flow.mt.safety import problems
from l10n_flow.project import Project
from l10n_flow.segment import Segmenter

LOW_SCORE = -1.6  # mean log-probability per token below which a draft is marked as doubtful
Progress = Callable[[str, int, int], None]  # (what, done, of how many)


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """What a run did for one article in one language."""

    language: str
    catalog: Path
    counts: UpdateCounts
    placements: tuple[Placement, ...]
    findings: tuple[Finding, ...]
    engine: str

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
        self._segmenter = Segmenter(project.rules)
        packages, self.skipped = find_packages(project.packages)
        self.translator = Translator(packages, cache=Cache(cache) if cache else None, threads=threads or project.threads)
        self._families: dict[str, tuple[MaskFamily, ...]] = {}

    def run(
        self,
        path: Path,
        *,
        targets: Sequence[str] = (),
        now: datetime,
        progress: Progress = lambda what, done, total: None,
    ) -> ArticleReport:
        """Draft one article into its catalogs.

        Raises:
            L10nError: the article, the glossary, a package or an old catalog is not fit; no catalog was half written.
        """
        targets = targets or self.project.targets
        routes = {code: self.translator.route(self.project.source, code) for code in targets}
        article = read_article(path)
        units = self._segmenter.units(article)
        texts = list(dict.fromkeys(unit.text for unit in units))
        hits = {text: self._matcher.hits(text) for text in texts}
        messages = self._messages(article, units)
        name = slug(path)
        title = f"{name} (l10n-flow {__version__})"
        reports = []
        for code in targets:
            language = lang.get(code)
            drafts = self._drafts(texts, hits, code, progress)
            findings = {text: self._findings(text, drafts[text], hits[text], language) for text in texts}
            filled = [self._filled(message, drafts[message.text], findings[message.text], routes[code]) for message in messages]
            catalog = catalog_path(self.project.locales, code, name)
            counts = update_catalog(catalog, filled, language=code, plural_forms=language.plural_forms, project=title, now=now)
            placements = tuple(placement for text in texts for placement in drafts[text].placements)
            found = tuple(finding for text in texts for finding in findings[text])
            reports.append(LanguageReport(code, catalog, counts, placements, found, str(routes[code])))
        write_template(template_path(self.project.locales, name), messages, project=title, now=now)
        boilerplate = tuple(block for block in article.blocks if block.role is Role.BOILERPLATE)
        number = sum(map(len, hits.values()))
        words = sum(len(unit.text.split()) for unit in units)
        return ArticleReport(path, len(units), words, number, boilerplate, tuple(reports))

    def _messages(self, article: Article, units: Sequence[Unit]) -> list[Message]:
        """One message a text and role; the first role of a text has no context, any other is its context."""
        first: dict[str, Role] = {}
        grouped: dict[tuple[str, str], list[Unit]] = {}
        for unit in units:
            role = first.setdefault(unit.text, unit.role)
            grouped.setdefault((unit.text, "" if role is unit.role else unit.role.value), []).append(unit)
        name = self.project.relative(article.path)
        return [
            Message(
                text=text, context=context, comments=(f"role: {found[0].role.value}",),
                references=tuple((name, line) for line in dict.fromkeys(unit.line for unit in found)),
            )
            for (text, context), found in grouped.items()
        ]  # fmt: skip

    def _drafts(
        self, texts: Sequence[str], hits: dict[str, tuple[Hit, ...]], code: str, progress: Progress
    ) -> dict[str, Draft]:
        source = self.project.source
        language = lang.get(code)
        done, total = 0, len(texts)

        def translate(texts: Sequence[str], *, hypotheses: int = 1, alignment: bool = False) -> list[list[Hypothesis]]:
            def tick(count: int) -> None:
                nonlocal done
                done = min(total, done + count)
                progress(language.name, done, total)

            return list(
                self.translator.translate(
                    texts, source=source, target=code, hypotheses=hypotheses, alignment=alignment, progress=tick
                )
            )

        progress(language.name, 0, total)
        if code not in self._families:
            self._families[code] = tuple(family for family, _ in probe(translate, source))
        signature = self.translator.signature(source, code)
        enforcer = Enforcer(self.glossary, language, translate, self._families[code], signature=signature, problems=problems)
        drafts = enforcer.drafts(texts, [hits[text] for text in texts])
        return {
            text: replace(draft, signature=self._signature(signature, hits[text], code))
            for text, draft in zip(texts, drafts, strict=True)
        }

    def _signature(self, engine: str, hits: Sequence[Hit], code: str) -> str:
        """The engine's signature, and that of the unit's own terms: another term's change leaves the draft alone."""
        terms = [self.glossary.terms[slug] for slug in dict.fromkeys(hit.term_id for hit in hits)]
        if not terms:
            return engine
        digest = hashlib.sha256(repr([(term.id, term.target(code)) for term in terms]).encode()).hexdigest()
        return f"{engine}-{digest[:8]}"

    def _findings(self, text: str, draft: Draft, hits: Sequence[Hit], language: lang.Language) -> list[Finding]:
        def names() -> Iterator[Finding]:
            # What enforcement could not place is known already; the check would say it again.
            missed = {placement.hit.term_id for placement in draft.placements if placement.method is Method.MISSING}
            yield from verify(draft.text, [hit for hit in hits if hit.term_id not in missed], self.glossary, language)

        subject = Subject(
            source=text, target=draft.text, language=language,
            glossary=names
        )  # fmt: skip
        return [*draft.findings, *run_checks(subject, skip=self.project.skip_checks)]

    def _filled(self, message: Message, draft: Draft, findings: Sequence[Finding], route: Route) -> Message:
        """The message with its draft and the proof of it: names placed, engine, score, findings."""
        names = dict.fromkeys(
            f"name: {self.glossary.terms[p.hit.term_id].ar} = {p.form} ({p.method.value})" for p in draft.placements
        )
        doubt = ", doubtful" if draft.score < LOW_SCORE else ""
        notes = [f"machine draft: {route}, score {draft.score:.2f}{doubt}"]
        notes += dict.fromkeys(f"{f.check}: {f.message}" for f in findings if f.severity is not Severity.INFO)
        comments = (*message.comments, *names, *notes) if draft.text else (*message.comments, *notes)
        return replace(message, comments=comments, draft=draft.text, signature=draft.signature)


def slug(path: Path) -> str:
    """The name of an article's catalogs: its file name without suffix, white space as hyphens."""
    return re.sub(r"\s+", "-", path.stem.strip()) or "article"


def find_articles(paths: Sequence[Path], project: Project) -> list[Path]:
    """The articles to run: the given files, or all of the project's folder. Raises L10nError where there is none."""
    found = list(paths) or sorted(path for path in project.articles.glob("*.txt") if path.is_file())
    if not found:
        raise L10nError("no article", where=str(project.articles), mend="Put .txt files there, or name files to run.")
    names: dict[str, Path] = {}
    for path in found:
        other = names.setdefault(slug(path), path)
        if other != path:
            raise L10nError(f"'{other}' and '{path}' would share one catalog", mend="Rename one of them.")
    return found
