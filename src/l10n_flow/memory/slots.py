"""What two similar texts differ in and can be exchanged in a translation: numbers here, names by whoever has a glossary.

A slot is a number or a name in a source text. Slots of two texts belong together where the words around them line up.
Numbers are exchanged only when nothing can go wrong by it; what is left as it was is seen by the checks.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n_flow.lang import Language
from l10n_flow.text.arabic import fold

# Digits, grouped by thousands or not, with decimals or not; the same in source and target.
# Arabic writes "and" and "in" onto them; behind another letter they are part of a name (G20).
_NUMBER = re.compile(
    r"(?<![^\W\u0600-\u06ff])(?<!\d[.,٫])"
    r"(\d{1,3}(?:([.,٬'’\u00a0\u202f ])\d{3})(?:\2\d{3})*|\d+)(?:([.,٫])(\d+))?(?![.,٫]?\d)"
)
_TAIL = re.compile(r"['’\-‑]?[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a source text that another text may have otherwise: `text[start:end]`; `value` says what it means."""

    kind: str  # "number", "name person", ...
    start: int
    end: int
    form: str  # as it is written
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits: integer digits, decimals, and whether thousands are grouped."""

    start: int
    end: int
    digits: str
    decimals: str
    grouped: bool

    @property
    def value(self) -> str:
        return f"{self.digits}.{self.decimals}" if self.decimals else self.digits


def find_numbers(text: str, *, decimal: str = "") -> Iterator[Number]:
    """The numbers of a text in any digits; `decimal` is the language's mark, "" where both may be one (Arabic news)."""
    folded = fold(text)
    for match in _NUMBER.finditer(folded.text):
        whole, mark, decimals = match.group(1), match.group(3), match.group(4)
        digits = re.sub(r"\D", "", whole)
        start, end = folded.span(*match.span())
        if mark is None and len(digits) != len(whole) and whole.count(match.group(2)) == 1 and match.group(2) == decimal:
            whole, _, decimals = whole.partition(decimal)  # 1,234 where the comma is the decimal mark
            digits = whole
        yield Number(start, end, digits, decimals or "", len(whole) > len(digits))


def number_slots(text: str) -> list[Slot]:
    """The numbers of a source text as slots."""
    return [Slot("number", n.start, n.end, text[n.start : n.end], n.value) for n in find_numbers(text)]


def aligned(query: str, source: str, query_slots: Sequence[Slot], source_slots: Sequence[Slot]) -> list[tuple[Slot, Slot]]:
    """(slot of `source`, slot of `query`) of one kind where the words around them line up."""
    ours, theirs = _tokens(query, query_slots), _tokens(source, source_slots)
    matcher = difflib.SequenceMatcher(None, [name for name, _ in theirs], [name for name, _ in ours], autojunk=False)
    found = []
    for block in matcher.get_matching_blocks():
        if block.size < min(2, len(ours), len(theirs)):
            continue  # a slot with no word beside it lines up with anything
        for step in range(block.size):
            old, new = theirs[block.a + step][1], ours[block.b + step][1]
            if old is not None and new is not None:
                found.append((old, new))
    return found


def _tokens(text: str, slots: Sequence[Slot]) -> list[tuple[str, Slot | None]]:
    """Folded words, and slots by their kind."""
    tokens: list[tuple[str, Slot | None]] = []
    place = 0
    for slot in [*sorted(slots, key=lambda slot: slot.start), None]:
        end = slot.start if slot else len(text)
        tokens += [(word, None) for word in fold(text[place:end]).text.split()]
        if slot:
            tokens.append((f"\0{slot.kind}", slot))
            place = slot.end
    return tokens


def mapping(pairs: Sequence[tuple[Slot, Slot]], slots: Sequence[Slot]) -> dict[str, Slot]:
    """Old value -> new slot, of what differs; only where every slot of the old value takes the same new one."""
    counts = Counter(slot.value for slot in slots)
    found: dict[str, list[Slot]] = {}
    for old, new in pairs:
        found.setdefault(old.value, []).append(new)
    return {
        value: news[0]
        for value, news in found.items()
        if len(news) == counts[value] and {new.value for new in news} != {value} and len({new.value for new in news}) == 1
    }


def exchange_numbers(
    target: str, source_slots: Sequence[Slot], wanted: Mapping[str, Slot], language: Language
) -> tuple[str, dict[str, Slot]]:
    """`target` with numbers exchanged, suffixes and separators made anew; and of `wanted` what was done.

    A number is left alone when the target has it another number of times than the source, when either number is one (the
    noun would change), or when letters behind it are no suffix we can write.
    """
    counts = Counter(slot.value for slot in source_slots)
    there: dict[str, list[Number]] = {}
    for number in find_numbers(target, decimal=language.decimal):
        there.setdefault(number.value, []).append(number)
    edits: list[tuple[int, int, str]] = []
    done: dict[str, Slot] = {}
    for value, slot in wanted.items():
        new = next(find_numbers(slot.form), None)
        places = there.get(value, [])
        if new is None or len(places) != counts[value] or "1" in (value, new.value):
            continue
        changed = [_edit(target, place, new, language) for place in places]
        if None not in changed:
            edits += [edit for edit in changed if edit is not None]
            done[value] = slot
    for start, end, text in sorted(edits, reverse=True):
        target = target[:start] + text + target[end:]
    return target, done


def _edit(target: str, old: Number, new: Number, language: Language) -> tuple[int, int, str] | None:
    """(start, end, text) of one number with its suffix; None where the suffix cannot be written."""
    text = _written(new, language, grouped=new.grouped or old.grouped)
    tail = _TAIL.match(target, old.end)
    if tail is None:
        return old.start, old.end, text
    length, morphs = language.inflector.match_suffix(target[old.end :])
    readable = language.inflector.SUFFIXES and not new.decimals
    if not readable or not morphs or length != len(tail.group()):
        return None
    return old.start, old.end + length, language.inflector.inflect(text, morphs[0])


def _written(number: Number, language: Language, *, grouped: bool) -> str:
    digits = number.digits
    if grouped and len(digits) > 3:
        head = len(digits) % 3 or 3
        digits = language.thousands.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])
    return digits + (language.decimal + number.decimals if number.decimals else "")
