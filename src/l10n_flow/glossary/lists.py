"""Word lists that ship with the program (made by `scripts/build_word_lists.py`) and names of CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from l10n_flow import lang
from l10n_flow.text.arabic import fold
from l10n_flow.text.words import stems

DATA = Path(__file__).with_name("data")


@cache
def common_words() -> frozenset[str]:
    """Folded Arabic words of news that are no part of a name."""
    return frozenset((DATA / "common.txt").read_text(encoding="utf-8").split())


def is_common(word: str) -> bool:
    """Whether a folded Arabic word, or what is left without its clitics, is a common one."""
    known = common_words()
    return any(stem in known for stem in stems(word))


@cache
def known_names() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Folded Arabic name -> (kind, {language: name}): the corpus's names, and those of CLDR."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines():
        kind, arabic, *forms = line.split("\t")
        found.setdefault(fold(arabic).text, (kind, dict(zip(("en", "tr", "kk"), forms, strict=True))))
    return found | {arabic: ("place", forms) for arabic, forms in cldr_territories().items()}


@cache
def name_words() -> Mapping[str, Mapping[str, str]]:
    """Folded Arabic word of people's names -> {language: spelling}."""
    rows = (line.split("\t") for line in (DATA / "name_words.tsv").read_text(encoding="utf-8").splitlines())
    return {word: dict(zip(("en", "tr", "kk"), forms, strict=True)) for word, *forms in rows}


@cache
def cldr_territories() -> Mapping[str, Mapping[str, str]]:
    """Folded Arabic name of a territory -> {language: its name} (Unicode CLDR through Babel)."""
    from babel import Locale

    arabic = Locale("ar").territories
    others = {code: Locale(code).territories for code in lang.codes()}
    found: dict[str, dict[str, str]] = {}
    for territory, name in arabic.items():
        forms = {code: names[territory] for code, names in others.items() if territory in names}
        if len(territory) == 2 and len(forms) == len(others):
            found[fold(name).text] = forms
    return found
