"""TMX 1.4b, as we write it and as other tools do."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.memory import Pair, tmx
from l10n_flow.model import L10nError

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WHEN = "2026-11-24T12:00:00Z"
PAIRS = [
    Pair("نص & <b> \"x\"", "metin & <b> 'y'", "tr", "", "بعد", "locales/tr/LC_MESSAGES/a.po", line=3, reference="a.txt:1",
         translator="Ayşe <a@example.com>", learned="2026-01-02T03:04:05Z"),
    Pair("سطر\nسطران\r\n", "line\n\ttwo", "en", None, None, "a.po", "heading", learned=WHEN),
    Pair("نص", "мәтін", "kk", "قبل", "", "a.po", learned=WHEN),
]  # fmt: skip


def written(pairs):
    out = io.BytesIO()
    assert tmx.write(out, pairs) == len(pairs)
    return out.getvalue()


def read(tmp_path, raw, name="x.tmx"):
    path = tmp_path / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(tmx.read(path, now=NOW))


def test_there_and_back(tmp_path):
    assert read(tmp_path, written(PAIRS)) == PAIRS


def test_translate_toolkit_reads_it():
    from translate.storage.tmx import tmxfile

    file = tmxfile.parsestring(written(PAIRS))
    units = file.units
    assert [(str(unit.source), str(unit.target)) for unit in units] == [
        (pair.source.replace("\r\n", "\r\n"), pair.target) for pair in PAIRS
    ]
    assert file.translate("نص") == "мәтін"


def test_we_read_what_translate_toolkit_writes(tmp_path):
    from translate.storage.tmx import tmxfile

    file = tmxfile()
    file.addtranslation("نص & أول", "ar", "ilk & metin", "tr-TR")
    (pair,) = read(tmp_path, bytes(file))
    assert (pair.source, pair.target, pair.language, pair.previous, pair.catalog) == (
        "نص & أول",
        "ilk & metin",
        "tr",
        None,
        "x.tmx",
    )
    assert pair.learned == WHEN


def test_the_header_is_that_of_1_4b():
    root = ElementTree.fromstring(written(PAIRS))
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    header = root.find("header")
    assert root.get("version") == "1.4" and header is not None and set(header.keys()) == needed
    for unit in root.iter("tu"):
        order = [child.tag for child in unit]
        assert order == sorted(order, key=["prop", "tuv"].index), "properties stand before the variants"


FOREIGN = """<?xml version="1.0" encoding="utf-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="*all*" datatype="html" segtype="sentence" o-tmf="x" adminlang="en" creationtool="t"
 creationtoolversion="1"/><body>
<tu tuid="7" changedate="20250102T030405Z" changeid="BOB">
 <tuv xml:lang="EN-US"><seg>Hello <bpt i="1">&lt;b></bpt>big<ept i="1">&lt;/b></ept> <ph x="2">{0}<sub>x</sub></ph>world</seg></tuv>
 <tuv xml:lang="AR_SA"><seg>مرحبا <hi>يا</hi> عالم</seg></tuv>
 <tuv xml:lang="fr"><seg>Bonjour</seg></tuv>
 <tuv xml:lang="kk-KZ" creationid="ЕР"><seg>Сәлем</seg></tuv>
</tu>
<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="tr"><seg>Evet</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>نعم</seg></tuv><tuv xml:lang="tr"><seg>Doğru</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>only</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg> </seg></tuv><tuv xml:lang="tr"><seg>boş</seg></tuv></tu>
</body></tmx>"""


def test_a_foreign_file(tmp_path):
    found = read(tmp_path, FOREIGN.encode("utf-16"))
    assert [(pair.language, pair.source, pair.target) for pair in found] == [
        ("en", "مرحبا يا عالم", "Hello big world"), ("kk", "مرحبا يا عالم", "Сәлем"), ("tr", "نعم", "Evet"), ("tr", "نعم", "Doğru"),
    ]  # fmt: skip
    assert [(pair.translator, pair.learned) for pair in found[:2]] == [
        ("BOB", "2025-01-02T03:04:05Z"),
        ("ЕР", "2025-01-02T03:04:05Z"),
    ]
    assert found[2].context != found[3].context, "two translations of one text are two pairs"


BAD = [
    ("<tmx version='1.4'><body><tu>", r"x.tmx:1:\d+: not well-formed"), ("<tbx/>", "root is <tbx>"), ("", "not well-formed"),
    ("<tmx><body><tu><tuv xml:lang='en'><seg>a</seg></tuv></tu></body></tmx>", "no unit from Arabic"), ("\0\1", "not well-formed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), BAD)
def test_bad_files(tmp_path, text, what):
    with pytest.raises(L10nError, match=what):
        read(tmp_path, text)


def test_no_file(tmp_path):
    with pytest.raises(L10nError, match="cannot be read: No such file"):
        list(tmx.read(tmp_path / "none.tmx", now=NOW))


def test_what_xml_cannot_hold_is_left_out(tmp_path):
    (pair,) = read(tmp_path, written([replace(PAIRS[2], source="a\x00b\x0b\ufffec\u2028", target="x\x1fy")]))
    assert (pair.source, pair.target) == ("abc\u2028", "xy")


LEGAL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=32), max_size=30)


@given(LEGAL.filter(str.strip), LEGAL.filter(str.strip), st.none() | LEGAL, LEGAL)
def test_random_texts_come_back(tmp_path_factory, source, target, previous, translator):
    pair = Pair(source, target, "tr", previous, previous, "a.po", translator=translator, learned=WHEN)
    assert read(tmp_path_factory.mktemp("t"), written([pair])) == [pair]


@pytest.mark.parametrize("line", ["9" * 5000, "9" * 20, "-1", "٣", "x"])
def test_a_line_that_is_no_number_of_a_line_is_none(tmp_path, line):
    text = written(PAIRS[:1]).decode().replace('"x-line">3<', f'"x-line">{line}<')
    (pair,) = read(tmp_path, text)
    assert pair.line == 0


@pytest.mark.parametrize("encoding", ["gb2312", "utf-32", "foo"])
def test_an_encoding_that_is_not_read_is_said(tmp_path, encoding):
    with pytest.raises(L10nError, match=r"x.tmx"):
        read(tmp_path, written(PAIRS).decode().replace("UTF-8", encoding))
