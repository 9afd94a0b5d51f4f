"""English possessives of proper names, and the articles before them."""

from __future__ import annotations

import re

from l10n_flow.lang.inflect.base import Ending, Inflector, Morph
from l10n_flow.lang.inflect.numerals import ascii_digits

_OWN = re.compile(r"['’](?:s(?!\w)|(?![\w]))")
# Plural in form: the possessive is a bare apostrophe (the United Nations' report).
_PLURAL_HEADS = (
    "Nations", "States", "Emirates", "Netherlands", "Philippines", "Airlines", "Forces", "Brothers", "Houthis", "Brigades",
    "Guards", "Heights", "Affairs", "Games", "Maldives", "Bahamas", "Seychelles", "Accords", "Rights", "Services", "Awards",
    "Industries", "Systems", "Kurds", "Territories", "Islands", "Borders",
)  # fmt: skip

_THE = re.compile(r"\b([Tt])he\s+$")
# After a name, these show that "the" before it was the name's own, not that of a noun that follows.
_NO_NOUN = re.compile(r"\s*(?:$|[.,;:!?)”»\"]|'s\b|’s\b|(?:and|or|in|on|at|to|with|for|from|is|was|has|had|will|said|of|by)\b)")
# Behind these no name takes its own article: the word is the noun's that follows (a United States official).
_DETERMINED = re.compile(
    r"(?:\w[-‑–/]|\b(?:an?|its|his|their|our|my|your|every|each|another|former|new|senior|top|current) )$", re.I
)
# The same, but only before a noun: "both the United States and Russia", "told her the United States would".
_COUNTED = re.compile(
    r"\b(?:her|this|these|those|both|any|some|no|other|several|many|(?<!at )(?:first|last)|"
    r"two|three|four|five|six|seven|eight|nine|ten) $",
    re.I,
)
_VERB = re.compile(r"\s*(?:would|could|can|should|may|might|must|does|did|were|are|have|also|announced|agreed)\b")
# The beginning of a sentence, be it inside of quotation marks; the point of U.S., Dr. and vs. ends none.
_START = re.compile(r"(?:^|(?<!\b\w)(?<!\b[MD]r)(?<!\bvs)[.!?…]['\"’”»)]*\s+|:\s*[“\"«]|^\s*[-–•]\s)[«“\"'‘„(\s]*$")
_INDEFINITE = re.compile(r"(?:(?<![\w'’-])an?|^An?)(?=\s+$)")
_ORDINAL = re.compile(r"(?:(?:st|nd|rd|th)|(s))\b")  # 30th, and the 1990s


class EnglishInflector(Inflector):
    SUFFIXES = False

    def with_article(self, before: str, after: str, *, name: str, article: bool) -> str:
        """Give a name its "the", or take away one that has no noun behind the name to belong to; "a" or "an" by its sound."""
        has = _THE.search(before)
        if article and not has and not before.rstrip().endswith(("The", "the")) and not _is_taken(before, after):
            return before + ("The " if _START.search(before) else "the ")
        if has and not article and not name.startswith(("the ", "The ")) and _NO_NOUN.match(after):
            return before[: has.start()]
        return self.with_indefinite(before, name)

    def with_indefinite(self, before: str, name: str) -> str:
        found = _INDEFINITE.search(before)
        if found is None:
            return before
        return before[: found.start() + 1] + ("n" if _sounds_open(name) else "") + before[found.end() :]

    def ordinal(self, number: str, after: str) -> tuple[int, str]:
        match = _ORDINAL.match(after)
        if match is None:
            return 0, ""
        digits = ascii_digits(number)
        teen = digits[-2:-1] == "1"
        ending = match.group(1) or ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1:], "th"))
        return match.end(), number + ending

    def inflect(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> str:
        if morph.ending is not Ending.OWN:
            return name
        return name + ("'" if name.endswith(_PLURAL_HEADS) else "'s")

    def match_suffix(self, after: str) -> tuple[int, list[Morph]]:
        match = _OWN.match(after)
        if match is None or (match.group() in "'’" and not after[1:2].isspace()):
            return 0, []
        return match.end(), [Morph(ending=Ending.OWN)]

    def spellings(self, name: str, morph: Morph, *, pron: str | None = None, compound: bool | None = None) -> tuple[str, ...]:
        form = self.inflect(name, morph, pron=pron, compound=compound)
        if morph.ending is Ending.OWN and name.endswith("s"):
            return (form, name + ("'s" if form.endswith("s'") else "'"))
        return (form,)


def _is_taken(before: str, after: str) -> bool:
    """Whether what stands before a name leaves no room for its article."""
    if _DETERMINED.search(before):
        return True
    return _COUNTED.search(before) is not None and not _NO_NOUN.match(after) and not _VERB.match(after)


def _sounds_open(name: str) -> bool:
    """Whether a name begins with a vowel as it is said: an Iraqi, an 80, an IMF, but a Ukrainian, a UN."""
    if name[:1].isdigit():  # eight, eleven, eighteen hundred, but a hundred and eighty
        return re.match(r"8|1[18](?:\d\d|(?:,\d{3})*)(?![\d,]*\d)", name) is not None
    capitals = re.match(r"[A-Z]+(?![A-Za-z])", name)
    if capitals and (len(capitals.group()) <= 3 or not re.search(r"[AEIOU]", capitals.group())):  # letter by letter
        return name[0] in "AEFHILMNORSX"
    return name[:1] in "AEIOUÉÖÜİaeiou" and not re.match(r"Eu|U[A-Z]|Uni|Ukr|Uga|Uru|One|Oua", name)
