"""Find the terms of a glossary in Arabic text: all of them in one pass (Aho & Corasick 1975)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ahocorasick

from l10n_flow.glossary.terms import Glossary, Term
from l10n_flow.model import Hit
from l10n_flow.text.arabic import MARKS, TATWEEL, Folded, fold
from l10n_flow.text.tags import bare, without_tags
from l10n_flow.text.words import arabic_words, stems

EXCEPT = "except"  # kind of a phrase that holds a name and does not mean it

# One-letter words written onto the next one: "and", "so", then "in", "like", "to". The article is part of the name.
BEFORE = re.compile(r"[وف]?[بكل]?")
# Possessive pronouns and the alif of tanwin. The pronoun "my" is left out: it looks like the nisba.
AFTER = frozenset(("ه", "ها", "هم", "هن", "هما", "نا", "كم", "ك", "ا"))
NISBA_ENDINGS = ("ي", "يه", "يا", "يين", "يون", "يو", "يات", "يان")
BARE_KINDS = frozenset(("person", "place", "org", "product"))  # their names take neither article nor pronoun
SHORT = 4  # letters up to which a name written with ه for ة behind a clitic is rather another word: لغزه, "his riddle"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One written form in the automaton and what it needs around it."""

    term: str
    kind: str
    pronoun: bool  # a pronoun may follow; with `bound` it must
    bound: bool = False
    fused: bool = False  # begins with the lam that swallowed the article's alif: "لل"
    ta: bool = False  # ends with ta marbuta
    exact: str = ""  # letters as they must be written, hamza and all: تؤنس is no spelling of تونس


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A form found in folded text; `weak`: its ta marbuta is written as ha, which may be a pronoun."""

    start: int
    end: int
    pattern: _Pattern
    before: str
    after: str
    weak: bool = False

    @property
    def order(self) -> tuple[int, int, bool]:
        """The leftmost, then the longest; of two spellings of one word the one with its pronoun first."""
        return self.start, self.weak - self.end, self.weak


class Matcher:
    """Matches the terms of one glossary; build it once and use it for any number of units."""

    def __init__(self, glossary: Glossary) -> None:
        self._automaton = ahocorasick.Automaton()
        self._near = {term.id: _folded_all(term.near) for term in glossary.terms.values() if term.near}
        self._shortest = {
            term.id: min(fold(form).text.strip().count(" ") for form in (term.ar, *term.variants))
            for term in glossary.terms.values()
            if term.near
        }
        patterns: dict[str, list[_Pattern]] = {}
        for term in glossary.terms.values():
            for form, pattern in _patterns(term):
                patterns.setdefault(form, []).append(pattern)
        for form, found in patterns.items():
            names_first = sorted(dict.fromkeys(found), key=lambda pattern: pattern.kind == "nisba")
            self._automaton.add_word(form, (len(form), tuple(names_first)))
        if patterns:
            self._automaton.make_automaton()
        self._empty = not patterns

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Hits in `text`, in order; the leftmost longest wins and none overlaps another."""
        if self._empty:
            return ()
        folded = _folded(text)
        candidates = list(self._candidates(folded))
        barred = [one for one in candidates if one.pattern.kind == EXCEPT and _as_written(folded, one)]
        hits: list[Hit] = []
        free = 0
        for one in sorted(candidates, key=lambda candidate: candidate.order):
            if one.start - len(one.before) < free or one.pattern.kind == EXCEPT:
                continue
            if any(one.pattern.term == b.pattern.term and b.start <= one.start and one.end <= b.end for b in barred):
                continue
            if one.pattern.term in self._near and not self._has_company(folded.text, one):
                continue
            hits.append(_hit(folded, one))
            free = one.end + len(one.after)
        return tuple(hits)

    def _has_company(self, text: str, one: _Candidate) -> bool:
        """Whether a name that is also a common word has one of its companions in the unit; longer forms need none."""
        if text.count(" ", one.start, one.end) > self._shortest[one.pattern.term]:
            return True
        words = arabic_words(f"{text[: one.start - len(one.before)]} {text[one.end :]}")
        return any(stem in self._near[one.pattern.term] for word in words for stem in stems(word))

    def _candidates(self, folded: Folded) -> Iterator[_Candidate]:
        text = folded.text
        for last, (length, patterns) in self._automaton.iter(text):
            end = last + 1
            start = end - length
            head, tail = _word_before(text, start), _word_after(text, end)
            ha = folded.original[folded.offsets[last]] == "ه"
            ta_behind = tail == "ه" and folded.original[folded.offsets[end]] == "ة"
            for pattern in patterns:
                before = head
                begin = start
                if pattern.fused:  # the first lam is the preposition "to", outside of the name
                    before, begin = head + text[start], start + 1
                if BEFORE.fullmatch(before) is None:
                    continue
                if (tail and not (pattern.pronoun and tail in AFTER)) or (pattern.bound and not tail):
                    continue
                if ta_behind or (pattern.ta and tail):
                    continue  # محافظة is no "his governor", and ta marbuta becomes ت before a pronoun
                stop, behind = (end + 1, "") if tail == "ا" else (end, tail)  # the alif of tanwin belongs to the word
                weak = pattern.ta and ha
                if weak and before and length <= SHORT:
                    continue
                yield _Candidate(begin, stop, pattern, before, behind, weak)
                if pattern.kind != EXCEPT:
                    break


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha() and char not in MARKS and char != TATWEEL)


