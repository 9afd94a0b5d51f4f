"""Amounts in running text: digits with their scale words ("5 مليارات" is "5 bn"), and numbers written as words.

Words only ever excuse: a number in digits must be found again, be it as digits or as words; a number in words alone is
too loose (idioms, articles, duals) to ask for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from l10n_flow.text.arabic import plain

_TOKEN = re.compile(r"\d+(?:[.,٫٬،'’ ]\d{3}(?!\d))*(?:[.,٫،:]\d+)*|[^\W\d_]+")
_GROUPS = re.compile(r"\d{1,3}(?:[.,٬،' ’]\d{3})+")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_CYRILLIC_ROMAN = str.maketrans("ІХ", "IX")  # Kazakh print sets Roman numerals from either alphabet
_GAP = re.compile(r"[\s\-‑–'’]*")
HALF = Decimal("0.5")


@dataclass(frozen=True)
class NumberWords:
    """The number words of one language, lower case (Arabic: folded).

    `values` are words below one hundred or that stand for themselves, `scales` those that multiply what is before them.
    A longer word that begins with one of four letters or more counts as that one ("milyonluk"); after a shorter one only
    `endings` may follow. `prefixes` are written onto the front of a number (و in وخمسين).
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    halves: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    endings: str = r"(?!)"
    prefixes: tuple[str, ...] = ()
    always: frozenset[int] = frozenset()  # numbers that grammar says without a word: duals

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        return re.compile(self.endings)

    def value(self, word: str) -> int | None:
        return self._value(word)

    def scale(self, word: str) -> int | None:
        return self._scale(word)

    @cached_property
    def _value(self) -> Callable[[str], int | None]:
        return lru_cache(maxsize=16_384)(lambda word: self._look_up(word, self.values))

    @cached_property
    def _scale(self) -> Callable[[str], int | None]:
        return lru_cache(maxsize=16_384)(lambda word: self._look_up(word, self.scales))

    def _look_up(self, word: str, table: Mapping[str, int]) -> int | None:
        if word in self.ignored:
            return None
        for bare in (word, *(word[len(start) :] for start in self.prefixes if word.startswith(start))):
            if bare in table:
                return table[bare]
            for length in range(min(len(bare) - 1, 14), 1, -1):
                if bare[:length] in table and (length >= 4 or self._endings.match(bare, length)):
                    return table[bare[:length]]
        return None


