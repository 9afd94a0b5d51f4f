"""Findings of checks as a file: one format a module, each with `write(report) -> str`, and this list."""

from __future__ import annotations

from collections.abc import Callable

from l10n_flow.report.findings import json, junit, sarif, text
from l10n_flow.report.findings.base import CheckReport

FORMATS: dict[str, Callable[[CheckReport], str]] = {
    "text": text.write, "json": json.write, "sarif": sarif.write, "junit": junit.write,
}  # fmt: skip

__all__ = ["FORMATS", "CheckReport"]
