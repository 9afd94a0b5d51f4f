"""HTML: text and what people read in attributes is translated, all else is kept."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rebuilding import holds, rebuilt, shown, upper

from l10n_flow import lang
from l10n_flow.article import read_article, write_article
from l10n_flow.article.html.pieces import find_blocks
from l10n_flow.article.html.site import OUTSIDE, is_site
from l10n_flow.article.html.tokens import tokens
from l10n_flow.model import L10nError, Mark, Role

DATA = Path(__file__).parent / "data"
STORY, SITE = DATA / "story.html", DATA / "site.html"
LEAD = "<p>وصل الرئيس التركي إلى أستانا اليوم.</p>\n"


def write(folder, text, name="a.html", codec="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(codec))
    return path


UNITS = [
    (6, "headline", "قمة جديدة في أنقرة"),
    (7, "paragraph", 'زعماء الدول "التركية" يجتمعون في أنقرة.'),
    (12, "headline", "قمة جديدة في <g1>أنقرة</g1>"),
    (14, "byline", "كتب: محمد علي"),
    (15, "caption", "صورة الرئيسين"),
    (15, "caption", "الرئيسان في القصر"),
    (16, "paragraph", "وصل الرئيس <g1>رجب طيب أردوغان</g1> إلى أستانا\u00a0اليوم & التقى <g2>نظيره</g2>."),
    (16, "paragraph", "وقال <g1>إن التعاون مهم</g1>."),
    (16, "caption", "سيرته"),
    (17, "paragraph", "فقرة ثانية <x1/> مع <x2/> صورة."),
    (17, "caption", "شعار"),
    (18, "heading", "اتفاقات<x1/>جديدة"),
    (20, "list-item", "اتفاق <g1>أول</g1>"),
    (21, "list-item", "اتفاق ثان"),
    (23, "paragraph", "قال الرئيس: <g1>هذا يوم تاريخي</g1>."),
    (24, "paragraph", "السنة"),
    (24, "paragraph", "التجارة"),
    (26, "paragraph", "سطر أول في الفقرة."),
    (26, "paragraph", "سطر بعد الفراغ."),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_sample(tmp_path, segmenter, end):
    path = write(tmp_path, STORY.read_text(encoding="utf-8").replace("\n", end))
    assert shown(path, segmenter) == UNITS
    assert rebuilt(path, segmenter) == path.read_bytes()


def test_in_the_language(segmenter):
    out = rebuilt(STORY, segmenter, upper, language=lang.get("tr")).decode()
    assert '<html lang="tr" dir="ltr">' in out and '<body dir="ltr">' in out and "<span dir=ltr lang=tr>" in out
    assert 'style="direction: ltr; color: red"' in out and "p { direction: rtl }" in out
    assert '<a href="https://example.org/?a=1&amp;b=2" title="byzsv">zuq fyq lzxwipu</a>' in out
    assert '<img src=b.png alt="chpz">' in out, "a value without quotes gets them"
    assert "<code>x = 1</code>" in out and "<pre>نص مرتب</pre>" in out and '"لا تترجم <p>هذا</p>"' in out
    assert '<p translate="no">اسم تجاري</p>' in out and "<!-- saved for translation -->" in out
    kept = out.split("<pre>")[0].split("</script>")[1]
    assert not [char for char in kept if "\u0620" <= char <= "\u064a"], "no word is left in Arabic"


WRITTEN = [
    ("<p>نص هنا</p>", 'a < b & "c" > d', '<p>a &lt; b &amp; "c" &gt; d</p>'), ('<img alt="نص هنا">', "a \"b\" <c> d'e", '<img alt="a &quot;b&quot; &lt;c&gt; d&#x27;e">'),
    ("<img alt='نص هنا'>", "d'e", "<img alt='d&#x27;e'>"), ("<p>نص <b>مهم</b> هنا</p>", "<g1>b</g1> a", "<p><b>b</b> a</p>"),
    ("<p>نص <b>مهم</b> هنا</p>", "lost & found", "<p>lost &amp; found</p>"), ("<p>نص <b>مهم</b> هنا</p>", "</g1>a<g1>", "<p>a</p>"),
    ("<p>نص <b>مهم <i>جدا</i></b> هنا</p>", "<g1>a <g2>b</g1></g2>", "<p><b>a b</b></p>"), ("<p>نص<img src=a>هنا</p>", "lost", "<p>lost<img src=a></p>"),
    ("<p>نص &lt;g1&gt; <b>مهم</b> هنا</p>", "<g1> <g2>a</g2>", "<p>&lt;g1&gt; <b>a</b></p>"), ("<p><b>نص كله.</b></p>", "a", "<p><b>a</b></p>"),
    ("<p>قال.<b>نص آخر</b></p>", "a", "<p>a<b> a</b></p>"), ("<p>نص <b></b>هنا</p>", "a <x1/>b", "<p>a <b></b>b</p>"),
    ("<p>نص <a href=u><b>مهم</b></a> هنا</p>", "<g1>a</g1>", "<p><a href=u><b>a</b></a></p>"), ("<p>نص <b>مهم<p>نص ثان</b>", "a <x1/>b", "<p>a <b>b<p>a b</b>"),
    ("<p>نص هنا</p>", "10\u00a0%\n \u202f5 ", "<p>10\u00a0% \u202f5</p>"), ('<img alt="نص هنا">', "10\u00a0%", '<img alt="10\u00a0%">'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "want"), WRITTEN)
def test_what_is_written(tmp_path, segmenter, source, translation, want):
    path = write(tmp_path, LEAD + source)
    assert rebuilt(path, segmenter, lambda text: text if text in LEAD else translation).decode() == LEAD + want


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1256">', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">']
)
def test_another_encoding_is_kept_and_delivered_as_utf_8(tmp_path, segmenter, declared):
    path = write(tmp_path, f"<html><head>{declared}</head>{LEAD}</html>", codec="cp1256")
    assert rebuilt(path, segmenter) == path.read_bytes()
    assert "şğ".encode() not in rebuilt(path, segmenter, lambda _: "şğ") and b"&#351;" in rebuilt(
        path, segmenter, lambda _: "şğ"
    )
    out = rebuilt(path, segmenter, lambda _: "şğ", language=lang.get("tr")).decode("utf-8")
    assert out == f'<html lang="tr" dir="ltr"><head>{declared.replace("windows-1256", "utf-8")}</head><p>şğ</p>\n</html>'


def test_a_page_in_utf_8_that_says_otherwise_is_read_as_utf_8(tmp_path, segmenter):
    path = write(tmp_path, f'<meta charset="windows-1256">{LEAD}')
    assert shown(path, segmenter)[0][2] == "وصل الرئيس التركي إلى أستانا اليوم."
    assert rebuilt(path, segmenter) == path.read_bytes()


def test_a_picture_with_its_sources_does_not_part_a_sentence(tmp_path, segmenter):
    page = LEAD + "<p>نص <picture><source srcset=a><img src=b></picture> <nobr>هنا اليوم</nobr>.</p>"
    path = write(tmp_path, page)
    assert [row[2] for row in shown(path, segmenter)[1:]] == ["نص <g1><x2/><x3/></g1> <g4>هنا اليوم</g4>."]
    assert rebuilt(path, segmenter) == path.read_bytes()


def test_marks_of_direction_around_units_go_with_the_arabic(tmp_path, segmenter):
    page = "<p>\u202b<b id='\u200fA'>نص.</b>\u202c&rlm; &#x202B;نص&#8236;</p><pre>x\u200f</pre><img alt='&rlm;نص'>"
    path = write(tmp_path, LEAD * 3 + page)
    out = rebuilt(path, segmenter, lambda text: "a", language=lang.get("tr")).decode()
    assert out == "<p>a</p>\n" * 3 + "<p><b id='\u200fA'>a</b> a</p><pre>x\u200f</pre><img alt='a'>"
    assert rebuilt(path, segmenter) == path.read_bytes()


def test_of_a_website_only_the_main_text(segmenter):
    article, units = holds(SITE, segmenter)
    left = [(block.line, block.text, block.reason) for block in article.blocks if block.role is Role.BOILERPLATE]
    assert left == [
        (4, "موقع الأخبار", OUTSIDE), (14, "الأكثر قراءة", OUTSIDE), (14, "خبر آخر عن الطقس في المنطقة", OUTSIDE),
        (15, "جميع الحقوق محفوظة للموقع 2026", "copyright"),
    ]  # fmt: skip
    assert [unit.text for unit in units][:5] == [
        "قمة أنقرة | موقع الأخبار", "زعماء الدول يجتمعون في أنقرة", "قمة جديدة في <g1>أنقرة</g1>", "صورة الرئيسين", "الرئيسان في القصر",
    ]  # fmt: skip
    assert rebuilt(SITE, segmenter) == SITE.read_bytes()
    out = write_article(article, units, [unit.text for unit in units], keep_boilerplate=False).decode()
    assert '<header><a href="/"></a></header>' in out and '<li><a href="/1"></a></li>' in out


def test_headings_and_cells_are_no_boilerplate(tmp_path, segmenter):
    head = "<p>الاقتصاد</p><h1>قمة جديدة</h1>" + LEAD
    table = "<table><tr><th>الاسم</th><th>السابق</th></tr><tr><td>12 500 000</td><td><p>آخر تحديث</p></td></tr></table>"
    foot = "<h2>الاقتصاد</h2><h3>24/11/2026</h3><h3>اترك تعليقا</h3><ul><li>رياضة</li></ul>" + LEAD + "<p>رياضة</p>"
    article, _ = holds(write(tmp_path, head + table + foot), segmenter)
    left = [(block.start, block.text) for block in article.blocks if block.role is Role.BOILERPLATE]
    assert [text for _, text in left] == ["الاقتصاد", "اترك تعليقا", "رياضة"]
    assert left[0][0] < len(head) and left[-1][0] > len(head + table + foot) - 20


def test_cells_of_a_website_s_table_are_in_its_main_text(tmp_path, segmenter):
    table = "<table><tr><th>الاسم</th><th>السنة</th></tr><tr><td>تركيا</td><td>1923</td></tr></table>"
    page = SITE.read_text(encoding="utf-8").replace("</article>", f"{table}</article>")
    article, _ = holds(write(tmp_path, page), segmenter)
    roles = {block.text: block.role for block in article.blocks}
    assert {roles[text] for text in ("الاسم", "السنة", "تركيا", "1923")} == {Role.PARAGRAPH}


def test_links_everywhere_are_a_website_too():
    links = "".join(f'<div><a href="/{number}">خبر رقم {number} عن الطقس</a></div>' for number in range(12))
    assert is_site(LEAD + links, find_blocks(LEAD + links))
    assert not is_site(LEAD * 30 + links, find_blocks(LEAD * 30 + links))
    assert not is_site(LEAD, find_blocks(LEAD))


def test_a_website_without_trafilatura(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(L10nError, match=r"needs trafilatura\n.*pip install 'l10n-flow\[web\]'"):
        read_article(SITE)


def test_bad_input(tmp_path):
    for text, what in (
        ("<p>Only English here</p>", "not an Arabic text"),
        ("<p></p>", "not an Arabic text"),
        (" \n", "empty"),
        ("%PDF-1.7", "PDF"),
    ):
        with pytest.raises(L10nError, match=what) as error:
            read_article(write(tmp_path, text))
        assert str(tmp_path / "a.html") in str(error.value)


WORD = st.sampled_from(
    [
        "نص",
        "عربي",
        "قال.",
        "مهم؟",
        " ",
        "\n  ",
        "2026",
        "A",
        "&amp;",
        "&nbsp;",
        "&#1605;",
        "&lt;g1&gt;",
        "&",
        "<",
        ">",
        "]]>",
        "\u200f",
        "\r\n",
    ]
)
NAMES = [
    "p",
    "b",
    "i",
    "a",
    "span",
    "div",
    "ul",
    "li",
    "h1",
    "h2",
    "td",
    "table",
    "br",
    "img",
    "code",
    "script",
    "nav",
    "pre",
    "title",
    "q",
    "figcaption",
    "svg",
]
TAG = st.builds(
    lambda name, form, attribute: form.format(name, attribute), st.sampled_from(NAMES), st.sampled_from(["<{0}>", "</{0}>", "<{0} {1}>", "<{0}{1}/>", "< {0}>", "<{0} {1}"]),
    st.sampled_from(['alt="نص هنا"', "title='نص \"هنا\"'", "alt=نص", 'dir="rtl" lang=ar', 'x="<b>"', 'translate="no"', "=", '"', "alt", 'alt="نص']),
)  # fmt: skip
OTHER = st.sampled_from(
    ["<!-- نص -->", "<!-- نص", "<!doctype html>", "<![CDATA[نص]]>", "<?xml version='1.0'?>", "</>", "<3", "<br><br>"]
)
PAGES = st.lists(WORD | WORD | TAG | OTHER, max_size=30).map("".join)


@given(text=PAGES)
def test_tokens_are_the_text(text):
    found = tokens(text)
    start = found[0].start if found else len(text)
    assert "".join(text[token.start : token.end] for token in found) == text[start:]


@given(text=PAGES)
def test_parse_and_rebuild_is_the_file(tmp_path_factory, segmenter, text):
    path = write(tmp_path_factory.mktemp("h"), LEAD * 3 + text)
    holds(path, segmenter)
    assert rebuilt(path, segmenter) == path.read_bytes()


@given(text=PAGES)
def test_what_is_translated_reads_back(tmp_path_factory, segmenter, text):
    """Text of any kind is written so that it reads as that text, between the same tags."""
    path = write(tmp_path_factory.mktemp("h"), LEAD * 3 + text)

    def reading(page, change):
        blocks = [block for block in find_blocks(page) if block.role is not Role.BOILERPLATE]
        return [("".join(change(b.text).split()), [p.mark for p in b.inlines if p.mark is not Mark.TEXT]) for b in blocks]

    if not is_site(path.read_bytes().decode(), ()):
        assert reading(rebuilt(path, segmenter, upper).decode(), str) == reading(path.read_bytes().decode(), upper)
