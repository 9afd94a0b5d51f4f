"""What shows that a hypothesis is no translation."""

from __future__ import annotations

from l10n_flow.text.arabic import is_arabic
from l10n_flow.text.numbers import numbers
from l10n_flow.text.repeats import repeated

SHORTEST, LONGEST = 0.35, 3.0  # characters of output for one of input, for inputs of 25 characters or more


def problems(source: str, draft: str) -> list[str]:
    """Empty, copied, looping, far too short or long, or with a number lost; [] where nothing of that is seen."""
    if not draft.strip():
        return ["the engine gave nothing"]
    found = []
    if any(map(is_arabic, draft)):
        found.append("Arabic was copied")
    if repeated(draft) and not repeated(source):
        found.append(f"the engine went round in circles: '{repeated(draft)}'")
    ratio = len(draft) / max(1, len(source))
    if len(source) >= 25 and not SHORTEST <= ratio <= LONGEST:
        found.append(f"{ratio:.1f} characters for one of the source")
    lost = numbers(source) - numbers(draft)
    if lost:
        found.append(f"number lost: {', '.join(sorted(lost))}")
    if "\u2047" in draft or "<unk>" in draft:
        found.append("a character the engine does not know")
    return found
