"""Check any translation against any glossary, suffix-aware: also what a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n_flow.glossary.forms import Found, find_forms
from l10n_flow.glossary.terms import Glossary, Target, Term
from l10n_flow.lang import Language
from l10n_flow.model import Finding, Hit, Severity
from l10n_flow.text.tags import bare


def verify(text: str, hits: Sequence[Hit], glossary: Glossary, language: Language) -> Iterator[Finding]:
    """Findings for one translation: a name that is missing, in a forbidden form, or with a wrong suffix.

    Inline tags are looked through.
    """
    plain = bare(text)
    for found in _findings(plain.text, hits, glossary, language):
        if found.start < 0:
            yield found
        else:
            yield replace(found, start=plain.offsets[found.start], end=plain.offsets[found.end - 1] + 1)


def _findings(text: str, hits: Sequence[Hit], glossary: Glossary, language: Language) -> Iterator[Finding]:
    for term_id in dict.fromkeys(hit.term_id for hit in hits):
        term = glossary.terms.get(term_id)
        target = term.target(language.code) if term else None
        if term is None or target is None:
            continue
        named = any(hit.term_id == term_id and hit.kind != "nisba" for hit in hits)
        found = find_forms(text, target, language, sentence_case=term.case == "sentence")
        yield from _wrong(found, target)
        if named and not any(one.kind != "forbidden" for one in found):
            yield Finding(Severity.ERROR, "glossary", f"'{term.ar}' must be '{target.term}' here; it is missing")
        elif not named and not found and not _adjective(text, target, term, language):
            wanted = " or ".join(f"'{form}'" for form in target.nisba or (target.term,))
            yield Finding(Severity.INFO, "glossary", f"the adjective of '{term.ar}' is expected as {wanted}")


def _wrong(found: Sequence[Found], target: Target) -> Iterator[Finding]:
    for one in found:
        if one.kind == "forbidden":
            message = f"'{one.form}' is forbidden; write '{target.term}'"
            yield Finding(Severity.ERROR, "glossary", message, start=one.start, end=one.end)
        elif one.right is not None and one.right != one.form.replace("’", "'"):
            message = f"'{one.form}' has the wrong suffix; write '{one.right}'"
            yield Finding(Severity.ERROR, "glossary", message, start=one.start, end=one.end)


def _adjective(text: str, target: Target, term: Term, language: Language) -> bool:
    lowered = language.lower(text)
    return any(language.lower(form) in lowered for form in (*target.nisba, target.term)) or not term.nisba
