"""Paths of Windows and of other systems, on any system."""

import os
import string
import warnings
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalog.paths import catalog_path
from l10n_flow.files import locked, write_atomically
from l10n_flow.glossary.versions import load_version
from l10n_flow.model import Finding, L10nError, Severity
from l10n_flow.paths import distinct, has_drive, portable_name, same_name_key, split_place, uri, with_slashes
from l10n_flow.project import find_articles, load_project, slug
from l10n_flow.report.findings.base import place

PLACES = [
    ("a.po:12", ("a.po", 12, 0)), ("locales/tr/a b.po:12:3", ("locales/tr/a b.po", 12, 3)), ("a.po", ("a.po", 0, 0)),
    (r"C:\news\a.po:12", (r"C:\news\a.po", 12, 0)), (r"C:\news\a.po:12:3", (r"C:\news\a.po", 12, 3)),
    (r"C:\news\a.po", (r"C:\news\a.po", 0, 0)), ("C:/news/a.po:7", ("C:/news/a.po", 7, 0)),
    (r"\\server\share\a.po:9", (r"\\server\share\a.po", 9, 0)), ("at 12:30.po:4", ("at 12:30.po", 4, 0)), ("", ("", 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("where", "parts"), PLACES)
def test_a_place_is_read_with_or_without_a_drive(where, parts):
    assert split_place(where) == parts
    assert place(Finding(Severity.ERROR, "mask", "", where=where)) == (parts[0], parts[1] or 1)


@given(path=st.text(string.ascii_letters + r"\/. -", min_size=1), line=st.integers(1, 10**6))
def test_every_place_that_is_written_is_read_back(path, line):
    assert split_place(f"C:\\{path}:{line}") == (f"C:\\{path}", line, 0)


NAMES = [
    ("my story", "my-story"), ("con", "con-"), ("CON", "CON-"), ("com1", "com1-"), ("nul.2026", "nul.2026-"), ("console", "console"),
    ("did it end?", "did-it-end-"), ("a: b|c", "a-b-c"), ("story...", "story"), ("???", "article"), (" . ", "article"),
    ("خبر عاجل", "خبر-عاجل"), ('a"b<c>d', "a-b-c-d"), ("AUX ", "AUX-"),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "name"), NAMES)
def test_names_of_catalogs_can_be_written_everywhere(stem, name):
    assert slug(PurePosixPath("articles") / f"{stem}.txt") == name


@given(st.text(max_size=20))
def test_no_name_is_reserved_or_holds_what_windows_refuses(stem):
    name = portable_name(stem, default="article")
    assert name and not set(name) & set('<>:"/\\|?*') and name[-1] not in ". " and min(map(ord, name)) > 31
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 3.13 moved it to os.path, and only on Windows
        assert not PureWindowsPath(name + ".po").is_reserved()
    assert len(PureWindowsPath("x", name + ".po").parts) == 2
    assert portable_name(name, default="article") == name


def test_catalog_paths_are_the_same_below_any_root():
    below = catalog_path(PureWindowsPath(r"C:\news\locales"), "tr", "a")
    assert below.relative_to(r"C:\news").as_posix() == "locales/tr/LC_MESSAGES/a.po"


URIS = [
    (PureWindowsPath(r"locales\tr\a b.po"), "locales/tr/a%20b.po"), (PureWindowsPath(r"C:\news\خ.po"), "file:///C:/news/%D8%AE.po"),
    (PureWindowsPath(r"\\server\share\a.po"), "file://server/share/a.po"), (PurePosixPath("/news/a.po"), "file:///news/a.po"),
    (PurePosixPath("news/a#1.po"), "news/a%231.po"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text"), URIS, ids=[row[1] for row in URIS])
def test_uris(path, text):
    assert uri(path) == text


SETTINGS = [
    (r"news\2026", True, r"news\2026"), (r"news\2026", False, "news/2026"), ("news/2026", False, "news/2026"),
    (r"C:\news", True, r"C:\news"), (".", False, "."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "windows", "read"), SETTINGS)
def test_paths_of_settings(text, windows, read):
    assert with_slashes(text, windows=windows) == read


@pytest.mark.parametrize("text", [r"C:\news", "D:/news", r"\\server\share"])
def test_a_drive_is_no_path_elsewhere(text):
    with pytest.raises(ValueError, match="Windows drive"):
        with_slashes(text, windows=False)


@pytest.mark.skipif(os.name == "nt", reason="drives are paths there")
def test_settings_written_on_windows_are_read(tmp_path):
    (tmp_path / "l10n-flow.yaml").write_text("articles: news\\2026\n", encoding="utf-8")
    assert load_project(tmp_path).articles == tmp_path / "news" / "2026"
    (tmp_path / "l10n-flow.yaml").write_text("targets: [en]\npackages: C:\\models\n", encoding="utf-8")
    with pytest.raises(L10nError, match=r"l10n-flow.yaml:2:1: 'C:\\models' is a place on a Windows drive"):
        load_project(tmp_path)


def test_a_glossary_on_a_drive_is_no_git_revision(tmp_path):
    assert has_drive(r"C:\old.yaml") and has_drive("c:/old.yaml") and not has_drive("HEAD:old.yaml")
    with pytest.raises(L10nError, match="no such glossary"):
        load_version(r"C:\old.yaml", folder=tmp_path)


def test_articles_that_would_be_one_file_where_case_does_not_count(tmp_path):
    project = load_project(tmp_path)
    (tmp_path / "articles").mkdir()
    for name in ("Story.txt", "story.TXT"):
        (tmp_path / "articles" / name).write_text("نص", encoding="utf-8")
    both = sorted((tmp_path / "articles").iterdir())
    if len(both) == 1:
        pytest.skip("this file system does not tell them apart")
    with pytest.raises(L10nError, match="where upper and lower case are one"):
        find_articles(both, project)
    assert same_name_key("İstanbul") == same_name_key("i̇stanbul") and same_name_key("é") == same_name_key("e\u0301")


def test_one_file_in_two_spellings_is_one_article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("نص", encoding="utf-8")
    Path("sub").mkdir()
    assert distinct([Path("a.txt"), tmp_path / "a.txt", Path("sub/../a.txt")], slug) == [Path("a.txt")]


def test_one_file_in_two_spellings_is_one_lock(tmp_path):
    (tmp_path / "sub").mkdir()
    other = tmp_path / "sub" / ".." / "a.po"
    with locked(tmp_path / "a.po"), pytest.raises(L10nError, match="another l10n-flow"), locked(other, seconds=0.05):
        pass


def test_files_with_signs_of_patterns_are_cleaned_up_too(tmp_path):
    stale = tmp_path / ".a[1].po.x.part"
    stale.write_text("half")
    write_atomically(tmp_path / "a[1].po", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a[1].po"]
