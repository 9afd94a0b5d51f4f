"""White space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """Two spaces in a row, a space before a stop or comma, or white space at an end where the source has none."""
    if re.search(r"  ", subject.target):
        yield "two spaces in a row"
    if re.search(r" [.,;!?…]", subject.target):
        yield "a space before punctuation"
    begin, end = (bool(text[:1].isspace()) for text in (subject.source, subject.source[::-1]))
    target = subject.target.lstrip() if begin else subject.target
    if target != (target.lstrip() if end else target.strip()):
        yield "white space at an end"
