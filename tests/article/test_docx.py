"""Word documents: text between its tags is translated, every other part of the archive is kept."""

import io
import re
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_docx import make
from rebuilding import holds, rebuilt, shown, upper

from l10n_flow import lang
from l10n_flow.article import read_article
from l10n_flow.article.docx import package
from l10n_flow.article.docx.runs import in_language
from l10n_flow.model import L10nError, Role

SAMPLE = Path(__file__).parent / "data" / "summit.docx"
UNITS = [
    (1, "headline", "قمة جديدة في أنقرة"),
    (2, "paragraph", "وصل الرئيس <g1>رجب طيب أردوغان</g1> إلى أستانا اليوم."),
    (2, "paragraph", "وقال إن <g1>التعاون</g1> مهم & واسع."),
    (3, "heading", "اتفاقات"),
    (4, "list-item", "اتفاق <g1>أول</g1>"),
    (5, "list-item", "اتفاق ثان"),
    (6, "paragraph", "انظر <x1/> الصورة<x2/>هنا."),
    (6, "caption", 'صورة "الرئيسين"'),
    (7, "paragraph", "السنة"),
    (8, "paragraph", "التجارة"),
    (9, "paragraph", "وكالة الأنباء"),
]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="urn:r"'
LEAD = "<w:p><w:r><w:t>وصل الرئيس التركي إلى أستانا اليوم.</w:t></w:r></w:p>"


def pack(folder, body, name="a.docx", parts=(), method=zipfile.ZIP_DEFLATED):
    path = folder / name
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            package.DOCUMENT, f"<?xml version='1.0' encoding='UTF-8'?>\r\n<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for part, text in parts:
            archive.writestr(part, text)
    return path


def body_of(data):
    text = zipfile.ZipFile(io.BytesIO(data)).read(package.DOCUMENT).decode()
    return text.split("<w:body>")[1].split("</w:body>")[0]


def test_headings_and_cells_are_no_boilerplate(tmp_path, segmenter):
    def line(text, style=""):
        looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{looks}<w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = f"<w:tbl><w:tr><w:tc>{line('الاسم')}</w:tc><w:tc>{line('12 500 000')}</w:tc></w:tr></w:tbl>"
    body = LEAD * 2 + line("الاقتصاد", "heading 1") + cells + line("سياسة") + LEAD + line("الاسم")
    article, _ = holds(pack(tmp_path, body), segmenter)
    left = [(block.line, block.text) for block in article.blocks if block.role is Role.BOILERPLATE]
    assert left == [(8, "الاسم")]


def test_the_sample_is_what_make_docx_makes(tmp_path, segmenter):
    make(tmp_path / "summit.docx")
    assert shown(tmp_path / "summit.docx", segmenter) == shown(SAMPLE, segmenter) == UNITS
    assert rebuilt(SAMPLE, segmenter) == SAMPLE.read_bytes()


def test_in_the_language(tmp_path, segmenter):
    path = tmp_path / "out.docx"
    path.write_bytes(rebuilt(SAMPLE, segmenter, upper, language=lang.get("tr")))
    document = docx.Document(path)
    paragraph = document.paragraphs[1]
    assert paragraph.text == "wds pszoyb zuq fyq lzxwipu nsx lbspup psywt. wqps nu psshpwu tvt & wpbh."
    assert [(run.text, run.bold) for run in paragraph.runs] == [
        ("wds pszoyb ", None), ("zuq fyq lzxwipu", True), (" nsx lbspup psywt. wqps nu ", None), (" tvt & wpbh.", None),
    ]  # fmt: skip
    assert [(one.text, one.address) for one in paragraph.hyperlinks] == [("psshpwu", "https://example.org/?a=1&b=2")]
    coloured = document.paragraphs[3].runs[1]
    assert (coloured.text, str(coloured.font.color.rgb), coloured.font.size.pt) == ("lws", "C00000", 14)
    assert len(document.inline_shapes) == 1 and document.tables[0].cell(0, 1).text == "pssupzr"
    assert (
        document.paragraphs[5].text == "pugz  psdwzr\tvup."
        and document.sections[0].header.paragraphs[0].text == "wrpsr psluqpj"
    )
    xml = zipfile.ZipFile(path).read(package.DOCUMENT).decode()
    assert "w:rtl" not in xml and "<w:bidi/>" not in xml and 'w:bidi="ar-SA"' not in xml and '<w:lang w:val="tr"/>' in xml
    assert 'descr="dwzr &quot;pszoybyu&quot;"' in xml
    old, new = zipfile.ZipFile(SAMPLE), zipfile.ZipFile(path)
    assert old.namelist() == new.namelist()
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {package.DOCUMENT, "word/header1.xml"}


