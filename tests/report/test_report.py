"""The journal remembers drafts, and the report shows what it should and fetches nothing."""

import html
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import polib
import pytest

from l10n_flow.catalog import catalog_path, list_entries, update_catalog
from l10n_flow.inspection import Inspector, find_catalogs
from l10n_flow.journal import Journal
from l10n_flow.model import Message, Severity, State
from l10n_flow.report import plots
from l10n_flow.report.overview import gather
from l10n_flow.report.project_json import as_object
from l10n_flow.report.project_page import as_html

NOW, LATER = datetime(2026, 11, 24, 12, 0, tzinfo=UTC), datetime(2026, 12, 9, 8, 0, tzinfo=UTC)
NAME = "locales/tr/LC_MESSAGES/a.po"


def po(project):
    return catalog_path(project.locales, "tr", "a")


def observe(project, now=NOW):
    Journal(project.root).observe({NAME: po(project)}, now=now)


def reviews(project):
    return Journal(project.root).reviews(NAME, po(project), list_entries(po(project)), now=LATER)


def review(project, number, text, *, who="Ayşe Yılmaz <a@example.com>", when="2026-12-01 10:30+0300", keep=True):
    catalog = polib.pofile(str(po(project)), wrapwidth=0)
    catalog.metadata |= {"Last-Translator": who, "PO-Revision-Date": when}
    catalog[number].msgstr, catalog[number].flags = text, []
    catalog[number].comment = catalog[number].comment if keep else ""
    catalog.save(str(po(project)))


def overview(project):
    inspector = Inspector(project)
    return gather(project, find_catalogs(project), inspector, now=LATER)


def test_a_draft_is_remembered_when_a_person_has_edited_it(project):
    observe(project)
    review(project, 0, "Cumhurbaşkanı Ankara'ya vardı")
    observe(project)
    review(project, 1, "Ticaret 5 milyar oldu", who="Erlan <e@example.com>", when="2026-12-05 09:00+0500")
    first, second = reviews(project)
    assert (first.draft, first.text) == ("Başkan Ankara'ya geldi", "Cumhurbaşkanı Ankara'ya vardı")
    assert (first.engine, first.signature) == ("ar_tr 1.0", "0a0b0c0d-11112222")
    assert (first.reviewer, first.seen) == ("Ayşe Yılmaz", datetime(2026, 12, 1, 7, 30, tzinfo=UTC)), "as it was first seen"
    assert (second.reviewer, second.draft == second.text) == ("Erlan", True), "not seen yet: what the header says now"


def test_of_several_drafts_the_one_a_person_saw_counts(project):
    observe(project)
    db = sqlite3.connect(Journal(project.root).path)
    with db:
        db.execute("insert into draft select catalog, unit, 'ffffffff', 'Başka taslak', signature, 'x', '2027' from draft")
    db.close()
    review(project, 0, "Elle")
    assert reviews(project)[0].draft == "Başkan Ankara'ya geldi", "by the fingerprint in the entry's comment"
    review(project, 0, "Elle", keep=False)
    assert reviews(project)[0].draft == "Başka taslak", "the last one where a tool dropped the comment"


def test_without_a_journal_only_that_part_is_missing(project):
    review(project, 0, "Elle, Ankara")
    text = as_html(overview(project))
    assert "Post-edit distance" not in text and "Proof of the glossary" in text
    assert not (project.root / ".l10n-flow").exists(), "a report writes no journal"
    observe(project)
    assert "No draft has been reviewed since" in as_html(overview(project))
    assert (project.root / ".l10n-flow" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_broken_journal_is_a_warning(project):
    path = Journal(project.root).path
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)
    review(project, 0, "Elle")
    with pytest.warns(UserWarning, match="not written down"):
        observe(project)
    with pytest.warns(UserWarning, match="cannot be read"):
        assert reviews(project) == []


def test_what_is_gathered(project):
    observe(project)
    review(project, 0, "Cumhurbaşkanı Ankara'ye vardı")
    found = overview(project)
    assert (found.units(), found.units(State.REVIEWED), found.units(State.DRAFT, "tr")) == (4, 1, 2)
    assert [(proof.term_id, proof.forms, bool(proof.wrong)) for proof in found.proofs] == [
        ("ankara", ("Ankara'ye",), True), ("astana", (), True),
    ]  # fmt: skip
    assert "write 'Ankara'ya'" in found.proofs[0].wrong[0]
    assert dict(found.methods) == {("tr", "missing"): 1}, "an edited entry's comments prove nothing any more"
    (edit,) = found.edits
    assert (edit.terms, edit.reviewer, edit.unchanged) == (("أنقرة",), "Ayşe Yılmaz", False)
    assert edit.distance.ter == pytest.approx(100), "three words of three were exchanged"
    (name,) = [one for one in found.names() if one.term_id == "ankara"]
    assert (name.mentions, name.right, name.forms, len(name.wrong)) == (1, 0, (("Ankara'ye", 1),), 1)


def test_what_comes_out_only_of_all_catalogs_is_in_the_report(project, messages):
    """A second catalog translates one text otherwise: `status`, `report` and `check` say the same."""
    other = Message(messages[1].text, draft="Alışveriş 5 milyara vardı", signature="0a0b0c0d")
    path = catalog_path(project.locales, "tr", "b")
    update_catalog(path, (other,), language="tr", plural_forms="nplurals=2; plural=(n != 1);", project="b", now=NOW)
    inspector, catalogs = Inspector(project), find_catalogs(project)
    shown = [finding for one in overview(project).statuses for finding in one.findings]
    assert [finding.where for finding in shown if finding.check == "inconsistent"] == [f"{path}:{list_entries(path)[0].line}"]
    assert list(inspector.all_findings(catalogs)) == shown


