"""Which message of a catalog a unit of an article is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from l10n_flow.model import Role, Unit

Key = tuple[str, str]  # (msgid, msgctxt or "")


def unit_keys(units: Sequence[Unit]) -> tuple[Key, ...]:
    """The key of each unit: the first role of a text has no context, any other is its context."""
    first: dict[str, Role] = {}
    return tuple((unit.text, "" if first.setdefault(unit.text, unit.role) is unit.role else unit.role.value) for unit in units)


def unit_id(msgid: str, msgctxt: str) -> str:
    """An id that stays the same as long as the message does: a letter and 20 hexadecimal digits."""
    return "u" + hashlib.sha256(f"{msgctxt}\x04{msgid}".encode()).hexdigest()[:20]
