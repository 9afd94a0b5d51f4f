"""A job on this machine: the same catalogs as `run`, whatever its windows, and no article in the way of another."""

import contextlib
import os
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from jobs import NOW, SHARED, catalogs, do, make_project, outcomes, write_articles

from l10n_flow.batch import Advanced, Begun, Ended, LocalScheduler, Setup
from l10n_flow.catalog import list_entries
from l10n_flow.journal import Journal
from l10n_flow.memory import Memory, Pair
from l10n_flow.model import L10nError
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.packages import find_packages
from l10n_flow.pipeline import Flow


@pytest.fixture(scope="module")
def by_run(tmp_path_factory):
    """The catalogs as `run` writes them, one article after the other."""
    project = make_project(tmp_path_factory.mktemp("run"))
    flow = Flow(project, threads=1)
    for path in write_articles(project.articles, 6):
        flow.run(path, now=NOW)
    return catalogs(project.root)


@pytest.mark.parametrize("window_size", [1, 500, 10**6])
def test_the_catalogs_are_those_of_run_whatever_the_windows(project, articles, by_run, window_size):
    events = do(project, articles, window_size=window_size)
    assert catalogs(project.root) == by_run
    assert len(by_run) == 6 * 3
    assert isinstance(events[0], Begun) and isinstance(events[-1], Ended)
    assert sorted(outcomes(events)) == [path.name for path in articles]
    assert [event.done for event in events if isinstance(event, Advanced)][-1] == events[0].size


def test_a_text_of_several_articles_is_translated_once(project, articles, monkeypatch):
    asked = []

    def begin(self, package, texts, count, alignment, keep, real=Translator._begin):
        asked.extend((package.target, text, count, alignment, keep) for text in texts)
        return real(self, package, texts, count, alignment, keep)

    monkeypatch.setattr(Translator, "_begin", begin)
    do(project, articles)
    assert len({key for key in asked if "يوم الثلاثاء" in key[1]}) >= 2, "in two languages"
    assert len(asked) == len(set(asked))


def test_later_mentions_are_told_apart_for_each_article(project, articles):
    do(project, articles)
    for name, form in (("a00", "President Tokayev"), ("a01", "Tokayev")):
        entries = polib.pofile(str(project.locales / "en" / "LC_MESSAGES" / f"{name}.po"))
        (shared,) = [entry for entry in entries if entry.msgid == SHARED]
        assert f"توكاييف = {form} (" in shared.comment


def test_a_bad_article_stops_no_other(project, articles):
    (project.articles / "bad.txt").write_text("no Arabic at all", encoding="utf-8")
    (project.articles / "empty.txt").write_bytes(b"")
    broken = project.locales / "tr" / "LC_MESSAGES" / "a03.po"
    broken.parent.mkdir(parents=True)
    broken.write_text('msgid "torn\n', encoding="utf-8")
    paths = sorted(project.articles.glob("*.txt"))
    found = outcomes(do(project, [*paths, project.articles / "gone.txt"]))
    failed = {name: one.reason for name, one in found.items() if one.reason}
    assert set(failed) == {"bad.txt", "empty.txt", "gone.txt", "a03.txt"}
    assert "not an Arabic text" in failed["bad.txt"] and "a03.po:1: this line is no PO syntax" in failed["a03.txt"]
    assert broken.read_text(encoding="utf-8") == 'msgid "torn\n'
    assert len(found) == 9 and len(list(project.locales.glob("*.pot"))) == 5


def test_an_error_that_nobody_thought_of_fails_its_article_alone(project, articles, monkeypatch):
    def write(self, prepared, *rest, real=Flow._write):
        if prepared.name == "a02":
            raise RuntimeError("the unforeseen")
        return real(self, prepared, *rest)

    monkeypatch.setattr(Flow, "_write", write)
    found = outcomes(do(project, articles))
    assert {name: one.reason for name, one in found.items() if one.reason} == {
        "a02.txt": "unexpected: RuntimeError: the unforeseen"
    }
    assert len(found) == 6


def test_a_second_job_has_nothing_to_do_and_keeps_what_a_person_wrote(project, articles):
    do(project, articles)
    path = project.locales / "tr" / "LC_MESSAGES" / "a00.po"
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog[0].msgstr, catalog[0].flags = "Elle yazılmış", []
    catalog.save(str(path))
    before = catalogs(project.root)
    events = do(project, articles)
    assert (events[0], outcomes(events)) == (Begun(6, 6, 0), {})
    do(project, articles, again=True)
    assert catalogs(project.root) == before


def test_what_changed_is_done_again(project, articles):
    do(project, articles)
    articles[1].write_text(articles[2].read_text(encoding="utf-8"), encoding="utf-8")
    assert set(outcomes(do(project, articles))) == {"a01.txt"}
    (project.locales / "en" / "LC_MESSAGES" / "a04.po").unlink()
    assert set(outcomes(do(project, articles))) == {"a04.txt"}
    glossary = project.glossary.read_text(encoding="utf-8")
    project.glossary.write_text(glossary.replace("tr: Ankara}", "tr: Angora}"), encoding="utf-8")
    assert len(outcomes(do(project, articles))) == 6
    assert "أنقرة = Angora" in (project.locales / "tr" / "LC_MESSAGES" / "a00.po").read_text(encoding="utf-8")


def test_the_memory_is_asked_first_and_what_it_learns_makes_articles_stale(project, articles):
    do(project, articles)
    with Memory(project.memory, create=True) as memory:
        memory.learn([Pair(SHARED, "Tokayev salı günü Ankara'ya vardı.", "tr", catalog="x.po", learned="2026-01-01T00:00:00Z")])
    assert len(outcomes(do(project, articles))) == 6
    assert "Tokayev salı günü Ankara'ya vardı." in (project.locales / "tr" / "LC_MESSAGES" / "a00.po").read_text(
        encoding="utf-8"
    )


def test_a_language_without_a_package_is_an_error_of_the_job(project, articles):
    scheduler = LocalScheduler(Setup(replace(project, targets=("en",)), None, 1))
    packages = [one for one in find_packages()[0] if one.target != "tr"]
    scheduler._worker._flow.translator._packages = packages
    scheduler._worker.setup = replace(scheduler._worker.setup, project=project)
    with pytest.raises(L10nError, match="no package translates ar to tr"):
        do(project, articles, scheduler=scheduler)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes file names that are no text")
def test_a_file_name_that_is_no_text_fails_alone(project, articles):
    bad = Path(os.fsdecode(os.fsencode(articles[0].parent) + b"/\xc7\xe1.txt"))
    bad.write_text("نص", encoding="utf-8")
    events = do(project, [*articles, bad])
    ended = events[-1].summary
    assert (ended.done, ended.failed) == (len(articles), 1)
    with contextlib.closing(sqlite3.connect(project.root / ".l10n-flow" / "batch.sqlite")) as db:
        ((path, outcome),) = db.execute("select path, outcome from article where state = 'failed'").fetchall()
    assert path == "in/\\xc7\\xe1.txt"
    assert "'in" not in outcome and "is not UTF-8" in outcome and "Rename" in outcome


def test_drafts_are_written_down_by_the_process_that_holds_the_job(project, articles):
    do(project, articles)
    journal = Journal(project.root)
    for path in (project.locales / "tr" / "LC_MESSAGES").glob("*.po"):
        assert len(journal.drafts(project.relative(path))) == len(list_entries(path))
