"""Arabic left in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import is_arabic


def check(subject: Subject) -> Iterator[str]:
    """Arabic letters, digits or punctuation (؟ ، ؛) in the translation."""
    found = re.findall(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefe]+", subject.target)
    if found and any(map(is_arabic, found[0])):
        yield f"Arabic is left: '{found[0]}'"
