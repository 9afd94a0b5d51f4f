"""Terms to other tools and back: nothing lost, and bad files named with their line."""

import csv
import io
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.edit import merge, term_line
from l10n_flow.glossary.exchange import read_terms, write_terms
from l10n_flow.glossary.fields import field_names, to_fields
from l10n_flow.glossary.load import parse_glossary
from l10n_flow.glossary.terms import KINDS
from l10n_flow.model import L10nError

ROOT = Path(__file__).parent.parent.parent
PATH = Path("glossary.yaml")
TEXT = """# Our names
version: 1

terms:
  # places
  - {id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: Ankara, kk: Анкара}  # the capital
  - id: baku
    kind: place
    ar: باكو
    en: Baku
    tr: Bakü
    # the old spelling is with Б

  # organisations
  - {id: un, kind: org, ar: الأمم المتحدة, en: {term: United Nations, article: true}, tr: Birleşmiş Milletler}
# the end
"""

ARABIC = st.text(st.sampled_from("ابتثجحخدرزسشصطعفقكلمنهوي"), min_size=3, max_size=9)
LATIN = st.text(st.sampled_from(string.ascii_letters + "çğıöşüİ"), min_size=2, max_size=9)
CYRILLIC = st.text(st.sampled_from("абвгғдежзиқлмнңоөпрстуұүфһшыіәя"), min_size=2, max_size=9)


@st.composite
def terms(draw):
    fields = {"id": (draw(st.from_regex(r"[a-z][a-z0-9]{1,8}", fullmatch=True)),), "kind": (draw(st.sampled_from(KINDS)),)}
    fields |= {"status": (draw(st.sampled_from(("approved", "proposed", "retired"))),), "ar.term": (draw(ARABIC),)}
    for code, letters in (("en", LATIN), ("tr", LATIN), ("kk", CYRILLIC)):
        words = draw(st.lists(letters, min_size=1, max_size=6, unique=True))
        fields[f"{code}.term"] = (words[0],)
        fields |= {f"{code}.variants": tuple(words[1:3])} if words[1:3] else {}
        fields |= {f"{code}.forbidden": tuple(words[3:5])} if words[3:5] else {}
        fields |= {f"{code}.short": (words[5],)} if words[5:] else {}
    fields |= {"ar.except": tuple(draw(st.lists(ARABIC, min_size=1, max_size=3, unique=True)))} if draw(st.booleans()) else {}
    fields |= {"ar.near": tuple(draw(st.lists(ARABIC, min_size=1, max_size=3, unique=True)))} if draw(st.booleans()) else {}
    fields |= {"en.article": ("true",)} if draw(st.booleans()) else {}
    fields |= {"tr.compound": (draw(st.sampled_from(("true", "false"))),)} if draw(st.booleans()) else {}
    fields |= (
        {"note": (draw(st.sampled_from(("a note", 'with "quotes", comma', "= formula", "=1+1; x"))),)}
        if draw(st.booleans())
        else {}
    )
    return fields


@given(st.lists(terms(), min_size=1, max_size=5), st.sampled_from(["a.tbx", "a.csv", "a.tsv", "a.xlsx"]))
def test_every_field_comes_back(rows, name):
    assert read_terms(write_terms(rows, Path(name)), Path(name)) == rows


@given(terms())
def test_a_term_written_as_yaml_is_read_back(fields):
    try:
        glossary = parse_glossary(f"version: 1\nterms:\n  - {term_line(fields)}\n".encode(), PATH)
    except L10nError as error:
        assert "both approved" in str(error)  # two spellings that differ in nothing
        return
    (term,) = {**glossary.terms, **glossary.idle}.values()
    assert to_fields(term) == fields


@pytest.mark.parametrize("name", ["g.tbx", "g.csv", "g.tsv", "g.xlsx"])
def test_the_project_s_glossary_goes_round(name):
    path = ROOT / "glossary.yaml"
    raw = path.read_bytes()
    rows = read_terms(write_terms([to_fields(t) for t in load_glossary(path).terms.values()], Path(name)), Path(name))
    done = merge(raw, path, rows, update=True)
    assert (done.added, done.changed, done.same, done.text) == ((), (), len(rows), raw.decode())


def test_weblate_s_columns(tmp_path):
    rows = [{"id": ("un",), "kind": ("org",), "status": ("proposed",), "ar.term": ("الأمم المتحدة",), "ar.variants": ("المنظمة الدولية",),
             "tr.term": ("Birleşmiş Milletler",), "tr.forbidden": ("UN",), "note": ("a note",)}]  # fmt: skip
    raw = write_terms(rows, Path("a.csv"), layout="weblate", language="tr")
    table = list(csv.DictReader(io.StringIO(raw.decode())))
    assert [(row["source"], row["target"], row["developer_comments"]) for row in table] == [
        ("الأمم المتحدة", "Birleşmiş Milletler", "a note"), ("المنظمة الدولية", "Birleşmiş Milletler", "a note"),
        ("الأمم المتحدة", "UN", "a note; forbidden"), ("المنظمة الدولية", "UN", "a note; forbidden"),
    ]  # fmt: skip
    assert read_terms(raw, Path("a.csv"), layout="weblate", language="tr") == rows
    from translate.storage.csvl10n import csvfile

    (tmp_path / "a.csv").write_bytes(raw)
    units = [unit for unit in csvfile.parsefile(str(tmp_path / "a.csv")).units if unit.source]
    assert [(unit.source, unit.target) for unit in units] == [(row["source"], row["target"]) for row in table]


