"""Findings as JUnit XML: a suite a catalog, a case a check, so that CI services show what passed as well."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from l10n_flow.model import Finding, Severity
from l10n_flow.report.findings.base import CheckReport, place
from l10n_flow.report.findings.text import line

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: CheckReport) -> str:
    """A case fails for errors and warnings; hints are its output and let it pass."""
    root = ET.Element("testsuites", name="l10n-flow check")
    total = failed = 0
    for catalog in dict.fromkeys((*report.catalogs, *(place(finding)[0] for finding in report.findings))):
        here = [finding for finding in report.findings if place(finding)[0] == catalog]
        checks = dict.fromkeys((*report.checks, *(finding.check for finding in here)))
        suite = ET.SubElement(root, "testsuite", name=catalog, tests=str(len(checks)), errors="0", skipped="0")
        failures = sum(_case(suite, catalog, check, [f for f in here if f.check == check]) for check in checks)
        suite.set("failures", str(failures))
        total, failed = total + len(checks), failed + failures
    root.set("tests", str(total))
    root.set("failures", str(failed))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, catalog: str, check: str, findings: list[Finding]) -> bool:
    """One check of one catalog; whether it failed."""
    case = ET.SubElement(suite, "testcase", name=check, classname=catalog)
    bad = [finding for finding in findings if finding.severity is not Severity.INFO]
    hints = [finding for finding in findings if finding.severity is Severity.INFO]
    if bad:
        worst = Severity.ERROR if any(finding.severity is Severity.ERROR for finding in bad) else Severity.WARNING
        message = f"{len(bad)} finding{'' if len(bad) == 1 else 's'}"
        ET.SubElement(case, "failure", type=worst.value, message=message).text = _lines(bad)
    if hints:
        ET.SubElement(case, "system-out").text = _lines(hints)
    return bool(bad)


def _lines(findings: list[Finding]) -> str:
    return _NOT_XML.sub("\ufffd", "\n".join(map(line, findings)))
