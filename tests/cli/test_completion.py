"""What TAB offers, asked of a real bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from l10n_flow.cli import group

SCRIPT = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
compopt() { echo "files"; }
_l10n_flow_completion l10n-flow
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def bash(tmp_path, call):
    if not shutil.which("bash"):
        pytest.skip("no bash here")
    (tmp_path / "completion.sh").write_text(call("completion", "bash").stdout, encoding="utf-8")

    def complete(*words):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        command = ["bash", "-c", SCRIPT, "bash", "completion.sh", *words]
        done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout.split()

    return complete


def test_bash_completes(tmp_path, bash):
    folder = tmp_path / "locales" / "tr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "story.po").touch()
    assert bash("l10n-flow", "gl") == ["glossary"]
    assert bash("l10n-flow", "check", "--only", "nu") == ["numbers"]
    assert bash("l10n-flow", "run", "--lang", "") == ["en", "tr", "kk"]
    assert bash("l10n-flow", "check", "loc") == ["locales/tr/LC_MESSAGES/story.po"]


def offers(*words, incomplete=""):
    found = ShellComplete(group, {}, "l10n-flow", "_L10N_FLOW_COMPLETE").get_completions(list(words), incomplete)
    return [(item.value, item.type) for item in found]


def plain(*values):
    return [(value, "plain") for value in values]


def test_what_is_offered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("news/b.txt", "news/a.txt", "po/tr/LC_MESSAGES/a.po", "po/kk/LC_MESSAGES/a.po"):
        path = tmp_path / "p" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "p" / "l10n-flow.yaml").write_text("articles: news\nlocales: po\n", encoding="utf-8")
    here, catalog = ["--project", "p"], str(Path("p", "po", "{}", "LC_MESSAGES", "a.po"))
    assert offers("run", *here) == plain(str(Path("p", "news", "a.txt")), str(Path("p", "news", "b.txt")))
    assert offers("check", *here) == plain(catalog.format("kk"), catalog.format("tr"))
    assert offers("memory", "learn", *here, "--lang", "tr") == plain(catalog.format("tr"))
    assert offers("check", incomplete="other") == [("other", "file")]
    assert offers("check", "--format", incomplete="s") == plain("sarif")
    assert offers("help", incomplete="se") == plain("settings")
    assert offers("help", "glossary", incomplete="ex") == plain("extract", "export")


def test_broken_settings_are_no_matter(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l10n-flow.yaml").write_text("targets: [\n", encoding="utf-8")
    assert offers("check", incomplete="a") == [("a", "file")]
    assert offers("run", "--lang", incomplete="t") == plain("tr")


@pytest.mark.parametrize(
    ("shell", "sign"), [("zsh", "#compdef l10n-flow"), ("fish", "complete --no-files --command l10n-flow")]
)
def test_other_shells_get_their_script(call, shell, sign):
    done = call("completion", shell)
    assert done.returncode == 0 and sign in done.stdout and "_L10N_FLOW_COMPLETE" in done.stdout
