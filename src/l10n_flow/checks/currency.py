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
        found, ours = re.search(word, source), subject.language.vocabulary.currencies.get(name)
        if found and ours and not re.search(ours, subject.target):
            yield f"currency lost or changed: {found.group().strip()}"