def test_deepl_s_columns():
    rows = [{"ar.term": ("أنقرة",), "kk.term": ("Анкара",), "kind": ("place",), "id": ("ankara",)}]
    raw = write_terms(rows, Path("a.csv"), layout="deepl", language="kk")
    assert raw.decode() == "أنقرة,Анкара,ar,kk\r\n"
    assert read_terms(raw, Path("a.csv"), layout="deepl", language="kk") == [{"ar.term": ("أنقرة",), "kk.term": ("Анкара",)}]
    two = "أنقرة\tАнкара\n".encode()
    assert read_terms(two, Path("a.tsv"), layout="deepl", language="kk") == [{"ar.term": ("أنقرة",), "kk.term": ("Анкара",)}]
    assert read_terms("أنقرة,Ankara,ar,tr\n".encode(), Path("a.csv"), layout="deepl", language="kk") == []


def test_an_older_termbase_is_read():
    raw = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd"><martif type="TBX-Basic" xml:lang="en"><text><body>
    <termEntry id="c1"><langSet xml:lang="ar"><tig><term>أنقرة</term></tig></langSet>
    <langSet xml:lang="tr-TR"><tig><term>Ankara</term></tig><tig><term>Engürü</term>
    <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry></body></text></martif>"""
    assert read_terms(raw.encode(), Path("a.tbx")) == [
        {"id": ("c1",), "ar.term": ("أنقرة",), "tr.term": ("Ankara",), "tr.forbidden": ("Engürü",)}
    ]


def test_merging_leaves_every_other_line_alone():
    new = {"id": ("konya",), "kind": ("place",), "ar.term": ("قونية",), "tr.term": ("Konya",)}
    other = {"id": ("baku",), "ar.term": ("باكو",), "tr.term": ("Baku",)}
    same = {"ar.term": ("أنقرة",), "tr.term": ("Ankara",)}
    left = merge(TEXT.encode(), PATH, [new, other, same], update=False)
    assert (left.added, left.changed, left.left, left.same) == (("konya",), (), ("baku",), 1)
    assert left.text == TEXT.replace("# the end", "  - {id: konya, kind: place, ar: قونية, tr: Konya}\n# the end")
    done = merge(TEXT.encode(), PATH, [other], update=True)
    assert (done.changed, done.left) == (("baku",), ())
    assert "- {id: baku, kind: place, ar: باكو, en: Baku, tr: Baku}\n    # the old spelling is with Б\n" in done.text
    assert done.text.count("\n") == TEXT.count("\n") - 4
    assert merge(b"version: 1\nterms: []\n", PATH, [new], update=False).text == (
        "version: 1\nterms:\n  - {id: konya, kind: place, ar: قونية, tr: Konya}\n"
    )


def test_new_terms_get_ids_of_their_own():
    rows = [
        {"ar.term": ("قونية",), "en.term": ("Konya",)},
        {"ar.term": ("قونيا",), "tr.term": ("Konya",)},
        {"ar.term": ("إزمير",), "kk.term": ("Измир",)},
    ]
    assert merge(TEXT.encode(), PATH, rows, update=False).added == ("konya", "konya-2", "term")


def test_a_merge_that_would_break_the_glossary_changes_nothing():
    with pytest.raises(L10nError, match="letters that Turkish is not written with"):
        merge(TEXT.encode(), PATH, [{"ar.term": ("قونية",), "tr.term": ("Конья",)}], update=True)


BAD = [
    ("a.csv", b"\xff\xfe1", "full", "not UTF-8"), ("a.csv", b"", "full", "empty"), ("a.csv", b"id,nope\n1,2\n", "full", "unknown column 'nope'"),
    ("a.csv", b"id,kind\nx,place\n", "full", "no column 'ar.term'"), ("a.csv", b"id,ar.term\nx,\n", "full", "a.csv:2: a row without an Arabic"),
    ("a.csv", b'id,ar.term\nx,"y', "full", "not a table"), ("a.csv", b"a,b,c\n", "deepl", "a row of 3 cells"),
    ("a.csv", b"x,y\n1,2\n", "weblate", "no columns 'source'"), ("a.xlsx", b"nothing", "full", "not a workbook"),
    ("a.tbx", b"<tbx><x></tbx>", "full", "a.tbx:1:"), ("a.tbx", b"<html/>", "full", "the root is <html>"), ("a.tbx", b"<tbx/>", "full", "no concept"),
    ("a.doc", b"", "full", "is no format of terms"), ("a.xlsx", b"", "deepl", "is one of CSV files"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "layout", "what"), BAD)
def test_bad_files_are_named(name, raw, layout, what):
    with pytest.raises(L10nError, match=what.replace("(", r"\(")):
        read_terms(raw, Path(name), layout=layout, language="tr")


def test_a_workbook_from_a_spreadsheet(tmp_path):
    book = Workbook()
    book.active.append(["ar.term", "en.term", "en.article", None])
    book.active.append(["أنقرة", "Ankara", True, None])
    book.active.append([None, None, None, None])
    book.active.append(["لندن", 1984, None, None])
    book.save(tmp_path / "a.xlsx")
    assert read_terms((tmp_path / "a.xlsx").read_bytes(), Path("a.xlsx")) == [
        {"ar.term": ("أنقرة",), "en.term": ("Ankara",), "en.article": ("true",)}, {"ar.term": ("لندن",), "en.term": ("1984",)},
    ]  # fmt: skip


def test_a_formula_stays_a_text(tmp_path):
    from openpyxl import load_workbook

    (tmp_path / "a.xlsx").write_bytes(
        write_terms([{"id": ("x",), "kind": ("org",), "ar.term": ("اسم",), "note": ("=1+1",)}], Path("a.xlsx"))
    )
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"] or cells[0].data_type != "f"


def test_every_field_has_a_column():
    assert len(set(field_names())) == len(field_names()) == 12 + 3 * 8
