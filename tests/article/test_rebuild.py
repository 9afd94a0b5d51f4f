"""Rebuilding: what stands between the units is never touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.article import read_article
from l10n_flow.article.plain import rebuild as rebuild_article
from l10n_flow.model import Role

LEAD = "وصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.\n"
ENCODINGS = [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b""), ("cp1256", b"")]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ" * 2 + "  \n\n\n.،؛؟!:«»()–-•*0123"
ODD = "\r\u00a0\u200f\u202b\u202c\u0640\u0651٠١\t\u2028\u0085\x0c\x1e\ufeff😀"
SITE = st.sampled_from(["\nاترك تعليقاً\n", "\nشارك\n", "\nزر الذهاب إلى الأعلى\n", "\n– بند أول\n– بند ثان\n", ": – بند"])
ANY = st.lists(st.sampled_from(list(LETTERS + ODD)) | SITE, max_size=80).map("".join)
WINDOWS = st.lists(st.sampled_from(list(LETTERS)) | SITE, max_size=80).map("".join)


def article_of(folder, text, codec="utf-8", mark=b""):
    path = folder / "a.txt"
    path.write_bytes(mark + text.encode(codec))
    return read_article(path)


def rebuilt(article, segmenter, translate=lambda text: text, **options):
    units = segmenter.units(article)
    return rebuild_article(article, units, [translate(unit.text) for unit in units], **options)


@given(data=st.data(), how=st.sampled_from(ENCODINGS), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_translated_by_itself_it_is_the_file_byte_for_byte(tmp_path_factory, segmenter, data, how, end):
    codec, mark = how
    text = (LEAD * 3 + data.draw(WINDOWS if codec == "cp1256" else ANY)).replace("\n", end)
    article = article_of(tmp_path_factory.mktemp("r"), text, codec, mark)
    assert rebuilt(article, segmenter).encode(article.encoding) == article.path.read_bytes()


@given(text=ANY)
def test_only_units_change_and_boilerplate_goes(tmp_path_factory, segmenter, text):
    article = article_of(tmp_path_factory.mktemp("r"), LEAD * 3 + text)
    units = segmenter.units(article)
    names = [f"<{number}>" for number in range(len(units))]
    out = rebuild_article(article, units, names, keep_boilerplate=False)
    assert re.findall(r"<\d+>", out) == names, "every unit stands there once, in order"
    left = re.sub(r"<\d+>", "", out)
    kept = {char for char in left if char.isalpha() and char != "\u0640"}
    assert not kept, "no word of the source is left"


def test_the_real_article(article, segmenter, source):
    assert rebuilt(article, segmenter).encode("utf-8") == source.read_bytes()
    out = rebuilt(article, segmenter, lambda text: "X", keep_boilerplate=False)
    assert out.startswith("X\n\nX\n\n\u00a0\n\nX\n\n"), "the section label before the headline is gone with its blank line"
    assert out.endswith("X X"), "so are the comment form and the button behind the last paragraph"
    assert "X – X\n\n– X\n\n– X" in out, "list marks stay, also the one amid a line"
    assert not any(block.text in out for block in article.blocks if block.role is Role.BOILERPLATE)


GONE = [
    ("اترك تعليقاً\n\nعنوان هنا\n\n{}", "X\n\n{}"), ("عنوان هنا\n\nشارك\n\n{}", "X\n\n{}"), ("عنوان هنا\n\n{}\n\nشارك\n", "X\n\n{}\n"),
    ("عنوان هنا\r\n\r\nشارك\r\n\r\n{}\r\n", "X\r\n\r\n{}\r\n"), ("عنوان هنا\n\n{}\n\n– شارك\n– بند أول هنا\n– بند ثان هنا\n", "X\n\n{}\n– X\n– X\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), GONE)
def test_where_boilerplate_was(tmp_path, segmenter, text, want):
    article = article_of(tmp_path, text.format(LEAD.strip()))
    assert rebuilt(article, segmenter, lambda _: "X", keep_boilerplate=False) == want.format("X")
