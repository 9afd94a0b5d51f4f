"""Kazakh, in Cyrillic."""

from __future__ import annotations

from l10n_flow.lang.base import Language
from l10n_flow.lang.inflect.kazakh import KazakhInflector

_LOWER = "абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі"

LANGUAGE = Language(
    code="kk", name="Kazakh", native_name="Қазақша", script="Cyrillic", letters=frozenset(_LOWER + _LOWER.upper()),
    quotes=("«", "»", "“", "”"), inflector=KazakhInflector(), decimal=",", thousands=" ",
    foreign_scripts=("Latin",), look_alikes=frozenset("ABCEHIKMOPTXYaceiopxyh"),
)  # fmt: skip
