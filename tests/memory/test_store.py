"""The memory's file: what is learned, found again, kept apart, and survives."""

import multiprocessing
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.memory import Kind, Learned, Memory, Pair, store
from l10n_flow.memory.index import BLOCK
from l10n_flow.model import L10nError

TEXT, TARGET = "وصل الرئيس إلى أنقرة يوم الثلاثاء", "Cumhurbaşkanı salı günü Ankara'ya geldi"
PAIR = Pair(
    TEXT, TARGET, "tr", "قبل", "بعد", "a.po", line=3, reference="a.txt:1", translator="Ayşe", learned="2026-01-01T00:00:00Z"
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "memory.sqlite"


@pytest.fixture
def memory(path):
    with Memory(path, create=True) as memory:
        yield memory


SCORES = [  # text, previous, following, score, kind
    (TEXT, "قبل", "بعد", 101, Kind.CONTEXT), ("وصل الرئيس الى انقره  يوم الثلاثاء", "قَبل", "بعد ", 101, Kind.CONTEXT),
    (TEXT, "قبل", "غير", 100, Kind.EXACT), (TEXT, "غير", "بعد", 100, Kind.EXACT), (TEXT, None, None, 100, Kind.EXACT),
    (TEXT + ".", "قبل", "بعد", 98, Kind.FUZZY), ("وصل الرئيس إلى أنقرة يوم الأربعاء", "قبل", "بعد", 90, Kind.FUZZY),
    ("وصل الوزير إلى أنقرة يوم الأربعاء", "", "", 81, Kind.FUZZY), ("وصل الوزير إلى باكو يوم الأربعاء", "", "", 70, Kind.FUZZY),
]  # fmt: skip


@pytest.mark.parametrize(("text", "previous", "following", "score", "kind"), SCORES)
def test_scores(memory, text, previous, following, score, kind):
    memory.learn([PAIR])
    (match,) = memory.lookup(text, "tr", previous=previous, following=following)
    assert (match.score, match.kind, match.pair) == (score, kind, PAIR)


@pytest.mark.parametrize(
    ("text", "language"), [("نص آخر تماما عن الطقس", "tr"), (TEXT, "kk"), ("", "tr"), ("2026", "tr"), ("؟", "tr")]
)
def test_nothing_is_found(memory, text, language):
    memory.learn([PAIR])
    assert memory.lookup(text, language) == []


def test_unknown_neighbours_are_no_context(memory):
    memory.learn([replace(PAIR, previous=None, following=None)])
    assert memory.lookup(TEXT, "tr", previous="قبل", following="بعد")[0].score == 100


def test_short_texts_are_found_by_their_letters(memory):
    memory.learn([replace(PAIR, source="المهندسون يحتفلون", target="Mühendisler kutluyor")])
    assert [match.score for match in memory.lookup("لمهندسين تحتفلون", "tr")] == [84]


def test_learning_twice_changes_nothing(memory):
    assert memory.learn([PAIR]) == Learned(new=1)
    assert memory.learn([replace(PAIR, learned="2027-01-01T00:00:00Z", translator="Can")]) == Learned(same=1)
    assert list(memory.pairs()) == [PAIR]


def test_an_older_pair_takes_no_newer_one_s_place(memory):
    newer = replace(PAIR, target="yeni", learned="2027-01-01T00:00:00Z")
    memory.learn([newer])
    assert memory.learn([replace(PAIR, target="eski", learned="2020-01-01T00:00:00Z")]) == Learned(same=1)
    assert list(memory.pairs()) == [newer]


def test_a_moved_entry_keeps_its_date_and_gets_its_line(memory):
    memory.learn([PAIR])
    memory.learn([replace(PAIR, line=9, following="جديد", learned="2027")])
    assert list(memory.pairs()) == [replace(PAIR, line=9, following="جديد")]


def test_a_changed_translation_replaces_that_of_its_entry_alone(memory):
    other = replace(PAIR, catalog="b.po", target="Devlet başkanı geldi")
    memory.learn([PAIR, other])
    newer = replace(PAIR, target="Cumhurbaşkanı geldi", learned="2026-02-01T00:00:00Z")
    assert memory.learn([newer]) == Learned(changed=1)
    assert set(memory.pairs()) == {newer, other}
    found = memory.lookup(TEXT, "tr")
    assert [match.pair for match in found] == [newer, other], "the newest of equals comes first"
    assert [match.others for match in found] == [1, 1]


def test_empty_sides_are_passed_over(memory):
    assert memory.learn([replace(PAIR, source=" "), replace(PAIR, target="\n")]) == Learned()


def test_the_order_does_not_depend_on_that_of_learning(tmp_path):
    rows = [replace(PAIR, catalog=f"{n}.po", target=f"çeviri {n % 3}", source=TEXT + " اليوم" * (n % 2)) for n in range(8)]
    found = []
    for number, order in enumerate((rows, rows[::-1])):
        with Memory(tmp_path / f"{number}.sqlite", create=True) as memory:
            memory.learn(order)
            found.append(memory.lookup(TEXT, "tr", limit=8))
    assert found[0] == found[1]


def test_languages_and_stats(memory):
    memory.learn(
        [PAIR, replace(PAIR, language="kk", target="келді"), replace(PAIR, catalog="b.po", target="vardı", translator="")]
    )
    stats = memory.stats()
    assert (stats.pairs, stats.texts, stats.ambiguous) == ({"kk": 1, "tr": 2}, {"kk": 1, "tr": 1}, {"tr": 1})
    assert (stats.catalogs, stats.translators) == (2, {"Ayşe": 2, "": 1})
    assert [pair.language for pair in memory.pairs(["kk"])] == ["kk"]


def test_more_texts_than_a_block_of_the_index(memory):
    memory.learn(
        Pair(f"خبر عاجل رقم {'ابتثجحخد'[n % 8]}{n} من المراسل", f"haber {n}", "tr", catalog=str(n)) for n in range(BLOCK + 50)
    )
    memory.learn([PAIR])
    assert memory.lookup(TEXT + " مساء", "tr")[0].pair == PAIR
    for number in (0, BLOCK - 1, BLOCK, BLOCK + 49):
        text = f"خبر عاجل رقم {'ابتثجحخد'[number % 8]}{number} من مراسل"
        assert memory.lookup(text, "tr", limit=1)[0].pair.target == f"haber {number}"


WORDS = st.lists(
    st.sampled_from("وصل الرئيس إلى أنقرة باكو يوم الثلاثاء وقال إن 5 2026 مليار".split()), min_size=1, max_size=12
)


@settings(max_examples=40)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8, unique=True), st.data())
def test_what_was_learned_is_an_exact_match_and_scores_are_symmetric(tmp_path_factory, texts, data):
    folder = tmp_path_factory.mktemp("m")
    with Memory(folder / "m.sqlite", create=True) as memory:
        memory.learn(Pair(text, f"çeviri {number}", "tr", catalog=f"{number}.po") for number, text in enumerate(texts))
        for number, text in enumerate(texts):
            assert f"çeviri {number}" in {match.pair.target for match in memory.exact(text, "tr")}
            assert memory.lookup(text, "tr")[0].score == 100
    one, other = data.draw(st.sampled_from(texts)), data.draw(WORDS.map(" ".join))
    scores = []
    for name, stored, asked in (("x", one, other), ("y", other, one)):
        with Memory(folder / name, create=True) as memory:
            memory.learn([Pair(stored, "x", "tr")])
            scores.append([match.score for match in memory.lookup(asked, "tr")])
    if all(scores):  # the index may know only one way of two short texts that share no word
        assert scores[0] == scores[1]


