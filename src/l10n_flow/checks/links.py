"""Addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_LINK = re.compile(
    r"https?://[^\s<>\"«»“”()،؛]+|www\.[^\s<>\"«»“”()،؛]+|[\w.+-]+@[\w-]+(?:\.[A-Za-z]{2,})+|(?<![\w@/])@[A-Za-z0-9_]{2,}"
    r"|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:com|org|net|info|gov|edu|kz|tr|uz|kg|az|eg|sa|ae|qa|io|int)(?:/[^\s<>\"«»“”()،؛]*)?(?![\w@]|-[A-Za-z0-9])"
)
_ENDING = re.compile("(?:['’][^\\W\\d_]{1,6}|-[\u0400-\u04ff]+)$")  # of a case: aa.com.tr'de, inform.kz-те


def check(subject: Subject) -> Iterator[str]:
    """An address (URL, e-mail) or handle (@name) that is not kept letter by letter, or that the source has not."""
    source, target = _links(subject.source), _links(subject.target)
    yield from (f"address lost or changed: {link}" for link in source - target)
    yield from (f"address that the source has not: {link}" for link in target - source)


def _same(link: str) -> str:
    """A bare host may begin a sentence: its letters have no case."""
    return link if "/" in link or link.startswith("@") else link.lower()


def _links(text: str) -> Counter[str]:
    return Counter(_same(_ENDING.sub("", match.group().rstrip(".,;:!?'’"))) for match in _LINK.finditer(text))
