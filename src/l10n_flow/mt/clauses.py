"""Cut a long Arabic text at clauses, for an engine that translates short texts better than long ones.

A small model loses the thread of a sentence of thirty words, but not that of four clauses of eight. Each clause is
translated by itself, as what it is: one from inside of a sentence has a comma before it in the source and in the target,
so that the engine goes on in lower case, and only names begin with a capital.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 3  # words of a clause
COMMA, START = "، ", ","  # what stands before a clause from inside of a sentence: in the source, in the target
_LETTERS = r"[\u0621-\u064a]"
_BOUND = r"(?:ه|ها|هما|هم|هن|نا|ني|ك|كم|ي)?"  # pronouns that are written with a particle
_RELATIVES = "التي|الذي|الذين|اللذين|اللتين|اللذان|اللتان"
_PARTICLES = (
    f"(?:[وف]?[بل]?[إأ]نّ?{_BOUND}|[وف]?لأن{_BOUND}|[وف]?لكنّ?{_BOUND}|[وف]?(?:{_RELATIVES}|حيث|إذ|إذا|بينما|فيما|كما|عندما|"
    "بعدما|بعد|قبل|منذ|خلال|حتى|رغم|بسبب|لو|حين|حينما|مما|وهو|وهي|وهم|وذلك|غير|فضلا|فضلاً|إثر|عقب))"
)
# Where a text may be cut, the best kinds of places first; a match is what stands between two clauses. Drafts are cut at
# punctuation alone, which was best of what was tried (docs/quality.md); training shows the engine all kinds.
PUNCTUATION = (
    # a point behind a shorter word is that of an abbreviation
    re.compile(rf"(?<=[،؛!?؟…])\s+|(?<={_LETTERS}{{3}}[.:])\s+|(?<=[\d٪%»”)\u064b-\u0652]\.)\s+"),
)  # fmt: skip
PLACES = (
    *PUNCTUATION,
    re.compile(rf"\s+(?={_PARTICLES}\s)"),
    re.compile(r"\s+(?=و(?:ال(?!د)|[أإيتنمبكسه])\w{2,})"),  # "and", where the letter is hardly ever part of the word
    re.compile(r"\s+(?=(?:في|من|على|إلى|عن|مع|بين|ضد|نحو|أمام|تحت|عبر)\s)"),
)
_STOPS = ".!?؟…"
_QUOTES, _CLOSING = "«“\"'(", "»”\"')"
# What the translation of a clause ends with when another follows, for what the clause itself ends with.
_ENDS = {"،": ",", "؛": ";", ":": ":", ",": ",", ";": ";"} | dict.fromkeys(_STOPS, "")
_STOPPED = re.compile(rf"[{re.escape(_STOPS)}][{re.escape(_CLOSING)}]*$")
_LOOSE = re.compile(rf"[ .,;:]+(?=[{re.escape(_CLOSING)}]*$)")  # punctuation that another clause's takes the place of
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:Dr|Inc|Ltd|Co|vb|vd|ж|т|млн|млрд|трлн)\.$")


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a text. `inner`: it is from inside of a sentence. The engine reads `seen`."""

    text: str
    inner: bool = False

    @property
    def seen(self) -> str:
        return COMMA + self.text if self.inner else self.text

    @property
    def end(self) -> str:
        """The mark that it ends with, if any; quotation marks and brackets behind it do not count."""
        last = self.text.rstrip().rstrip(_CLOSING)[-1:]
        return last if last in _ENDS else ""


def clauses(text: str, longest: int, *, places: Sequence[re.Pattern[str]] = PUNCTUATION) -> list[Clause]:
    """A text in parts of `longest` words or less, as far as there are places to cut it; 0: the text as it is.

    Args:
        places: what stands between two clauses, the best kinds of places first.
    """
    parts = [Clause(part) for part in (_parts(text, longest, places) if longest else [text])]
    before = zip([Clause("."), *parts], parts, strict=False)
    return [Clause(part.text, previous.end not in (*_STOPS, ":") and part.text[:1] not in _QUOTES) for previous, part in before]


def _parts(text: str, longest: int, kinds: Sequence[re.Pattern[str]]) -> list[str]:
    words = [match.start() for match in re.finditer(r"\S+", text)]
    if len(words) <= longest:
        return [text]
    for places in kinds:
        found = []
        for match in places.finditer(text):
            before = bisect_right(words, match.start())
            after = len(words) - before
            if min(before, after) >= SHORTEST and _outside(text[: match.start()]):
                found.append((abs(before - after), match.span()))
        if found:
            start, end = min(found)[1]
            return [*_parts(text[:start], longest, kinds), *_parts(text[end:], longest, kinds)]
    return [text]


def _outside(before: str) -> bool:
    """Whether no bracket is open."""
    return before.count("(") <= before.count(")")


def joined(parts: Sequence[Clause], translations: Sequence[str]) -> str:
    """The translations of a text's parts as one text, with the punctuation that the parts have between them."""
    out = []
    for number, (part, translation) in enumerate(zip(parts, translations, strict=True)):
        words = translation.strip()
        if part.inner:
            words = words.lstrip(" ,")
        if words and number + 1 < len(parts):
            words = _ended(words, part.end)
        out.append(words)
    return " ".join(filter(None, out))


def _ended(words: str, end: str) -> str:
    """A translation with the end that its clause has, when another clause follows."""
    if end in tuple(_STOPS):
        return words if _STOPPED.search(words) else f"{words}."
    bare = words.rstrip(" ,;:")
    if not _ABBREVIATION.search(bare):
        bare = _LOOSE.sub("", bare)
    return bare + _ENDS.get(end, "")
