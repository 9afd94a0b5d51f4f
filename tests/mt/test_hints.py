"""Hints written into a source text, and alignments read as if they were not there."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import L10nError
from l10n_flow.mt import hints as hints_module
from l10n_flow.mt.hints import Coverage, Hints, key_and_stem, without_hints
from l10n_flow.mt.packages import STARTER

ROWS = [
    ("وزير", {"en": "minister", "tr": "bakan"}),
    ("وزير الخارجية", {"en": "foreign minister", "tr": "dışişleri bakanı"}),
    ("مدرسة", {"en": "school", "tr": "okul"}),
    ("استثمارات", {"en": "investments", "tr": "yatırımlar"}),
    ("إلى", {}),
    ("آلة", {"en": "machine", "tr": "makine"}),
]
HINTS = Hints(ROWS)


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("قال الوزير إن", "قال الوزير minister إن"),
        ("قال وزير الخارجية، أمس", "قال وزير الخارجية foreign minister، أمس"),
        ("وزير، الخارجية", "وزير minister، الخارجية"),  # a comma parts them
        ("وزيرُ", "وزيرُ minister"),
        ("للمدرسة", "للمدرسة school"),
        ("مدرسته", "مدرسته school"),
        ("بالاستثماراتِ.", "بالاستثماراتِ investments."),
        ("إلى أنقرة", "إلى أنقرة"),  # listed with nothing: not the machine with the same letters
        ("⟦1⟧ والوزير", "⟦1⟧ والوزير minister"),
        ("", ""),
        ("abc 12", "abc 12"),
    ],
)
def test_hints_stand_behind_their_words(text, hinted):
    assert HINTS.write(text, "en") == hinted


def test_a_language_without_a_translation_gets_no_hint():
    assert HINTS.write("الوزير", "kk") == "الوزير"


def test_the_first_of_two_entries_counts():
    assert Hints([("عام", {"en": "year"}), ("عام", {"en": "general"})]).write("عام", "en") == "عام year"


@given(st.text("وزير الخارجية،مدرسةإلى ⟦1⟧.", max_size=60))
def test_taking_the_hints_out_gives_the_text(text):
    hinted, spans = HINTS.place(text, "tr")
    for start, size in reversed(spans):
        hinted = hinted[:start] + hinted[start + size :]
    assert hinted == text


def test_hints_can_be_left_out():
    assert HINTS.write("الوزير والمدرسة", "en", keep=iter([False, True]).__next__) == "الوزير والمدرسة school"


@pytest.mark.parametrize(
    ("hints", "text", "share"),
    [
        (["okul", "yatırımlar"], "Okullara yatırımların payı", 1.0),
        (["okul", "bakan"], "Okullar açıldı.", 0.5),
        (["year / general"], "A generally good one", 1.0),
        (["dışişleri bakanı"], "Bakanlar geldi.", 0.0),
        (["işbirliği", "bin"], "İşbirliği arttı.", 1.0),
        ([], "x", 0.0),
    ],
)
def test_coverage_counts_hints_in_one_of_their_senses(hints, text, share):
    assert Coverage(hints).of(text) == share


def test_alignment_with_a_hint_is_with_its_word():
    text = "قال الوزير، أمس"
    hinted, spans = HINTS.place(text, "en")
    assert (hinted, spans) == ("قال الوزير minister، أمس", [(10, 9)])
    pairs = [(0, 1, 0, 3), (2, 3, 4, 10), (4, 5, 11, 20), (6, 7, 21, 24)]
    word = (4, 11)
    assert without_hints(text, spans, pairs) == ((0, 1, 0, 3), (2, 3, *word), (4, 5, *word), (6, 7, 12, 15))


@pytest.mark.parametrize(
    ("content", "where"),
    [("", ":1"), ("word\ten\n", ":1"), ("ar\ten\nوزير\tminister\nمدرسة\n", ":3")],
)
def test_a_bad_list_is_refused(tmp_path, content, where):
    path = tmp_path / "hints.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(L10nError) as error:
        Hints.load(path)
    assert error.value.where == f"{path}{where}"


def test_written_down_stems_change_nothing(tmp_path):
    rows = [("وزراء الخارجية", {"en": "foreign ministers"}), ("مدرسة", {"en": "school"}), ("أنقرة", {"en": "Ankara"})]
    lines = ["ar\tstem\ten", *("\t".join((*key_and_stem(arabic), words["en"])) for arabic, words in rows)]
    (tmp_path / "hints.tsv").write_text("\n".join(lines), encoding="utf-8")
    there = Hints.load(tmp_path / "hints.tsv")
    for text in ("زار وزراء الخارجية أنقرة", "وبمدرسته", "مدارس", "لا شيء"):
        assert there.write(text, "en") == Hints(rows).write(text, "en")
    assert there.write("بمدرسته", "en") == "بمدرسته school"


def test_the_starter_s_stems_are_those_of_this_program():
    """Another version of the stemmer would find other words: the list is to be written anew then."""
    path = STARTER / "weights" / "hints.tsv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert head == "ar\tstem\ten\ttr\tkk"
    wrong = [line for line in lines[::7] if key_and_stem(line.split("\t")[0]) != tuple(line.split("\t")[:2])]
    assert wrong == []


def test_threads_find_the_same_stems(monkeypatch):
    """The stemmer keeps its word in itself: two threads in it at a time would give one the other's stem."""
    words = [
        word + ending for word in ("مدرس", "وزار", "كتاب", "عاصم", "حكوم") for ending in ("ة", "ات", "ين", "ية", "هم")
    ] * 40
    alone = {word: str(hints_module._STEMMER.stemWord(word)) for word in words}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda word: (word, hints_module._stem.__wrapped__(word)), words * 4))
    finally:
        sys.setswitchinterval(interval)
    assert all(alone[word] == stem for word, stem in found)
