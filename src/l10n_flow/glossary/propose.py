"""What a person's translation would read like under a new glossary: an offer, never written over their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from l10n_flow.glossary.forms import Found, find_forms, inflected_like
from l10n_flow.glossary.match import forced
from l10n_flow.glossary.terms import Glossary, Target
from l10n_flow.lang import Language
from l10n_flow.model import Hit


@dataclass(frozen=True, slots=True)
class Rendering:
    """One name of a unit before and after: the span of its hit and its forms ("" where it is not in that glossary)."""

    start: int
    end: int
    source: str  # the hit as it is written
    old: Target | None
    new: Target | None


def renderings(
    old_hits: Sequence[Hit], new_hits: Sequence[Hit], old: Glossary, new: Glossary, code: str
) -> tuple[Rendering, ...]:
    """Hits of one unit whose form in a language differs between two glossaries, by place."""
    before = {(hit.start, hit.end): hit for hit in forced(old_hits)}
    after = {(hit.start, hit.end): hit for hit in forced(new_hits)}
    found = []
    for span in sorted(before.keys() | after.keys()):
        was = old.terms[before[span].term_id].target(code) if span in before else None
        now = new.terms[after[span].term_id].target(code) if span in after else None
        if was != now:
            form = (before.get(span) or after[span]).form
            found.append(Rendering(*span, form, was, now))
    return tuple(found)


def propose(text: str, changed: Sequence[Rendering], language: Language) -> str:
    """`text` with every old form replaced by the new one in the same case; `text` itself where nothing was found."""
    edits: list[tuple[Found, Target]] = []
    for one in changed:
        if one.old is None or one.new is None or one.old.term == one.new.term:
            continue
        kept = {one.new.term, *one.new.variants}
        for found in find_forms(text, one.old, language, sentence_case=True):
            if found.name not in kept and all(found.end <= e.start or e.end <= found.start for e, _ in edits):
                edits.append((found, one.new))
    for found, target in sorted(edits, key=lambda edit: -edit[0].start):
        after = text[found.end :]
        before = language.inflector.with_article(text[: found.start], after, name=target.term, article=target.article)
        form = inflected_like(found, target, language)
        if not before.strip("«“\"'„( ") and found.form[:1].isupper():
            form = language.capitalise_first(form)
        text = before + form + after
    return text
