"""What an index or a folder has, and which of it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import CODE, number

MAX_BYTES = 4_000_000_000  # of a file, and of what is in it
Progress = Callable[[int, int | None], None]  # bytes done, bytes in all or None
_PAIR = re.compile(rf"(?:translate-)?({CODE})_({CODE})")


@dataclass(frozen=True, slots=True)
class Offer:
    """One package that can be had: a file on this machine, or links to one."""

    source: str
    target: str
    version: str
    links: tuple[str, ...] = ()
    path: Path | None = None
    sha256: str = ""  # "" where whoever offers it gives none

    @property
    def pair(self) -> str:
        return f"{self.source}_{self.target}"


@dataclass(frozen=True, slots=True)
class Got:
    """A package file on this machine."""

    path: Path
    origin: str  # where it came from, for people
    temporary: bool = False  # to be deleted once it is installed


class Store(Protocol):
    """A place that has packages."""

    name: str

    def offers(self) -> Sequence[Offer]:
        """All that it has. Raises L10nError."""
        ...

    def get(self, offer: Offer, *, sha256: str, limit: int, progress: Progress | None) -> Got:
        """The file of one. Raises L10nError."""
        ...


def parse_pair(text: str) -> tuple[str, str] | None:
    """`ar_en` and `translate-ar_en` as two languages; None for anything else."""
    found = _PAIR.fullmatch(text)
    return (found[1], found[2]) if found else None


def choose(offers: Sequence[Offer], source: str, target: str, *, where: str) -> Offer:
    """The newest for a pair. Raises L10nError that names a way over another language, or what there is."""
    fitting = [offer for offer in offers if (offer.source, offer.target) == (source, target)]
    if fitting:
        return max(fitting, key=lambda offer: number(offer.version))
    pairs = {offer.pair for offer in offers}
    middles = sorted(
        {one.target for one in offers if one.source == source} & {one.source for one in offers if one.target == target}
    )
    if middles:
        middle = "en" if "en" in middles else middles[0]
        mend = f"There is a way: l10n-flow models install {source}_{middle} {middle}_{target}"
    else:
        near = sorted(pair for pair in pairs if pair.startswith(f"{source}_") or pair.endswith(f"_{target}"))
        mend = f"It has {', '.join(near) or 'neither language'}; docs/models.md says how to make one with 'models pack'."
    raise L10nError(f"no package for {source}_{target}", where=where, mend=mend)
