"""The end of a unit."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject

_BEHIND = " \u00a0\"'”’“‘»«)]}\u200e\u200f"  # what may stand after the last stop
_STOPS = ".!?…:;؟؛"
_NAMES = {"?": "question mark", ":": "colon", ".": "stop"}


def check(subject: Subject) -> Iterator[str]:
    """A question mark (؟), colon or final stop of the source that is missing, or a question where the source asks none."""
    source, target = _end(subject.source), _end(subject.target)
    if source == "?" and "?" not in subject.target:
        yield "the question mark is missing"
    elif target == "?" and source != "?" and "؟" not in subject.source and "?" not in subject.source:
        yield "a question mark that the source has not"
    elif source == ":" and target not in (":", "?") or source == "." and not target:
        yield f"the {_NAMES[source]} at the end is missing"


def _end(text: str) -> str:
    """The last stop of a text, as its Western form; "" for none."""
    rest = text.rstrip(_BEHIND)
    behind = text[len(rest) :]
    last = rest[-1:] if rest[-1:] in _STOPS else next((char for char in behind if char in _STOPS), "")
    return {"؟": "?", "؛": ";", "…": ".", "!": "!"}.get(last, last)