def test_a_draft_from_the_memory_is_its_own_engine(project, messages):
    draft = Message(
        messages[1].text, draft="Ticaret 5 milyar", signature="memory-0123456789ab",
        notes=("memory: 96 fuzzy, from b.po:3, Erlan", "memory source: بلغت"),
    )  # fmt: skip
    path = po(project)
    rows = (messages[0], draft, *messages[2:])
    update_catalog(path, rows, language="tr", plural_forms="nplurals=2; plural=(n != 1);", project="a", now=NOW)
    observe(project)
    review(project, 1, "Ticaret 5 milyar oldu")
    (one,) = reviews(project)
    assert (one.engine, one.signature.split("-")[0], one.draft) == ("memory", "memory", "Ticaret 5 milyar")


def test_figures_by_engine_name_reviewer_and_day(project):
    observe(project)
    review(project, 0, "Başkan Ankara'ya geldi", when="2026-12-01 10:30+0300")
    observe(project)
    review(project, 1, "Bambaşka bir söz", who="Erlan <e@example.com>", when="2026-12-05 01:00+0500")
    data = as_object(overview(project))["post_edit"]
    json.dumps(data)
    assert data["all"]["entries"] == 2 and data["all"]["unchanged"] == 1
    assert data["all"]["ter"] == pytest.approx((0 + 400 / 3) / 2, abs=0.01), (
        "four words to three: three exchanged, one left out"
    )
    assert [(one["engine"], one["signature"], one["language"], one["entries"]) for one in data["by_engine"]] == [
        ("ar_tr 1.0", "0a0b0c0d", "tr", 2)
    ]
    assert [(one["ar"], one["chrf"], one["ter"]) for one in data["by_name"]] == [("أنقرة", 100, 0)]
    assert [(one["reviewer"], one["entries"]) for one in data["by_reviewer"]] == [("Erlan", 1), ("Ayşe Yılmaz", 1)]
    assert [(one["reviewer"], one["day"]) for one in data["by_day"]] == [("Ayşe Yılmaz", "2026-12-01"), ("Erlan", "2026-12-04")]
    assert [entry["draft"] for entry in data["entries"]] == ["Başkan Ankara'ya geldi", "Ticaret 5 milyar oldu"]
    assert data["signatures"][1].startswith("TER nrefs:1|case:mixed|")


def test_the_page_and_its_json_say_the_same(project):
    observe(project)
    review(project, 0, "Cumhurbaşkanı Ankara'ye vardı")
    found = overview(project)
    data, text = as_object(found), as_html(found)
    assert sum(one["findings"] for one in data["catalogs"]) == found.found(Severity.ERROR) + found.found(Severity.WARNING)
    assert (data["catalogs"][0]["reviewed"], data["catalogs"][0]["untranslated"]) == (1, 1)
    assert data["names"][0] | {"wrong": 0} == {
        "term": "ankara", "ar": "أنقرة", "language": "tr", "approved": "Ankara", "mentions": 1, "right": 0,
        "forms": {"Ankara'ye": 1}, "wrong": 0,
    }  # fmt: skip
    assert html.escape(data["names"][0]["wrong"][0]["message"]) in text
    assert data["placed"] == [{"language": "tr", "method": "missing", "names": 1}]
    means = f"the means are {data['post_edit']['all']['chrf']:.1f} chrF++ and {data['post_edit']['all']['ter']:.1f} TER"
    assert means in " ".join(text.split())
    (project.root / ".l10n-flow" / "drafts.sqlite").unlink()
    assert as_object(overview(project))["post_edit"] is None


def test_the_page_is_whole_and_fetches_nothing(project):
    observe(project)
    review(project, 0, "<script>Ankara'ya</script> & vardı")
    observe(project)
    review(project, 1, "Ticaret 6 milyar oldu", who="<b>Erlan</b> <e@example.com>", when="2026-12-05 09:00+0500")
    text = as_html(overview(project))
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", text)
    for part in ("Progress", "Findings", "Proof of the glossary", "Post-edit distance", "By engine", "By reviewer over time"):
        assert part in text
    assert "&lt;b&gt;Erlan&lt;/b&gt;" in text and "<b>Erlan" not in text
    assert "number lost or changed" in text
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert ET.fromstring(svg).find("title").text
    for tag in ("div", "table", "details", "tr", "td", "th", "tbody", "h2", "h3", "svg", "ul", "p", "span", "code"):
        assert len(re.findall(rf"<{tag}[ >]", text)) == text.count(f"</{tag}>"), tag


def test_plots_put_everything_inside():
    day = datetime(2026, 11, 1, tzinfo=UTC)
    drawn = [
        plots.stacked_bars("a", {"glossary": {"en": 3, "tr": 0}, "numbers": {"en": 1, "tr": 200}}), plots.stacked_bars("b", {}),
        plots.paired_bars("g", {"a" * 60: {"chrF++": 41.5, "TER": 180}, "أنقرة": {"chrF++": 0, "TER": 0}}), plots.paired_bars("h", {}),
        plots.histogram("c", [0, 5, 99.9, 100, 250]), plots.histogram("d", []), plots.lines("e", {"x": [(day, 50)]}),
        plots.lines("f", {"x": [(day, 0), (LATER, 100)], "y": [(LATER, 40)]}),
    ]  # fmt: skip
    for svg in drawn:
        root = ET.fromstring(svg)
        height = float(root.get("viewBox").split()[3])
        for shape in (one for one in root.iter() if one.tag in ("rect", "circle", "text")):
            x, y = float(shape.get("x", shape.get("cx", 0))), float(shape.get("y", shape.get("cy", 0)))
            assert 0 <= x + float(shape.get("width", 0)) <= plots.WIDTH and 0 <= y <= height
