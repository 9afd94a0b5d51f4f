"""A new project: it works at once, and nothing that was there changes."""

import json
import re

import polib
import pytest

from l10n_flow.glossary import load_glossary
from l10n_flow.model import L10nError
from l10n_flow.project import load_project
from l10n_flow.scaffold import create


def test_a_new_project_runs(tmp_path, call):
    done = call("init", "news", "--lang", "en", "--lang", "tr")
    assert done.returncode == 0 and "next: l10n-flow run --project news" in done.stdout
    assert call("run", "--project", "news").returncode in (0, 1)
    for code, name in (("en", "Kazakhstan"), ("tr", "Kazakistan")):
        catalog = polib.pofile(str(tmp_path / "news" / "locales" / code / "LC_MESSAGES" / "example.po"))
        assert len(catalog) == 5 and name in catalog[0].msgstr
    assert not (tmp_path / "news" / "locales" / "kk").exists()
    assert call("status", "--project", "news").returncode == 0
    assert call("glossary", "lint", "--hints", "--project", "news").stdout == "2 terms, 0 findings\n"


def test_the_example_of_the_glossary_loads_when_its_marks_are_off(tmp_path):
    create(tmp_path, ())
    path = tmp_path / "glossary.yaml"
    text = re.sub(r"^  # (?=- id|  )", "  ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    term = load_glossary(path).terms["turkiye"]
    assert term.targets["kk"].forbidden == ("Туркия",) and term.note.startswith("As the government")


def test_every_setting_is_in_the_settings_and_loads(tmp_path):
    create(tmp_path, ("kk",))
    path = tmp_path / "l10n-flow.yaml"
    assert load_project(tmp_path).targets == ("kk",)
    path.write_text(re.sub(r"^# (?=\w+: )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    project = load_project(tmp_path)
    assert (project.threads, project.beam, project.skip_checks, project.rules) == (2, 2, ("length",), tmp_path / "rules.srx")


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_there_stays(tmp_path, call):
    mine = {"README.md": "mine", "glossary.yaml": "not: even right", "articles/story.txt": "نص", ".gitignore": "*.part\nmine"}
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = json.loads(call("init", "--json").stdout)
    assert done == {
        "written": ["l10n-flow.yaml"],
        "extended": [".gitignore"],
        "left": ["articles", "glossary.yaml", "README.md"],
    }
    now = tree(tmp_path)
    assert all(
        now[tmp_path.joinpath(name).relative_to(tmp_path)] == text.encode() for name, text in mine.items() if name[0] != "."
    )
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*.part\nmine\n.l10n-flow/\nbuild/\nmemory.sqlite*\n"
    again = call("init", "--lang", "kk")
    assert tree(tmp_path) == now
    assert "left alone l10n-flow.yaml" in again.stdout and "its languages stay en, tr, kk" in again.stderr


def test_settings_that_are_there_say_where(tmp_path):
    (tmp_path / "l10n-flow.yaml").write_text("articles: news\nglossary: names/all.yaml\ntargets: [tr]\n", encoding="utf-8")
    made = create(tmp_path, ())
    assert {path.relative_to(tmp_path).as_posix() for path in made.written} == {
        "news/example.txt", "names/all.yaml", "README.md", ".gitignore",
    }  # fmt: skip
    assert "tr: Kazakistan" in (tmp_path / "names" / "all.yaml").read_text(encoding="utf-8")
    assert "`news/`" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_link_to_nowhere_is_left_alone(tmp_path):
    (tmp_path / "README.md").symlink_to(tmp_path / "none")
    assert tmp_path / "README.md" in create(tmp_path, ()).left
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "codes", "what"), [("file", (), "this is a file"), ("new", ("xx",), "'xx' is not a language")]
)
def test_wrong_use_writes_nothing(tmp_path, name, codes, what):
    (tmp_path / "file").write_text("x")
    with pytest.raises(L10nError, match=what):
        create(tmp_path / name, codes)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
