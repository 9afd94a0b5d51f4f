"""What loads but is probably not meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n_flow.glossary.match import Matcher
from l10n_flow.glossary.terms import Glossary
from l10n_flow.model import Finding, Severity


def lint_glossary(glossary: Glossary, languages: Sequence[str], texts: Sequence[str] = ()) -> Iterator[Finding]:
    """Findings by line: forms missing in a language, one form for two names, terms without a note of why they wait, and
    (as hints, where texts are given) terms that no text uses."""
    matcher = Matcher(glossary)
    used = {hit.term_id for text in texts for line in text.splitlines() for hit in matcher.hits(line)}
    owners: dict[tuple[str, str], str] = {}
    for term in sorted(glossary.terms.values(), key=lambda term: term.line):
        where = f"{glossary.path}:{term.line}"
        for language in languages:
            target = term.target(language)
            if target is None:
                yield Finding(Severity.WARNING, "missing", f"'{term.id}' has no form in {language}", where=where)
                continue
            owner = owners.setdefault((language, target.term), term.id)
            if owner != term.id and glossary.terms[owner].kind == term.kind:
                message = f"'{term.id}' and '{owner}' are both '{target.term}' in {language}"
                yield Finding(Severity.INFO, "same-form", message, where=where)
        if term.status == "proposed":
            yield Finding(Severity.INFO, "proposed", f"'{term.id}' waits for approval", where=where)
        shadows = [hit.term_id for hit in matcher.hits(term.ar) if hit.term_id != term.id]
        if shadows and not any(hit.term_id == term.id for hit in matcher.hits(term.ar)):
            yield Finding(
                Severity.WARNING, "hidden", f"'{term.ar}' is found as '{shadows[0]}', never as '{term.id}'", where=where
            )
        if texts and term.id not in used:
            yield Finding(Severity.INFO, "unused", f"'{term.id}' stands in no article", where=where)
