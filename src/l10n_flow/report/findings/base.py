"""What a report of findings is made from."""

from __future__ import annotations

from dataclasses import dataclass

from l10n_flow.model import Finding
from l10n_flow.paths import split_place


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The findings of some catalogs; `catalogs` are all that were looked at, also those with no finding."""

    findings: tuple[Finding, ...]
    catalogs: tuple[str, ...]
    checks: tuple[str, ...]  # ids of the checks that ran


def place(finding: Finding) -> tuple[str, int]:
    """(path, line) of a finding; line 1 where none is known."""
    path, line, _ = split_place(finding.where)
    return path, line or 1