def _as_written(folded: Folded, one: _Candidate) -> bool:
    first, last = folded.span(one.start, one.end)
    return _letters(without_tags(folded.original[first:last])) == one.pattern.exact


def _folded_all(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in stems(fold(word).text))


def _patterns(term: Term) -> Iterator[tuple[str, _Pattern]]:
    for phrase in term.exceptions:
        yield fold(phrase).text.strip(), _Pattern(term.id, EXCEPT, pronoun=False, exact=_letters(phrase))
    for number, source in enumerate((term.ar, *term.variants)):
        form = fold(source).text.strip()
        kind = "variant" if number else "term"
        ta = source.rstrip().endswith("ة")
        yield from _with_article(form, term, kind, ta=ta)
        if term.nisba:
            for adjective in _nisba(form):
                yield from _with_article(adjective, term, "nisba", always=True)
        if term.kind in BARE_KINDS:
            continue
        if form.endswith("ه"):
            yield form[:-1] + "ت", _Pattern(term.id, kind, pronoun=True, bound=True)
        if form.endswith("اء"):  # وزراؤها, وزرائها
            for letter in "وي":
                yield form[:-1] + letter, _Pattern(term.id, kind, pronoun=True, bound=True)
        if " " in form and not re.search(r"(?:^| )ال|[هاء](?: |$)", form):  # تغيرا مناخيا
            yield form.replace(" ", "ا ") + "ا", _Pattern(term.id, kind, pronoun=False)


def _with_article(
    form: str, term: Term, kind: str, *, always: bool = False, ta: bool = False
) -> Iterator[tuple[str, _Pattern]]:
    loose = term.kind not in BARE_KINDS and kind != "nisba"
    plain = _Pattern(term.id, kind, pronoun=loose and len(form) > 3, ta=ta)
    fused = _Pattern(term.id, kind, pronoun=plain.pronoun, fused=True, ta=ta)
    yield form, plain
    if form.startswith("ال"):
        rest = form[2:]
        yield ("ل" + rest if rest.startswith("ل") else "لل" + rest), fused
    elif loose or always:
        yield "ال" + form, plain
        yield ("ل" + form if form.startswith("ل") else "لل" + form), fused


def _nisba(form: str) -> Iterator[str]:
    """Adjectives of a one-word name: تركيا -> تركي, تركية; السعودية -> سعودي; كازاخستان -> كازاخستاني; صنعاء -> صنعاني."""
    stem = form.removeprefix("ال")
    if " " in stem or len(stem) < 2:
        return
    if stem.endswith("اء"):
        yield from (stem[:-1] + letter + ending for letter in "نو" for ending in NISBA_ENDINGS)
    for ending in ("يا", "يه", "ا", "ه"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 2:
            stem = stem[: -len(ending)]
            break
    yield from (stem + ending for ending in NISBA_ENDINGS)


def _word_before(text: str, start: int) -> str:
    """What is written onto the front of a name: letters before a letter, digits before a digit (17آيفون stands alone)."""
    joins = str.isdigit if text[start].isdigit() else str.isalpha
    begin = start
    while begin > 0 and joins(text[begin - 1]):
        begin -= 1
    return text[begin:start]


def _word_after(text: str, end: int) -> str:
    joins = str.isdigit if text[end - 1].isdigit() else str.isalpha
    last = end
    while last < len(text) and joins(text[last]):
        last += 1
    return text[end:last]


def _hit(folded: Folded, one: _Candidate) -> Hit:
    first, last = folded.span(one.start, one.end)
    form = without_tags(folded.original[first:last])
    return Hit(one.pattern.term, first, last, form, one.before, one.after, one.pattern.kind)


def _folded(text: str) -> Folded:
    """The folded text without inline tags: a name that is bold in part is still one name."""
    if "<" not in text:
        return fold(text)
    plain = bare(text)
    folded = fold(plain.text)
    return Folded(folded.text, tuple(plain.offsets[place] for place in folded.offsets), text)


def forced(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Hits that are carried through the engine; adjectives are only checked."""
    return tuple(hit for hit in hits if hit.kind != "nisba")
