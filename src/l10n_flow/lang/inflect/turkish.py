"""Turkish suffixes of proper names (Türk Dil Kurumu, Yazım Kılavuzu: kesme işareti, büyük ünlü uyumu, kısaltmalar).

Inflection stands behind an apostrophe (Ankara'ya), derivation and the plural do not (Ankaralı, Tokayevler); final
k, p, t, ç of a proper name are never softened in writing (Zonguldak'ı, Irak'ı).
"""

from __future__ import annotations

import re

from l10n_flow.lang.inflect.base import Case, Ending, Morph, SuffixInflector
from l10n_flow.lang.inflect.numerals import ascii_digits, lowered, roman
from l10n_flow.lang.inflect.turkish_words import DIGITS, HEADS, LETTER_NAMES, PALATAL, SPOKEN, TENS, UNITS, WORDS

VOWELS = "aeıioöuüâîû"
FRONT = "eiöüî"
ROUND = "oöuüû"
VOICELESS = "fstkçşhp"
# One word, and yet a possessive: Çavuşoğlu'na, Zeytinburnu'nda, Eminönü'nde, Cumhurbaşkanlığı'na.
_OWNED = re.compile(r".(?:oğlu|burnu|önü|başkanı|başkanlığı|adası|hisarı|ğaziçi)$")
# Plurals that are owned: Golan Tepeleri'ne, Devrim Muhafızları'nın; by harmony, so that Valeri is none, nor is Camilleri.
_OWNED_PLURAL = re.compile(r"(?:(?<![aıou])(?<!camil)leri|(?<![eiöü])ları)$")
# Capitals that can be said as one word: four letters or more, or consonant-vowel-consonant (TÜİK'in, DEAŞ'ın, MİT'in).
_SAYABLE = re.compile(r"(?!.*[^aeıioöuü]{3})(?:[^aeıioöuü]|.{2,})[aeıioöuü](?:st|[^aeıioöuü])")
_ORDINAL = re.compile(r"['’]?[ıiuü]?nc[ıiuü]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def lower(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower()


def number_word(digits: str) -> str:
    """The last word of a number as it is read: 2026 -> altı, 1990 -> doksan, 300 -> yüz; in any digits."""
    digits = ascii_digits(digits)
    if not digits.strip("0"):
        return "sıfır"
    if digits[-1] != "0":
        return DIGITS[digits[-1]]
    if len(digits) > 1 and digits[-2] != "0":
        return TENS[digits[-2]]
    zeros = len(digits) - len(digits.rstrip("0"))
    return "yüz" if zeros < 3 else "bin" if zeros < 6 else "milyon" if zeros < 9 else "milyar"


def spoken(name: str) -> str:
    """The last word of a name as it is read, in lower case."""
    unit = UNITS.get(name.split()[-1] if name.split() else "")
    if unit:
        return unit
    ruler = roman(name)
    if ruler:
        return number_word(ruler)
    name = lowered(name)
    words = _WORD.findall(name)
    if not words:
        return "e"
    last = words[-1]
    letter = re.search(r"(?:\d|[a-zçğıöşü][A-ZÇĞİÖŞÜ]+)([A-ZÇĞİÖŞÜ])$", last)
    if letter:  # 5G, ChatGPT
        return LETTER_NAMES.get(lower(letter.group(1)), "e")
    digits = re.search(r"\d+$", last)
    if digits:
        grouped = re.search(r"\d+(?:[.\u00a0]\d{3})*$", name)  # 1.000
        return number_word((grouped or digits).group())
    low = lower(last)
    if last.isalpha() and last == last.upper() and (len(last) > 1 or name.endswith((f".{last}.", f".{last}")) or name == last):
        low = last.replace("İ", "i").lower()  # abbreviations of other languages write I for i
        if low in SPOKEN:
            return SPOKEN[low]
        return _read(low) if low in WORDS or _SAYABLE.fullmatch(low) else LETTER_NAMES.get(low[-1], "e")
    return _read(low)


def _read(word: str) -> str:
    """Final letters of other alphabets as they sound: Almaty'nin, Orzax'ta, Quebec'ten; Kemâl is Kemal."""
    plain = word.replace("â", "a").replace("û", "u")
    word = plain if plain in PALATAL else word
    word = re.sub(r"(?<=[^aeıioöuüâîû])y$", "i", word)
    return re.sub(r"[cq]$", "k", re.sub(r"x$", "ks", word))


class TurkishInflector(SuffixInflector):
    LETTERS = "[a-zçğıöşü]"
    JOINTS = "'’"
    SAMPLES = (
        ("Ankara", False), ("Türkiye", False), ("Bakü", False), ("Kahire", False), ("İran", False), ("Paris", False),
        ("Washington", False), ("Mehmet", False), ("Maarif Vakfı", True), ("Dünya Bankası", True),
        ("Avrupa Birliği", True),
    )  # fmt: skip

    def is_compound(self, name: str) -> bool:
        words = _WORD.findall(name)
        last = lower(words[-1]) if words else ""
        return bool(_OWNED.search(last)) or (len(words) > 1 and (last in HEADS or bool(_OWNED_PLURAL.search(last))))

    def suffix(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        compound = self.is_compound(name) if compound is None else compound
        stem = lower(pron) if pron else spoken(name)
        front = stem in PALATAL
        out = ""

        def add(pattern: str) -> None:
            nonlocal out
            out += _fit(stem + out, pattern, front=front and not out)

        owned = compound
        if morph.ending is Ending.FROM:
            add("lI")
            owned = False
        if morph.plural and not (owned and compound and not out):
            add("lAr")
            owned = False
        if morph.possessive == "P3" and not owned:
            add("(s)I")
            owned = True
        elif morph.possessive == "P1PL":
            add("(I)mIz")
            owned = False
        pronominal = {Case.ACC: "nI", Case.DAT: "nA", Case.GEN: "nIn", Case.LOC: "nDA", Case.ABL: "nDAn"}
        plain = {Case.ACC: "(y)I", Case.DAT: "(y)A", Case.GEN: "(n)In", Case.LOC: "DA", Case.ABL: "DAn"}
        if morph.case is Case.INS:
            add("(y)lA")
        elif morph.case is not Case.NOM:
            add((pronominal if owned else plain)[morph.case])
        if morph.ending in (Ending.KI, Ending.THOSE):
            out += "ki" + ("ler" if morph.ending is Ending.THOSE else "")
        elif morph.ending is Ending.COPULA:
            add("DIr")
        elif morph.ending is Ending.LIKE:
            add("(y)mIş")
        return out

    def inflect(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        return self.spellings(name, morph, pron=pron, compound=compound)[0]

    def spellings(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> tuple[str, ...]:
        suffix = self.suffix(name, morph, pron=pron, compound=compound)
        if not suffix:
            return (name,)
        written = (name + suffix, f"{name}'{suffix}")
        last = name.split()[-1]
        if last in UNITS and name[-1].isalpha():
            return written[::-1]
        if last.islower() or name[-1] in '”»"’²³':
            return written[:1]  # a common noun (tenge, Türk dünyası), or a name in quotation marks
        if re.search(r"\s\w+l[ae]r$", name) and not (morph.ending or morph.plural):
            return written[::-1]  # Birleşmiş Milletler'e, in TDK Birleşmiş Milletlere
        if (morph.ending is Ending.FROM or morph.plural) and not _is_abbreviation(name):
            return written[:1]  # ABD'li and 1990'lar keep the apostrophe, Ankaralı and Tokayevler have none
        if self.is_compound(name) if compound is None else compound:
            return written[::-1]  # agencies write Birliği'nin, TDK writes Birliğinin for institutions
        return written[1:]

    def ordinal(self, number: str, after: str) -> tuple[int, str]:
        match = _ORDINAL.match(after)
        if match is None:
            return 0, ""
        word = spoken(number)
        ending = _fit(word, "(I)ncI")
        length, morphs = self.match_suffix(after[match.end() :])
        if not length and after[match.end() : match.end() + 1].isalpha():
            return 0, ""
        more = self.suffix(number, morphs[0], pron=word + ending, compound=False) if morphs else ""
        return match.end() + length, f"{number}'{ending}{more}"

    def particle(self, name: str, after: str, *, pron: str | None = None) -> tuple[int, str]:
        match = re.match(r" (d[ae])(?!\w)", after)
        if match is None:
            return 0, ""
        stem = lower(pron) if pron else spoken(name)
        return match.end(), " " + _fit(stem, "dA", front=stem in PALATAL)

    def fold(self, suffix: str) -> str:
        return lower(suffix).translate(str.maketrans("eâiuüîûtç", "aaıııııdc"))


def _is_abbreviation(name: str) -> bool:
    last = _WORD.findall(name)[-1:] or [""]
    return last[0][-1:].isdigit() or (len(last[0]) > 1 and last[0].isupper())


def _fit(stem: str, pattern: str, *, front: bool = False) -> str:
    """Write a suffix pattern onto a stem: A a/e, I ı/i/u/ü, D d/t, a letter in brackets only between two like sounds.

    A buffer consonant stands after a vowel, a buffer vowel after a consonant.
    """
    vowels = [char for char in stem if char in VOWELS]
    last = vowels[-1] if vowels else "e"
    is_front, is_round = front or last in FRONT, last in ROUND
    ends_in_vowel = bool(stem) and stem[-1] in VOWELS
    out = ""
    buffer = re.match(r"\((.)\)", pattern)
    if buffer:
        pattern = pattern[3:]
        wanted = ends_in_vowel if buffer.group(1) != "I" else not ends_in_vowel
        pattern = (buffer.group(1) if wanted else "") + pattern
    for char in pattern:
        if char == "A":
            char = "e" if is_front else "a"
            is_round = False
        elif char == "I":
            char = ("ü" if is_front else "u") if is_round else ("i" if is_front else "ı")
        elif char == "D":
            char = "t" if not out and stem and stem[-1] in VOICELESS else "d"
        out += char
    return out
