"""Dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_BULLET = re.compile(r"\s*[-–—•*]\s+\S")
_DOUBLE = re.compile(r"(?<![-\w])--(?![-\w])|\w--\w|ـ")
_ONE_SIDED = re.compile(r"\w[–—]\s|\s[–—]\w")


def check(subject: Subject) -> Iterator[str]:
    """A bullet at the beginning that was lost or added, two hyphens or a tatweel for a dash, a dash with one space."""
    source, target = _BULLET.match(subject.source), _BULLET.match(subject.target)
    if source and not target:
        yield f"the bullet '{source.group().strip()[0]}' of the source is missing"
    elif target and not source:
        yield f"begins with a bullet '{target.group().strip()[0]}' that the source has not"
    for pattern, what in ((_DOUBLE, f"write '{subject.language.dash}'"), (_ONE_SIDED, "a space on one side only")):
        found = pattern.search(subject.target)
        if found and "--" not in subject.source:
            yield f"dash '{found.group()}': {what}"
