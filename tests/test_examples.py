"""The examples: right YAML of the right shape, and commands that exist with these options."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cli.parsing import parse

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / "examples" / "github-actions" / "catalogs.yml"
CONFIG = ROOT / "examples" / "pre-commit" / ".pre-commit-config.yaml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: tr\\n"\n\nmsgid "بلغ 5"\nmsgstr "Sayı {}"\n'


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def steps():
    workflow = load(WORKFLOW)
    assert set(workflow) == {"name", True, "permissions", "jobs"}  # YAML 1.1 reads the key `on` as true
    assert set(workflow[True]) == {"pull_request", "push"} and workflow["permissions"]["security-events"] == "write"
    (job,) = workflow["jobs"].values()
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    return job["steps"]


def test_the_workflow_checks_and_uploads_what_it_wrote(steps):
    lines = [step["run"] for step in steps if step.get("run", "").startswith("l10n-flow ")]
    commands = [parse(line.split(" >>")[0]) for line in lines]
    assert [context.command.name for context in commands] == ["lint", "check", "diff"]
    check = commands[1].params
    (upload,) = (step for step in steps if "upload-sarif" in step.get("uses", ""))
    assert (check["form"], str(check["output"])) == ("sarif", upload["with"]["sarif_file"])
    assert upload["if"].startswith("always()")  # the check fails where there is something to upload
    assert all(re.fullmatch(r"[\w./-]+@v\d+", step["uses"]) for step in steps if "uses" in step)


def test_the_commands_of_the_workflow_run(tmp_path, steps):
    """In a repository with a reviewed entry that is wrong: the check fails, and leaves its SARIF."""
    folder = tmp_path / "locales" / "tr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(CATALOG.format(6), encoding="utf-8")
    (tmp_path / "glossary.yaml").write_text(
        "version: 1\nterms:\n  - {id: a, kind: place, ar: أنقرة, tr: Ankara}\n", encoding="utf-8"
    )
    (tmp_path / "l10n-flow.yaml").write_text("targets: [tr]\n", encoding="utf-8")
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True, capture_output=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = {**os.environ, "PATH": path, "BASE": "HEAD", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    codes = [
        subprocess.run(["sh", "-c", step["run"]], cwd=tmp_path, env=home, capture_output=True).returncode
        for step in steps
        if step.get("run", "").startswith("l10n-flow ")
    ]
    assert codes == [0, 1, 0]
    assert '"ruleId": "numbers"' in (tmp_path / "l10n-flow.sarif").read_text(encoding="utf-8")
    assert (tmp_path / "summary.md").stat().st_size > 0


def test_hooks_are_of_the_shape_that_pre_commit_takes():
    for hook in load(HOOKS):
        assert {"id", "name", "entry", "language"} <= set(hook) and hook["language"] == "python"
        assert parse(hook["entry"]).command.name in ("check", "lint")
        re.compile(hook["files"])


def test_the_configuration_names_hooks_that_there_are():
    hooks = {hook["id"]: hook for hook in load(HOOKS)}
    (repository,) = load(CONFIG)["repos"]
    assert set(repository) == {"repo", "rev", "hooks"}
    assert {hook["id"] for hook in repository["hooks"]} == set(hooks)
    for hook in repository["hooks"]:
        files = ["locales/tr/LC_MESSAGES/a.po"] if hooks[hook["id"]].get("pass_filenames", True) else []
        parse(" ".join([hooks[hook["id"]]["entry"], *hook.get("args", []), *files]))


@pytest.mark.parametrize(("number", "code"), [(5, 0), (6, 1)])
def test_the_hook_stops_a_wrong_catalog(tmp_path, number, code):
    """As pre-commit calls it: entry, args, files."""
    (tmp_path / "a.po").write_text(CATALOG.format(number), encoding="utf-8")
    (hook,) = (hook for hook in load(HOOKS) if hook["id"] == "l10n-flow-check")
    command = [sys.executable, "-m", "l10n_flow", *hook["entry"].split()[1:], "--lang", "tr", "a.po"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == code
