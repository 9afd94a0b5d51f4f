"""What loads but is probably not meant: one function a question, each yields findings by term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from l10n_flow import lang
from l10n_flow.glossary.lists import cldr_territories, common_words, known_names
from l10n_flow.glossary.match import BARE_KINDS, Matcher
from l10n_flow.glossary.terms import Glossary, Term
from l10n_flow.model import Finding, Severity
from l10n_flow.text.arabic import fold


@dataclass(frozen=True, slots=True)
class _Context:
    glossary: Glossary
    matcher: Matcher
    languages: Sequence[str]


def lint_glossary(glossary: Glossary, languages: Sequence[str], texts: Sequence[str] = ()) -> Iterator[Finding]:
    """Findings by line; terms that no text uses are asked for only where texts are given."""
    context = _Context(glossary, Matcher(glossary), languages)
    used = {hit.term_id for text in texts for line in text.splitlines() for hit in context.matcher.hits(line)}
    owners: dict[tuple[str, str], str] = {}
    for term in sorted(glossary.terms.values(), key=lambda term: term.line):
        for question in QUESTIONS:
            for severity, check, message in question(term, context):
                yield Finding(severity, check, message, where=f"{glossary.path}:{term.line}")
        for language in languages:
            target = term.target(language)
            owner = owners.setdefault((language, target.term), term.id) if target else term.id
            if target and owner != term.id and glossary.terms[owner].kind == term.kind:
                message = f"'{term.id}' and '{owner}' are both '{target.term}' in {language}"
                yield Finding(Severity.INFO, "same-form", message, where=f"{glossary.path}:{term.line}")
        if texts and term.id not in used:
            yield Finding(Severity.INFO, "unused", f"'{term.id}' stands in no article", where=f"{glossary.path}:{term.line}")
    for term in sorted(glossary.idle.values(), key=lambda term: term.line):
        if term.status == "proposed":
            message = f"'{term.id}' waits for approval"
            yield Finding(Severity.INFO, "proposed", message, where=f"{glossary.path}:{term.line}")


Found = Iterator[tuple[Severity, str, str]]


def _missing(term: Term, context: _Context) -> Found:
    for language in context.languages:
        if term.target(language) is None:
            yield Severity.WARNING, "missing", f"'{term.id}' has no form in {language}"


def _hidden(term: Term, context: _Context) -> Found:
    """The term's own name is found as another term."""
    hits = context.matcher.hits(term.ar)
    if hits and not term.near and all(hit.term_id != term.id for hit in hits):
        yield Severity.WARNING, "hidden", f"'{term.ar}' is found as '{hits[0].term_id}', never as '{term.id}'"


def _homograph(term: Term, context: _Context) -> Found:
    """A one-word name that is also a word of the language, with nothing that keeps the two apart."""
    if term.exceptions or term.near or term.kind not in BARE_KINDS:
        return
    for form in (term.ar, *term.variants):
        folded = fold(form).text.strip()
        if " " not in folded and folded in common_words() and folded not in known_names():
            message = f"'{form}' is also a common word; 'except' or 'near' of 'ar' can keep them apart"
            yield Severity.INFO, "homograph", message


def _fused(term: Term, context: _Context) -> Found:
    """A clitic before the name makes another name: ب + ابل."""
    names = known_names()
    excepted = {fold(one).text for one in term.exceptions}
    for form in (term.ar, *term.variants):
        folded = fold(form).text.strip()
        for clitic in "وفبكل":
            whole = clitic + folded
            if whole in names and whole not in excepted:
                other = next(iter(names[whole][1].values()), whole)
                message = f"'{form}' with {clitic} before it is also '{other}'; list '{whole}' under 'except'"
                yield Severity.INFO, "fused", message


def _overlap(term: Term, context: _Context) -> Found:
    """The forms of a name contain an approved name that the glossary renders otherwise."""
    inner = {hit.term_id for hit in context.matcher.hits(term.ar) if hit.term_id != term.id}
    words = fold(term.ar).text.split()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                part = " ".join(words[start:end])
                inner |= {hit.term_id for hit in context.matcher.hits(part) if hit.kind == "term" and not hit.before}
    for other in sorted(inner - {term.id}):
        for language in context.languages:
            mine, theirs = term.target(language), context.glossary.terms[other].target(language)
            if mine is None or theirs is None:
                continue
            stem = lang.get(language).lower(theirs.term)[: max(3, len(theirs.term) - 2)]
            spellings = [lang.get(language).lower(form) for form in (mine.term, *mine.variants)]
            if not any(stem in form for form in spellings):
                message = f"'{mine.term}' holds '{other}' in Arabic, but not '{theirs.term}' in {language}"
                yield Severity.INFO, "overlap", message


def _look_alike(term: Term, context: _Context) -> Found:
    """A Latin word in a Cyrillic form that could be Cyrillic to the letter: AHK, CCP."""
    for language in map(lang.get, context.languages):
        target = term.target(language.code) if language.look_alikes else None
        for form in (target.term, *target.variants) if target else ():
            for word in re.findall(r"[A-Za-z]+", form):
                if set(word) <= language.look_alikes:
                    yield Severity.WARNING, "look-alike", f"'{word}' in '{form}' is Latin, and looks the same in Cyrillic"


def _cldr(term: Term, context: _Context) -> Found:
    """A country whose name is another one in Unicode CLDR."""
    known = cldr_territories().get(fold(term.ar).text, {}) if term.kind == "place" else {}
    for language in context.languages:
        target, name = term.target(language), known.get(language)
        if target and name and name not in (target.term, *target.variants, *target.forbidden):
            yield Severity.INFO, "cldr", f"'{term.id}' is '{name}' in {language} in Unicode CLDR, here '{target.term}'"


QUESTIONS: tuple[Callable[[Term, _Context], Found], ...] = (
    _missing, _hidden, _homograph, _fused, _overlap, _look_alike, _cldr,
)  # fmt: skip
