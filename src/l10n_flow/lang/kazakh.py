"""Kazakh, in Cyrillic."""

from __future__ import annotations

from l10n_flow.lang.base import Language
from l10n_flow.lang.inflect.kazakh import KazakhInflector
from l10n_flow.lang.slips.kazakh import slips
from l10n_flow.lang.sounds.kazakh import SOUNDS
from l10n_flow.lang.vocabulary.kazakh import VOCABULARY

_LOWER = "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі"

LANGUAGE = Language(
    code="kk", name="Kazakh", native_name="Қазақша", script="Cyrillic", letters=frozenset(_LOWER + _LOWER.upper()),
    quotes=("«", "»", "“", "”"), inflector=KazakhInflector(), decimal=",", thousands=" ",
    foreign_scripts=("Latin",), look_alikes=frozenset("ABCEHIKMOPTXYaceiopxyh"),
    vocabulary=VOCABULARY, sounds=SOUNDS, foreign_quotes="‘‚‟", lengths=(0.225, 0.121), neighbours=("ky", "ru"), slips=slips,
)  # fmt: skip
