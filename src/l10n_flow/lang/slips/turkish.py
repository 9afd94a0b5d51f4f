"""Turkish dotted and dotless i."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:\u0307[^\W\d_]*)*")
_FRONT, _VOWELS = "eiöüİEÖÜ", "aeıioöuüâîûAEIİOÖUÜ"
# An ı cannot follow a front vowel, but in the second part of a compound (yüzyıl, denizkızı) and in a few loans.
_BACK_AFTER_FRONT = re.compile(rf"[{_FRONT}][^\W\d_{_VOWELS}]*ı")
_COMPOUNDS = re.compile(r"y[ıi]l(?!e|i)|kız|kır[ıa]|ırk|ışık|ışın|ısı|kıyı|dışı|altı|kırk|sınıf|sıra|tıp|tıbb?|hırs|yıld|mıs|ım[ıa]s|kırm|gıda|sığ|kış")
# Endings that are always back after a back vowel: -ları, -ması, -dığı, -acağı, -mıştır
_FRONT_ENDING = re.compile(
    r"(?:lari|acagi|acaği|masi|maktadir|diğı|dığı?i|digi|mişti|mıştir|masina|masini|larin|larina|larini|larindan|larinda|"
    r"masinda|acağini|dığini|siniz|larıni|larinin|masinin|ıyi|ıni|ıdir)$"
)
# Ordinary names and words of news that begin with İ.
_DOTTED = re.compile(
    r"I(?:stanbul|zmir|ran|srail|ngilter|ngiliz|slam|spany|taly|sve[çc]|svi[çc]re|rlanda|sko[çc]ya|zmit|skender|brahim|smail|dlib|"
    r"ktidar|hrac|thal|lham|ttifak|nsan|nşa|şgal|şbirli|statisti|stihba|dare|klim|letişim|lişki|lk\b|ki\b|çin\b|çinde|"
    r"çişleri|kinci|lgili|stan\w*bul|svi|slamabad|mza|nceleme|hsan|lkbahar)"
)
_LOANS = re.compile(r"diplomasi|farmasi|aristokrasi|[A-ZÇĞİÖŞÜ]")


_VOWEL = re.compile("[aeıioöuü]")
_SHORTEST, _AT_LEAST = 40, 2


def slips(text: str) -> Iterator[str]:
    """Words with ı for i, i for ı, or a loose dot (U+0307) from a change of case."""
    for word in _WORD.findall(text):
        if "\u0307" in word or _DOTTED.match(word) or _wrong_capitals(word):
            yield word
        elif "ı" in word and _BACK_AFTER_FRONT.search(word) and not _COMPOUNDS.search(word):
            yield word
        elif "i" in word and re.search(r"[aı][^\W\d_aeıioöuü]*$", word[: word.rfind("i")]) and _FRONT_ENDING.search(word):
            if _LOANS.match(word):
                continue
            yield word
    yield from _dotless_lost(text)


def _dotless_lost(text: str) -> Iterator[str]:
    """Words of a text in which every ı seems to have become i: none is left, and i follows a or ı in two words or more."""
    if len(text) < _SHORTEST or "ı" in text or "I" in text:
        return
    found = [word for word in _WORD.findall(text.lower()) if re.search("a-i|ı-i", "-".join(_VOWEL.findall(word)))]
    if len(found) >= _AT_LEAST:
        yield from found


def _wrong_capitals(word: str) -> bool:
    """ISTANBUL and TÜRKIYE for İSTANBUL and TÜRKİYE."""
    if not word.isupper() or len(word) < 5 or "I" not in word:
        return False
    return bool(_DOTTED.match("I" + word[1:].replace("I", "i").lower()) or (re.search("[ÇĞİÖŞÜ]", word) and re.search(rf"[EİÖÜ][^{_VOWELS}]*I|I[^{_VOWELS}]*[EİÖÜ]", word)))
