"""Texts to drafts in one language, with the glossary enforced, their findings, and the notes a catalog shows with them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n_flow import lang
from l10n_flow.catalog import DOUBTFUL
from l10n_flow.checks import Subject, run_checks
from l10n_flow.glossary import Glossary
from l10n_flow.glossary.enforce import Enforcer
from l10n_flow.glossary.markup import mended
from l10n_flow.glossary.match import forced
from l10n_flow.glossary.verify import verify
from l10n_flow.model import Draft, Finding, Hit, Hypothesis, Method, Severity
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.masks import MaskFamily, probe
from l10n_flow.mt.safety import problems

WELL_KEPT = 0.85  # share of the probes (eight) whose masks survive, from which numbers are masked too
LOW_SCORE = -0.85  # mean log-probability per token below which a draft is doubtful (docs/quality.md has what that tells)
Progress = Callable[[str, int, int], None]  # (what, done, of how many)
Task = tuple[str, tuple[Hit, ...]]  # a text and its glossary hits: the draft follows from both


def no_progress(what: str, done: int, total: int) -> None:
    """Report to nobody."""


def finding_notes(findings: Sequence[Finding]) -> list[str]:
    """Comment lines of what the checks find in a draft."""
    return [f"in the draft: {f.check}: {f.message}" for f in findings if f.severity is not Severity.INFO]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft and what the checks find in it."""

    draft: Draft
    findings: tuple[Finding, ...]


class Drafter:
    """Drafts texts over one engine and one glossary; which masks a package keeps is probed once for each language.

    Threads may share one.
    """

    def __init__(self, glossary: Glossary, translator: Translator, *, source: str, skip_checks: Sequence[str] = ()) -> None:
        self._glossary, self._translator, self._source, self._skip = glossary, translator, source, skip_checks
        self._families: dict[str, list[tuple[MaskFamily, float]]] = {}
        self._lock = threading.Lock()

    def drafts(self, hits: Mapping[str, Sequence[Hit]], code: str, *, progress: Progress = no_progress) -> dict[str, Drafted]:
        """A draft of every text in `hits` (text -> its glossary hits) in the language `code`; see `draft_all`."""
        tasks = {text: (text, tuple(found)) for text, found in hits.items()}
        made = self.draft_all(tasks.values(), code, progress=progress)
        return {text: made[task] for text, task in tasks.items()}

    def draft_all(self, tasks: Iterable[Task], code: str, *, progress: Progress = no_progress) -> dict[Task, Drafted]:
        """A draft of every task, each computed once, in the language `code`.

        Raises:
            L10nError: no package leads to the language.
        """
        language = lang.get(code)
        wanted = list(dict.fromkeys(tasks))
        if not wanted:
            return {}
        done, total = 0, len(wanted)

        def translate(
            texts: Sequence[str], *, hypotheses: int = 1, alignment: bool = False, keep: str | None = None
        ) -> list[list[Hypothesis]]:
            def tick(count: int) -> None:
                nonlocal done
                done = min(total, done + count)
                progress(language.name, done, total)

            return list(
                self._translator.translate(
                    texts,
                    source=self._source,
                    target=code,
                    hypotheses=hypotheses,
                    alignment=alignment,
                    keep=keep,
                    progress=tick,
                )
            )

        progress(language.name, 0, total)
        with self._lock:
            if code not in self._families:
                self._families[code] = probe(translate, self._source)
        families = [family for family, _ in self._families[code]]
        numbers = any(kept >= WELL_KEPT for _, kept in self._families[code][:1])
        engine = self._translator.signature(self._source, code)
        enforcer = Enforcer(self._glossary, language, translate, families, numbers=numbers, problems=problems)
        made = enforcer.drafts([text for text, _ in wanted], [hits for _, hits in wanted])
        found = {}
        for (text, hits), draft in zip(wanted, made, strict=True):
            signed = replace(draft, signature=self._signature(engine, hits, code))
            found[text, hits] = Drafted(signed, tuple(self._findings(text, signed, hits, language)))
        return found

    def notes(self, drafted: Drafted, code: str) -> tuple[str, ...]:
        """Comment lines of a draft, its proof: names placed and how, engine, score, findings."""
        draft = drafted.draft
        route = self._translator.route(self._source, code)
        names = [f"name: {self._glossary.terms[p.hit.term_id].ar} = {p.form} ({p.method.value})" for p in draft.placements]
        doubt = DOUBTFUL if draft.score < LOW_SCORE else ""
        lines = [*(names if draft.text else ()), f"machine draft: {route}, score {draft.score:.2f}{doubt}"]
        return tuple(dict.fromkeys([*lines, *finding_notes(drafted.findings)]))

    def recalled(self, text: str, target: str, signature: str, hits: Sequence[Hit], code: str) -> Drafted:
        """A translation that the memory has for `text` as a draft, looked at by the checks like every other."""
        whole, lost = mended(text, target)
        what = f"the memory's text had not all tags; {' '.join(lost)} are placed by their share of the text, check it"
        draft = Draft(whole, signature, 0.0, (), (Finding(Severity.WARNING, "tags", what),) if lost else ())
        return Drafted(draft, tuple(self._findings(text, draft, hits, lang.get(code))))

    def names(self, hits: Sequence[Hit], code: str) -> tuple[str, ...]:
        """Comment lines of a person's entry: the names of its source and their approved forms."""
        pairs = [(self._glossary.terms[hit.term_id], hit) for hit in forced(hits)]
        found = [(term.ar, term.target(code, later=hit.later)) for term, hit in pairs]
        lines = [f"name: {name} = {target.term}" for name, target in found if target is not None]
        return tuple(dict.fromkeys(lines))

    def _signature(self, engine: str, hits: Sequence[Hit], code: str) -> str:
        """The engine's signature, and that of the unit's own terms: another term's change leaves the draft alone."""
        if not hits:
            return engine
        mentions = dict.fromkeys((hit.term_id, hit.later) for hit in hits)
        forms = [(slug, self._glossary.terms[slug].target(code, later=later)) for slug, later in mentions]
        digest = hashlib.sha256(repr(forms).encode()).hexdigest()
        return f"{engine}-{digest[:8]}"

    def _findings(self, text: str, draft: Draft, hits: Sequence[Hit], language: lang.Language) -> list[Finding]:
        def names() -> Iterator[Finding]:
            # What enforcement could not place is known already; the check would say it again.
            missed = {placement.hit.term_id for placement in draft.placements if placement.method is Method.MISSING}
            yield from verify(draft.text, [hit for hit in hits if hit.term_id not in missed], self._glossary, language)

        subject = Subject(source=text, target=draft.text, language=language, glossary=names)
        return [*draft.findings, *run_checks(subject, skip=self._skip)]
