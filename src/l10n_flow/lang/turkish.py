"""Turkish."""

from __future__ import annotations

from l10n_flow.lang.base import LATIN, Language
from l10n_flow.lang.inflect.turkish import TurkishInflector, lower
from l10n_flow.lang.slips.turkish import slips
from l10n_flow.lang.sounds.turkish import SOUNDS
from l10n_flow.lang.vocabulary.turkish import VOCABULARY


def upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()


LANGUAGE = Language(
    code="tr", name="Turkish", native_name="Türkçe", script="Latin", letters=LATIN,
    quotes=("“", "”", "‘", "’"), inflector=TurkishInflector(), decimal=",", thousands=".", percent="%{}",
    lower=lower, upper=upper,
    vocabulary=VOCABULARY, sounds=SOUNDS, foreign_quotes="„‟«»", lengths=(0.218, 0.125), neighbours=("az",), slips=slips,
)  # fmt: skip
