"""read_article: bytes in, typed blocks out, nothing lost."""

import contextlib
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.article import read_article
from l10n_flow.model import L10nError, Role

TEXT = "عنوان المقال هنا\n\nوصل الرئيس إلى أنقرة أمس. واستقبله نظيره التركي في القصر.\n"
ENCODINGS = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", b"\xef\xbb\xbf", "utf-8"),
    ("utf-16-le", b"\xff\xfe", "utf-16"),
    ("utf-16-be", b"\xfe\xff", "utf-16"),
    ("utf-16-le", b"", "utf-16"),
    ("utf-16-be", b"", "utf-16"),
    ("cp1256", b"", "cp1256"),
]
ENDS = ["\n", "\r\n", "\r"]


def write(tmp_path, data, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def holds(article):
    """The invariants of any article."""
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        assert article.text[block.start : block.end] == block.text
        assert block.text == block.text.strip()
        assert not _ink(article.text[last : block.start])
        head = article.text[: block.start].replace("\r\n", "\n").replace("\r", "\n")
        assert block.line == head.count("\n") + 1
        last = block.end
    assert not _ink(article.text[last:])


def _ink(gap):
    """What is left of a gap beside white space, bidi controls, BOMs and the mark of a list item."""
    gap = re.sub(r"^\s*(?:[–—•▪*-]|[0-9٠-٩]{1,2}[.)-])\s+$", "", gap.strip("\ufeff\u200e\u200f") + " ", flags=re.MULTILINE)
    gap = re.sub(r"(?:^|\s)(?:[–—•▪*·-]|[0-9٠-٩]{1,2}[.)ـ-])(?=\s|$)", "", gap)
    return "".join(
        c
        for c in gap
        if not c.isspace()
        and c not in "\ufeff\u200e\u200f\u061c\u200b\u200c\u200d\u2060\u00ad"
        and not "\u202a" <= c <= "\u202e"
        and not "\u2066" <= c <= "\u2069"
    )


@pytest.mark.parametrize(("codec", "mark", "want"), ENCODINGS)
@pytest.mark.parametrize("end", ENDS, ids=["lf", "crlf", "cr"])
def test_encodings_round_trip(tmp_path, codec, mark, want, end):
    data = mark + TEXT.replace("\n", end).encode(codec)
    article = read_article(write(tmp_path, data))
    assert article.text.removeprefix("\ufeff") == TEXT.replace("\n", end)
    assert article.text.encode(article.encoding) == data
    assert article.encoding.replace("_", "-").startswith(want)
    holds(article)


def test_real_article_holds(article, source):
    holds(article)
    assert article.text.encode(article.encoding) == source.read_bytes()


REAL = [
    ("العالمسياسة", Role.BOILERPLATE),
    ("كازاخستان وتركيا تدخلان مرحلة جديدة", Role.HEADLINE),
    ("وكالة أنباء كازاخستان/", Role.BYLINE),
    ("كانت الزيارة الرسمية", Role.PARAGRAPH),
    ("الحوار الشخصي بين القادة كأساس للثقة", Role.HEADING),
    ("لذا، في الممر التقى:", Role.PARAGRAPH),
    ("– الرئيس الإندونيسي", Role.LIST_ITEM),
    ("– الرئيس المصري", Role.LIST_ITEM),
    ("– سلطان عمان", Role.LIST_ITEM),
    ("– زعيم حركة حماس", Role.LIST_ITEM),
    ("كما استقبل أردوغان", Role.PARAGRAPH),
    ("البعد الاقتصادي:", Role.HEADING),
    ("التجارة بين كازاخستان وتركيا", Role.CAPTION),
    ("المفاوضات مع قادة الأعمال الأتراك", Role.CAPTION),
    ("الابتكار والتعليم والثقافة", Role.HEADING),
    ("وسام دولت نيشان –", Role.HEADING),
    # not seen as one:     ("ترتيب نيسان الإلهي", Role.CAPTION),
    ("اترك تعليقاً", Role.BOILERPLATE),
    ("لن يتم نشر عنوان", Role.BOILERPLATE),
    ("زر الذهاب إلى الأعلى", Role.BOILERPLATE),
]


@pytest.mark.parametrize(("begin", "role"), REAL, ids=[r[0][:20] for r in REAL])
def test_real_roles(article, begin, role):
    found = [b for b in article.blocks if b.text.lstrip("–- ").startswith(begin.lstrip("– "))]
    assert found, f"no block begins so: {[b.text[:25] for b in article.blocks]}"
    assert found[0].role is role, (found[0].role, found[0].reason)


def test_real_quote_with_attribution_is_one_block(article):
    block = next(b for b in article.blocks if "أكد قاسم جومارت توكاييف." in b.text)
    assert "تلتزم أستانا وأنقرة" in block.text and block.role in (Role.PARAGRAPH, Role.LIST_ITEM)


def test_boilerplate_and_captions_say_why(article):
    for block in article.blocks:
        if block.role in (Role.BOILERPLATE, Role.CAPTION):
            assert block.reason, block


ERRORS = [
    ("empty", b""),
    ("blank", b" \r\n\t\n"),
    ("blank-bom", b"\xef\xbb\xbf\n"),
    ("blank-nbsp", "\u00a0\u200f\n".encode()),
    ("nul", b"\0\1\2\3" * 50),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    ("docx", b"PK\x03\x04\x14\0\6\0" + bytes(range(256))),
    ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
    ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ("gzip", b"\x1f\x8b\x08\0" + bytes(range(1, 200))),
    ("english", b"The president arrived in Ankara on Monday. He met his counterpart.\n"),
    ("cyrillic", "Президент приехал в Анкару в понедельник.\n".encode()),
    ("cp1251", "Президент приехал в Анкару в понедельник вечером.\n".encode("cp1251")),
    ("latin1", "Le président est arrivé à Ankara, où il a été reçu.\n".encode("latin-1")),
    ("boilerplate", "اترك تعليقاً\n\nزر الذهاب إلى الأعلى\n".encode()),
    ("bad-utf8", TEXT.encode() * 20 + b"\xff\xc0\x81\x8d" + TEXT.encode() * 20),
    ("cut-utf8", TEXT.encode() * 20 + TEXT.encode()[:1]),
    ("random", bytes((i * 7919 + i * i * 31) % 256 for i in range(4000))),
    ("utf16-odd", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00"),
    ("utf16-lone-surrogate", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8" + TEXT.encode("utf-16-le")),
]


@pytest.mark.parametrize(("name", "data"), ERRORS, ids=[e[0] for e in ERRORS])
def test_bad_input_is_an_error_with_place_and_mend(tmp_path, name, data):
    path = write(tmp_path, data)
    with pytest.raises(L10nError) as caught:
        read_article(path)
    assert str(path) in caught.value.where
    assert caught.value.what and caught.value.mend


def test_bad_byte_is_named(tmp_path):
    data = TEXT.encode() * 20 + b"\xff\xc0\x81\x8d" + TEXT.encode() * 20
    with pytest.raises(L10nError) as caught:
        read_article(write(tmp_path, data))
    assert str(len(TEXT.encode()) * 20) in caught.value.what


def test_missing_directory_and_suffix(tmp_path):
    for path in (tmp_path / "nix.txt", tmp_path):
        with pytest.raises(L10nError) as caught:
            read_article(path)
        assert str(path) in caught.value.where
    with pytest.raises(L10nError):
        read_article(write(tmp_path, TEXT.encode(), "a.xyz"))


def test_special_file_does_not_hang(tmp_path):
    import os

    pipe = tmp_path / "p.txt"
    os.mkfifo(pipe)
    import multiprocessing

    worker = multiprocessing.get_context("fork").Process(target=_read_quietly, args=(pipe,), daemon=True)
    worker.start()
    worker.join(5)
    alive = worker.is_alive()
    worker.kill()
    assert not alive


def _read_quietly(path):
    with contextlib.suppress(L10nError):
        read_article(path)


def test_over_the_limit_is_refused_before_reading(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)  # sparse
    with pytest.raises(L10nError) as caught:
        read_article(path)
    assert "MB" in str(caught.value)


SHAPES = [
    ("one paragraph", "وصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.", ["paragraph"]),
    (
        "question headline",
        "هل تنجح المفاوضات بين البلدين؟\n\nوصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.",
        ["headline", "paragraph"],
    ),
    (
        "dateline",
        "قمة جديدة في أنقرة\n\nأنقرة (الأناضول) - وصل الرئيس الكازاخستاني إلى تركيا في زيارة رسمية.",
        ["headline", "paragraph"],
    ),
    (
        "no blank lines",
        "قمة جديدة في أنقرة\nوصل الرئيس الكازاخستاني إلى تركيا في زيارة رسمية تستمر يومين.\nوكان في استقباله نظيره التركي رجب طيب أردوغان في مطار العاصمة.\n",
        ["headline", "paragraph", "paragraph"],
    ),
    (
        "hard wrapped",
        "قمة جديدة في أنقرة\n\n"
        "وصل الرئيس الكازاخستاني قاسم جومارت توكاييف إلى العاصمة التركية أنقرة يوم أمس في\n"
        "زيارة رسمية تستمر يومين يلتقي خلالها عدداً من كبار المسؤولين ورجال الأعمال في\n"
        "البلاد ويوقع اتفاقات عدة.\n\nوغادر الوفد مساء اليوم نفسه بعد انتهاء المحادثات الرسمية.\n",
        ["headline", "paragraph", "paragraph"],
    ),
    (
        "digits",
        "نتائج القمة\n\nاتفق الطرفان على ما يلي:\n\n1. توقيع اتفاق التجارة بين البلدين\n2. فتح المعابر الحدودية\n3. تسهيل التأشيرات\n",
        ["headline", "paragraph", "list-item", "list-item", "list-item"],
    ),
    (
        "arabic digits",
        "نتائج القمة\n\nاتفق الطرفان على ما يلي:\n\n١- توقيع اتفاق التجارة بين البلدين\n٢- فتح المعابر الحدودية\n",
        ["headline", "paragraph", "list-item", "list-item"],
    ),
    (
        "bullets",
        "نتائج القمة\n\nاتفق الطرفان على ما يلي:\n\n• توقيع الاتفاق\n* فتح المعابر\n- تسهيل التأشيرات\n",
        ["headline", "paragraph", "list-item", "list-item", "list-item"],
    ),
    (
        "share and tags",
        "قمة جديدة في أنقرة\n\nوصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.\n\nشارك\n\nجميع الحقوق محفوظة\n",
        ["headline", "paragraph", "boilerplate", "boilerplate"],
    ),
]


@pytest.mark.parametrize(("name", "text", "roles"), SHAPES, ids=[s[0] for s in SHAPES])
@pytest.mark.parametrize("end", ENDS, ids=["lf", "crlf", "cr"])
def test_shapes(tmp_path, name, text, roles, end):
    article = read_article(write(tmp_path, text.replace("\n", end).encode()))
    holds(article)
    assert [str(b.role) for b in article.blocks] == roles, [(b.role, b.text) for b in article.blocks]


PROSE = [
    "وقال الناشط إن عبارة اترك تعليقاً باتت تزعج القراء في كل المواقع الإخبارية.",
    "وأضاف أن جميع الحقوق محفوظة للشعب الكازاخستاني بموجب الدستور الجديد للبلاد.",
    "ودعت الشركة زبائنها إلى الاشتراك في النشرة البريدية بعد إطلاق خدمتها الجديدة.",
    "شارك الرئيس التركي في القمة التي عقدت في أستانا أمس وألقى كلمة فيها.",
    "شارك في القمة رؤساء تسع دول.",
    "اقرأ أيضاً كتاب آباي قونانبايولي، هكذا نصح الرئيس طلاب الجامعة في كلمته.",
    "إعلان أستانا وثيقة تاريخية وقعها قادة الدول التركية في ختام القمة.",
    "تابعنا باهتمام بالغ تطورات الأوضاع في المنطقة، يقول البيان الختامي للقمة.",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_with_boilerplate_words_stays(tmp_path, line):
    text = f"قمة جديدة في أنقرة\n\nوصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.\n\n{line}\n\nوغادر الوفد مساء اليوم نفسه بعد انتهاء المحادثات الرسمية.\n"
    article = read_article(write(tmp_path, text.encode()))
    block = next(b for b in article.blocks if line in b.text)
    assert block.role is Role.PARAGRAPH, (block.role, block.reason)


@pytest.mark.parametrize(
    "site",
    [
        "اقرأ أيضاً",
        "اقرأ أيضا:",
        "شارك",
        "جميع الحقوق محفوظة",
        "إعلان",
        "اترك تعليقا",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
        "الوسوم",
        "اشترك في النشرة البريدية",
        "\u200fاترك تعليقاً\u200f",
        "اتـرك تعليقاً",
        "\u00a0شارك\u00a0",
    ],
)
def test_site_lines_are_boilerplate(tmp_path, site):
    text = f"قمة جديدة في أنقرة\n\nوصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.\n\nوغادر الوفد مساء اليوم نفسه بعد انتهاء المحادثات الرسمية.\n\n{site}\n"
    article = read_article(write(tmp_path, text.encode()))
    holds(article)
    assert article.blocks[-1].role is Role.BOILERPLATE, article.blocks[-1]


ALPHABET = st.sampled_from(
    list(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ" * 2
        + " \n" * 8
        + "\r\u00a0\u200f\u200e\u202b\u202c\u0640\u064b\u0651.،؛؟!:«»“”()[]–-•*0123456789٠١٢%٪ABc\t\u2028\u0085\x0c\x1e\ufeff😀"
    )
)
ARABIC = st.lists(ALPHABET, max_size=200).map("".join)
LEAD = "وصل الرئيس التركي إلى أستانا اليوم في زيارة رسمية تستمر يومين.\n"


@given(body=ARABIC, end=st.sampled_from(ENDS), how=st.sampled_from([e for e in ENCODINGS if e[0] != "cp1256"]))
def test_any_text_round_trips_into_blocks(tmp_path_factory, body, end, how):
    codec, mark, _ = how
    text = (LEAD * 4 + body).replace("\n", end)
    data = mark + text.encode(codec)
    article = read_article(write(tmp_path_factory.mktemp("h"), data))
    assert article.text.removeprefix("\ufeff") == text
    assert article.text.encode(article.encoding) == data
    holds(article)


@given(
    body=st.lists(st.sampled_from(list("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ   \n.،؛؟!:«»()–0123ABc")), max_size=200).map(
        "".join
    )
)
def test_windows_1256_round_trips(tmp_path_factory, body):
    data = (LEAD + body).encode("cp1256")
    article = read_article(write(tmp_path_factory.mktemp("h"), data))
    assert article.encoding == "cp1256" and article.text.encode("cp1256") == data
    holds(article)


@given(data=st.binary(max_size=300))
def test_no_bytes_give_a_traceback(tmp_path_factory, data):
    try:
        article = read_article(write(tmp_path_factory.mktemp("h"), data))
    except L10nError:
        return
    assert article.text.encode(article.encoding) == data
    holds(article)


@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(["utf-8", "utf-16", "cp1256"], 2)))
def test_blocks_do_not_depend_on_the_encoding(tmp_path, source, a, b):
    text = source.read_text("utf-8")
    got = []
    for codec in (a, b):
        data = text.encode(codec, "ignore")
        article = read_article(write(tmp_path, data))
        got.append([(x.role, x.line) for x in article.blocks])
    assert got[0] == got[1]
