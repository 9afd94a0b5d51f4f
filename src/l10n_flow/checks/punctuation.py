"""Punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_DOUBLED = re.compile(
    r",[ ]?,|;[ ]?[;,]|,[ ]?[.;:]|(?<=[^\W\d_]{4})(?<!\bCorp)(?<!\bProf)(?<!\bBros)(?<!\bSept)"
    r"\.[ ]?[,;:](?!\w)|(?<![.\w]\.)(?<!\.)\.\.(?!\.)|:[ ]?[:.,]|[?!],(?=\s)|\?\."
)
_FOREIGN = re.compile("[、。，．；：？！‚¿¡⸮⁏⸲]")
_AT_START = re.compile(r"\s*[,;:.!?](?!\.|\d)")


def check(subject: Subject) -> Iterator[str]:
    """Two stops or commas in a row (",,", ",."), one at the beginning, or one of another script (，⸮).

    Arabic ones are `residue`.
    """
    for pattern, what in ((_DOUBLED, "punctuation twice"), (_FOREIGN, "punctuation of another script")):
        found = pattern.search(subject.target)
        if found and found.group() not in subject.source:
            yield f"{what}: '{found.group()}'"
    if _AT_START.match(subject.target) and not re.match(r"\s*[،؛:.!؟,;?]", subject.source):
        yield f"begins with '{subject.target.strip()[0]}'"