BOLD = "<w:rPr><w:b/></w:rPr>"
T = '<w:t xml:space="preserve">'
LINK = f'<w:hyperlink r:id="r1"><w:r><w:rPr><w:rStyle w:val="Link"/></w:rPr>{T}رابط</w:t></w:r></w:hyperlink>'
MIXED = f"<w:p><w:pPr><w:jc/></w:pPr><w:r>{T}نص </w:t></w:r><w:r>{BOLD}{T}مهم</w:t></w:r><w:r>{T} هنا</w:t></w:r></w:p>"
WRITTEN = [
    (MIXED, "a < b", f"<w:p><w:pPr><w:jc/></w:pPr><w:r>{T}a &lt; b</w:t></w:r></w:p>"),
    (MIXED, "<g1>b</g1> a\x07\n", f"<w:p><w:pPr><w:jc/></w:pPr><w:r>{BOLD}{T}b</w:t></w:r><w:r>{T} a</w:t></w:r></w:p>"),
    (MIXED, " 10\u00a0%\n\u202f5", f"<w:p><w:pPr><w:jc/></w:pPr><w:r>{T}10\u00a0% \u202f5</w:t></w:r></w:p>"),
    (f"<w:p><w:r>{BOLD}{T}كله مهم.</w:t></w:r></w:p>", "all", f"<w:p><w:r>{BOLD}{T}all</w:t></w:r></w:p>"),
    (f"<w:p><w:r><w:t>نص </w:t></w:r>{LINK}</w:p>", "<g1>l</g1> a",
     f'<w:p><w:hyperlink r:id="r1"><w:r><w:rPr><w:rStyle w:val="Link"/></w:rPr>{T}l</w:t></w:r></w:hyperlink><w:r>{T} a</w:t></w:r></w:p>'),
    ("<w:p><w:r><w:t>قا</w:t></w:r><w:proofErr/><w:r w:rsidR='1'><w:rPr><w:rtl/></w:rPr><w:t>ل هنا</w:t></w:r></w:p>", "a", f"<w:p><w:r>{T}a</w:t></w:r></w:p>"),
    ("<w:p><w:bookmarkStart w:id='1'/><w:r><w:t>نص</w:t><w:br/><w:t>هنا</w:t></w:r><w:bookmarkEnd w:id='1'/></w:p>", "a<x1/>b",
     f"<w:p><w:bookmarkStart w:id='1'/><w:r>{T}a</w:t></w:r><w:r><w:br/></w:r><w:r>{T}b</w:t></w:r><w:bookmarkEnd w:id='1'/></w:p>"),
    ("<w:p><w:r><w:t>نص</w:t></w:r><w:r><w:fldChar a='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>هنا</w:t></w:r></w:p>", "lost",
     f"<w:p><w:r>{T}lost</w:t></w:r><w:r><w:fldChar a='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"),
    ("<w:p><w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent><w:r><w:t>نص</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> هنا</w:t></w:r></w:p>", "<g1>a</g1> b",
     f"<w:p><w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent><w:r>{T}a</w:t></w:r></w:sdtContent></w:sdt><w:r>{T} b</w:t></w:r></w:p>"),
    ("<w:p><w:del><w:r><w:delText>قديم</w:delText></w:r></w:del><w:ins><w:r><w:t>نص هنا</w:t></w:r></w:ins></w:p>", "a",
     f"<w:p><w:del><w:r><w:delText>قديم</w:delText></w:r></w:del><w:ins><w:r>{T}a</w:t></w:r></w:ins></w:p>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "want"), WRITTEN)
def test_what_is_written(tmp_path, segmenter, source, translation, want):
    path = pack(tmp_path, LEAD + source)
    assert rebuilt(path, segmenter) == path.read_bytes()
    assert body_of(rebuilt(path, segmenter, lambda text: text if text in LEAD else translation)) == LEAD + want


def test_marks_of_direction_around_units_go_with_the_arabic(tmp_path, segmenter):
    path = pack(tmp_path, LEAD + f"<w:p><w:r>{T}\u202bنص.\u202c &#x202B;نص</w:t></w:r><w:r>{T}\u202c</w:t></w:r></w:p>")
    out = body_of(rebuilt(path, segmenter, lambda text: "a", language=lang.get("tr")))
    assert "".join(re.findall(r"<w:t[^<>]*>([^<>]*)", out)) == "aa a"


def test_text_boxes_and_notes(tmp_path, segmenter):
    box = f"<w:p><w:r><w:t>نص حول</w:t></w:r><w:r><w:pict><w:txbxContent>{LEAD}</w:txbxContent></w:pict></w:r><w:r><w:t> الصندوق</w:t></w:r></w:p><w:p/>"
    notes = f"<w:footnotes {W}><w:footnote>{LEAD.replace('أستانا', 'أنقرة')}</w:footnote></w:footnotes>"
    path = pack(tmp_path, box, parts=[("word/footnotes.xml", notes)])
    assert shown(path, segmenter) == [
        (1, "headline", "نص حول<x1/> الصندوق"), (2, "paragraph", "وصل الرئيس التركي إلى أستانا اليوم."),
        (4, "paragraph", "وصل الرئيس التركي إلى أنقرة اليوم."),
    ]  # fmt: skip
    out = body_of(rebuilt(path, segmenter, upper))
    assert f"<w:txbxContent><w:p><w:r>{T}wds pszoyb psszry nsx lbspup psywt.</w:t></w:r></w:p></w:txbxContent>" in out
    assert out.startswith(f"<w:p><w:r>{T}ud vws</w:t></w:r><w:r><w:pict>") and out.endswith(
        f"</w:pict></w:r><w:r>{T} psduxwq</w:t></w:r></w:p><w:p/>"
    )


LOOKS = [
    ("", '<w:rPr><w:lang w:val="tr"/></w:rPr>'), ("<w:rPr/>", '<w:rPr><w:lang w:val="tr"/></w:rPr>'),
    ("<w:rPr><w:bCs/><w:sz w:val='20'/><w:szCs w:val='28'/><w:rtl/><w:lang w:bidi='ar'/><w:specVanish/></w:rPr>",
     "<w:rPr><w:b/><w:bCs/><w:sz w:val='28'/><w:szCs w:val='28'/><w:lang w:val=\"tr\"/><w:specVanish/></w:rPr>"),
    ("<w:rPr><w:bCs/><w:rtl w:val='0'/></w:rPr>", "<w:rPr><w:bCs/><w:rtl w:val='0'/><w:lang w:val=\"tr\"/></w:rPr>"),
]  # fmt: skip


@pytest.mark.parametrize(("looks", "want"), LOOKS)
def test_run_properties_from_left_to_right(looks, want):
    assert in_language(looks, "w:", lang.get("tr")) == want
    assert in_language(looks, "w:", None) == looks


def test_bad_input(tmp_path):
    def fails(path, what):
        with pytest.raises(L10nError, match=what) as error:
            read_article(path)
        assert str(path) in str(error.value)

    raw = SAMPLE.read_bytes()
    for data, what in (
        (b"PK\x03\x04 no archive", "not a Word document"), (raw[: len(raw) // 2], "not a Word document"), (b"\xd0\xcf\x11\xe0", r"an old \(.doc\)"),
        ("نص".encode(), "not a Word document"), (b"", "not a Word document"),
    ):  # fmt: skip
        (tmp_path / "a.docx").write_bytes(data)
        fails(tmp_path / "a.docx", what)
    place = raw.index(b"word/document.xml") + len("word/document.xml") + 40
    (tmp_path / "a.docx").write_bytes(raw[:place] + b"\xff\x00\xff" + raw[place + 3 :])
    fails(tmp_path / "a.docx", "document.xml (is damaged|cannot be unpacked)")
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", "x")
    fails(tmp_path / "a.docx", "it has no word/document.xml")
    fails(pack(tmp_path, "<w:p>"), r"a.docx \(word/document.xml\):2: not well-formed XML")
    fails(pack(tmp_path, LEAD.replace("وصل الرئيس التركي إلى أستانا اليوم", "English only")), "not an Arabic text")


def test_a_damaged_picture_is_told_of_before_anything_is_written(tmp_path, segmenter):
    path = pack(tmp_path, LEAD, parts=[("word/media/a.png", b"picture" * 9)], method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"picturepicture", b"picturedamaged"))
    with pytest.raises(L10nError, match=r"word/media/a.png cannot be unpacked"):
        rebuilt(path, segmenter, upper)


def test_bombs_are_refused(tmp_path):
    bomb = "<!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>"
    path = pack(tmp_path, "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(package.DOCUMENT, f"{bomb}<w:document {W}>&b;</w:document>")
    with pytest.raises(L10nError, match=r"document.xml\):1: a document type is not read"):
        read_article(path)
    path = pack(tmp_path, LEAD, parts=[("word/media/a.bin", bytes(package.MOST_BYTES))])
    assert path.stat().st_size < 1_000_000
    with pytest.raises(L10nError, match="it unpacks to 3 parts of 100 MB"):
        read_article(path)


def test_a_part_that_lies_about_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "MOST_PART", 10_000)
    path = pack(tmp_path, LEAD * 2000)
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = (
            raw.index(package.DOCUMENT.encode(), raw.index(mark))
            if mark == b"PK\x03\x04"
            else raw.rindex(package.DOCUMENT.encode())
        )
        start = raw.rindex(mark, 0, place)
        raw[start + offset : start + offset + 4] = struct.pack("<I", 100)
    path.write_bytes(raw)
    with pytest.raises(L10nError, match=r"document\.xml"):
        read_article(path)


WORD = st.sampled_from(["نص", "عربي ", "قال.", " مهم؟", " ", "A&amp;B", "2026", "&lt;g1&gt;", "\u200f"])
PROPERTIES = st.sampled_from(["", BOLD, "<w:rPr><w:rtl/></w:rPr>", "<w:rPr><w:i/><w:rtl/></w:rPr>", "<w:rPr/>"])
CHILD = st.lists(WORD, max_size=3).map(lambda words: f"{T}{''.join(words)}</w:t>") | st.sampled_from(
    ["<w:tab/>", "<w:br/>", "<w:t/>", "<w:footnoteReference w:id='1'/>"]
)
RUN = st.builds(lambda looks, inside: f"<w:r>{looks}{''.join(inside)}</w:r>", PROPERTIES, st.lists(CHILD, max_size=3))
KEPT = st.sampled_from(["<w:bookmarkStart w:id='1'/>", "<w:bookmarkEnd w:id='1'/>", "<w:proofErr/>", "<!-- x -->", "\n  "])
INSIDE = st.recursive(
    st.lists(RUN | KEPT, max_size=5).map("".join),
    lambda inner: st.builds(
        lambda form, a, b: form.format(a) + b,
        st.sampled_from(["<w:hyperlink>{}</w:hyperlink>", "<w:ins w:id='1'>{}</w:ins>", "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                         "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"]), inner, inner,
    ),
    max_leaves=4,
)  # fmt: skip
BODY = st.lists(st.builds("<w:p>{}{}</w:p>".format, st.sampled_from(["", "<w:pPr><w:bidi/></w:pPr>"]), INSIDE), max_size=4).map(
    "".join
)


@given(body=BODY)
def test_parse_and_rebuild_is_the_file(tmp_path_factory, segmenter, body):
    path = pack(tmp_path_factory.mktemp("d"), LEAD + body)
    holds(path, segmenter)
    assert rebuilt(path, segmenter) == path.read_bytes()


@given(body=BODY, code=st.sampled_from(["", "kk"]))
def test_what_is_translated_reads_back(tmp_path_factory, segmenter, body, code):
    """Text is written so that it reads as that text, and nothing but text is gone."""
    path = pack(tmp_path_factory.mktemp("d"), LEAD * 3 + body)

    def reading(path, change):
        blocks = [block for block in read_article(path).blocks if block.role is not Role.BOILERPLATE]
        return ["".join(change(block.text).replace("\u200f", "").split()) for block in blocks]  # it may go

    out = body_of(rebuilt(path, segmenter, upper, language=lang.get(code) if code else None))
    assert reading(pack(path.parent, LEAD * 15 + out, "b.docx"), str)[15:] == reading(path, upper)
    for kept in (
        "<w:hyperlink>",
        "<w:ins ",
        "</w:sdtContent>",
        "bookmarkStart",
        "bookmarkEnd",
        "<w:br/>",
        "<w:tab/>",
        "footnoteReference",
        "<w:txbxContent>",
    ):
        assert out.count(kept) == body.count(kept), kept
