"""Turkish dotted and dotless i: what a wrong change of case or a keyboard without ı leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:\u0307[^\W\d_]*)*")
_VOWELS = "aeıioöuüâîûAEIİOÖUÜ"
_VOWEL = re.compile("[aeıioöuü]")
# ı does not follow a front vowel, but in the second part of a compound (yüzyıl, denizkızı) and in a few loans.
_BACK_AFTER_FRONT = re.compile(rf"[eiöüİEÖÜ][^\W\d_{_VOWELS}]*ı")
_COMPOUNDS = re.compile(
    r"y[ıi]l(?![ei])|kız|kır[ıa]|ırk|ışık|ışın|ısı|kıyı|dışı|altı|kırk|sınıf|sıra|tıp|tıbb?|hırs|yıld|mıs|ım[ıa]s|kırm|gıda|sığ|"
    r"kış|menkıbe"
)
# i does not follow a back vowel in endings that harmonise: -ları, -ması, -acağı, -maktadır
_FRONT_ENDING = re.compile(
    r"(?:lari(?!te|z[aem]|st)(?:n|m|y|z)?\w{0,6}|acagi|acaği|acağini|masi|masina|masini|masinin|masinda|maktadir|"
    r"dığini|dıği|ıyi|ıni|ıdir)$"
)
_LOANS = re.compile(r"diplomasi|klarinet|lari|farmasi|aristokrasi|[A-ZÇĞİÖŞÜ]")
# Ordinary names and words of news that begin with İ.
_DOTTED = re.compile(
    r"I(?:stanbul|zmir|ran|srail|ngilter|ngiliz|slam|spany|taly|sve[çc]|svi[çc]re|rlanda|sko[çc]ya|zmit|skender|brahim|smail|"
    r"dlib|ktidar|hrac|thal|lham|ttifak|nsan|nşa|şgal|şbirli|statisti|stihba|dare|klim|letişim|lişki|lk\b|ki\b|çin\b|çinde|"
    r"çişleri|kinci|lgili|slamabad|mza|nceleme|hsan|lkbahar)"
)
# Frequent words that are none with the other letter.
_DOTLESS_FOR_DOTTED = frozenset(
    "bır bırı bırlık ıçın ıçinde ıle ıkı dıye gıbı ılk ıyı mılyon mılyar hıç şımdı bıle bızım lıg lıgı kılıse çın dığer şırket "
    "ısım ısmı nıhaı kım kımse ekıp".split()
)
_DOTTED_FOR_DOTLESS = re.compile(
    r"(?:yil(?:l[aı]|i|da|in|dir|\b)|kadin|karşi|altin(?:da|a)|arasin|hakkin|yakin|açik|çikt|çikan|çikar|yapil|yapti|kaldi|vardi\b|"
    r"aldi\b|artiş|artti|başladi|saldiri|dişişleri|bakanlik|bakanliği|başkanliği|yalniz|nasil|aylik|yarim|sayisi|ayrica|tanim|"
    r"alti\b|toplanti|kapsamin|tarafin|halkin|olmasi|dayali|firsat|kisa\b|hizl|siradan|"
    r"yaklaşik|farkli|anlamina|dişinda|yaşinda|başind|karar[iı]ni|çalişma|katil(?:im|d)|yayin|sağli[kğ]|arti[kş]\b|"
    r"açisind|adami\b|sirasinda|çalişan|varlik)"
)
_BOTH = frozenset({"sinirli"})  # nervous, or a limited one with the wrong letter: nobody can tell
_SHORTEST, _LONG = 40, 100  # characters of a text that can be judged as a whole, and of one that needs less evidence
_CROWDED = 0.1  # share of ı in a text where it stands for i as well


def slips(text: str) -> Iterator[str]:
    """Words with ı for i, i for ı, or a loose dot (U+0307) from a change of case."""
    for word in _WORD.findall(text):
        small = word.replace("I", "ı").replace("İ", "i").lower()
        dotless = small in _DOTLESS_FOR_DOTTED or (_BACK_AFTER_FRONT.search(word) and not _COMPOUNDS.search(word))
        dotted = "i" in word and (_DOTTED_FOR_DOTLESS.match(word) or _ends_in_front(word) or word in _dotted_words())
        if "\u0307" in word or _DOTTED.match(word) or _wrong_capitals(word) or dotless or dotted:
            yield word
    yield from _one_letter_only(text)


@cache
def _dotted_words() -> frozenset[str]:
    """Frequent words of the corpus with ı, as they look with i in its place; none of these is a word of the corpus.

    Small letters only: a name may look like one of them (Kirk). Made by scripts/build_word_lists.py.
    """
    text = files(__package__).joinpath("turkish_dotless.txt").read_text(encoding="utf-8")
    return frozenset(word.replace("ı", "i") for word in text.split()) - _BOTH


def _ends_in_front(word: str) -> bool:
    return bool(_FRONT_ENDING.search(word) and not _LOANS.match(word))


def _one_letter_only(text: str) -> Iterator[str]:
    """Words of a text in which every ı seems to have become i, or every i ı: of the other none is left."""
    if len(text) < _SHORTEST:
        return
    words = _WORD.findall(text)
    if "ı" not in text and "I" not in text:
        found = [word for word in words if not word.endswith("ki") and _front_after_back(word)]
        if len(found) >= (1 if len(text) >= _LONG else 2):
            yield from found
    elif "i" not in text and "İ" not in text and text.count("ı") >= _CROWDED * len(text):
        yield from (word for word in words if "ı" in word)


def _front_after_back(word: str) -> bool:
    return re.search("[aı]-i", "-".join(_VOWEL.findall(word.lower()))) is not None


def _wrong_capitals(word: str) -> bool:
    """ISTANBUL and TÜRKIYE for İSTANBUL and TÜRKİYE."""
    if not word.isupper() or len(word) < 5 or "I" not in word:
        return False
    if _DOTTED.match("I" + word[1:].replace("I", "i").lower()):
        return True
    if _COMPOUNDS.search(word.replace("I", "ı").replace("İ", "i").lower()):  # YÜZYILI
        return False
    mixed = re.search(rf"[EİÖÜ][^{_VOWELS}]*I|I[^{_VOWELS}]*[EİÖÜ]", word)
    return bool(mixed and re.search("[ÇĞİÖŞÜ]", word))
