"""Whose work a catalog is, as far as its header says."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADDRESS = re.compile(r"<[^<>]*>\s*$")
NOBODY = "FULL NAME"  # gettext's placeholder in the header of a catalog that nobody has signed


def last_translator(metadata: Mapping[str, str]) -> str:
    """The header's Last-Translator ("Name <address>"), or "" where nobody signed."""
    signed = str(metadata.get("Last-Translator", "")).strip()
    return "" if signed.startswith(NOBODY) else signed


def person(translator: str) -> str:
    """A person's name without the address behind it; the address where there is no name."""
    return _ADDRESS.sub("", translator).strip() or translator.strip("<> ")
