"""Segmenter: spans that put the file together again, and boundaries an Arabic editor would draw."""

import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.article import read_article
from l10n_flow.model import L10nError, Role
from l10n_flow.segment import Segmenter

HELD = Path(__file__).parent.parent / "data" / "segmentation_held.tsv"
# Lines that the rules get wrong. A rule that mends one must say so here.
MISSED = {"h37", "h38", "h43", "h50"}


def gold():
    for line in HELD.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, text = line.split("\t")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            parts = [_trim(p) for p in text.split("⏎")]
            marks = [pytest.mark.xfail(strict=True)] if name in MISSED else []
            yield pytest.param(text.replace("⏎", ""), parts, id=f"{name}-{kind}", marks=marks)


ENDS = "\ufeff\u200e\u200f\u061c\u200b\u2060\u00a0\u202a\u202b\u202c\u202d\u202e"


def _trim(text):
    while text and (text[0].isspace() or text[0] in ENDS):
        text = text[1:]
    while text and (text[-1].isspace() or text[-1] in ENDS):
        text = text[:-1]
    return text


@pytest.mark.parametrize(("text", "parts"), list(gold()))
def test_held_lines(segmenter, text, parts):
    assert [_trim(text[a:b]) for a, b in segmenter.segment(text)] == parts


ALPHABET = st.sampled_from(
    list(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ" * 2
        + " " * 12
        + ".!؟?…؛،:«»“”\"'()[]–-0123456789٠١٢%٪ABcz\r\n\t\u00a0\u200f\u200e\u202b\u202c\u0640\u064b\u0651\u2028\u0085\ufeff😀"
    )
)
TEXT = st.lists(ALPHABET, max_size=120).map("".join)


@given(TEXT)
def test_spans_are_ordered_trimmed_and_lose_nothing(segmenter, text):
    last = 0
    for start, end in segmenter.segment(text):
        assert last <= start < end <= len(text)
        assert _trim(text[start:end]) == text[start:end]
        assert not _trim(text[last:start])
        last = end
    assert not _trim(text[last:])


@given(TEXT)
def test_segmenting_is_the_same_twice(segmenter, text):
    assert segmenter.segment(text) == segmenter.segment(text)


@pytest.mark.parametrize("text", ["", " ", "\u200f", "\ufeff\u00a0", "\r\n", "."])
def test_nothing_to_segment(segmenter, text):
    assert segmenter.segment(text) == ([(0, 1)] if text == "." else [])


def test_units_of_the_article(segmenter, article):
    units = segmenter.units(article)
    assert 60 <= len(units) <= 110
    blocks = [b for b in article.blocks if b.role is not Role.BOILERPLATE]
    assert not any(u.role is Role.BOILERPLATE for u in units)
    last = 0
    out = []
    for unit in units:
        assert article.text[unit.start : unit.end] == unit.text == _trim(unit.text)
        assert unit.line == article.text.count("\n", 0, unit.start) + 1
        home = [b for b in blocks if b.start <= unit.start and unit.end <= b.end]
        assert len(home) == 1 and home[0].role is unit.role
        out += [article.text[last : unit.start], unit.text]
        last = unit.end
    out.append(article.text[last:])
    assert "".join(out).encode(article.encoding) == article.path.read_bytes()
    for block in blocks:  # every block's ink is in some unit
        covered = sum(u.end - u.start for u in units if block.start <= u.start < block.end)
        assert covered >= len(block.text) * 0.9


@given(st.lists(TEXT, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_units_and_gaps_give_the_file_back(segmenter, tmp_path_factory, parts, end):
    lead = "وصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين. "
    text = end.join(lead * 3 + p for p in parts)
    path = tmp_path_factory.mktemp("h") / "a.txt"
    path.write_bytes(text.encode())
    article = read_article(path)
    last, out = 0, []
    for unit in segmenter.units(article):
        assert unit.start >= last and unit.text and article.text[unit.start : unit.end] == unit.text
        out += [article.text[last : unit.start], unit.text]
        last = unit.end
    assert ("".join(out) + article.text[last:]).encode(article.encoding) == path.read_bytes()


def test_units_of_the_article_are_their_own_segments(segmenter, article):
    for unit in segmenter.units(article):
        assert segmenter.segment(unit.text) == [(0, len(unit.text))], unit.text


def test_units_are_not_scraps(segmenter, article):
    for unit in segmenter.units(article):
        assert re.search(r"[\u0621-\u064a]{2}", unit.text), unit.text


def test_fingerprint(segmenter, tmp_path):
    assert re.fullmatch(r"[0-9a-f]{12}", segmenter.fingerprint)
    assert Segmenter().fingerprint == segmenter.fingerprint
    rules = _rules()
    other = tmp_path / "r.srx"
    other.write_text(rules.read_text("utf-8") + "<!-- x -->", "utf-8")
    assert Segmenter(other).fingerprint != segmenter.fingerprint


def _rules():
    import l10n_flow.segment as package

    return Path(package.__file__).with_name("rules.srx")


def _document(pattern="\\.", after="\\s", name="Default", mapped="Default"):
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/>
<body><languagerules><languagerule languagerulename="{name}"><rule break="yes"><beforebreak>{pattern}</beforebreak>
<afterbreak>{after}</afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="{mapped}"/></maprules></body></srx>'''


def test_own_rules_file(tmp_path):
    path = tmp_path / "r.srx"
    path.write_text(_document(), "utf-8")
    assert Segmenter(path).segment("وصل. ذهب") == [(0, 4), (5, 8)]


BAD = [
    ("no xml", "hello"),
    ("empty", ""),
    ("cut", _document()[:300]),
    ("other xml", "<a/>"),
    ("bad pattern", _document(pattern="(")),
    ("bad lookbehind", _document(after="[")),
    ("map to nothing", _document(mapped="Nope")),
    ("bad utf8", None),
    (
        "no rules",
        '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header/><body><languagerules/><maprules/></body></srx>',
    ),
    (
        "entity bomb",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        + _document(pattern="&c;&c;("),
    ),
]


@pytest.mark.parametrize(("name", "text"), BAD, ids=[b[0] for b in BAD])
def test_bad_rules_are_an_error_with_the_file(tmp_path, name, text):
    path = tmp_path / "r.srx"
    path.write_bytes(b"\xff\xfe\xfa<srx>" if text is None else text.encode())
    with pytest.raises(L10nError) as caught:
        Segmenter(path).segment("وصل. ذهب")
    assert str(path) in str(caught.value)


def test_missing_rules(tmp_path):
    for path in (tmp_path / "nix.srx", tmp_path):
        with pytest.raises(L10nError):
            Segmenter(path).segment("وصل.")


def test_threads(segmenter):
    texts = [f"وصل الرئيس رقم {i}. ثم غادر! هل عاد؟ نعم." for i in range(200)]
    want = [segmenter.segment(t) for t in texts]
    fresh, got = Segmenter(), {}

    def work(k):
        got[k] = [fresh.segment(t) for t in texts]

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert all(got[k] == want for k in range(8))


@pytest.mark.parametrize(
    "text", ["." * 5000, "«" * 5000, "أ. " * 3000, "وقال " * 5000 + ".", "1." * 4000, "(" * 3000 + ")" * 3000]
)
def test_hostile_text_is_quick(segmenter, text):
    import time

    begin = time.perf_counter()
    segmenter.segment(text)
    assert time.perf_counter() - begin < 5
