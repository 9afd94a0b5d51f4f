"""Quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_QUOTATION = re.compile(r"«[^»]+»|“[^”]+”|\"[^\"]+\"|”[^“”]+“")
_ANY = re.compile(r"[\"«»“”„‟‘‹›]|(?<!\w)['’]|['’](?!\w)")


def check(subject: Subject) -> Iterator[str]:
    """A quotation of the source that has no marks in the translation. Names and indirect speech may well go without."""
    if _QUOTATION.search(subject.source) and not _ANY.search(subject.target):
        yield "the quotation marks of the source are missing"
