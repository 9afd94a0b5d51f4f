"""Findings as a JSON list."""

from __future__ import annotations

import json
from typing import Any

from l10n_flow.model import Finding
from l10n_flow.report.findings.base import CheckReport


def as_object(finding: Finding) -> dict[str, Any]:
    """One finding; `start` and `end` are -1 where it is about the whole entry."""
    return {
        "severity": finding.severity.value, "check": finding.check, "message": finding.message, "where": finding.where,
        "unit": finding.unit, "start": finding.start, "end": finding.end,
    }  # fmt: skip


def write(report: CheckReport) -> str:
    return json.dumps([as_object(finding) for finding in report.findings], ensure_ascii=False, indent=2) + "\n"
