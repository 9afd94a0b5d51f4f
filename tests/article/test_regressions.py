"""Lines and shapes that were once taken for something else: prose for boilerplate, dates for headlines, and the like."""

import multiprocessing

import pytest

from l10n_flow.article.boilerplate import boilerplate
from l10n_flow.article.plain import parse
from l10n_flow.model import L10nError, Role
from l10n_flow.segment import Segmenter

P = "وصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين."


def roles(*parts):
    return [str(b.role) for b in parse("\n\n".join(parts))]


@pytest.mark.parametrize(
    "line",
    [
        "نشر الجيش التركي قواته على الحدود.", "نشر تقرير جديد عن الاقتصاد الكازاخستاني", "المزيد من الدول انضمت إلى الاتفاق.",
        "سجل في المباراة هدفين.", "انضم إلى الحلف ثلاثة أعضاء جدد.", "شارك هذا الأسبوع وفد من كازاخستان في القمة.",
        "شارك عبر الفيديو رئيس الوزراء في القمة.", "حقوق النشر قضية تشغل الكتاب في العالم العربي.",
        "2019-2024", "12 500 000", "2024/2025", "منذ عام 2020", "منذ بداية الحرب", "1991 - 2026",
    ],
)  # fmt: skip
def test_prose_is_not_dropped_as_boilerplate(line):
    assert boilerplate(line) == ""


@pytest.mark.parametrize(
    "line", ["منذ 3 ساعات", "منذ ساعتين", "منذ ثلاثة أيام", "منذ 11 يوماً", "24/11/2026 | 12:30", "2026-11-24 - 12:30 م", "12:30 - 13:45"]
)  # fmt: skip
def test_stamps_of_a_site_are_boilerplate(line):
    assert boilerplate(line)


def test_hashtag_pattern_does_not_backtrack():
    worker = multiprocessing.get_context("fork").Process(target=boilerplate, args=("#a" * 40 + " ب",), daemon=True)
    worker.start()
    worker.join(5)
    alive = worker.is_alive()
    worker.kill()
    assert not alive


def test_number_at_the_front_of_a_wrapped_line_stays():
    text = (
        "قمة جديدة في أنقرة\n\nقال محللون في الأسواق العالمية إن سعر برميل النفط الخام من نوع برنت بلغ أمس\n"
        "75. وقال آخرون إن السعر سيرتفع في الأيام المقبلة بسبب الأحداث الجارية في الشرق\n"
        "الأوسط وآسيا الوسطى كما جاء في التقرير الشهري.\n"
    )
    assert any("75." in block.text for block in parse(text))


def test_one_word_heading_amid_the_article_is_no_section_label():
    assert roles("قمة جديدة", P, "الاقتصاد", P) == ["headline", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("stamp", ["الثلاثاء، 24 نوفمبر 2026 - 12:30", "24 نوفمبر 2026"])
def test_date_stamp_does_not_become_the_headline(stamp):
    assert roles(stamp, "قمة جديدة في أنقرة", P) == ["boilerplate", "headline", "paragraph"]


def test_heading_before_a_list():
    got = roles("قمة جديدة", P, "أبرز النتائج", "- توقيع الاتفاق\n- فتح المعابر", P)
    assert got == ["headline", "paragraph", "heading", "list-item", "list-item", "paragraph"]


@pytest.mark.parametrize("marks", ["--", "••", ("1-", "2-")])
def test_marks_without_a_space(marks):
    got = roles("قمة جديدة", P, "واتفقا على:", f"{marks[0]}توقيع الاتفاق\n{marks[1]}فتح المعابر", P)
    assert got[3:5] == ["list-item", "list-item"]


@pytest.mark.parametrize("line", ["***", "* * *", "====", "ـــــ"])
def test_a_line_without_words_is_no_unit(line):
    assert roles("قمة جديدة", P, line, P)[2] == "boilerplate"


def test_heading_that_begins_with_a_byline_word():
    assert parse(f"قمة جديدة\n\n{P}\n\nتقرير المصير حق للشعوب\n\n{P}")[2].role is Role.HEADING


@pytest.mark.parametrize("odd", ["\x85", "\u2002", "\u205f", "\x1f"])
def test_every_white_space_is_trimmed(odd):
    text = f"{odd}{P}{odd}"
    assert parse(text)[0].text == P
    assert [text[a:b] for a, b in Segmenter().segment(text)] == [P]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("تأسست عام 2026.وقال الوزير ذلك.", 2), ("قال «نعم».وأضاف الوزير ذلك.", 2), ("بلغت 25%.وقال الوزير ذلك.", 2),
        ("ولد عام 1905 م. وتوفي عام 1980.", 2), ("حضر د. أحمد ود. علي الجلسة.", 1), ("سأل: «متى؟» فأجاب: «غداً».", 1),
        ("عملنا بقوّة. وأضاف الوزير ذلك.", 2), ("جاءت مريمُ. وأضاف الوزير ذلك.", 2), ("«هل سيحضر؟» منظمة جديدة تسأل.", 2),
        ("«هل سيحضر؟» من سأل ذلك.", 1), ("حضر د. أحمد وَد. علي.", 1),
    ],
)  # fmt: skip
def test_boundaries(text, count):
    assert len(Segmenter().segment(text)) == count


@pytest.mark.parametrize(
    "parts",
    [("قال: ”سنعمل معا.“", " وأضاف ذلك."), ("قال: »سنعمل معا.«", " وأضاف ذلك."), ("قال ذلك.", "«نعم» قال."), ("قال ”نعم.“",)],
)
def test_a_quotation_ends_with_its_closing_mark(parts):
    text = "".join(parts)
    assert [text[a:b] for a, b in Segmenter().segment(text)] == [part.strip() for part in parts]


def test_bad_pattern_in_a_utf16_rules_file(tmp_path):
    path = tmp_path / "r.srx"
    rules = '<?xml version="1.0" encoding="UTF-16"?><srx version="2.0"><header cascade="yes"/><body><languagerules><languagerule languagerulename="a"><rule break="yes"><beforebreak>(</beforebreak><afterbreak>x</afterbreak></rule></languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="a"/></maprules></body></srx>'
    path.write_bytes(rules.encode("utf-16"))
    with pytest.raises(L10nError):
        Segmenter(path).segment("x")
