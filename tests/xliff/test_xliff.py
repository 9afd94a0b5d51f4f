"""Catalogs to XLIFF 2.1 and back: a CAT tool's work arrives, and nobody's is lost."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalog import catalog_path, unit_id, update_catalog
from l10n_flow.glossary import load_glossary
from l10n_flow.interchange import export_xliff, import_xliff
from l10n_flow.model import L10nError, Message
from l10n_flow.project import Project
from l10n_flow.xliff import XliffFile, XliffState, XliffUnit
from l10n_flow.xliff.read import read
from l10n_flow.xliff.write import write

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GLOSSARY = "version: 1\nterms:\n  - {id: ankara, kind: place, ar: أنقرة, tr: Ankara}\n"
CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
FIRST, SECOND, THIRD = "وصل الرئيس إلى أنقرة", "اثنان", "ثلاثة"


def message(text, draft="", **options):
    return Message(text, draft=draft, signature="0123abcd" if draft else "", references=(("articles/a.txt", 3),), **options)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    project = Project(tmp_path, locales=tmp_path / "locales", glossary=tmp_path / "glossary.yaml", targets=("tr",))
    update(project, "taslak")
    return project


def update(project, draft):
    role = {"comments": ("role: paragraph",)}
    rows = (message(FIRST, draft, **role), message(SECOND, **role), message(THIRD, "üç taslak", context="heading"))
    update_catalog(po(project), rows, language="tr", plural_forms="nplurals=2; plural=(n != 1);", project="a", now=NOW)


def po(project):
    return catalog_path(project.locales, "tr", "a")


def export(project):
    path = project.root / "tr.xlf"
    path.write_bytes(export_xliff(project, [po(project)], "tr", load_glossary(project.glossary)))
    return path


def bring(project, path, **options):
    (one,) = import_xliff(project, path, now=NOW, **options)
    return one


def change(path, *replacements):
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def entry(project, msgid):
    return next(one for one in polib.pofile(str(po(project)), wrapwidth=0) if one.msgid == msgid)


def review(project, msgid, text):
    catalog = polib.pofile(str(po(project)), wrapwidth=0)
    found = next(one for one in catalog if one.msgid == msgid)
    found.msgstr, found.flags, found.tcomment = text, [], "from Ayşe"
    catalog.save(str(po(project)))


def test_what_is_in_the_file(project):
    review(project, SECOND, "İki")
    root = ET.fromstring(export(project).read_bytes())
    assert (root.tag, root.attrib) == (f"{CORE}xliff", {"version": "2.1", "srcLang": "ar", "trgLang": "tr"})
    (file,) = root
    assert file.get("original") == "locales/tr/LC_MESSAGES/a.po" and file.get("canResegment") == "no"
    assert [unit.get("id") for unit in file] == [unit_id(FIRST, ""), unit_id(SECOND, ""), unit_id(THIRD, "heading")]
    assert [unit.get("type") for unit in file] == ["l10n-flow:paragraph"] * 2 + [None]
    segments = [unit.find(f"{CORE}segment") for unit in file]
    assert [(s.get("state"), s.get("subState")) for s in segments] == [
        ("initial", "l10n-flow:draft"), ("reviewed", None), ("initial", "l10n-flow:draft"),
    ]  # fmt: skip
    assert [s.findtext(f"{CORE}target") for s in segments] == ["taslak", "İki", "üç taslak"]
    text = ET.tostring(root, encoding="unicode")
    assert re.search(r"glossEntry><\w+:term>أنقرة</\w+:term><\w+:translation>Ankara<", text)
    assert ">from Ayşe</" in text and ">heading</" in text, "comments and the context go along"
    assert "0123abcd" not in text, "what the program keeps for itself does not"
    order = [child.tag.split("}")[1] for child in file[0]]
    assert order == ["glossary", "metadata", "segment"], "modules come first, as the schema asks"


def test_an_untouched_file_changes_nothing(project):
    review(project, SECOND, "İki")
    path, before = export(project), po(project).read_bytes()
    one = bring(project, path)
    assert (one.untouched, one.accepted.taken, one.accepted.conflicts) == (3, (), ())
    review(project, SECOND, "İki, sonra")
    assert bring(project, path).accepted.conflicts == (), "who edited nothing has no conflict"
    assert entry(project, SECOND).msgstr == "İki, sonra"
    assert before != po(project).read_bytes()


def test_reviewed_targets_are_reviewed_and_others_are_a_person_s_drafts(project):
    path = export(project)
    change(path, ('state="initial" subState="l10n-flow:draft">\n        <source>' + FIRST, 'state="final">\n        <source>' + FIRST),
           (f'state="initial">\n        <source>{SECOND}</source>', f'state="translated"><source>{SECOND}</source><target>İki</target>'),
           ("<target>üç taslak<", "<target>Üç<"))  # fmt: skip
    assert bring(project, path, write=False).accepted.taken == ((FIRST, ""), (SECOND, ""), (THIRD, "heading"))
    assert entry(project, SECOND).msgstr == "", "a dry run writes nothing"
    assert len(bring(project, path).accepted.taken) == 3
    assert (entry(project, FIRST).msgstr, entry(project, FIRST).flags) == ("taslak", []), "a draft found good"
    assert (entry(project, SECOND).msgstr, entry(project, SECOND).flags) == ("İki", ["fuzzy"])
    assert (entry(project, THIRD).msgstr, entry(project, THIRD).flags) == ("Üç", ["fuzzy"])
    update(project, "yeni taslak")
    assert [entry(project, text).msgstr for text in (FIRST, SECOND, THIRD)] == ["taslak", "İki", "Üç"], "theirs from now on"
    again = bring(project, path)
    assert (again.accepted.taken, again.accepted.conflicts) == ((), ()), "a second import has nothing to do"
    assert bring(project, path, accept_translated=True).accepted.taken == ((SECOND, ""),)
    assert entry(project, SECOND).flags == []


def test_an_entry_changed_since_the_export_is_a_conflict_and_left(project):
    path = export(project)
    review(project, FIRST, "Başkasının işi")
    change(path, ("<target>taslak<", "<target>Benim işim<"))
    before = po(project).read_bytes()
    (conflict,) = bring(project, path).accepted.conflicts
    assert (conflict.key, conflict.text, conflict.edit) == ((FIRST, ""), "Başkasının işi", "Benim işim")
    assert conflict.line > 0 and po(project).read_bytes() == before


@pytest.mark.parametrize("state", ["translated", "final"])
def test_a_text_reviewed_as_it_was_since_the_export_is_a_conflict(project, state):
    review(project, SECOND, "İki")
    catalog = polib.pofile(str(po(project)), wrapwidth=0)
    next(one for one in catalog if one.msgid == SECOND).flags = ["fuzzy"]
    catalog.save(str(po(project)))
    path = export(project)
    review(project, SECOND, "İki")
    review(project, FIRST, "taslak")
    change(
        path,
        ("<target>İki<", "<target>Iki<"),
        ("<target>taslak<", "<target>Taslak<"),
        ('state="translated"', f'state="{state}"'),
    )
    found = bring(project, path).accepted
    assert [(one.text, one.edit) for one in found.conflicts] == [("taslak", "Taslak"), ("İki", "Iki")] and not found.taken
    assert (entry(project, SECOND).msgstr, entry(project, SECOND).flags) == ("İki", [])


def test_a_draft_made_anew_since_the_export_is_nobody_s_work(project):
    path = export(project)
    update(project, "yeni taslak")
    change(path, ("<target>taslak<", "<target>Benim işim<"))
    assert bring(project, path).accepted.conflicts == ()
    assert entry(project, FIRST).msgstr == "Benim işim"


def test_a_message_that_is_gone_is_listed(project):
    path = export(project)
    change(path, ("<target>taslak<", "<target>Benim işim<"), (FIRST, FIRST + " اليوم"), (unit_id(FIRST, ""), "u0"))
    (conflict,) = bring(project, path).accepted.conflicts
    assert (conflict.key[0], conflict.line, conflict.edit) == (FIRST + " اليوم", 0, "Benim işim")


def test_without_our_metadata_a_person_s_entry_is_never_overwritten(project):
    path = export(project)
    text = re.sub(r" *<mda:metadata>.*\n", "", path.read_text(encoding="utf-8")).replace("<target>taslak<", "<target>Benim<")
    path.write_text(text, encoding="utf-8")
    review(project, THIRD, "Üç, elle")
    found = bring(project, path).accepted
    assert found.taken == ((FIRST, ""),)
    assert [conflict.text for conflict in found.conflicts] == ["Üç, elle"]


def test_translate_toolkit_edits_it(project):
    from translate.storage.xliff2 import Xliff2File

    path = export(project)
    store = Xliff2File.parsefile(str(path))
    assert [unit.source for unit in store.units] == [FIRST, SECOND, THIRD]
    store.units[0].target = "Ankara'ya vardı <&> \n satır"
    store.units[1].target = "İki"
    store.save()
    assert len(bring(project, path).accepted.taken) == 2
    assert entry(project, FIRST).msgstr == "Ankara'ya vardı <&> \n satır"
    assert entry(project, SECOND).msgstr == "İki"
    assert entry(project, THIRD).msgstr == "üç taslak"


def test_segments_of_a_tool_are_joined(tmp_path):
    body = (
        '<segment state="final"><source>a. </source><target>A <mrk id="m1" type="term">b</mrk><pc id="1">c</pc>.</target></segment>'
        '<ignorable><source> </source></ignorable><segment state="translated"><source>b</source><target>B<cp hex="001B"/><cp hex="D800"/><cp hex="0000"/><cp hex="DFFF"/></target></segment>'
    )
    raw = f'<xliff xmlns="{CORE[1:-1]}" version="2.0" srcLang="ar" trgLang="tr-TR"><file id="f" original="x\\a.po"><group id="g"><unit id="u">{body}</unit></group></file></xliff>'
    ((file),) = read(raw.encode(), tmp_path)
    (unit,) = file.units
    assert (file.language, unit.source, unit.target, unit.state) == ("tr", "a.  b", "A bc. B\x1b", XliffState.TRANSLATED)


TEXT = st.text(alphabet="aش \n\r\t<>&\"']]>\x01\x1b\x0c\x85\u2028\ufffe😀", max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_any_text_survives(tmp_path_factory, rows):
    units = tuple(
        XliffUnit(f"u{n}", source, target, notes=(("n", target),), names=((source, target),))
        for n, (source, target) in enumerate(rows)
    )
    ((file),) = read(write([XliffFile("a <&>.po", "kk", units)]), tmp_path_factory.getbasetemp())
    assert [(unit.source, unit.target) for unit in file.units] == rows
    assert file.original == "a <&>.po"


HEAD = f'<xliff xmlns="{CORE[1:-1]}" version="2.1" srcLang="ar"'
BAD = [
    ("", "not well-formed"), (f"{HEAD} trgLang='tr'><file>", "not well-formed"), ("<x/>", "the root is <x>"),
    (f"{HEAD}/>", "no target language"), ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "XLIFF 1.2"),
    ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type"), (f"{HEAD} trgLang='xx'><file id='f' original='a.po'/></xliff>", "'xx' is not"),
    (f"{HEAD} trgLang='tr'><file id='f' original='../../../b.po'/></xliff>", "this project has not"),
    (f"{HEAD} trgLang='tr'><file id='f' original=''/></xliff>", "this project has not"),
    (f"{HEAD} trgLang='tr'><file id='f' original='a.po'><unit id='u'><segment><source>a</source><target>" + "<mrk id='m'>" * 500
     + "</mrk>" * 500 + "</target></segment></unit></file></xliff>", "nested too deeply"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), BAD)
def test_bad_files(project, text, what):
    path = project.root / "x.xlf"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(L10nError, match=what):
        bring(project, path)


def test_two_languages_do_not_fit_in_one_document():
    with pytest.raises(L10nError, match="one target language"):
        write([XliffFile("a", "tr", ()), XliffFile("a", "kk", ())])