def _learn(path, name, times):
    for number in range(times):
        with Memory(path, create=True) as memory:
            memory.learn([replace(PAIR, catalog=f"{name} {number}"), replace(PAIR, catalog="both", target=f"{name} {number}")])


def test_two_processes_write_at_once(path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_learn, args=(path, name, 15)) for name in ("p", "q")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with Memory(path) as memory:
        assert len(list(memory.pairs())) == 31
        assert len(memory.lookup(TEXT, "tr", limit=100)) == 31


def test_a_reader_does_not_wait_for_a_writer(path):
    with Memory(path, create=True) as reader:
        reader.learn([PAIR])

        def pairs():
            assert reader.lookup(TEXT, "tr")[0].score == 100, "in the middle of somebody else's learning"
            yield replace(PAIR, catalog="b.po")

        with Memory(path) as writer:
            writer.learn(pairs())
        assert len(reader.lookup(TEXT, "tr")) == 2


def test_a_writer_that_waits_in_vain_says_so(path, monkeypatch):
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    with Memory(path, create=True) as one, Memory(path) as other:

        def pairs():
            with pytest.raises(L10nError, match="another l10n-flow has been writing the memory"):
                other.learn([PAIR])
            yield PAIR

        one.learn(pairs())


def test_an_error_among_the_pairs_learns_none(memory):
    def pairs():
        yield PAIR
        raise L10nError("broken")

    with pytest.raises(L10nError, match="broken"):
        memory.learn(pairs())
    assert list(memory.pairs()) == []
    assert memory.learn([PAIR]) == Learned(new=1)


