"""Findings as lines, as compilers write them: `file:line: severity: check: message`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from l10n_flow.model import Finding, Severity
from l10n_flow.report.findings.base import CheckReport


def plain(severity: Severity) -> str:
    """The name of a severity, without colour."""
    return severity.value


def line(finding: Finding, style: Callable[[Severity], str] = plain) -> str:
    """One finding."""
    return f"{finding.where}: {style(finding.severity)}: {finding.check}: {finding.message}"


def write(report: CheckReport, style: Callable[[Severity], str] = plain) -> str:
    """All findings, and a last line that counts them."""
    return "\n".join([*(line(finding, style) for finding in report.findings), summary(report)]) + "\n"


def summary(report: CheckReport) -> str:
    """ "12 findings (2 errors, 9 warnings, 1 info) in 3 catalogs"."""
    counts = Counter(finding.severity for finding in report.findings)
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
    parts = [_count(counts[severity], name) for severity, name in names.items() if counts[severity]]
    shown = f" ({', '.join(parts)})" if parts else ""
    return f"{_count(len(report.findings), 'finding')}{shown} in {_count(len(report.catalogs), 'catalog')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