@dataclass(frozen=True, slots=True)
class Amount:
    """One number in digits; `readings` are the values it may have ("1.234" has two), `parts` those of its pieces."""

    text: str
    start: int
    end: int
    readings: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of one text: those in digits, and every value that digits, words or Roman numerals say."""

    amounts: tuple[Amount, ...]
    values: frozenset[Decimal] = field(default_factory=frozenset)


def read_amounts(text: str, words: NumberWords) -> Amounts:
    """All numbers of a text. The text is folded first: Arabic digits, letters and marks are taken as one."""
    folded = plain(text)
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded)]
    amounts = _joined(list(_in_digits(folded, tokens, words)), folded)
    values = {value for amount in amounts for value in (*amount.readings, *amount.parts)}
    values |= set(_in_words(folded, tokens, words)) | set(_roman(folded)) | set(map(Decimal, words.always))
    return Amounts(tuple(amounts), frozenset(values))


def _in_digits(text: str, tokens: list[tuple[str, int, int]], words: NumberWords) -> Iterator[Amount]:
    for place, (token, start, end) in enumerate(tokens):
        if not token[0].isdecimal():
            continue
        readings, parts = _readings(token), tuple(Decimal(part) for part in re.findall(r"\d+", token))
        before = re.search(r"(\d\d)\d\d[-–/]$", text[max(0, start - 5) : start])
        if before and len(token) == 2:  # 1950-53
            readings |= {Decimal(before.group(1) + token)}
        factor, last = Decimal(1), end
        half = Decimal(0)
        for word, first, after in tokens[place + 1 : place + 4]:
            if not _GAP.fullmatch(text[last:first]):
                break
            scale = words.scale(word.lower())
            if word.lower() in words.halves:
                half = HALF * factor
                last = after
            elif scale is None:
                break
            else:
                factor, last = factor * scale, after
        scaled = {reading * factor for reading in readings}
        scaled |= {(reading * factor) + (half if half > 1 else HALF * factor) for reading in readings} if half else set()
        before_it = _word_before(tokens[:place], words)
        scaled |= {reading + before_it for reading in scaled if reading < before_it}  # مليوناً و750 ألف
        yield Amount(text[start:last], start, last, frozenset(scaled), parts, factor > 1)


def _word_before(tokens: list[tuple[str, int, int]], words: NumberWords) -> Decimal:
    """The number word right before, a joiner between them or not; 0 for none."""
    near = [token.lower() for token, _, _ in tokens[-2:]]
    word = near[0] if len(near) == 2 and near[1] in words.joiners else near[-1] if near else ""
    return Decimal(words.value(word) or words.scale(word) or 0)


def _readings(token: str) -> set[Decimal]:
    """ "1,400" is 1400; "1.4" is 1.4; "1.400" may be either; "12:30" is no single number."""
    found = set()
    if _GROUPS.fullmatch(token):
        found.add(Decimal(re.sub(r"\D", "", token)))
    match = re.fullmatch(r"(\d+(?:[.,٬' ’]\d{3})*)[.,٫،](\d+)", token)
    if match:
        found.add(Decimal(re.sub(r"\D", "", match.group(1)) + "." + match.group(2)))
    if token.isdecimal():
        found.add(Decimal(token))
    return found


def _joined(amounts: list[Amount], text: str) -> list[Amount]:
    """Two scaled amounts side by side are also one: "5 milyon 200 bin" is 5.2 million."""
    for place in range(len(amounts) - 1):
        first, second = amounts[place], amounts[place + 1]
        near = re.fullmatch(r"\s*(?:و|and|ve|және)?\s*", text[first.end : second.start])
        if near and first.scaled and min(first.readings) > max(second.readings, default=Decimal(0)):
            both = frozenset(one + other for one in first.readings for other in second.readings)
            amounts[place] = Amount(first.text, first.start, first.end, first.readings | both, first.parts, True)
            amounts[place + 1] = Amount(
                second.text, second.start, second.end, second.readings | both, second.parts, second.scaled
            )
    return amounts


def _in_words(text: str, tokens: list[tuple[str, int, int]], words: NumberWords) -> Iterator[Decimal]:
    """Every value that a run of number words may have: its words, their running sums, and each scaled."""
    total, run, last, previous = Decimal(0), Decimal(0), 0, Decimal(0)
    scale_before = Decimal(1)
    for token, start, end in tokens:
        word = token.lower()
        value, scale = words.value(word), words.scale(word)
        if not _GAP.fullmatch(text[last:start]):
            total = run = Decimal(0)
        last = end
        if token[0].isdecimal():
            total = run = Decimal(0)
            continue
        if word in words.halves:
            run += HALF
            yield from (total + run, total + HALF * scale_before, HALF)
        elif value is not None and value >= 1000:  # مليونين: its scale is in the word
            scale_before, run, total = Decimal(10 ** (len(str(value)) - 1)), Decimal(0), total + value
            yield from (Decimal(value), total)
        elif value is not None:
            run += value
            yield from (Decimal(value), run, total + run, previous + value)
            previous = Decimal(value)
        elif scale is not None:
            scale_before = Decimal(scale)
            amount = (run or Decimal(1)) * scale
            if scale == 100:
                run = amount
            else:
                total, run = total + amount, Decimal(0)
            yield from (amount, total + run)
        elif word not in words.joiners:
            total = run = Decimal(0)


def _roman(text: str) -> Iterator[Decimal]:
    for match in re.finditer(r"(?<!\w)[IVXІХ]{2,6}(?!\w)", text):
        numeral = match.group().translate(_CYRILLIC_ROMAN)
        digits = [_ROMAN_DIGITS[char] for char in numeral]
        yield Decimal(sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)))