def test_killed_while_learning(path):
    with Memory(path, create=True) as memory:
        memory.learn([PAIR])
    script = f"""
        import signal
        from pathlib import Path
        from l10n_flow.memory import Memory, Pair
        def pairs():
            for number in range(40_000):
                yield Pair(f"نص جديد رقم {{number}} في المجلة", "x", "tr", catalog=str(number))
            print("ready", flush=True)
            signal.pause()
        Memory(Path({str(path)!r})).learn(pairs())
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout.readline() == "ready\n"
        child.send_signal(signal.SIGKILL)
    with Memory(path) as memory:
        assert list(memory.pairs()) == [PAIR]
        assert memory.learn([replace(PAIR, catalog="b.po")]) == Learned(new=1)
        assert len(memory.lookup(TEXT, "tr")) == 2
    assert sqlite3.connect(path).execute("pragma integrity_check").fetchone() == ("ok",)


def _of_another_program(path):
    db = sqlite3.connect(path)
    db.execute("create table x (y)")
    db.close()


def _of_the_future(path):
    Memory(path, create=True).close()
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()


def _torn(path):
    with Memory(path, create=True) as memory:
        memory.learn(replace(PAIR, source=f"{TEXT} {n}", catalog=str(n)) for n in range(500))
    raw = bytearray(path.read_bytes())
    raw[4096 : len(raw)] = b"\xee" * (len(raw) - 4096)
    path.write_bytes(raw)


BAD = [
    (lambda path: path.write_bytes(b"this is no database" * 99), "damaged: file is not a database"), (_torn, "damaged"),
    (_of_another_program, "no translation memory"), (_of_the_future, "a newer l10n-flow"), (lambda path: path.mkdir(), "cannot be used"),
    (lambda path: None, "no memory yet"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "what"), BAD)
def test_bad_files(path, make, what):
    make(path)
    with pytest.raises(L10nError, match=what) as error, Memory(path) as memory:
        memory.lookup(TEXT, "tr")
    assert error.value.where == str(path)
    assert error.value.mend


def test_a_very_long_text_is_looked_up(memory):
    words = [f"كلمة{chr(0x628 + n % 20)}{chr(0x628 + n // 20 % 20)}{n}" for n in range(40_000)]
    memory.learn([replace(PAIR, source=" ".join(words))])
    (match,) = memory.fuzzy(" ".join(words[:-1]), "tr")
    assert match.score == 99


def test_the_state_tells_of_every_change(memory):
    """Also of one that leaves counts, lengths and dates as they were; learning the same again is none."""
    seen = [memory.state()]
    corrected = replace(PAIR, target=TARGET.replace("Ankara", "Ankora"))
    for pair in (PAIR, corrected, replace(corrected, previous="غيره"), replace(corrected, previous="غيره")):
        memory.learn([pair])
        seen.append(memory.state())
    assert len(set(seen[:4])) == 4 and seen[4] == seen[3]
