"""Short names for files and ids."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ı": "i", "ğ": "g", "ş": "s", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
)


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; "" where nothing of the text can be so written."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS).replace("i̇", "i"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
