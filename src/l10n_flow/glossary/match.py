"""Find the terms of a glossary in Arabic text: all of them in one pass (Aho & Corasick 1975)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ahocorasick

from l10n_flow.glossary.terms import Glossary, Term
from l10n_flow.model import Hit
from l10n_flow.text.arabic import Folded, fold

# One-letter words written onto the next one: "and", "so", then "in", "like", "to". The article is part of the name.
BEFORE = re.compile(r"[وف]?[بكل]?")
# Possessive pronouns and the alif of tanwin. The pronoun "my" is left out: it looks like the nisba.
AFTER = frozenset(("ه", "ها", "هم", "هن", "هما", "نا", "كم", "ك", "ا"))
NISBA_ENDINGS = ("ي", "يه", "يا", "يين", "يون", "يات", "يان")
BARE_KINDS = frozenset(("person", "place", "org", "product"))  # their names take neither article nor pronoun


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One written form in the automaton and what it needs around it."""

    term: str
    kind: str
    pronoun: bool  # a pronoun may follow; with `bound` it must
    bound: bool = False
    fused: bool = False  # begins with the lam that swallowed the article's alif: "لل"


class Matcher:
    """Matches the terms of one glossary; build it once and use it for any number of units."""

    def __init__(self, glossary: Glossary) -> None:
        self._automaton = ahocorasick.Automaton()
        patterns: dict[str, list[_Pattern]] = {}
        for term in glossary.terms.values():
            for form, pattern in _patterns(term):
                patterns.setdefault(form, []).append(pattern)
        for form, found in patterns.items():
            self._automaton.add_word(form, (len(form), tuple(dict.fromkeys(found))))
        if patterns:
            self._automaton.make_automaton()
        self._empty = not patterns

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Hits in `text`, in order; the leftmost longest wins and none overlaps another."""
        if self._empty:
            return ()
        folded = fold(text)
        found = sorted(self._candidates(folded), key=lambda item: (item[0], -item[1]))
        hits: list[Hit] = []
        free = 0
        for start, end, pattern, before, after in found:
            if start - len(before) >= free:
                hits.append(_hit(folded, start, end, pattern, before, after))
                free = end + len(after)
        return tuple(hits)

    def _candidates(self, folded: Folded) -> Iterator[tuple[int, int, _Pattern, str, str]]:
        text = folded.text
        for last, (length, patterns) in self._automaton.iter(text):
            end = last + 1
            start = end - length
            head, tail = _word_before(text, start), _word_after(text, end)
            for pattern in patterns:
                before = head
                begin = start
                if pattern.fused:  # the first lam is the preposition "to", outside of the name
                    before, begin = head + text[start], start + 1
                if BEFORE.fullmatch(before) is None:
                    continue
                if (tail and not (pattern.pronoun and tail in AFTER)) or (pattern.bound and not tail):
                    continue
                yield begin, end, pattern, before, tail
                break


def _patterns(term: Term) -> Iterator[tuple[str, _Pattern]]:
    for number, source in enumerate((term.ar, *term.variants)):
        form = fold(source).text.strip()
        kind = "variant" if number else "term"
        yield from _with_article(form, term, kind)
        if term.nisba:
            for adjective in _nisba(form):
                yield from _with_article(adjective, term, "nisba", always=True)
        if form.endswith("ه") and term.kind not in BARE_KINDS:
            yield form[:-1] + "ت", _Pattern(term.id, kind, pronoun=True, bound=True)


def _with_article(form: str, term: Term, kind: str, *, always: bool = False) -> Iterator[tuple[str, _Pattern]]:
    loose = term.kind not in BARE_KINDS and kind != "nisba"
    plain = _Pattern(term.id, kind, pronoun=loose and len(form) > 3)
    fused = _Pattern(term.id, kind, pronoun=plain.pronoun, fused=True)
    yield form, plain
    if form.startswith("ال"):
        rest = form[2:]
        yield ("ل" + rest if rest.startswith("ل") else "لل" + rest), fused
    elif loose or always:
        yield "ال" + form, plain
        yield ("ل" + form if form.startswith("ل") else "لل" + form), fused


def _nisba(form: str) -> Iterator[str]:
    """Adjectives of a one-word name: تركيا -> تركي, تركية; السعودية -> سعودي; كازاخستان -> كازاخستاني."""
    stem = form.removeprefix("ال")
    if " " in stem or len(stem) < 3:
        return
    for ending in ("يا", "يه", "ا", "ه"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 2:
            stem = stem[: -len(ending)]
            break
    yield from (stem + ending for ending in NISBA_ENDINGS)


def _word_before(text: str, start: int) -> str:
    begin = start
    while begin > 0 and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:start]


def _word_after(text: str, end: int) -> str:
    last = end
    while last < len(text) and text[last].isalnum():
        last += 1
    return text[end:last]


def _hit(folded: Folded, start: int, end: int, pattern: _Pattern, before: str, after: str) -> Hit:
    first, last = folded.span(start, end)
    return Hit(pattern.term, first, last, folded.original[first:last], before, after, pattern.kind)


def forced(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits that are carried through the engine; adjectives are only checked."""
    return tuple(hit for hit in hits if hit.kind != "nisba")
