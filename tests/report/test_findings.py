"""Findings as text, JSON, SARIF and JUnit."""

import json
from pathlib import Path

import pytest
import xmlschema

from l10n_flow.checks import ALL
from l10n_flow.model import Finding, Severity
from l10n_flow.report.findings import FORMATS, CheckReport

FINDINGS = (
    Finding(Severity.ERROR, "mask", "'⟦1⟧' is left over", where="locales/tr/a b.po:12", unit="نص"),
    Finding(Severity.WARNING, "numbers", "number lost: <5> & \x07", where="locales/tr/a b.po:20", unit="نص 5"),
    Finding(Severity.INFO, "spaces", "two spaces in a row", where="locales/tr/a b.po:20", unit="نص 5"),
)
REPORT = CheckReport(FINDINGS, ("locales/tr/a b.po", "locales/kk/c.po"), tuple(ALL))


def test_text():
    lines = FORMATS["text"](REPORT).splitlines()
    assert lines[0] == "locales/tr/a b.po:12: error: mask: '⟦1⟧' is left over"
    assert lines[-1] == "3 findings (1 error, 1 warning, 1 hint) in 2 catalogs"
    assert FORMATS["text"](CheckReport((), ("a.po",), ())) == "0 findings in 1 catalog\n"


def test_json():
    assert [one["check"] for one in json.loads(FORMATS["json"](REPORT))] == ["mask", "numbers", "spaces"]


def test_sarif():
    """What the schema of SARIF 2.1.0 asks of the parts that are written."""
    log = json.loads(FORMATS["sarif"](REPORT))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(ALL)
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "locales/tr/a%20b.po"
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert set(map(len, result["partialFingerprints"].values())) == {64}


@pytest.mark.parametrize("report", [REPORT, CheckReport((), (), ()), CheckReport((), ("a.po",), ("mask",))])
def test_junit(report):
    text = FORMATS["junit"](report)
    schema = xmlschema.XMLSchema(str(Path(__file__).parent.parent / "data" / "junit.xsd"))
    schema.validate(text)
    found = schema.to_dict(text)
    assert found["@failures"] == (2 if report is REPORT else 0)
    assert found["@tests"] == len(report.catalogs) * len(report.checks)
