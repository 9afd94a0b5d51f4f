"""Letters of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """A word that mixes scripts (Latin look-alikes inside a Kazakh word) or, in a Latin language, Cyrillic letters.

    Whole words in Latin are fine in Kazakh: brands stay so in print.
    """
    for word in re.findall(r"\w+", subject.target):
        wrong = subject.language.foreign_letters(word)
        if wrong and (subject.language.script == "Latin" or len(wrong) < sum(map(str.isalpha, word))):
            shown = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in dict.fromkeys(wrong))
            yield f"'{word}' has letters of another script: {shown}"
