"""Inline tags through the engine: none is ever lost, and what is placed by guess says so."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary import Matcher, load_glossary
from l10n_flow.glossary.enforce import Enforcer
from l10n_flow.glossary.markup import mended
from l10n_flow.glossary.verify import verify
from l10n_flow.lang import get
from l10n_flow.model import Hypothesis, Method
from l10n_flow.mt.masks import FAMILIES
from l10n_flow.text.tags import TAG, nested

GLOSSARY = load_glossary(Path(__file__).parent.parent.parent / "glossary.yaml")
MATCHER = Matcher(GLOSSARY)


def draft(text, code, answer, alignment=(), families=FAMILIES[:1], asked=None):
    """What comes of a text with an engine that answers `answer` (a text, or a function of what it is asked)."""

    def engine(texts, *, hypotheses=1, alignment=False, keep=None):
        if asked is not None:
            asked.extend(texts)
        found = [answer(text) if callable(answer) else answer for text in texts]
        return [[Hypothesis(text, -0.5, pairs if alignment else ())] for text in found]

    pairs = tuple(alignment)
    return Enforcer(GLOSSARY, get(code), engine, families).drafts([text], [MATCHER.hits(text)])[0]


CARRIED = [
    # language, source, what the engine is asked, what it answers, the draft
    ("tr", "زار <g1>توكاييف</g1> أنقرة.", "زار ⟦1⟧ ⟦2⟧.", "⟦1⟧, ⟦2⟧'ı ziyaret etti.", "<g1>Tokayev</g1>, Ankara'yı ziyaret etti."),
    ("tr", "علم <g1>كازاخستان</g1>", "علم ⟦1⟧", "⟦1⟧nin bayrağı", "<g1>Kazakistan'ın</g1> bayrağı"),
    ("tr", "علم <g1><g2>كازاخستان</g2></g1>", "علم ⟦1⟧", "⟦1⟧ bayrağı", "<g1><g2>Kazakistan</g2></g1> bayrağı"),
    ("tr", "علم كازا<g1>خستان</g1>", "علم ⟦1⟧", "⟦1⟧ bayrağı", "<g1>Kazakistan</g1> bayrağı"),
    ("tr", "علم <g1>و</g1>كازاخستان", "علم ⟦1⟧ و ⟦2⟧ ⟦3⟧", "⟦1⟧ ve ⟦2⟧ ⟦3⟧ bayrağı", "<g1>ve</g1> Kazakistan bayrağı"),
    ("en", "قال <g1>هذا مهم</g1> أمس", "قال ⟦1⟧ هذا مهم ⟦2⟧ أمس", "said ⟦1⟧ this matters ⟦2⟧ yesterday", "said <g1>this matters</g1> yesterday"),
    ("tr", "قال <g1>هذا مهم</g1> أمس", "قال ⟦1⟧ هذا مهم ⟦2⟧ أمس", "dün ⟦1⟧ önemli konu⟦2⟧nun dedi", "dün <g1>önemli konu</g1>nun dedi"),
    ("en", "قال <g1>هذا مهم</g1> أمس", "قال ⟦1⟧ هذا مهم ⟦2⟧ أمس", "said⟦1⟧this⟦2⟧ yesterday", "said <g1>this</g1> yesterday"),
    ("en", "انظر <x1/> الصورة", "انظر ⟦1⟧ الصورة", "see ⟦1⟧ the picture", "see <x1/> the picture"),
    ("en", "انظر<x1/>الصورة", "انظر ⟦1⟧ الصورة", "see ⟦1⟧the picture", "see <x1/> the picture"),
    ("kk", "زيارة <g1>إلى باكو</g1> اليوم", "زيارة ⟦1⟧ إلى ⟦2⟧ ⟦3⟧ اليوم", "бүгін ⟦1⟧ ⟦2⟧қа ⟦3⟧ сапар", "бүгін <g1>Бакуге</g1> сапар"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "source", "ask", "answer", "want"), CARRIED)
def test_carried_by_masks(code, source, ask, answer, want):
    asked = []
    found = draft(source, code, answer, asked=asked)
    assert asked[0] == ask and len(asked) == 1
    assert (found.text, found.findings) == (want, ())
    assert all(found.text[p.start : p.end] == p.form and p.method is Method.MASK for p in found.placements)
    assert [p.hit for p in found.placements] == list(MATCHER.hits(source))
    assert [one for one in verify(found.text, MATCHER.hits(source), GLOSSARY, get(code)) if one.severity == "error"] == []


PLACED = [
    # source, the engine's answer to what has no tags, its alignment, the draft
    ("قال <g1>هذا مهم</g1> أمس", "said this matters yesterday", ((0, 4, 0, 3), (5, 9, 4, 7), (10, 17, 8, 11), (18, 27, 12, 15)), "said <g1>this matters</g1> yesterday"),
    ("قال <g1>هذا مهم</g1> أمس", "yesterday, this matters: said", ((0, 10, 12, 15), (11, 15, 4, 7), (16, 24, 8, 11), (25, 29, 0, 3)), "yesterday, <g1>this matters</g1>: said"),
    ("قال <x1/>هذا مهم", "said this matters", ((0, 4, 0, 3), (5, 9, 4, 7), (10, 17, 8, 11)), "said<x1/> this matters"),
    ("<g1>قال <g2>هذا</g2></g1> مهم", "said this matters", ((0, 4, 0, 3), (5, 9, 4, 7), (10, 17, 8, 11)), "<g1>said <g2>this</g2></g1> matters"),
    ("قال <g1>هذا</g1> <g2>مهم</g2>", "said one thing", ((0, 4, 0, 3), (5, 8, 4, 7), (5, 8, 8, 11)), None),
    ("قال <g1>هذا</g1> مهم جدا", "said this matters much", (), "said <g1>this</g1> matters much"),
    ("<x1/>قال هذا<x2/>", "said this", (), "<x1/>said this<x2/>"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer", "alignment", "want"), PLACED)
def test_what_the_engine_loses_is_placed_by_the_words_around(source, answer, alignment, want):
    found = draft(source, "en", answer, alignment)
    tags = TAG.findall(found.text)
    assert sorted(tags) == sorted(TAG.findall(source)) and nested(tags) and TAG.sub("", found.text) == answer
    assert want in (None, found.text)
    assert [(one.check, one.message) for one in found.findings] == [
        ("tags", f"the engine lost {' '.join(TAG.findall(source))}; placed by the words around, check it")
    ]


def test_a_closing_mask_before_its_opening_is_no_pair():
    source = "قال <g1>هذا مهم</g1> أمس"
    found = draft(source, "en", lambda text: "said ⟦2⟧ this ⟦1⟧ yesterday" if "⟦" in text else "said this yesterday")
    assert TAG.sub("", found.text) == "said this yesterday" and nested(TAG.findall(found.text)) and found.findings
    found = draft(source, "en", lambda text: "said ⟦1⟧ ⟦2⟧ this" if "⟦" in text else "said this")
    assert "<g1></g1>" not in found.text and found.findings, "a pair that was around words is around words"


def test_a_name_that_is_missing_takes_no_tag_with_it():
    found = draft("زار <g1>توكاييف</g1> <x2/> المدينة", "tr", "kenti ziyaret etti", families=())
    assert sorted(TAG.findall(found.text)) == ["</g1>", "<g1>", "<x2/>"]
    assert {one.check for one in found.findings} == {"glossary", "tags"}


PIECES = st.sampled_from(["قال ", "هذا ", "مهم. ", "كازاخستان ", "وتركيا ", "5 ", "أنقرة"])
TEXT = st.recursive(
    st.lists(PIECES, min_size=1, max_size=4).map("".join),
    lambda inner: (
        st.builds(lambda a, b, c: f"{a}<g>{b}</g>{c}", inner, inner, inner)
        | st.builds(lambda a, b: f"{a}<x/>{b}", inner, inner)
    ),
    max_leaves=6,
)


def numbered(text):
    """Numbers for the tags, as a unit has them."""
    out, waiting, number = "", [], 0
    for part in re.split(r"(</?g>|<x/>)", text):
        if part in ("<g>", "<x/>"):
            number += 1
            out += f"<{part[1]}{number}{part[2:]}"
            waiting += [number] if part == "<g>" else []
        else:
            out += f"</g{waiting.pop()}>" if part == "</g>" else part
    return out


@given(text=TEXT.map(numbered), keep=st.booleans(), data=st.data(), code=st.sampled_from(["en", "tr", "kk"]))
def test_no_tag_is_ever_lost(text, keep, data, code):
    """Whatever the engine does with words and masks: each tag is there once, pairs nested, and no mask is left."""

    def answer(asked):
        words = data.draw(st.permutations(asked.split())) if asked else []
        return " ".join(words if keep else [word for word in words if data.draw(st.booleans())])

    found = draft(text, code, answer)
    tags = TAG.findall(found.text)
    assert sorted(tags) == sorted(TAG.findall(text)) and nested(tags)
    assert "⟦" not in found.text
    assert all(found.text[p.start : p.end] == p.form for p in found.placements if p.start >= 0)


MENDED = [
    ("<g1>نص</g1> هنا", "<g1>metin</g1> burada", "<g1>metin</g1> burada", ()), ("<g1>نص</g1> هنا", "metin burada", "<g1>metin</g1> burada", ("<g1>", "</g1>")),
    ("نص هنا", "<g1>metin</g1> burada", "metin burada", ()), ("نص هنا<x1/>", "metin burada", "metin burada<x1/>", ("<x1/>",)),
    ("<g1>نص</g1> هنا", "burada <g1>metin</g1><x2/>", "burada <g1>metin</g1>", ()),
    ("<g1>نص</g1> <g2>هنا</g2>", "<g1>metin <g2>burada</g1></g2>", "<g1>metin</g1> <g2>burada</g2>", ("<g1>", "</g1>", "<g2>", "</g2>")),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "want", "lost"), MENDED)
def test_a_text_of_the_memory_gets_the_tags_of_the_source(source, target, want, lost):
    assert mended(source, target) == (want, lost)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("⟦1⟧⟦2⟧ said⟦3⟧ it", "<g1>The Organization of Turkic States said</g1> it"),
        ("In the ⟦1⟧⟦2⟧ said⟦3⟧ it", "In the <g1>Organization of Turkic States said</g1> it"),
    ],
)
def test_a_tag_hides_neither_a_sentence_s_start_nor_an_article(answer, want):
    found = draft("<g1>منظمة الدول التركية قالت</g1> ذلك", "en", lambda asked: answer if "⟦3⟧" in asked else "no")
    assert found.text == want
