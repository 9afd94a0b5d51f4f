"""Markdown: what is text is translated, all else is kept."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rebuilding import holds, rebuilt, shown, upper

from l10n_flow import lang
from l10n_flow.article import read_article
from l10n_flow.article.markdown.parse import parse
from l10n_flow.model import L10nError, Mark, Role

SAMPLE = Path(__file__).parent / "data" / "summit.md"
LEAD = "وصل الرئيس التركي إلى أستانا اليوم.\n\n"


def write(folder, text, name="a.md"):
    path = folder / name
    path.write_bytes(text.encode())
    return path


UNITS = [
    (6, "headline", "قمة <g1>أنقرة</g1> الجديدة"),
    (8, "paragraph", "وصل الرئيس <g1>رجب طيب أردوغان</g1> إلى <g2>أستانا</g2> اليوم في زيارة* رسمية & قصيرة."),
    (9, "paragraph", "وقال <x1/>إن التعاون مهم."),
    (9, "paragraph", "وأضاف<x1/> أن الأمر <g2>واضح</g2>."),
    (10, "paragraph", "ثم شغل الأمر <x1/> <x2/> هنا <g3>قديم</g3>."),
    (10, "caption", "صورة القمة"),
    (12, "paragraph", "اقتباس مهم على سطرين"),
    (15, "list-item", "بند <g1>أول</g1> تابع"),
    (17, "list-item", "بند ثان"),
    (19, "paragraph", "العمود"),
    (19, "paragraph", "آخر | هنا"),
    (21, "paragraph", "خلية <g1>مائلة</g1>"),
    (21, "paragraph", "ثانية"),
    (23, "paragraph", "كل الجملة هنا."),
    (29, "paragraph", "مرجع هنا"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_sample(tmp_path, segmenter, end):
    path = write(tmp_path, SAMPLE.read_text(encoding="utf-8").replace("\n", end))
    assert shown(path, segmenter) == UNITS
    assert rebuilt(path, segmenter) == path.read_bytes()


def test_translations_take_the_place_of_text_alone(segmenter):
    source = SAMPLE.read_text(encoding="utf-8")
    want = source
    for text in ("أنقرة** الجديدة\n", "رجب طيب أردوغان](", "صورة القمة]", "خلية *مائلة*", "***كل الجملة هنا.***"):
        assert text in source
        want = want.replace(text, upper(text))
    only = ("أنقرة", "رجب", "صورة", "خلية", "كل الجملة")
    out = rebuilt(SAMPLE, segmenter, lambda text: upper(text) if any(word in text for word in only) else text).decode()
    assert re.sub(r"[a-z]", "", out.split("\n> ")[1]) == re.sub(r"[a-z]", "", want.split("\n> ")[1])
    assert out.startswith(source[: source.index("# ")]), "front matter"
    assert '](https://example.org/a_b "عنوان")' in out and "![" in out and "](a.png)" in out and "`make run`" in out
    assert '```sh\necho "لا تترجم"\n```' in out and '[r]: https://example.org "مرجع"' in out


WRITTEN = [
    ("نص هنا", "# Title", "\\# Title"), ("نص هنا", "1. May", "1\\. May"), ("نص هنا", "- x", "\\- x"), ("نص هنا", "2026. yıl", "2026\\. yıl"),
    ("نص هنا", "a*b _c_ d_e `f` [g](h)", "a\\*b \\_c\\_ d_e \\`f\\` \\[g\\](h)"), ("نص هنا", "AT&T &amp; <b> 1 < 2", "AT&T &amp;amp; \\<b> 1 < 2"),
    ("نص هنا", "back\\slash \\* end\\", "back\\slash \\\\\\* end\\\\"), ("نص هنا", "two\nlines", "two lines"),
    ("نص **مهم** هنا", "<g1> Önemli </g1>metin", "**Önemli** metin"), ("نص **مهم** هنا", "metin <g1>önemli </g1>", "metin **önemli**"),
    ("نص **مهم** هنا", "lost", "lost"), ("نص **مهم** هنا", "<g1>open", "open"), ("نص **مهم** هنا", "</g1>a<g1>", "a"),
    ("نص **مهم** هنا", "<g1>a</g1> <g1>b</g1> <g7>c</g7>", "**a** b c"), ("نص `c` هنا", "lost", "lost`c`"),
    ("**مهم** [رابط هنا](u) نص", "<g2>bağ</g2> <g1>önemli</g1>", "[bağ](u) **önemli**"),
    ("**مهم *جدا* هنا** نص", "<g2><g1>a</g1></g2> b", "***a*** b"), ("نص \\<g1> هنا **مهم** نص", "<g1> a <g2>b</g2>", "\\<g1> a **b**"),
    ("نص [رابط](u) هنا", "<g1>link [1] [draft</g1>", "[link \\[1\\] \\[draft](u)"), ("نص ![صورة](u)", "a] b [c", "a\\] b \\[c ![a\\] b \\[c](u)"),
    ("نص _أستانا_ هنا", "<g1>Астана</g1>ға", "*Астана*ға"), ("نص __أستانا__ هنا", "a<g1>b</g1>", "a**b**"), ("نص _أستانا_ هنا", "a<g1> b </g1>c", "a _b_ c"),
    ("قال.**نص آخر** هنا", "<g1>b</g1> a", "b a **b** a"), ("قال.**نص آخر**", "a", "a **a**"),
    ("نص هنا", " 10\u00a0%\u202f5\t x", "10\u00a0%\u202f5 x"),
    ("نص _أستانا_ هنا", "a (<g1>b</g1>)", "a (_b_)"), ("نص _[رابط](u_v)_ هنا", "<g1>a</g1>b", "*[a](u_v)*b"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "want"), WRITTEN)
def test_what_is_written(tmp_path, segmenter, source, translation, want):
    path = write(tmp_path, f"{LEAD}{source}\n")
    assert rebuilt(path, segmenter, lambda text: text if text in LEAD else translation) == f"{LEAD}{want}\n".encode()


def test_marks_of_direction_around_units_go_with_the_arabic(tmp_path, segmenter):
    path = write(tmp_path, LEAD + "# \u202bنص\u202c\n\n\u2067**نص هنا**\u2069\n\n- \u202bنص. \u200f نص &rlm;\n\n`\u200f`\n")
    out = rebuilt(path, segmenter, lambda text: "a", language=lang.get("tr")).decode()
    assert out == "a\n\n# a\n\n**a**\n\n- a  a \n\n`\u200f`\n"


LINKS = [
    ("نص [تركيا] هنا", "<g1>Türkiye</g1> a", "[Türkiye][تركيا] a"), ("نص [*تركيا*][] هنا", "<g1>Türkiye</g1>", "[*Türkiye*][*تركيا*]"),
    ("[تركيا]", "Türkiye", "[Türkiye][تركيا]"), ("نص **[تركيا\n]** هنا", "<g1>Türkiye</g1>", "**[Türkiye][تركيا]**"),
    ("نص [رابط][تركيا] هنا", "<g1>a</g1>", "[a][تركيا]"), ("نص [رابط][تركيا] [قديم](u)", "<g1>a</g1> <g2>b</g2>", "[a][تركيا] [b](u)"),
    ("نص [تركيا] هنا", "نص <g1>تركيا</g1> هنا", "نص [تركيا] هنا"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "translation", "want"), LINKS)
def test_a_link_keeps_its_definition(tmp_path, segmenter, source, translation, want):
    ends = "\n\n[تركيا]: u1\n[*تركيا*]: u2\n"
    path = write(tmp_path, LEAD + source + ends)
    assert rebuilt(path, segmenter, lambda text: text if text in LEAD else translation).decode() == LEAD + want + ends


def test_headings_and_cells_are_no_boilerplate(tmp_path, segmenter):
    text = f"رياضة\n\n# قمة\n\n{LEAD}## الاقتصاد\n\n| الاسم | التالي |\n|--|--|\n| 12 500 000 | x |\n\nسياسة\n\n{LEAD}"
    article, _ = holds(write(tmp_path, text), segmenter)
    assert [block.text for block in article.blocks if block.role is Role.BOILERPLATE] == ["رياضة"]


def test_bad_input(tmp_path):
    for text, what in (
        ("# Only English here\n", "not an Arabic text"),
        ("\n\n", "empty"),
        ("---\na: نص\n---\n", "not an Arabic"),
    ):
        with pytest.raises(L10nError, match=what) as error:
            read_article(write(tmp_path, text))
        assert str(tmp_path / "a.md") in str(error.value)


def reading(text, change):
    """Each block as it reads, without white space, and the tags in it."""
    blocks = [block for block in parse(text) if block.role is not Role.BOILERPLATE]
    return [("".join(change(b.text).split()), [p.mark for p in b.inlines if p.mark is not Mark.TEXT]) for b in blocks]


WORD = st.sampled_from(["نص", "عربي", "قال.", "مهم؟", "كلمة", "2026", "A"])
INLINE = st.sampled_from(
    ["**", "*", "_", "__", "~~", "`", "``", "[", "](u)", "](u 'ت')", "![", "<b>", "</b>", "<br>", "<i x='>'>", "</i>", "\\", "\\*", "&amp;", "&#1605;",
     "&", "<", ">", "|", "<g1>", "<x2/>", " ", "  \n", "\n", "\\\n", "\t", "\u00a0", "\u200f", "!", "[r]", "<http://a.b>", "<!-- ت -->"]
)  # fmt: skip
START = st.sampled_from(
    [
        "# ",
        "## ",
        "> ",
        "- ",
        "  - ",
        "1. ",
        "    ",
        "| a | b |\n|--|--|\n| ",
        "```\n",
        "---\n",
        "===\n",
        "<div>\n",
        "[r]: u\n",
        "\t",
        "+++\n",
        "",
    ]
)
LINE = st.tuples(START, st.lists(WORD | INLINE, max_size=14).map("".join), st.sampled_from(["\n", "\n\n", " #\n", "  \n"])).map(
    "".join
)
TEXTS = st.lists(LINE, max_size=6).map("".join)


@given(text=TEXTS, end=st.sampled_from(["\n", "\r\n", "\r"]))
@example(text="- \u00a0نص `a` \\\nنص", end="\n")
@example(text="# ![نص](u)نص\n", end="\n")
def test_parse_and_rebuild_is_the_file(tmp_path_factory, segmenter, text, end):
    path = write(tmp_path_factory.mktemp("m"), (LEAD + text).replace("\n", end))
    holds(path, segmenter)
    assert rebuilt(path, segmenter) == path.read_bytes()


@given(text=TEXTS)
@example(text="# \n\\\\\nنص\n")
def test_what_is_translated_reads_back(tmp_path_factory, segmenter, text):
    """Text of any kind is written so that it reads as that text, between the same tags."""
    path = write(tmp_path_factory.mktemp("m"), LEAD * 3 + text)
    want = reading(path.read_bytes().decode(), upper)
    assert reading(rebuilt(path, segmenter, upper).decode(), str) == want
