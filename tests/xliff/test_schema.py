"""What is written keeps the rules of XLIFF 2.1: those a schema can hold, and constraints that it cannot."""

from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
import xmlschema
from lxml import etree

from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.glossary import load_glossary
from l10n_flow.interchange import export_xliff
from l10n_flow.model import L10nError, Message
from l10n_flow.project import Project
from l10n_flow.xliff import XliffFile, XliffState, XliffUnit
from l10n_flow.xliff.write import write

NS = {"x": "urn:oasis:names:tc:xliff:document:2.0", "gls": "urn:oasis:names:tc:xliff:glossary:2.0"}
GLOSSARY = "version: 1\nterms:\n  - {id: ankara, kind: place, ar: أنقرة, tr: Ankara}\n"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def schema():
    return xmlschema.XMLSchema(str(Path(__file__).parent.parent / "data" / "xliff" / "core.xsd"))


def keeps_the_rules(schema, raw):
    root = etree.fromstring(raw)
    schema.validate(root)
    for segment in root.iterfind(".//x:segment", NS):
        target = segment.find("x:target", NS)
        assert target is not None or segment.get("state") == "initial", "only a segment in its initial state has no target"
        assert "subState" not in segment.attrib or "state" in segment.attrib
    for unit in root.iterfind(".//x:unit", NS):
        source = "".join(unit.find(".//x:source", NS).itertext())
        for term in unit.iterfind(".//gls:term", NS):
            assert term.text in source, "a term stands in its unit"
    return root


@pytest.fixture
def project(tmp_path):
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    project = Project(tmp_path, locales=tmp_path / "locales", glossary=tmp_path / "glossary.yaml", targets=("tr",))
    for name, rows in (("a", ["وصل الرئيس إلى أنقرة", "اثنان", "ثلاثة\x1b", "أنقرة وأنقرة"]), ("b", ["أربعة"]), ("empty", [])):
        messages = [Message(text, draft=f"taslak {n}" if n % 2 else "", signature="0123abcd") for n, text in enumerate(rows)]
        messages += [Message(text, context="list-item", comments=("role: list-item",)) for text in rows[:1]]
        path = catalog_path(project.locales, "tr", name)
        update_catalog(path, messages, language="tr", plural_forms="nplurals=2; plural=(n != 1);", project="a", now=NOW)
    return project


def paths(project):
    return [catalog_path(project.locales, "tr", name) for name in ("a", "b", "empty")]


def test_exported_catalogs(project, schema):
    catalog = polib.pofile(str(paths(project)[0]), wrapwidth=0)
    catalog[0].msgstr, catalog[0].tcomment = 'Elle <b>&amp; "x"', "not\x01lar ]]> &"
    catalog[3].flags, catalog[3].previous_msgid = [], "أنقرة"
    catalog.save(str(paths(project)[0]))
    root = keeps_the_rules(schema, export_xliff(project, paths(project), "tr", load_glossary(project.glossary)))
    assert [file.get("original").rpartition("/")[2] for file in root] == ["a.po", "b.po"], "a file holds at least one unit"
    assert [segment.get("state") for segment in root.iterfind(".//x:segment", NS)] == [
        "reviewed", "initial", "initial", "reviewed", "initial", "initial", "initial",
    ]  # fmt: skip


def test_nothing_to_export(project):
    with pytest.raises(L10nError, match="no catalog holds an entry"):
        export_xliff(project, paths(project)[2:], "tr", None)


@pytest.mark.parametrize("state", XliffState)
def test_every_part_of_a_unit(schema, state):
    unit = XliffUnit("u1", "a\x02\ufffeb", "c]]>\x1fd", state, draft=True, role="list-item", notes=(("x & \"y\"", "\x0bn"),), names=(("a", "<A>"),), base="12345678 initial")  # fmt: skip
    keeps_the_rules(schema, write([XliffFile('a "<&>.po', "kk", (unit,))]))


BROKEN = [
    ('state="initial"', 'state="new"'), ('id="u1"', 'id="u 1"'), ('hex="0002"', 'hex="2"'), ('subState="l10n-flow:draft"', 'subState="draft"'),
    ("<source>", "<target/><source>"), ('trgLang="kk"', ""), (' type="exported"', ""), ("<gls:term>a</gls:term>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_the_schema_refuses_what_is_wrong(schema, old, new):
    unit = XliffUnit("u1", "a\x02", "b", draft=True, names=(("a", "A"),), base="12345678 initial")
    text = write([XliffFile("a.po", "kk", (unit,))]).decode()
    assert old in text
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(etree.fromstring(text.replace(old, new).encode()))


def test_the_schema_refuses_an_id_twice(schema):
    units = (XliffUnit("u1", "a"), XliffUnit("u1", "b"))
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(etree.fromstring(write([XliffFile("a.po", "kk", units)])))
