"""What a report of findings is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from l10n_flow.model import Finding

_WHERE = re.compile(r"(.+):(\d+)$")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The findings of some catalogs; `catalogs` are all that were looked at, also those with no finding."""

    findings: tuple[Finding, ...]
    catalogs: tuple[str, ...]
    checks: tuple[str, ...]  # ids of the checks that ran


def place(finding: Finding) -> tuple[str, int]:
    """(path, line) of a finding; line 1 where none is known."""
    match = _WHERE.match(finding.where)
    return (match.group(1), int(match.group(2))) if match else (finding.where, 1)
