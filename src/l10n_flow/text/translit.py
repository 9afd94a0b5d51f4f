"""Rough spellings of Arabic names in other alphabets: somewhere for a person to begin, never an approved form.

Arabic writes no short vowels, so a foreign name comes back without some of its own. Letters follow the press of each
language (English after the agencies, Turkish and Kazakh by sound).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n_flow.text.arabic import fold

_CONSONANTS = {
    "ب": "b b б", "ت": "t t т", "ث": "th s с", "ج": "j c ж", "ح": "h h х", "خ": "kh h х", "د": "d d д", "ذ": "dh z з",
    "ر": "r r р", "ز": "z z з", "س": "s s с", "ش": "sh ş ш", "ص": "s s с", "ض": "d d д", "ط": "t t т", "ظ": "z z з",
    "ع": "a a а", "غ": "gh g ғ", "ف": "f f ф", "ق": "q k қ", "ك": "k k к", "ل": "l l л", "م": "m m м", "ن": "n n н",
    "ه": "h h х", "ة": "a e а", "پ": "p p п", "چ": "ch ç ч", "ڤ": "v v в", "گ": "g g г", "ء": "- - -",
}  # fmt: skip
_VOWELS = {"ا": "a a а", "أ": "a a а", "إ": "i i и", "آ": "a a а", "ى": "a a а", "ؤ": "o o о", "ئ": "e e е"}
_GLIDES = {"و": ("u u у", "w v в"), "ي": ("i i и", "y y й")}
_SHORT = {"en": ("a", "e"), "tr": ("a", "e"), "kk": ("а", "е")}  # the short vowel within a word, and before its last letter
_COLUMN = {"en": 0, "tr": 1, "kk": 2}
_SILENT = frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_SMALL = {"en": {"ال": "al-", "بن": "bin", "آل": "Al"}, "tr": {"ال": "el-", "بن": "bin"}, "kk": {"ال": "әл-", "بن": "бен"}}


def transliterate(name: str, language: str, known: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """A spelling of an Arabic name in a language, its words capitalised. Letters of other scripts stay.

    Args:
        known: spellings of single (folded) words that are to be used: given names, mostly.
    """
    return " ".join((known or {}).get(fold(word).text, {}).get(language) or _word(word, language) for word in name.split())


def _word(word: str, language: str) -> str:
    small = _SMALL[language]
    if word in small:
        return small[word]
    if word.startswith("ال") and len(word) > 4:
        return small["ال"] + _spelled(word[2:], language)
    return _spelled(word, language)


def _spelled(word: str, language: str) -> str:
    column = _COLUMN[language]
    sounds: list[tuple[str, bool]] = []  # (spelling, whether a vowel)
    letters = [char for char in word if char not in _SILENT]
    if len(letters) > 2 and letters[0] in "اأإ" and letters[1] in "وي":
        del letters[0]  # the alif only carries the vowel: أوباما, إيران
    for place, char in enumerate(letters):
        following = letters[place + 1] if place + 1 < len(letters) else ""
        vowel_before = not sounds or sounds[-1][1]
        if char in _GLIDES:
            first_vowel = place == 0 and len(letters) < len(word)
            glide = not first_vowel and ((vowel_before and (place > 0 or following in "اأآوي")) or following in ("ا", "آ"))
            sounds.append((_GLIDES[char][1 if glide else 0].split()[column], not glide))
        elif char in _VOWELS:
            sounds.append((_VOWELS[char].split()[column], True))
        elif char in _CONSONANTS:
            spelling = _CONSONANTS[char].split()[column].strip("-")
            sounds += [(spelling, char in "عة")] if spelling else []
        else:
            sounds.append((char, True))
    spelled = "".join(_with_vowels(sounds, _SHORT[language]))
    return spelled[:1].upper() + spelled[1:] if language != "tr" or spelled[:1] != "i" else "İ" + spelled[1:]


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
