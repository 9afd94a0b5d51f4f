"""Which folders a person means to remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.mt.packages import Package
from l10n_flow.mt.store.offers import parse_pair


def to_remove(words: Sequence[str], packages: Sequence[Package], folders: Sequence[Path]) -> list[Path]:
    """The folders of pairs and folder names, all or none.

    Args:
        packages: what is here, with those that ship inside.
        folders: package folders that are not ours, with broken ones.

    Raises:
        L10nError: nothing fits, only a built-in package does, or several folders do.
    """
    found: list[Path] = []
    for word in words:
        pair = parse_pair(word)
        fitting = [folder for folder in folders if folder.name == word]
        if not fitting and pair:
            fitting = [one.path for one in packages if (one.source, one.target) == pair and not one.bundled]
        if len(fitting) > 1:
            names = ", ".join(str(path) for path in fitting)
            raise L10nError(f"several packages: {names}", where=word, mend="Name one by its folder's name, or move one away.")
        if not fitting:
            raise _nothing(word, packages, folders)
        found += fitting
    return list(dict.fromkeys(found))


def _nothing(word: str, packages: Sequence[Package], folders: Sequence[Path]) -> L10nError:
    pair = parse_pair(word)
    if any(one.bundled and (one.name == word or (one.source, one.target) == pair) for one in packages):
        mend = "It is part of l10n-flow. An installed package for the pair is used instead of it: l10n-flow models install."
        return L10nError("the built-in package cannot be removed", where=word, mend=mend)
    names = ", ".join(sorted(folder.name for folder in folders)) or "none"
    return L10nError("no such package is installed", where=word, mend=f"Installed are: {names}.")
