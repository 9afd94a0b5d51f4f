"""Numbers in digits, carried through the engine like names: a small engine mixes digits up, a mask it keeps.

Each number of a unit becomes a hit of its own term, whose form in a language is the number with that language's separators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from l10n_flow import lang
from l10n_flow.glossary.terms import Target, Term
from l10n_flow.model import Hit
from l10n_flow.text.numbers import localised, number_spans

NUMBER = "number"  # kind of these hits
_PREFIX = "#"  # no id of a glossary begins so


def number_hits(text: str, taken: Sequence[Hit]) -> tuple[Hit, ...]:
    """The numbers of a unit that stand in no name."""
    free = (
        (start, end)
        for start, end in number_spans(text)
        if all(end <= hit.start - len(hit.before) or hit.end + len(hit.after) <= start for hit in taken)
    )
    return tuple(Hit(_PREFIX + text[start:end], start, end, text[start:end], kind=NUMBER) for start, end in free)


class WithNumbers(Mapping[str, Term]):
    """The terms of a glossary, and one for every number that is asked for."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def __getitem__(self, key: str) -> Term:
        if not key.startswith(_PREFIX):
            return self._terms[key]
        form = key.removeprefix(_PREFIX)
        languages = map(lang.get, lang.codes())
        targets = {
            one.code: Target(localised(form, decimal=one.decimal, thousands=one.thousands), compound=False) for one in languages
        }
        return Term(id=key, kind="phrase", ar=form, targets=targets)

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)
