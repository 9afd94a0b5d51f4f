"""Loops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.repeats import repeated

_TWO = re.compile(r"(?<![\w'’-])(?=(\w+) (\w+)(?![\w'’-]))")
_RUN = re.compile(r"(?<!\w)((?:[\w'’-]+ ){2,8}?[\w'’-]+) \1(?!\w)")


def check(subject: Subject) -> Iterator[str]:
    """Words that come again: three words three times over, one word four times in a row (how a small engine loops), a run of
    three words or more twice in a row, or a small word doubled ("the the")."""
    loop = repeated(subject.target)
    if loop and not repeated(subject.source):
        yield f"goes round in circles: '{loop}'"
        return
    run = _RUN.search(subject.target)
    if run and not _RUN.search(subject.source):
        yield f"stands twice in a row: '{run.group(1)}'"
        return
    for first, second in _TWO.findall(subject.target):
        if first.lower() == second.lower() and first.lower() in subject.language.vocabulary.doubled:
            yield f"doubled: '{first} {second}'"
