"""Other names in the place of names: augmentation whose Turkish and Kazakh suffixes follow the new name."""

from __future__ import annotations

import random
from pathlib import Path

from l10n_flow import lang
from prepare import LANGS, read_tsv


class Names:
    """Names of the corpus by kind, to draw from."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._kinds: dict[str, list[dict[str, str]]] = {}
        self._kind_of: dict[str, str] = {}
        for row in rows:
            self._kinds.setdefault(row["kind"], []).append(row)
            self._kind_of.setdefault(row["ar"], row["kind"])

    @classmethod
    def load(cls, path: Path) -> Names:
        """From a TSV file (kind, ar, en, tr, kk)."""
        rows = [row for row in read_tsv(path) if len(row) == 5 and row[0] != "kind" and all(row)]
        return cls([dict(zip(("kind", *LANGS), row, strict=True)) for row in rows])

    def other(self, name: str) -> dict[str, str] | None:
        """Another name of the same kind, and with an article where `name` has one (clitics before it stay right)."""
        kind = self._kind_of.get(name)
        if kind is None:
            return None
        new = random.choice(self._kinds[kind])
        return new if new["ar"].startswith("ال") == name.startswith("ال") else None

    @staticmethod
    def plain(words: str, start: int, end: int, new: str, code: str) -> str:
        """`words` with `new` in the place of start:end."""
        return f"{words[:start]}{new}{words[end:]}"

    @staticmethod
    def write(words: str, start: int, end: int, new: str, code: str) -> str:
        """The same with the suffix that stood behind the old name, as the new one wants it."""
        if code == "ar":
            return Names.plain(words, start, end, new, code)
        inflector = lang.get(code).inflector
        length, morphs = inflector.match_suffix(words[end:])
        form = inflector.inflect(new, morphs[0]) if length and morphs else new
        return f"{words[:start]}{form}{words[end + length :]}"
