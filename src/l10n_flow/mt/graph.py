"""Which packages lead from one language to another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from l10n_flow.model import L10nError
from l10n_flow.mt.packages import Package


@dataclass(frozen=True, slots=True)
class Route:
    """The packages to run, in order."""

    hops: tuple[Package, ...]

    @property
    def target(self) -> str:
        return self.hops[-1].target

    def signature(self, options: str) -> str:
        """12 hexadecimal digits that change with the packages' weights, tags and the decoding options."""
        parts = []
        for hop in self.hops:
            around = f" {hop.source_prefix} {hop.source_suffix}" if hop.source_prefix or hop.source_suffix else ""
            parts.append(f"{hop.source}>{hop.target} {hop.target_prefix} {hop.digest}{around}")
        return hashlib.sha256("\n".join([*parts, options]).encode()).hexdigest()[:12]

    def __str__(self) -> str:
        return " + ".join(f"{hop.name} {hop.version}" for hop in self.hops)


def find_route(packages: Sequence[Package], source: str, target: str) -> Route:
    """The shortest way; of equally short ones that with the fewest bundled packages, then the first by name.

    Raises:
        L10nError: there is no way; it lists what is there.
    """
    best: dict[str, tuple[tuple[int, int, tuple[str, ...]], tuple[Package, ...]]] = {source: ((0, 0, ()), ())}
    frontier = [source]
    while frontier:
        reached = []
        for language in frontier:
            (hops, ours, names), way = best[language]
            for package in packages:
                if package.source != language:
                    continue
                cost = (hops + 1, ours + package.bundled, (*names, package.name))
                if package.target not in best or cost < best[package.target][0]:
                    best[package.target] = (cost, (*way, package))
                    reached.append(package.target)
        frontier = reached
    if target == source or target not in best:
        there = ", ".join(sorted({f"{p.source}->{p.target}" for p in packages})) or "none"
        raise L10nError(
            f"no package translates {source} to {target} (there are: {there})",
            mend=f"Install one: l10n-flow models install {source}_{target}; docs/models.md says what there is.",
        )
    return Route(best[target][1])
