"""English possessives of proper names."""

from __future__ import annotations

import re

from l10n_flow.lang.inflect.base import Ending, Inflector, Morph

_OWN = re.compile(r"['’](?:s(?!\w)|(?![\w]))")
# Plural in form: the possessive is a bare apostrophe (the United Nations' report).
_PLURAL_HEADS = ("Nations", "States", "Emirates", "Netherlands", "Philippines", "Airlines", "Forces", "Brothers")


class EnglishInflector(Inflector):
    SUFFIXES = False

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
