"""Hints: a lexicon's translations written behind the words of a source text, for an engine that was trained to use them.

A small model knows the words that it has seen often. With the lexicon's word beside it the engine has only to bend and
place it; where the hint does not fit it was trained to pass over it (Dinu et al. 2019 train on inline terms, Zhang et al.
2021 on dictionary entries). A hint is the lexicon's form, without suffixes. Names that must be right are masks, not hints.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import snowballstemmer
from rapidfuzz import fuzz

from l10n_flow.model import L10nError
from l10n_flow.text.arabic import MARKS, TATWEEL, fold
from l10n_flow.text.words import stems

LONGEST = 4  # words of an entry
STEM = "stem"  # name of a column
SENSES = " / "  # between two translations of one word
INITIAL = 5  # letters of a word by which it is known whatever its suffixes are
SHORTEST_STEM = 3  # letters: shorter stems are shared by too many words
LIKE = 60.0  # likeness (0-100) of a word and an entry with the same stem, below which it is another word
_WORD = re.compile(rf"[\u0621-\u064a\u0671-\u06d3{''.join(MARKS)}{TATWEEL}]+")
SHORTEST_WORD = 4  # letters: shorter words are in most sentences
_TARGET_WORD = re.compile(rf"\w{{{SHORTEST_WORD},}}")
_STEMMER = snowballstemmer.stemmer("arabic")


_stemming = threading.Lock()  # the stemmer keeps the word that it is at in itself


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    with _stemming:
        return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word).text


class Hints:
    """A lexicon that is looked up word by word, the longest entries first, clitics and endings taken off.

    Args:
        rows: (Arabic, {language code: words}) for each entry; of two entries alike the first counts.
        stems: what `key_and_stem` gives for each entry, where somebody has written that down: it takes most of the time.
    """

    def __init__(self, rows: Sequence[tuple[str, dict[str, str]]], stems: Sequence[str] | None = None) -> None:
        self._exact: dict[str, dict[str, str]] = {}
        self._stems: dict[str, list[str]] = {}
        for number, (arabic, words) in enumerate(rows):
            key, stem = (arabic, stems[number]) if stems is not None else key_and_stem(arabic)
            if key and key not in self._exact:
                self._exact[key] = words
                self._stems.setdefault(stem, []).append(key)
        self._lookup = lru_cache(maxsize=65536)(self._find)
        self._entries = lru_cache(maxsize=1024)(self._looked_up)  # a text is asked for once in each language

    @classmethod
    def load(cls, path: Path) -> Hints:
        """From a TSV with the columns ar, stem (or none) and language codes, named in its first line. Raises L10nError.

        Where stems are written down, the Arabic is folded already: both are what `key_and_stem` gives.
        """
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines[0].split("\t") if lines else []
        if head[:1] != ["ar"] or len(head) < 2:
            raise L10nError("not a list of hints: its first line must be 'ar' and language codes", where=f"{path}:1")
        rows = []
        for number, line in enumerate(lines[1:], 2):
            fields = line.split("\t")
            if len(fields) != len(head):
                raise L10nError(f"{len(fields)} columns, not {len(head)}", where=f"{path}:{number}")
            rows.append((fields[0], dict(zip(head[1:], fields[1:], strict=True))))
        return cls(rows, [words.pop(STEM) for _, words in rows] if head[1] == STEM else None)

    def write(self, text: str, target: str, *, keep: Callable[[], bool] = lambda: True) -> str:
        """The text with hints in the language `target`; `keep` says for each whether it is written."""
        return self.place(text, target, keep=keep)[0]

    def place(self, text: str, target: str, *, keep: Callable[[], bool] = lambda: True) -> tuple[str, list[tuple[int, int]]]:
        """The text with hints, and (start, length in characters) of each hint in it, its space included."""
        out: list[str] = []
        spans: list[tuple[int, int]] = []
        done = length = 0
        for end, words in self._hits(text, target):
            if not keep():
                continue
            out += [text[done:end], f" {words}"]
            length += end - done
            spans.append((length, len(words) + 1))
            length += len(words) + 1
            done = end
        return "".join([*out, text[done:]]), spans

    def _hits(self, text: str, target: str) -> Iterator[tuple[int, str]]:
        """(where the entry ends in the text, its translation), in order."""
        return ((end, entry[target]) for end, entry in self._entries(text) if entry.get(target))

    def _looked_up(self, text: str) -> list[tuple[int, dict[str, str]]]:
        """(where it ends in the text, its translations) of each entry, in order."""
        words = [(match.end(), _folded(match.group())) for match in _WORD.finditer(text)]
        found: list[tuple[int, dict[str, str]]] = []
        place = 0
        while place < len(words):
            for count in range(min(LONGEST, len(words) - place), 0, -1):
                part = words[place : place + count]
                if count > 1 and any(c not in " " for c in _between(text, part)):
                    continue  # punctuation or a mask stands between
                entry = self._lookup(tuple(word for _, word in part))
                if entry is not None:
                    found.append((part[-1][0], entry))
                    place += count
                    break
            else:
                place += 1
        return found

    def _find(self, words: tuple[str, ...]) -> dict[str, str] | None:
        for first in stems(words[0]):
            entry = self._exact.get(" ".join([first, *words[1:]]))
            if entry is not None:
                return entry
        key = _stem_key(words)
        if len(key) < SHORTEST_STEM:
            return None
        whole = " ".join(words)
        best = max(((fuzz.ratio(whole, other), other) for other in self._stems.get(key, ())), default=None)
        return self._exact[best[1]] if best and best[0] >= LIKE else None


def key_and_stem(arabic: str) -> tuple[str, str]:
    """An entry as it is looked up: its words folded, and their stems."""
    words = [_folded(word) for word in _WORD.findall(arabic)]
    return " ".join(words), _stem_key(words)


def _stem_key(words: Sequence[str]) -> str:
    return " ".join(map(_stem, words))


def _between(text: str, part: Sequence[tuple[int, str]]) -> str:
    """What stands between the words of a part that is no Arabic letter."""
    return _WORD.sub("", text[part[0][0] : part[-1][0]])


class Coverage:
    """How many of a source's hints a translation holds, each in one of its senses; words are known by their first letters."""

    def __init__(self, hints: Sequence[str]) -> None:
        senses = ([_TARGET_WORD.findall(_lower(sense)) for sense in hint.split(SENSES)] for hint in hints)
        known = ([[word[:INITIAL] for word in words] for words in one if words] for one in senses)
        self._hints = [one for one in known if one]  # of short words nobody can tell

    def of(self, text: str) -> float:
        """The share of the hints, 0 to 1."""
        if not self._hints:
            return 0.0
        words = _TARGET_WORD.findall(_lower(text))
        there = {word[:length] for word in words for length in range(SHORTEST_WORD, INITIAL + 1)}
        return sum(any(there.issuperset(words) for words in senses) for senses in self._hints) / len(self._hints)


def _lower(text: str) -> str:
    """In lower case; the Turkish capital İ is one letter there too."""
    return text.replace("İ", "i").lower()


def without_hints(
    text: str, hints: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int, int, int]]
) -> tuple[tuple[int, int, int, int], ...]:
    """An alignment with a hinted text as one with the text itself: what looked at a hint looked at the hint's word.

    Args:
        hints: (start, length) of each hint in the hinted text.
        pairs: (target start, end, source start, end) of words.
    """
    words = [match.span() for match in re.finditer(r"\S+", text)]
    found = []
    for start, end, source, _ in pairs:
        place = source
        for at, size in hints:
            if at <= source:
                place -= min(size, source - at + 1)  # inside a hint: the last letter of its word
        word = next(((a, b) for a, b in words if a <= place < b), None)
        if word is not None:
            found.append((start, end, *word))
    return tuple(found)
