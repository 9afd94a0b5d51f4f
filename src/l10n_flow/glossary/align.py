"""The last resort of enforcement: find where the engine wrote a name, and write the approved form there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from l10n_flow.glossary.forms import find_forms, inflected_like
from l10n_flow.glossary.terms import Target, Term
from l10n_flow.lang import Language
from l10n_flow.model import Hit, Hypothesis, Method, Placement

SHARED_PREFIX = 3  # letters that a machine's spelling must share with the approved one for its ending to be read


@dataclass(frozen=True, slots=True)
class _Edit:
    number: int
    start: int
    end: int
    form: str
    method: Method


def place_aligned(
    hypothesis: Hypothesis, hits: Sequence[Hit], terms: Mapping[str, Term], language: Language
) -> tuple[str, tuple[Placement, ...]]:
    """The text with approved forms in it, and one placement a hit (`Method.MISSING` where none was found)."""
    edits: list[_Edit] = []
    for number, hit in enumerate(hits):
        target = terms[hit.term_id].target(language.code, later=hit.later)
        if target is None:
            continue
        edit = _written(number, hypothesis.text, target, language, edits) or _aligned(
            number, hit, hypothesis, target, language, edits
        )
        if edit:
            edits.append(edit)
    out, place, spans = "", 0, {}
    for edit in sorted(edits, key=lambda one: one.start):
        out += hypothesis.text[place : edit.start]
        spans[edit.number] = (len(out), len(out) + len(edit.form), edit)
        out += edit.form
        place = edit.end
    out += hypothesis.text[place:]
    placements = []
    for number, hit in enumerate(hits):
        if number in spans:
            start, end, edit = spans[number]
            placements.append(Placement(hit, edit.form, edit.method, start, end))
        else:
            target = terms[hit.term_id].target(language.code, later=hit.later)
            placements.append(Placement(hit, target.term if target else "", Method.MISSING))
    return out, tuple(placements)


def _free(start: int, end: int, edits: Sequence[_Edit]) -> bool:
    return all(end <= edit.start or edit.end <= start for edit in edits)


def _written(number: int, text: str, target: Target, language: Language, edits: Sequence[_Edit]) -> _Edit | None:
    """The engine wrote the name by itself: the approved form, its suffix put right if need be, or another form of it,
    for which the approved one is written."""
    forms = find_forms(text, target, language)
    for found in sorted(forms, key=lambda one: one.kind != "approved"):
        if _free(found.start, found.end, edits):
            own = found.kind == "approved"
            form = found.right or found.form if own else inflected_like(found, target, language)
            return _Edit(number, found.start, found.end, form, Method.MODEL)
    return None


def _aligned(
    number: int, hit: Hit, hypothesis: Hypothesis, target: Target, language: Language, edits: Sequence[_Edit]
) -> _Edit | None:
    """The longest run of target words that look at the hit's source words."""
    runs: list[tuple[int, int]] = []
    joined = False
    for start, end, source_start, source_end in sorted(hypothesis.alignment):
        on_hit = source_start < hit.end and hit.start < source_end and _free(start, end, edits)
        if on_hit and joined:
            runs[-1] = (runs[-1][0], end)
        elif on_hit:
            runs.append((start, end))
        joined = on_hit
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    words = hypothesis.text[start:end]
    core = words.strip("«»“”\"'’.,;:!?() ")
    if not core:
        return None
    start += words.index(core)
    return _Edit(number, start, start + len(core), _form_like(core, target, language), Method.ALIGNED)


def _form_like(core: str, target: Target, language: Language) -> str:
    """The approved name with the ending that the machine gave to its own spelling of it, where that can be read."""
    last = re.split(r"\s", core)[-1]
    name = re.split(r"\s", target.term)[-1]
    shared = 0
    while shared < min(len(last), len(name)) and last[shared] == name[shared]:
        shared += 1
    tails = [last[match.start() :] for match in re.finditer(r"['’]", last)]
    if shared >= SHARED_PREFIX:
        tails.append(last[len(name) :] if shared == len(name) else last[shared:])
    for tail in tails:
        length, morphs = language.inflector.match_suffix(tail)
        if length and morphs:
            return language.inflector.inflect(target.term, morphs[0], pron=target.pron, compound=target.compound)
    return target.term
