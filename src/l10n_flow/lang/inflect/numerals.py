"""Figures at the end of a name, as plain digits: whoever adds a suffix reads them aloud."""

from __future__ import annotations

import re
import unicodedata

# Superscripts and subscripts, which are digits to `str.isdigit` but not to `\d`: CO₂, km².
_RAISED = re.compile(r"[²³¹⁰-₉]")

# Behind a name, and of two letters or I or V: the X of Malcolm X is a letter. Kazakh copy has them in Cyrillic letters too.
_ROMAN = re.compile(r"[^\W\d_]\S*\s(?:.*\s)?(?=[IVX])(?!X$)(X{0,3})(IX|IV|V?I{0,3})$")
_CYRILLIC = str.maketrans("ІХ", "IX")
_UNITS = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}


def roman(name: str) -> str:
    """The Roman numeral at the end of a name in digits (Charles III -> 3), or ""."""
    match = _ROMAN.search(name.translate(_CYRILLIC))
    return str(10 * len(match[1]) + _UNITS[match[2]]) if match else ""


def lowered(text: str) -> str:
    """Superscripts and subscripts on the line: CO₂ -> CO2."""
    return _RAISED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def ascii_digits(text: str) -> str:
    """The digits of a text, of any script, in ASCII; everything else is left out."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
