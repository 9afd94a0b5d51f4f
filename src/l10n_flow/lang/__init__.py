"""The target languages: one file each, and this list."""

from __future__ import annotations

import re

from l10n_flow.lang import english, kazakh, turkish
from l10n_flow.lang.base import Language
from l10n_flow.model import L10nError

_LANGUAGES: dict[str, Language] = {}

__all__ = ["Language", "codes", "forget", "get", "register"]


def register(language: Language) -> None:
    """Make a language known to the whole program. Raises ValueError: its code is no ISO 639 code, or is taken."""
    if not re.fullmatch(r"[a-z]{2,3}", language.code) or language.code == "ar":
        raise ValueError(f"'{language.code}' is no code of a target language (ISO 639: two or three small letters)")
    if language.code in _LANGUAGES:
        raise ValueError(f"'{language.code}' is {_LANGUAGES[language.code].name} already")
    _LANGUAGES[language.code] = language


def forget(code: str) -> None:
    """Undo `register`."""
    del _LANGUAGES[code]


def codes() -> tuple[str, ...]:
    return tuple(_LANGUAGES)


def get(code: str) -> Language:
    """The language of a code such as "tr". Raises L10nError for one that is not known."""
    try:
        return _LANGUAGES[code]
    except KeyError:
        known = ", ".join(f"{lang.code} ({lang.name})" for lang in _LANGUAGES.values())
        raise L10nError(f"'{code}' is not a language this program knows", mend=f"Known are {known}.") from None


for _module in (english, turkish, kazakh):
    register(_module.LANGUAGE)
