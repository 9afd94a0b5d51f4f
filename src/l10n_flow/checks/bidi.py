"""Invisible characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import CONTROLS


def check(subject: Subject) -> Iterator[str]:
    """A control for the direction of writing or another invisible character, which left-to-right text has no use for."""
    found = dict.fromkeys(
        char
        for char in subject.target
        if char in CONTROLS or (unicodedata.category(char) in ("Cc", "Cf") and char not in "\n\t\r")
    )
    if found:
        shown = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, 'CONTROL')}" for char in found)
        yield f"invisible: {shown}"
