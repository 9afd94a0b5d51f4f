"""Units of one text in several roles (a headline that is a paragraph as well): which entry of a catalog is whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count

import polib

from l10n_flow.catalog.keys import Key
from l10n_flow.model import Message


def twin_texts(entries: Sequence[polib.POEntry], messages: Sequence[Message]) -> set[str]:
    """Texts that stand more than once among the active entries, or among the messages."""
    there, here = Counter(one.msgid for one in entries if not one.obsolete), Counter(one.text for one in messages)
    return {text for number in (there, here) for text, times in number.items() if times > 1}


def match_roles(entries: Sequence[polib.POEntry], messages: Sequence[Message], texts: set[str]) -> dict[int, int]:
    """Places of messages with those of their entries, for messages of `texts` whose role an entry of the text has too.

    The context does not tell them: the first role of a text has none, so it moves when the first unit goes.
    """
    places: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(entries):
        if entry.msgid in texts and not entry.obsolete and (role := entry_role(entry)):
            places.setdefault((entry.msgid, role), place)
    found = (
        (number, places.get((one.text, role_of(one.comments)))) for number, one in enumerate(messages) if one.text in texts
    )
    return {number: place for number, place in found if place is not None}


def role_of(comments: Iterable[str]) -> str:
    """The role that comments name, or ""."""
    return next((line.removeprefix("role: ") for line in comments if line.startswith("role: ")), "")


def entry_role(entry: polib.POEntry) -> str:
    return role_of((entry.comment or "").split("\n"))


def free_context(entry: polib.POEntry, taken: set[Key]) -> str | None:
    """The context under which an entry can become obsolete: its own, or its role where an active twin has taken its key.

    gettext's tools refuse a file with one key twice, obsolete or not. `taken` grows by the key.
    """
    role = entry_role(entry) or "obsolete"
    context: str | None = entry.msgctxt
    for number in count(1):
        if (entry.msgid, context or "") not in taken:
            break
        context = role if number == 1 else f"{role} {number}"
    taken.add((entry.msgid, context or ""))
    return context
