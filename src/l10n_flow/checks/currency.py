"""Currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
from l10n_flow.text.arabic import plain


def check(subject: Subject) -> Iterator[str]:
    """A currency that the source names (or its sign or code) and the translation does not."""
    source = plain(subject.source)
    for name, word in ARABIC.currencies.items():
        found = re.search(word, source)
        if found and not re.search(subject.language.vocabulary.currencies[name], subject.target):
            yield f"currency lost or changed: {found.group().strip()}"
