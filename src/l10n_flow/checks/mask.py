"""Masks that leaked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import plain

_MASK = re.compile(
    r"⟦[^⟧]*⟧?|⟧|<unk>|<2(?:en|tr|kk)>|</?s>|▁|\u2047|\ufffd|(?<!\w)[XХ]\s?Q\s?\d{1,2}(?!\d)|(?<!\d)900\d\d(?!\d)"
)


def check(subject: Subject) -> Iterator[str]:
    """A placeholder or a mark of the engine that is still in the text (⟦1⟧, XQ1, <unk>, ▁)."""
    for match in _MASK.finditer(subject.target):
        if match.group() not in subject.source and match.group() not in _digits(subject.source):
            yield f"'{match.group()}' is left over from the engine"


def _digits(source: str) -> str:
    """A source with Western digits in one piece: ٩٠٬٠٠٠ is the 90000 of the translation, and no mask."""
    return re.sub(r"(?<=\d)[.,٬،](?=\d)", "", plain(source))
