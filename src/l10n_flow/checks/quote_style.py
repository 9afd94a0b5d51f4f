"""The house style of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """Quotation marks other than the house style (“…” in English and Turkish, «…» in Kazakh), or turned the wrong way."""
    left, right, inner_left, inner_right = subject.language.quotes
    other = dict.fromkeys(char for char in re.findall(r"[\"«»“”„]", subject.target) if char not in subject.language.quotes)
    if other:
        yield f"{' '.join(other)}: the house style is {left}…{right}, within them {inner_left}…{inner_right}"
    elif left not in subject.target and inner_left in "«“" and inner_left in subject.target:
        yield f"{inner_left}…{inner_right} stands within {left}…{right} only"
    turned = re.search(rf"(?:^|\s)[{right}]\w|\w[{left}](?:\s|$)", subject.target)
    if turned:
        yield f"'{turned.group().strip()}': the mark is turned the wrong way"
