"""Figures at the end of a name, as plain digits: whoever adds a suffix reads them aloud."""

from __future__ import annotations

import re
import unicodedata

# Superscripts and subscripts, which are digits to `str.isdigit` but not to `\d`: CO₂, km².
_RAISED = re.compile(r"[²³¹⁰-₉]")


def lowered(text: str) -> str:
    """Superscripts and subscripts on the line: CO₂ -> CO2."""
    return _RAISED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def ascii_digits(text: str) -> str:
    """The digits of a text, of any script, in ASCII; everything else is left out."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
