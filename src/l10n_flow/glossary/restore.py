"""Put approved names where the masks stand, with the right suffix."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from l10n_flow.glossary.figures import NUMBER
from l10n_flow.glossary.markup import TAG_KIND
from l10n_flow.glossary.terms import Target, Term
from l10n_flow.lang import Language
from l10n_flow.model import Hit, Method, Placement
from l10n_flow.text.tags import is_alone, is_closing, without_tags

GLUED = 3  # letters from which what is glued to a mask in a language without suffixes is a word of its own


class Masks(Protocol):
    """A way to write masks; found ones are (number, start, end), `pattern` is the regular expression that finds them."""

    @property
    def pattern(self) -> str: ...

    def wrap(self, number: int) -> str: ...

    def find(self, text: str) -> Sequence[tuple[int, int, int]]: ...


def masked(unit: str, hits: Sequence[Hit], masks: Masks) -> str:
    """The unit with its hits replaced by masks 1, 2, ...; clitics stay where they are. Tags (of no length) get spaces."""
    for number, hit in reversed(list(enumerate(hits, 1))):
        before, mask, after = unit[: hit.start], masks.wrap(number), unit[hit.end :]
        if hit.kind == TAG_KIND:
            mask = f"{'' if before[-1:] in ('', ' ') else ' '}{mask}{'' if after[:1] in ('', ' ') else ' '}"
        unit = before + mask + after
    return unit


@dataclass(frozen=True, slots=True)
class Restored:
    text: str
    placements: tuple[Placement, ...]
    unread: tuple[str, ...]  # letters after a mask that are no suffix; they were dropped


def complete(text: str, count: int, masks: Masks) -> bool:
    """Whether every mask 1..count stands in the text exactly once, and no other."""
    return sorted(number for number, _, _ in masks.find(text)) == list(range(1, count + 1))


def restore(
    text: str, hits: Sequence[Hit], masks: Masks, terms: Mapping[str, Term], language: Language, method: Method
) -> Restored:
    """Replace every mask of `text` by the approved form of its hit; `complete` must hold."""
    out = ""
    place = 0
    placements: dict[int, Placement] = {}
    unread: list[str] = []
    for number, start, end in sorted(masks.find(text), key=lambda found: found[1]):
        out += text[place:start]
        hit = hits[number - 1]
        if hit.kind == TAG_KIND:
            out, place = _with_tag(out, hit.term_id, text, end, language)
            continue
        term = terms[hit.term_id]
        target = term.target(language.code, later=hit.later)
        if target is None:
            raise ValueError(f"term {term.id} has no form in {language.code}")
        length, form = language.inflector.ordinal(target.term, text[end:]) if hit.kind == NUMBER else (0, "")
        bad = ""
        if not length:
            form, length, bad = _inflected(out, text[end:], term, target, language)
        if bad:
            unread.append(bad)
        out = _with_article(out, text[end + length :], target, language, number=hit.kind == NUMBER)
        if out and out[-1].isalnum():
            out += " "
        if term.case == "sentence" and not without_tags(out).strip("«“\"'„( "):
            form = language.capitalise_first(form)
        placements[number] = Placement(hit, form, method, len(out), len(out) + len(form))
        out += form
        place = end + length
        if not length:
            skipped, ending = _behind_quote(text[place:], term, target, language)
            if not skipped:
                skipped, ending = language.inflector.particle(target.term, text[place:], pron=target.pron)
            out += ending
            place += skipped
        if place < len(text) and text[place].isalnum():
            out += " "
    out += text[place:]
    return Restored(out, tuple(placements[number] for number in sorted(placements)), tuple(unread))


def _with_tag(out: str, tag: str, text: str, place: int, language: Language) -> tuple[str, int]:
    """What is written with a tag, and where the text goes on: white space is outside of pairs, and words stay apart."""
    spaces = len(text[place:]) - len(text[place:].lstrip(" "))
    if is_closing(tag):
        out = out.rstrip(" ")
        glued = text[place : place + 1].isalnum() and not language.inflector.match_suffix(text[place:])[0]
        return f"{out}{tag}{' ' if glued else ''}", place
    if out and out[-1].isalnum():
        out += " "
    if is_alone(tag):
        return f"{out}{tag}{' ' if text[place : place + 1].isalnum() else ''}", place
    return out + tag, place + spaces


def _with_article(before: str, after: str, target: Target, language: Language, *, number: bool) -> str:
    """What stands before a name, its article as it must be; tags hide neither an article nor a sentence's start."""
    shown = without_tags(before)
    if number:  # "the" before a number is that of its noun
        done = language.inflector.with_indefinite(shown, target.term)
    else:
        done = language.inflector.with_article(shown, after, name=target.term, article=target.article)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(shown, done, strict=False)))
    gone, new = shown[same:], done[same:]
    return before.removesuffix(gone) + new if before.endswith(gone) else before


def _inflected(before: str, after: str, term: Term, target: Target, language: Language) -> tuple[str, int, str]:
    """The form to place, how much of `after` it replaces, and letters that were no suffix."""
    length, morphs = language.inflector.match_suffix(after)
    if length == 1 and (before.endswith(("'", "‘")) or before.count("‘") > before.count("’")):
        return target.term, 0, ""  # a quotation ends here
    if length and language.inflector.SUFFIXES and _closes(before, after):
        return target.term, 0, ""
    if length and morphs:
        if not term.inflect:
            return target.term, length, ""
        form = language.inflector.inflect(target.term, morphs[0], pron=target.pron, compound=target.compound)
        return form, length, ""
    tail = re.match(r"['’]?\w+", after)
    if tail and not tail.group()[0].isdigit() and (language.inflector.SUFFIXES or tail.end() < GLUED):
        return target.term, tail.end(), tail.group()
    return target.term, 0, ""


def _closes(before: str, after: str) -> bool:
    """Whether ’ behind a name ends the quotation that begins with it (‘Ankara’da): one that goes on has another ’."""
    return before.endswith("‘") and after.startswith("’") and not re.search(r"’(?!\w)", after[1:])


def _behind_quote(after: str, term: Term, target: Target, language: Language) -> tuple[int, str]:
    """A closing quotation mark and the suffix behind it (“Ankara”da, «Астана»-ға): their length, and both made right."""
    if not language.inflector.SUFFIXES or after[:1] not in tuple('»”"’'):
        return 0, ""
    length, morphs = language.inflector.match_suffix(after[1:])
    if not length:
        return 0, ""
    quoted = target.term + after[0]
    form = language.inflector.inflect(quoted, morphs[0], pron=target.pron, compound=target.compound) if term.inflect else quoted
    return 1 + length, form.removeprefix(target.term)
