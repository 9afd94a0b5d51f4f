"""Quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_QUOTATION = re.compile(r"«[^»]+»|“[^”]+”|\"[^\"]+\"|”[^“”]+“")
_ANY = re.compile(r"[\"«»“”„‟‘‹›]|(?<!\w)['’]|['’](?!\w)")


def check(subject: Subject) -> Iterator[str]:
    """A quotation that has lost its marks, or marks that the language does not use in print.

    Which of the marks in use a house prefers is `quote-style`; single marks without a partner are `brackets`.
    """
    if _QUOTATION.search(subject.source) and not _ANY.search(subject.target):
        yield "the quotation marks of the source are missing"
    wrong = "".join(dict.fromkeys(char for char in subject.target if char in subject.language.foreign_quotes))
    if wrong:
        left, right = subject.language.quotes[:2]
        yield f"{' '.join(wrong)} is not used in {subject.language.name}: write {left}…{right}"
