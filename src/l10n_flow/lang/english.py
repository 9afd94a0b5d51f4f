"""English."""

from __future__ import annotations

from l10n_flow.lang.base import Language
from l10n_flow.lang.inflect.english import EnglishInflector
from l10n_flow.lang.sounds.english import SOUNDS
from l10n_flow.lang.vocabulary.english import VOCABULARY

# Any Latin letter: English keeps the spelling of foreign names (Erdoğan, Türkiye).
_LETTERS = frozenset("ʻʼʾʿ").union(  # Hawaiʻi, Qurʾan
    char for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if (char := chr(code)).isalpha()
)

LANGUAGE = Language(
    code="en", name="English", native_name="English", script="Latin", letters=_LETTERS,
    quotes=("“", "”", "‘", "’"), inflector=EnglishInflector(), sounds=SOUNDS,
    vocabulary=VOCABULARY, foreign_quotes="«»„‟", lengths=(0.268, 0.124), neighbours=("de", "fr", "nl"), dash="—",
)  # fmt: skip
