"""Cut a long Arabic text at clauses, for an engine that translates short texts better than long ones.

A small model loses the thread of a sentence of thirty words, but not that of four clauses of eight. Each clause is
translated by itself, as what it is: one from inside of a sentence has a comma before it in the source and in the target,
so that the engine goes on in lower case, and only names begin with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 3  # words of a clause
COMMA, START = "، ", ","  # what stands before a clause from inside of a sentence: in the source, in the target
_QUOTES = "«“\"'"
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
    re.compile(rf"(?<=[،؛!?؟…])\s+|(?<={_LETTERS}{{3}}[.:])\s+|\s+(?=[{_QUOTES}])|(?<=»)\s+|\s+(?=[-–—]\s)"),
)  # fmt: skip
PLACES = (
    *PUNCTUATION,
    re.compile(rf"\s+(?={_PARTICLES}\s)"),
    re.compile(r"\s+(?=و(?:ال(?!د\b)|[أإيتنمبكسه])\w{2,})"),  # "and", where the letter is no part of the word for sure
    re.compile(r"\s+(?=(?:في|من|على|إلى|عن|مع|بين|ضد|نحو|أمام|تحت|عبر)\s)"),
)
# What the translation of a clause ends with when another follows, for what the clause itself ends with.
_ENDS = {"،": ",", "؛": ";", ":": ":"}
_STOPS = ".!?؟…"


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a text. `inner`: it is from inside of a sentence. The engine reads `seen`."""

    text: str
    inner: bool = False

    @property
    def seen(self) -> str:
        return COMMA + self.text if self.inner else self.text


def clauses(text: str, longest: int, *, places: Sequence[re.Pattern[str]] = PUNCTUATION) -> list[Clause]:
    """A text in parts of `longest` words or less, as far as there are places to cut it; 0: the text as it is.

    Args:
        places: what stands between two clauses, the best kinds of places first.
    """
    parts = _parts(text, longest, places) if longest else [text]
    ends = [""] + [part.rstrip()[-1:] for part in parts[:-1]]
    return [
        Clause(part, bool(end) and end not in f"{_STOPS}:»" and part[:1] not in _QUOTES)
        for part, end in zip(parts, ends, strict=True)
    ]


def _parts(text: str, longest: int, kinds: Sequence[re.Pattern[str]]) -> list[str]:
    if len(text.split()) <= longest:
        return [text]
    for places in kinds:
        found = []
        for match in places.finditer(text):
            before, after = len(text[: match.start()].split()), len(text[match.end() :].split())
            if min(before, after) >= SHORTEST:
                found.append((abs(before - after), match.span()))
        if found:
            start, end = min(found)[1]
            return [*_parts(text[:start], longest, kinds), *_parts(text[end:], longest, kinds)]
    return [text]


def joined(parts: Sequence[Clause], translations: Sequence[str]) -> str:
    """The translations of a text's parts as one text, with the punctuation that the parts have between them."""
    out = []
    for number, (part, words) in enumerate(zip(parts, translations, strict=True)):
        words = words.strip()
        if part.inner:
            words = words.lstrip(" ,")
        if number + 1 < len(parts) and part.text.rstrip()[-1:] not in _STOPS:
            words = words.rstrip(" .,;:") + _ENDS.get(part.text.rstrip()[-1:], "")
        out.append(words)
    return " ".join(filter(None, out))
