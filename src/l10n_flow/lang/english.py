"""English."""

from __future__ import annotations

from l10n_flow.lang.base import LATIN, Language
from l10n_flow.lang.inflect.english import EnglishInflector
from l10n_flow.lang.sounds.english import SOUNDS
from l10n_flow.lang.vocabulary.english import VOCABULARY

LANGUAGE = Language(
    code="en", name="English", native_name="English", script="Latin", letters=LATIN,
    quotes=("“", "”", "‘", "’"), inflector=EnglishInflector(), sounds=SOUNDS,
    vocabulary=VOCABULARY, foreign_quotes="«»„‟", lengths=(0.268, 0.124), neighbours=("de", "fr", "nl"), dash="—",
)  # fmt: skip
