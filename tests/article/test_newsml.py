"""NewsML-G2: prose is translated, metadata is kept."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rebuilding import holds, rebuilt, shown, upper

from l10n_flow import lang
from l10n_flow.article import read_article
from l10n_flow.model import L10nError

SAMPLE = Path(__file__).parent / "data" / "item.xml"
NITF = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
<body><body.head><hedline><hl1>قمة في أنقرة</hl1><hl2>عنوان فرعي</hl2></hedline></body.head><body.content><block>{}</block></body.content></body></nitf></inlineXML></contentSet></newsItem>"""


def write(folder, text, codec="utf-8"):
    path = folder / "a.xml"
    path.write_bytes(text.encode(codec))
    return path


def test_the_sample(segmenter):
    assert shown(SAMPLE, segmenter) == [
        (10, "headline", "قمة جديدة في أنقرة"), (11, "paragraph", "زعماء الدول يجتمعون & يتفقون."), (15, "headline", "قمة أنقرة"),
        (17, "paragraph", "وصل <g1>الرئيس</g1> التركي إلى أستانا اليوم."), (17, "paragraph", "وغادر مساء."), (18, "paragraph", "اسم <x1/> آخر."),
    ]  # fmt: skip
    assert rebuilt(SAMPLE, segmenter) == SAMPLE.read_bytes()


def test_in_the_language(segmenter):
    out = rebuilt(SAMPLE, segmenter, lambda text: upper(text).replace("&", "<"), language=lang.get("kk"))
    root = ET.fromstring(out)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "kk" and 'xml:lang="ar"' not in out.decode()
    text = out.decode()
    assert (
        "<name>وكالة الأنباء</name>" in text and "<name>سياسة دولية عامة</name>" in text and "2026-11-25T12:00:00+03:00" in text
    )
    assert (
        upper("زعماء الدول يجتمعون &lt; يتفقون.</description>") in text
        and 'dir="ltr"' in text
        and upper("<b>الرئيس</b>") in text
    )


def test_nitf_and_another_encoding(tmp_path, segmenter):
    path = write(
        tmp_path, '<?xml version="1.0" encoding="windows-1256"?>\n' + NITF.format("<p>نص <em>مهم</em> هنا.</p>"), "cp1256"
    )
    assert [(role, text) for _, role, text in shown(path, segmenter)] == [
        ("headline", "قمة في أنقرة"), ("heading", "عنوان فرعي"), ("paragraph", "نص <g1>مهم</g1> هنا."),
    ]  # fmt: skip
    assert rebuilt(path, segmenter) == path.read_bytes()
    out = rebuilt(path, segmenter, lambda _: "ş", language=lang.get("tr"))
    assert ET.fromstring(out) is not None and out.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


def test_elements_of_nitf_do_not_part_a_sentence(tmp_path, segmenter):
    inside = "<p>وصل <person>محمد <name.family>علي</name.family></person> إلى <location><city>أنقرة</city></location> يوم <chron>أمس</chron><![CDATA[ ]]>.</p>"
    path = write(tmp_path, NITF.format(inside))
    text = "وصل <g1>محمد <g2>علي</g2></g1> إلى <g3>أنقرة</g3> يوم <g4>أمس</g4><x5/>."
    assert [row[2] for row in shown(path, segmenter)[2:]] == [text]
    assert rebuilt(path, segmenter) == path.read_bytes()


BAD = [
    ("<rss><a>نص</a></rss>", r"a.xml:1: this XML is no NewsML-G2: its root is <rss>"), ("<a>\n<b></a>", r"a.xml:2: not well-formed XML"),
    ("<!DOCTYPE a [<!ENTITY b 'نص'>]>\n<a>&b;</a>", r"a.xml:1: a document type is not read"), (NITF.format("").replace("قمة في أنقرة", "x").replace("عنوان فرعي", "y"), "not an Arabic"),
    (NITF.format("<p>نص هنا.</p>\n<p><![CDATA[نص آخر]]></p>"), r"a.xml:3: Arabic text in a CDATA section is not read"),
    ("<a xmlns='http://iptc.org/std/nar/2006-10-01/'>&c;</a>", r"a.xml:1: not well-formed XML: undefined entity"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), BAD)
def test_bad_input(tmp_path, text, what):
    with pytest.raises(L10nError, match=what):
        read_article(write(tmp_path, text))


INLINE = st.recursive(
    st.sampled_from(["نص", " عربي ", "A&amp;B", "&#1605;", "قال. ", "<br/>", "<em/>", "<!-- نص -->", "\n  "]),
    lambda inner: st.builds("<{0}>{1}{2}</{0}>".format, st.sampled_from(["b", "em", "a"]), inner, inner), max_leaves=8,
)  # fmt: skip


@given(inside=st.lists(st.builds("<p>{}{}</p>\n".format, INLINE, INLINE), max_size=4).map("".join))
def test_parse_and_rebuild_is_the_file(tmp_path_factory, segmenter, inside):
    path = write(tmp_path_factory.mktemp("n"), NITF.format(inside))
    holds(path, segmenter)
    assert rebuilt(path, segmenter) == path.read_bytes()
    ET.fromstring(rebuilt(path, segmenter, lambda text: upper(text) + " <&", language=lang.get("tr")))
