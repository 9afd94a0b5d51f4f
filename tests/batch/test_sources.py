"""Which files are articles, and when a file that comes in is ready."""

import io

import pytest

from l10n_flow.batch import Watcher, find_sources, watched_sources
from l10n_flow.model import L10nError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (
        "in/a.txt",
        "in/b.TXT",
        "in/deep/er/c.text",
        "in/.hidden.txt",
        "in/picture.jpg",
        "in/README.txt",
        "in/~$a.docx",
        "in/[1].txt",
        "else/d.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "list").write_text("\ufeff# of today\nin/a.txt\n\n  else/d.txt \nin/gone.txt\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("named", "manifest", "found"),
    [
        (["in/**/*"], None, ["in/[1].txt", "in/a.txt", "in/b.TXT", "in/deep/er/c.text"]),
        (["in"], None, ["in/[1].txt", "in/a.txt", "in/b.TXT", "in/deep/er/c.text"]),
        (["in/*.txt", "else/d.txt"], None, ["in/[1].txt", "in/a.txt", "else/d.txt"]),
        (["in/[1].txt"], None, ["in/[1].txt"]),
        (["in/picture.jpg", "in/.hidden.txt"], None, ["in/picture.jpg", "in/.hidden.txt"]),
        ([], "list", ["in/a.txt", "else/d.txt", "in/gone.txt"]),
    ],
)
def test_what_is_named_is_found(folder, named, manifest, found):
    assert [path.as_posix() for path in find_sources(named, folder / manifest if manifest else None)] == found


def test_a_manifest_from_standard_input(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", io.StringIO("a.txt\nb.txt\n"))
    assert [str(path) for path in find_sources([], type(tmp_path)("-"))] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("named", "manifest", "what"),
    [
        (["nothing.txt"], None, "there is no such file or folder"), (["in/*.xyz"], None, "no article is there"),
        (["empty"], None, "no article is there"), ([], "missing", "the manifest cannot be read"),
    ],
)  # fmt: skip
def test_what_fits_nothing(folder, named, manifest, what):
    with pytest.raises(L10nError, match=what) as error:
        list(find_sources(named, folder / manifest if manifest else None))
    assert error.value.mend


def test_a_file_is_told_of_once_it_stays_the_same(tmp_path):
    path, watcher = tmp_path / "a.txt", Watcher()
    path.write_text("ha", encoding="utf-8")
    assert watcher.look([path]) == []
    path.write_text("half", encoding="utf-8")
    assert watcher.look([path]) == [], "it has grown since"
    assert watcher.look([path]) == [path]
    assert watcher.look([path]) == []
    path.write_text("again", encoding="utf-8")
    assert [watcher.look([path]) for _ in range(3)] == [[], [path], []]
    path.unlink()
    assert watcher.look([path]) == [] and watcher.look([]) == []


def test_a_watched_folder_may_be_empty_still_and_hides_no_other(folder):
    assert [path.as_posix() for path in watched_sources(["empty", "else", "none/*.txt"])] == ["else/d.txt"]
    with pytest.raises(L10nError, match="there is no such file or folder"):
        list(watched_sources(["emtpy", "else"]))
