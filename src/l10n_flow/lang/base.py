"""What the program knows of a target language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from l10n_flow.lang.inflect.base import Inflector, Uninflected
from l10n_flow.lang.vocabulary.base import Vocabulary
from l10n_flow.text.translit import Sounds

# Any Latin letter, for languages that keep the spelling of foreign names (Erdoğan, Hawaiʻi, Qurʾan).
LATIN = frozenset("ʻʼʾʿ").union(char for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if (char := chr(code)).isalpha())


def no_slips(text: str) -> Iterator[str]:
    """Of a language whose letters are not taken for one another."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Language:
    """One target language. `letters` are all letters it is written with, in both cases.

    What has a default is what a new language can do without: names stand uninflected, and the checks that need its words
    (dates, currencies) say nothing.
    """

    code: str
    name: str
    native_name: str
    script: str  # "Latin", "Cyrillic"
    letters: frozenset[str]
    quotes: tuple[str, str, str, str]  # outer and inner, open and close
    sounds: Sounds  # how Arabic names are spelled, to begin from
    inflector: Inflector = field(default_factory=Uninflected)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    foreign_quotes: str = ""  # quotation marks that print in this language does not use
    # Characters for one of an Arabic source: middle and spread of its natural logarithm. Until somebody measures it
    # (`scripts/measure_checks.py --lengths`), what lies between the measured languages, and twice their spread.
    lengths: tuple[float, float] = (0.24, 0.25)
    neighbours: tuple[str, ...] = ()  # languages that a machine takes this one for (ISO 639-1)
    dash: str = "–"
    slips: Callable[[str], Iterator[str]] = field(default=no_slips)  # words with one letter typed for another
    plural_forms: str = "nplurals=2; plural=(n != 1);"
    decimal: str = "."
    thousands: str = ","
    percent: str = "{}%"
    foreign_scripts: tuple[str, ...] = ()  # scripts whose words may stand in the text as they are (brands)
    look_alikes: frozenset[str] = frozenset()  # letters of a foreign script that have a twin among its own
    lower: Callable[[str], str] = field(default=str.lower)
    upper: Callable[[str], str] = field(default=str.upper)

    def capitalise_first(self, text: str) -> str:
        return self.upper(text[:1]) + text[1:]

    def foreign_letters(self, text: str) -> str:
        """Letters of `text` that do not belong: of another script, or look-alikes mixed into a word.

        A whole word in one of `foreign_scripts` is no finding: Kazakh print keeps brands in Latin.
        """
        if not any(map(str.isalpha, set(text) - self.letters)):
            return ""
        wrong = ""
        for word in text.replace("-", " ").split():
            bad = "".join(char for char in word if char.isalpha() and char not in self.letters)
            letters = sum(map(str.isalpha, word))
            whole = len(bad) == letters and "Latin" in self.foreign_scripts and all(char < "\u0250" for char in bad)
            wrong += "" if whole else bad
        return wrong
