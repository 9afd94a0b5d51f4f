"""The journal: what waits, what is done, and what survives."""

import sqlite3
from pathlib import Path

import pytest

from l10n_flow.batch import Journal, Outcome
from l10n_flow.model import L10nError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "batch.sqlite"


@pytest.fixture
def files(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name * 10, encoding="utf-8")
    return sorted(tmp_path.glob("*.txt"))


def plan(journal, files, *, job="j", whole=True, again=False):
    journal.plan(files, job=job, name=lambda path: path.stem, is_whole=lambda path: whole, again=again)
    return [path.name for path, _ in journal.waiting()]


def record(journal, *paths, reason=""):
    journal.record([Outcome(path, reason, units=3, words=7, errors=1, warnings=2) for path in paths])


def test_what_is_done_stays_done(path, files, tmp_path):
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, files) == ["a.txt", "b.txt", "c.txt"]
        assert journal.size_waiting() == 30
        record(journal, files[0])
        record(journal, files[1], reason="torn")
        assert [one.name for one, _ in journal.waiting()] == ["c.txt"]
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, files) == ["b.txt", "c.txt"], "what failed is tried again"
        record(journal, *files[1:])
        summary = journal.summary()
        assert (summary.articles, summary.done, summary.before, summary.failed, summary.waiting) == (3, 3, 1, 0, 0)
        assert (summary.units, summary.words, summary.errors, summary.warnings) == (9, 21, 3, 6)


@pytest.mark.parametrize(
    ("change", "options", "waiting"),
    [
        (lambda files: None, {}, []),
        (lambda files: None, {"job": "other"}, ["a.txt", "b.txt", "c.txt"]),
        (lambda files: None, {"again": True}, ["a.txt", "b.txt", "c.txt"]),
        (lambda files: None, {"whole": False}, ["a.txt", "b.txt", "c.txt"]),
        (lambda files: files[1].write_text("otherwise"), {}, ["b.txt"]),
        (lambda files: files[1].unlink(), {}, ["b.txt"]),
        (lambda files: files[1].touch(), {}, []),
    ],
)
def test_what_is_stale_waits(path, files, tmp_path, change, options, waiting):
    with Journal(path, root=tmp_path) as journal:
        plan(journal, files)
        record(journal, *files)
    change(files)
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, files, **options) == waiting


def test_articles_of_other_jobs_are_left_out(path, files, tmp_path):
    with Journal(path, root=tmp_path) as journal:
        plan(journal, files)
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, files[:1]) == ["a.txt"]
        assert journal.summary().articles == 1


def test_one_file_named_in_two_ways_is_one_article(path, files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, [files[0], Path("a.txt"), Path("sub") / ".." / "a.txt"]) == ["a.txt"]


def test_two_articles_of_one_name(path, files, tmp_path):
    other = tmp_path / "more" / "a.txt"
    other.parent.mkdir()
    other.write_text("other", encoding="utf-8")
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, [files[0], other]) == ["a.txt"]
        ((failed, reason),) = journal.failures()
        assert failed == other and "would share one catalog" in reason
        record(journal, files[0])
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, [other]) == ["a.txt"], "alone it may have the name"
        record(journal, other)
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, [files[0]]) == ["a.txt"], "and the first no longer has its catalogs"


def test_a_moved_article_takes_its_name_along(path, files, tmp_path):
    with Journal(path, root=tmp_path) as journal:
        plan(journal, files[:1])
        record(journal, files[0])
        (tmp_path / "moved").mkdir()
        moved = files[0].rename(tmp_path / "moved" / "a.txt")
        plan(journal, [moved])
        assert [one for one, _ in journal.waiting()] == [moved]


def test_more_articles_than_are_listed_at_a_time(path, tmp_path):
    files = [tmp_path / f"{number:03}.txt" for number in range(250)]
    with Journal(path, root=tmp_path) as journal:
        assert plan(journal, files) == [one.name for one in files]
        record(journal, *files, reason="there is no such file")
        assert [one for one, _ in journal.failures()] == files


def test_a_second_batch_is_refused(path, tmp_path):
    with Journal(path, root=tmp_path), pytest.raises(L10nError, match="another batch is running with this journal"):
        Journal(path, root=tmp_path)
    Journal(path, root=tmp_path).close()


def _of_another_program(path):
    with sqlite3.connect(path) as db:
        db.execute("create table x (y)")
    db.close()


def _of_the_future(path):
    Journal(path, root=path.parent).close()
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()


BAD = [
    (lambda path: path.write_bytes(b"this is no database" * 99), "the journal is damaged"),
    (_of_another_program, "is no journal"), (_of_the_future, "a newer l10n-flow"), (lambda path: path.mkdir(), "cannot be used"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "what"), BAD)
def test_bad_files(path, make, what):
    make(path)
    with pytest.raises(L10nError, match=what) as error:
        Journal(path, root=path.parent)
    assert error.value.where == str(path) and error.value.mend
