"""Rough spellings of Arabic names in other alphabets: somewhere for a person to begin, never an approved form.

Arabic writes no short vowels, so a foreign name comes back without some of its own. What the letters become is each
language's own (`lang/sounds/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from l10n_flow.text.arabic import fold

_SILENT = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


@dataclass(frozen=True, slots=True)
class Sounds:
    """What one language spells Arabic letters with, in small letters."""

    consonants: Mapping[str, str]  # "" for one that is not written
    vowels: Mapping[str, str]
    glides: Mapping[str, tuple[str, str]]  # as a vowel, as a consonant
    short: tuple[str, str]  # the short vowel within a word, and before its last letter
    small: Mapping[str, str]  # whole words; "ال" is the article, with what joins it to the name


def transliterate(
    name: str, sounds: Sounds, known: Mapping[str, str] | None = None, *, upper: Callable[[str], str] = str.upper
) -> str:
    """A spelling of an Arabic name, its words capitalised. Letters of other scripts stay.

    Args:
        known: spellings of single (folded) words that are to be used: given names, mostly.
        upper: the language's own capitals.
    """
    return " ".join((known or {}).get(fold(word).text) or _word(word, sounds, upper) for word in name.split())


def _word(word: str, sounds: Sounds, upper: Callable[[str], str]) -> str:
    if word in sounds.small:
        return sounds.small[word]
    article = sounds.small["ال"] if word.startswith("ال") and len(word) > 4 else ""
    spelled = _spelled(word[2:] if article else word, sounds)
    return article + upper(spelled[:1]) + spelled[1:]


def _spelled(word: str, table: Sounds) -> str:
    sounds: list[tuple[str, bool]] = []  # (spelling, whether a vowel)
    letters = [char for char in word if char not in _SILENT]
    if len(letters) > 2 and letters[0] in "اأإ" and letters[1] in "وي":
        del letters[0]  # the alif only carries the vowel: أوباما, إيران
    for place, char in enumerate(letters):
        following = letters[place + 1] if place + 1 < len(letters) else ""
        vowel_before = not sounds or sounds[-1][1]
        if char in table.glides:
            first_vowel = place == 0 and len(letters) < len(word)
            glide = not first_vowel and ((vowel_before and (place > 0 or following in "اأآوي")) or following in ("ا", "آ"))
            sounds.append((table.glides[char][1 if glide else 0], not glide))
        elif char in table.vowels:
            sounds.append((table.vowels[char], True))
        elif char in table.consonants:
            spelling = table.consonants[char]
            sounds += [(spelling, char in "عة")] if spelling else []
        else:
            sounds.append((char, True))
    return "".join(_with_vowels(sounds, table.short))


def _with_vowels(sounds: list[tuple[str, bool]], short: tuple[str, str]) -> Iterator[str]:
    """Break clusters that nobody says: two consonants at an end of the word, three within it."""
    for place, (spelling, vowel) in enumerate(sounds):
        yield spelling
        if vowel or place + 1 == len(sounds) or sounds[place + 1][1]:
            continue
        last = place + 2 == len(sounds)
        third = place > 0 and not sounds[place - 1][1] and not last
        if place == 0 or third:
            yield short[0]
        elif last:
            yield short[1]
