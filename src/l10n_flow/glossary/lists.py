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


def _table(name: str) -> list[dict[str, str]]:
    """A table of the data folder, its columns named in its first line."""
    head, *rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows]


def known_names() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Folded Arabic name -> (kind, {language: name}): the corpus's names, and those of CLDR."""
    return _known_names(lang.codes())


@cache
def _known_names(codes: tuple[str, ...]) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for row in _table("names.tsv"):
        forms = {code: row[code] for code in codes if code in row}
        found.setdefault(fold(row["ar"]).text, (row["kind"], forms))
    return found | {arabic: ("place", forms) for arabic, forms in _territories(codes).items()}


@cache
def name_words() -> Mapping[str, Mapping[str, str]]:
    """Language -> {folded Arabic word of people's names: its spelling}."""
    rows = [(fold(row.pop("ar")).text, row) for row in _table("name_words.tsv")]
    codes = {code for _, row in rows for code in row}
    return {code: {word: row[code] for word, row in rows} for code in codes}


def cldr_territories() -> Mapping[str, Mapping[str, str]]:
    """Folded Arabic name of a territory -> {language: its name} (Unicode CLDR through Babel)."""
    return _territories(lang.codes())


@cache
def _territories(codes: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    from babel import Locale
    from babel.localedata import exists

    others = {code: Locale(code).territories for code in codes if exists(code)}
    found: dict[str, dict[str, str]] = {}
    for territory, name in Locale("ar").territories.items():
        forms = {code: names[territory] for code, names in others.items() if territory in names}
        if len(territory) == 2 and len(forms) == len(others):
            found[fold(name).text] = forms
    return found
