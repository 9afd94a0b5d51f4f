"""Packages of a folder of `.argosmodel` files. Nothing here can open a connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.mt.store.archive import read_metadata
from l10n_flow.mt.store.digests import check_sha256
from l10n_flow.mt.store.offers import Got, Offer, Progress


class Folder:
    """Files in one folder, not in folders in it. `skipped` says which were left out and why, once `offers` has looked."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        self.skipped: list[str] = []

    def offers(self) -> Sequence[Offer]:
        if not self._path.is_dir():
            raise L10nError("no such folder", where=self.name, mend="Name a folder of .argosmodel files.")
        found = []
        self.skipped = []
        for path in sorted(self._path.glob("*.argosmodel")):
            try:
                metadata = read_metadata(path)
            except L10nError as error:
                self.skipped.append(str(error))
                continue
            if metadata.source:
                found.append(Offer(metadata.source, metadata.target, metadata.version, path=path))
        return found

    def get(self, offer: Offer, *, sha256: str, limit: int, progress: Progress | None) -> Got:
        if offer.path is None:
            raise L10nError(f"no file for {offer.pair}", where=self.name)
        return local(offer.path, sha256=sha256 or offer.sha256)


def local(path: Path, *, sha256: str) -> Got:
    """A file of the user's, its checksum compared if there is one. Raises L10nError."""
    if not path.is_file():
        raise L10nError("no such file", where=str(path), mend="Name a .argosmodel file, or a pair such as ar_en.")
    check_sha256(path, sha256, where=str(path))
    return Got(path, str(path))
