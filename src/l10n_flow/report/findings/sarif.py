"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a pull request."""

from __future__ import annotations

import hashlib
import inspect
import json
from pathlib import Path
from typing import Any

from l10n_flow import __version__
from l10n_flow.checks import ALL
from l10n_flow.model import Finding, Severity
from l10n_flow.paths import uri
from l10n_flow.report.findings.base import CheckReport, place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: CheckReport) -> str:
    """One run: every check that ran is a rule, every finding a result at its line of the catalog."""
    rules = list(dict.fromkeys((*report.checks, *(finding.check for finding in report.findings))))
    driver = {"name": "l10n-flow", "version": __version__, "rules": [_rule(check) for check in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(catalog)} for catalog in report.catalogs],
        "results": [_result(finding, rules) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(check: str) -> dict[str, Any]:
    if check not in ALL:
        return {"id": check}
    known = ALL[check]
    help_text = inspect.cleandoc(known.help)
    return {
        "id": check,
        "shortDescription": {"text": " ".join(help_text.split("\n\n")[0].split())},
        "fullDescription": {"text": " ".join(help_text.split())},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": LEVELS[known.severity]},
    }


def _result(finding: Finding, rules: list[str]) -> dict[str, Any]:
    path, line = place(finding)
    physical = {"artifactLocation": _location(path), "region": {"startLine": line}}
    # A line moves when entries are added: what makes a finding the same one is its check, text and message.
    digest = hashlib.sha256("\0".join((finding.check, path, finding.unit, finding.message)).encode()).hexdigest()
    return {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"finding/v1": digest},
    }


def _location(path: str) -> dict[str, str]:
    return {"uri": uri(Path(path).resolve() if Path(path).is_absolute() else Path(path))}
