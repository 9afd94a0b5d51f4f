"""Find the forms of an approved name in target text, suffix and all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from l10n_flow.glossary.terms import Target
from l10n_flow.lang import Language
from l10n_flow.lang.inflect.base import Morph


@dataclass(frozen=True, slots=True)
class Found:
    """One form of a name in a text: `kind` is "approved", "variant" or "forbidden"; `right` is the form that should
    stand there when the suffix is wrong, else None; `name` is the form without its suffix."""

    start: int
    end: int
    form: str
    kind: str
    right: str | None = None
    name: str = ""


def find_forms(text: str, target: Target, language: Language, *, sentence_case: bool = False) -> list[Found]:
    """Every form of a target's approved term, its variants and forbidden forms, longest first at a place."""
    names = [(target.term, "approved"), *((name, "variant") for name in target.variants)]
    names += [(name, "forbidden") for name in target.forbidden]
    found: list[Found] = []
    for name, kind in sorted(names, key=lambda item: -len(item[0])):
        wanted = {name, language.capitalise_first(name)} if sentence_case else {name}
        for spelling in sorted(wanted):
            for one in _find(text, spelling, name, kind, target, language):
                if all(one.end <= other.start or other.end <= one.start for other in found):
                    found.append(one)
    return sorted(found, key=lambda one: one.start)


def inflected_like(found: Found, target: Target, language: Language) -> str:
    """The approved form of `target` in the case that `found` has."""
    tail = found.form[len(found.name) :]
    if not tail:
        return target.term
    length, morphs = language.inflector.match_suffix(tail)
    morph = morphs[0] if length and morphs else Morph()
    return language.inflector.inflect(target.term, morph, pron=target.pron, compound=target.compound)


def _find(text: str, name: str, base: str, kind: str, target: Target, language: Language) -> Iterator[Found]:
    plain = text.replace("’", "'")
    name = name.replace("’", "'")
    start = plain.find(name)
    while start >= 0:
        end = start + len(name)
        if start == 0 or not text[start - 1].isalnum():
            length, morphs = language.inflector.match_suffix(text[end:])
            tail = end + length
            if morphs or not (tail < len(text) and text[tail].isalnum()):
                form = text[start:tail]
                yield Found(start, tail, form, kind, _correction(form, base, target, language) if length else None, base)
        start = plain.find(name, start + 1)


def _correction(form: str, name: str, target: Target, language: Language) -> str | None:
    pron, compound = (target.pron, target.compound) if name == target.term else (None, None)
    judged = name.replace("’", "'") + form[len(name) :].replace("’", "'")  # a sentence may have put its first letter large
    right = language.inflector.wrong_form(name.replace("’", "'"), judged, pron=pron, compound=compound)
    return form[:1] + right[1:] if right else None
