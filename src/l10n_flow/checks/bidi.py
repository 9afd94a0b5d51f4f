"""Invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import CONTROLS

_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_JOINED = re.compile(f"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])")  # a family is one picture made of several


def check(subject: Subject) -> Iterator[str]:
    """A control for the direction of writing or another invisible character, which left-to-right text has no use for."""
    target = _JOINED.sub("", subject.target) if _JOINED.search(subject.source) else subject.target
    found = dict.fromkeys(
        char for char in target if char in CONTROLS or (unicodedata.category(char) in ("Cc", "Cf") and char not in "\n\t\r")
    )
    if found:
        shown = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'CONTROL')}" for char in found)
        yield f"invisible: {shown}"
