"""English possessives of proper names."""

from __future__ import annotations

import re

from l10n_flow.lang.inflect.base import Ending, Inflector, Morph

_OWN = re.compile(r"['’](?:s(?!\w)|(?![\w]))")
# Plural in form: the possessive is a bare apostrophe (the United Nations' report).
_PLURAL_HEADS = ("Nations", "States", "Emirates", "Netherlands", "Philippines", "Airlines", "Forces", "Brothers")


_THE = re.compile(r"\b([Tt])he\s+$")
# After a name, these show that "the" before it was the name's own, not that of a noun that follows.
_NO_NOUN = re.compile(r"\s*(?:$|[.,;:!?)”»\"]|'s\b|’s\b|(?:and|or|in|on|at|to|with|for|from|is|was|has|had|will|said|of|by)\b)")


class EnglishInflector(Inflector):
    SUFFIXES = False

    def with_article(self, before: str, after: str, *, name: str, article: bool) -> str:
        """Give a name its "the", or take away one that has no noun behind the name to belong to."""
        has = _THE.search(before)
        if article and not has and not before.rstrip().endswith(("The", "the")):
            start = not before.strip("«“\"'„( ")
            return before + ("The " if start else "the ")
        if has and not article and not name.startswith(("the ", "The ")) and _NO_NOUN.match(after):
            return before[: has.start()]
        return before

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
