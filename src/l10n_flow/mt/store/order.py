"""What a person asked to install, as offers, addresses and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import number
from l10n_flow.mt.packages import Package
from l10n_flow.mt.store.folder import Folder, local
from l10n_flow.mt.store.index import discard, download
from l10n_flow.mt.store.install import Installed, install, same_pair
from l10n_flow.mt.store.offers import MAX_BYTES, Got, Offer, Progress, Store, choose, parse_pair

SUFFIX = ".argosmodel"


@dataclass(frozen=True, slots=True)
class Order:
    """One of: an offer of the store, the address of a file, a file."""

    what: str
    offer: Offer | None = None
    url: str = ""
    path: Path | None = None

    @property
    def sha256(self) -> str:
        return self.offer.sha256 if self.offer else ""


def read_orders(words: Sequence[str], store: Store) -> list[Order]:
    """Orders for what was typed; the store is asked once, and only where a pair was typed. Raises L10nError, all or none."""
    offers: Sequence[Offer] | None = None
    found = []
    for word in words:
        if "://" in word:
            if isinstance(store, Folder):
                raise L10nError("an address, while --offline allows no network", where=word, mend="Name a pair or a file.")
            found.append(Order(word, url=word))
        elif word.endswith(SUFFIX) or Path(word).is_file():
            found.append(Order(word, path=Path(word)))
        elif pair := parse_pair(word):
            offers = store.offers() if offers is None else offers
            found.append(Order(word, offer=choose(offers, *pair, where=store.name)))
        else:
            mend = f"Name a pair such as ar_en, a {SUFFIX} file, or the address of one."
            raise L10nError("neither a pair of languages nor a package file", where=word, mend=mend)
    return found


def up_to_date(order: Order, home: Path) -> Package | None:
    """The package of an ordered pair that is installed already, as new as the offer or newer."""
    if order.offer is None:
        return None
    there = same_pair(home, order.offer.source, order.offer.target)
    return there[-1][1] if there and number(there[-1][1].version) >= number(order.offer.version) else None


def carry_out(
    order: Order, store: Store, home: Path, *, sha256: str = "", limit: int = MAX_BYTES, progress: Progress | None = None
) -> Installed:
    """Get and install one package. A download is deleted at the end, whether it was installed or refused. Raises L10nError."""
    got = _get(order, store, sha256, limit, progress)
    try:
        pair = (order.offer.source, order.offer.target) if order.offer else None
        return install(got, home, pair=pair, limit=limit)
    finally:
        discard(got)


def _get(order: Order, store: Store, sha256: str, limit: int, progress: Progress | None) -> Got:
    if order.offer:
        return store.get(order.offer, sha256=sha256, limit=limit, progress=progress)
    if order.path:
        return local(order.path, sha256=sha256)
    return download(order.url, sha256=sha256, limit=limit, progress=progress)
