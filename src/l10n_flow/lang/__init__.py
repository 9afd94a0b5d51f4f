"""The target languages: one file each, and this list."""

from __future__ import annotations

from l10n_flow.lang import english, kazakh, turkish
from l10n_flow.lang.base import Language
from l10n_flow.model import L10nError

_LANGUAGES: dict[str, Language] = {module.LANGUAGE.code: module.LANGUAGE for module in (english, turkish, kazakh)}

__all__ = ["Language", "codes", "get"]


def codes() -> tuple[str, ...]:
    return tuple(_LANGUAGES)


def get(code: str) -> Language:
    """The language of a code such as "tr". Raises L10nError for one that is not known."""
    try:
        return _LANGUAGES[code]
    except KeyError:
        known = ", ".join(f"{lang.code} ({lang.name})" for lang in _LANGUAGES.values())
        raise L10nError(f"'{code}' is not a language this program knows", mend=f"Known are {known}.") from None
