"""The wrong language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Protocol

from l10n_flow import lang
from l10n_flow.checks.base import Subject

MIN_LENGTH = 30  # shorter texts are names and numbers as often as not
SURE = 0.99


class _Identifier(Protocol):
    nb_classes: list[str]

    def set_languages(self, langs: list[str]) -> None: ...
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier(codes: tuple[str, ...]) -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([code for code in codes if code in found.nb_classes])
    return found


def check(subject: Subject) -> Iterator[str]:
    """A translation in another language, as langid sees it; for texts of 30 letters or more that it is sure of (99%).

    Says nothing of a language that langid does not know.
    """
    text = " ".join(word for word in subject.target.split() if any(map(str.isalpha, word)))
    if sum(map(str.isalpha, text)) < MIN_LENGTH:
        return
    known = tuple(dict.fromkeys((*lang.codes(), "ar", *(code for one in lang.codes() for code in lang.get(one).neighbours))))
    identifier = _identifier(known)
    code, score = identifier.classify(text.lower())
    if (
        subject.language.code in identifier.nb_classes
        and code != subject.language.code
        and code not in subject.language.neighbours
        and score >= SURE
    ):
        name = lang.get(code).name if code in lang.codes() else f"language '{code}'"
        yield f"reads as {name}, not as {subject.language.name}"
