"""The end of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.arabic import plain

_BEHIND = " \u00a0\"'”’“‘»«)]}\u200e\u200f"  # what may stand after the last stop
_STOPS = ".!?…:;؟؛"
_ASKS = re.compile(r"(?<!\w)[وف]?(?:هل|لماذا|كيف|ماذا|متي|اين|كم|من|اذا|ما|اي|ايهما)(?!\w)")  # folded; asked without the mark
_NAMES = {"?": "question mark", ":": "colon", ".": "stop"}


def check(subject: Subject) -> Iterator[str]:
    """A question mark (؟), colon or final stop of the source that is missing, or a question where the source asks none."""
    source, target = _end(subject.source), _end(subject.target)
    if source == "?" and "?" not in subject.target:
        yield "the question mark is missing"
    elif target == "?" and source != "?" and not re.search("[؟?]", subject.source) and not _asks(subject.source):
        yield "a question mark that the source has not"
    elif (source == ":" and target not in (":", "?")) or (subject.source.rstrip().endswith(".") and _open(subject.target)):
        yield f"the {_NAMES[source]} at the end is missing"


def _open(text: str) -> bool:
    """Whether a text just breaks off: no stop, and no closing mark that one could stand for."""
    return not _end(text) and text.rstrip()[-1:] not in _BEHIND


def _asks(source: str) -> bool:
    text = plain(source)
    return bool(_ASKS.match(text) or re.search(r"(?<!\w)[وف]?(?:ما|عما|فيما) اذا(?!\w)", text))


def _end(text: str) -> str:
    """The last stop of a text, as its Western form; "" for none."""
    text = text.rstrip()
    rest = text.rstrip(_BEHIND)
    behind = text[len(rest) :]
    last = rest[-1:] if rest[-1:] in _STOPS else next((char for char in behind if char in _STOPS), "")
    return {"؟": "?", "؛": ";", "…": ".", "!": "!"}.get(last, last)
