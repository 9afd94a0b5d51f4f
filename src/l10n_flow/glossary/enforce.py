"""Carry every name of a unit through the engine, or say that it failed: never a silent miss.

Steps for a unit, each only for the units that the one before left (Dinu et al. 2019 call the goal terminology
constraints; masks follow Crego et al. 2016): the package's best masks, for its inline tags and numbers too; the best masks for
the names alone; its other masks; the n-best list; constrained decoding; clause by clause; a draft without masks in which the
engine wrote the name by itself, or its aligned words are replaced; a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from l10n_flow.glossary.align import place_aligned
from l10n_flow.glossary.figures import NUMBER, WithNumbers, number_hits
from l10n_flow.glossary.markup import Markup, put_back, tags_kept, take_out
from l10n_flow.glossary.match import forced
from l10n_flow.glossary.restore import Masks, complete, masked, restore
from l10n_flow.glossary.terms import Glossary
from l10n_flow.lang import Language
from l10n_flow.model import Draft, Finding, Hit, Hypothesis, Method, Placement, Severity
from l10n_flow.text.tags import TAG

N_BEST = 6
MOST_MASKS = 12  # in one unit; where there are more, numbers are left to the engine


class Translate(Protocol):
    """The engine, bound to one language pair: for each text its hypotheses, the best first.

    With `keep`, a regular expression, what it matches in a text stands exactly once in the best hypothesis, if the engine can.
    """

    def __call__(
        self, texts: Sequence[str], *, hypotheses: int = 1, alignment: bool = False, keep: str | None = None
    ) -> Sequence[Sequence[Hypothesis]]: ...


@dataclass(slots=True)
class _Job:
    """One unit on its way through the steps; `spare` is a draft with all names but with problems.

    `hits` are its names, `figures` names and numbers in the order of the text; `markup` is what was taken out of it, if any.
    """

    unit: str
    hits: tuple[Hit, ...]
    figures: tuple[Hit, ...] = ()
    markup: Markup | None = None
    draft: Draft | None = None
    spare: Draft | None = None


class Enforcer:
    """Drafts units of one language with a glossary.

    Args:
        problems: names what is wrong with a hypothesis, given the (masked) source and the (masked) output.
        numbers: carry numbers in digits like names, for an engine that keeps masks well.
    """

    def __init__(
        self,
        glossary: Glossary,
        language: Language,
        translate: Translate,
        families: Sequence[Masks],
        *,
        numbers: bool = False,
        problems: Callable[[str, str], Sequence[str]] = lambda source, text: (),
    ) -> None:
        self._glossary, self._language, self._translate = glossary, language, translate
        self._families, self._problems = families, problems
        self._numbers = numbers
        self._terms = WithNumbers(glossary.terms)

    def drafts(self, units: Sequence[str], hits: Sequence[Sequence[Hit]]) -> list[Draft]:
        """One draft a unit, in order, unsigned. A term without a form in this language is left to the engine."""
        jobs = [self._job(unit, self._known(found)) for unit, found in zip(units, hits, strict=True)]
        self._tag_step([job for job in jobs if job.markup and job.markup.loose])
        self._figure_steps(jobs, (Method.MASK, 1), (Method.NBEST, N_BEST))
        steps: list[tuple[Method, Masks | None, int]] = []
        for number, family in enumerate(self._families[:3]):
            steps.append((Method.OTHER_MASK if number else Method.MASK, family, 1))
        for family in self._families[:1]:
            steps += [(Method.NBEST, family, N_BEST), (Method.CONSTRAINED, family, 1)]
        if not steps:
            steps = [(Method.MASK, None, 1), (Method.NBEST, None, N_BEST)]
        for method, masks, count in steps:
            # Another mask cannot mend a draft that has no names; only the n-best list can.
            left = [job for job in jobs if job.draft is None and (job.hits or method is not Method.OTHER_MASK)]
            self._masked_step([job for job in left if masks or not job.hits], method, masks, count)
        self._figure_steps(jobs, (Method.CONSTRAINED, 1))  # what lost a number without a mask gets it by one
        self._clause_step([job for job in jobs if job.draft is None and job.spare is None and job.hits])
        self._last_step([job for job in jobs if job.draft is None])
        self._put_tags_back([job for job in jobs if job.markup])
        return [job.draft for job in jobs if job.draft is not None]

    def _figure_steps(self, jobs: Sequence[_Job], *steps: tuple[Method, int]) -> None:
        """Numbers as masks beside the names, for units that have some and no draft yet."""
        if not self._numbers or not self._families:
            return
        for method, count in steps:
            figured = [job for job in jobs if job.figures and job.draft is None]
            self._masked_step(figured, method, self._families[0], count, figures=True)

    def _job(self, unit: str, hits: tuple[Hit, ...]) -> _Job:
        markup = take_out(unit, hits)
        found = number_hits(markup.text, markup.hits) if self._numbers else ()
        figures = tuple(sorted((*markup.hits, *found), key=lambda hit: hit.start)) if found else ()
        return _Job(
            markup.text, markup.hits, figures if len(figures) <= MOST_MASKS else (), markup if markup.text != unit else None
        )

    def _tag_step(self, jobs: Sequence[_Job]) -> None:
        """Tags as masks beside names and numbers: a hypothesis counts that keeps all of them, pairs nested and around words."""
        if not self._families:
            return
        masks = self._families[0]
        tried = [(job, job.markup, job.markup.with_tags(job.figures or job.hits)) for job in jobs if job.markup]
        tried = [one for one in tried if len(one[2]) <= MOST_MASKS]
        texts = [masked(job.unit, hits, masks) for job, _, hits in tried]
        answers = self._translate(texts, hypotheses=N_BEST) if texts else ()
        for (job, markup, hits), text, options in zip(tried, texts, answers, strict=True):
            for hypothesis in options:
                if complete(hypothesis.text, len(hits), masks) and not self._problems(text, hypothesis.text):
                    draft = self._restored(hypothesis, job.unit, hits, masks, Method.MASK)
                    if tags_kept(markup, draft.text):
                        job.draft = draft
                        break

    def _put_tags_back(self, jobs: Sequence[_Job]) -> None:
        """Into drafts that were made without them; where words must be aligned for that, the engine is asked once more."""
        lost = [job for job in jobs if job.draft and job.markup and len(job.markup.loose) > len(TAG.findall(job.draft.text))]
        found = self._translate([job.unit for job in lost], alignment=True) if lost else ()
        aligned = {id(job): options[0] for job, options in zip(lost, found, strict=True) if options}
        for job in jobs:
            if job.draft and job.markup:
                job.draft = put_back(job.markup, job.draft, aligned=aligned.get(id(job)))

    def _known(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        code = self._language.code
        return tuple(hit for hit in forced(hits) if self._glossary.terms[hit.term_id].target(code) is not None)

    def _masked_step(
        self, jobs: Sequence[_Job], method: Method, masks: Masks | None, count: int, *, figures: bool = False
    ) -> None:
        hits = [job.figures if figures else job.hits for job in jobs]
        texts = [masked(job.unit, found, masks) if masks else job.unit for job, found in zip(jobs, hits, strict=True)]
        keep = masks.pattern if masks and method is Method.CONSTRAINED else None
        answers = self._translate(texts, hypotheses=count, keep=keep) if keep else self._translate(texts, hypotheses=count)
        for job, found, text, options in zip(jobs, hits, texts, answers, strict=True):
            for hypothesis in options:
                if masks and not complete(hypothesis.text, len(found), masks):
                    continue
                draft = self._restored(hypothesis, job.unit, found, masks, method)
                problems = self._problems(text, hypothesis.text)
                if not problems:
                    job.draft = draft
                    break
                if job.spare is None and not figures:
                    job.spare = _flagged(draft, problems)

    def _restored(self, hypothesis: Hypothesis, unit: str, hits: Sequence[Hit], masks: Masks | None, method: Method) -> Draft:
        if masks is None or not hits:
            return Draft(hypothesis.text, "", hypothesis.score)
        done = restore(hypothesis.text, hits, masks, self._terms, self._language, method)
        names = tuple(placement for placement in done.placements if placement.hit.kind != NUMBER)
        findings = tuple(
            Finding(Severity.WARNING, "suffix", f"'{letters}' after a name is no suffix and was dropped", unit=unit)
            for letters in done.unread
        )
        return Draft(done.text, "", hypothesis.score, names, findings)

    def _clause_step(self, jobs: Sequence[_Job]) -> None:
        """Clause by clause: a short text keeps its masks where a long one loses them. All clauses must keep theirs."""
        if not self._families:
            return
        masks = self._families[0]
        cut = [(job, clauses) for job in jobs if len(clauses := _clauses(job.unit, job.hits)) > 1]
        texts = [masked(text, hits, masks) for _, clauses in cut for text, hits in clauses]
        answers = iter(self._translate(texts, hypotheses=N_BEST))
        for job, clauses in cut:
            parts: list[Draft] = []
            for (text, hits), options in [(clause, next(answers)) for clause in clauses]:
                kept = [one for one in options if complete(one.text, len(hits), masks)][:1]
                parts += [self._restored(one, text, hits, masks, Method.CLAUSE) for one in kept]
            if len(parts) == len(clauses):
                whole = _joined(parts, job.hits)
                job.spare = _flagged(whole, self._problems(job.unit, whole.text))

    def _last_step(self, jobs: Sequence[_Job]) -> None:
        rest = []
        for job in jobs:
            if job.spare is not None:
                job.draft = job.spare
            else:
                rest.append(job)
        if not rest:
            return
        options = self._translate([job.unit for job in rest], alignment=True)
        for job, found in zip(rest, options, strict=True):
            hypothesis = found[0] if found else Hypothesis("", float("-inf"))
            text, placements = place_aligned(hypothesis, job.hits, self._glossary.terms, self._language)
            draft = Draft(text, "", hypothesis.score, placements, _missing(job.unit, placements, self._glossary))
            job.draft = _flagged(draft, self._problems(job.unit, hypothesis.text))


def _clauses(unit: str, hits: Sequence[Hit]) -> list[tuple[str, tuple[Hit, ...]]]:
    """The unit cut behind commas and semicolons that stand in no name, each part with its hits moved to it."""
    places = [match.end() for match in re.finditer(r"[،؛,;:]\s+", unit)]
    places = [place for place in places if not any(hit.start < place < hit.end for hit in hits)]
    found = []
    for start, end in pairwise([0, *places, len(unit)]):
        inside = (hit for hit in hits if start <= hit.start < end)
        moved = tuple(replace(hit, start=hit.start - start, end=hit.end - start) for hit in inside)
        if unit[start:end].strip():
            found.append((unit[start:end].rstrip(), moved))
    return found


def _joined(parts: Sequence[Draft], hits: Sequence[Hit]) -> Draft:
    """The clauses' drafts as one; placements speak of the whole."""
    text = ""
    placements: list[Placement] = []
    findings: list[Finding] = []
    left = iter(hits)
    for number, part in enumerate(parts):
        words = part.text.strip()
        words = words if number + 1 == len(parts) else words.rstrip(".,;:") + ","
        text += " " if text else ""
        for placement in sorted(part.placements, key=lambda one: one.hit.start):
            at = len(text) + placement.start
            placements.append(replace(placement, hit=next(left), start=at, end=at + len(placement.form)))
        text += words
        findings += part.findings
    return Draft(text, "", min(part.score for part in parts), tuple(placements), tuple(findings))


def _flagged(draft: Draft, problems: Sequence[str]) -> Draft:
    findings = tuple(Finding(Severity.WARNING, "engine", problem) for problem in problems)
    return replace(draft, findings=draft.findings + findings)


def _missing(unit: str, placements: Sequence[Placement], glossary: Glossary) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            Severity.ERROR,
            "glossary",
            f"'{glossary.terms[placement.hit.term_id].ar}' could not be placed; write '{placement.form}' by hand",
            unit=unit,
        )
        for placement in placements
        if placement.method is Method.MISSING
    )
