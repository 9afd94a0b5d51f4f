"""The manual: complete, right, and the same in the program and in docs/."""

import contextlib
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli.parsing import parse
from l10n_flow.checks import ALL
from l10n_flow.cli import group, manual
from l10n_flow.cli.examples import EXAMPLES
from l10n_flow.project import SETTINGS, Project

ROOT = Path(__file__).parent.parent.parent
PATHS = [path for path, _, _ in manual.commands(group)]
LINES = [(path, line) for path, rows in EXAMPLES.items() for _, line in rows]


def test_the_reference_is_up_to_date():
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert written == manual.reference(group), "run 'python scripts/build_reference.py'"


def test_every_command_has_examples_and_no_other_has():
    assert set(EXAMPLES) == set(PATHS), "cli/examples.py"


@pytest.mark.parametrize(("path", "line"), LINES, ids=[line for _, line in LINES])
def test_examples_are_command_lines(path, line):
    context = parse(re.search(r"l10n-flow [^)]*", line).group().strip('"'))
    assert path.split()[0] == context.command_path.split()[1] or context.info_name == "help"


@pytest.mark.parametrize("line", ["l10n-flow run --lnag tr", "l10n-flow glossary difff", "l10n-flow check --only nonsense"])
def test_wrong_command_lines_are_told(line):
    with pytest.raises(click.UsageError):
        parse(line)


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path.exists()], ids=lambda path: path.name)
def test_command_lines_of_the_documents(document):
    """Lines of code blocks; what a placeholder or the shell would fill in is not for this."""
    text = document.read_text(encoding="utf-8").replace("\\\n", " ")  # commands of several lines
    for line in re.findall(r"^(?: {4}|)(l10n-flow .*)$", text, re.MULTILINE):
        if not re.search(r"[\[\]<|…]|\.\.\.", line):
            with contextlib.suppress(click.exceptions.Exit):  # --help
                parse(re.split(r" (?:&&|;|#|>)", line)[0])


def test_every_command_and_topic_has_a_page():
    runner = CliRunner()
    for name in [*PATHS, *manual.TOPICS]:
        done = runner.invoke(group, ["help", *name.split()])
        assert done.exit_code == 0 and f"NAME\n    l10n-flow {name} - " in done.output
    everything = runner.invoke(group, ["help"]).output
    assert all(f"    {name} " in everything for name in [*PATHS, *manual.TOPICS])
    assert "EXAMPLES\n    # what a check" not in everything


def test_pages_of_topics_hold_all_there_is():
    assert set(SETTINGS) == {field.name for field in fields(Project)} - {"root"}
    plain = manual.as_plain(manual.TOPICS["checks"]())
    assert all(f"{check.id} ({check.severity.value})" in plain for check in ALL.values())
    settings = manual.as_plain(manual.TOPICS["settings"]())
    assert all(f"{key}: " in settings for key in SETTINGS)


def test_short_help_ends_with_the_examples():
    done = CliRunner().invoke(group, ["glossary", "diff", "--help"])
    assert "Examples:\n    # what changed since the last commit" in done.output
    assert "  l10n-flow glossary diff old.yaml new.yaml\n" in done.output


def test_an_unknown_topic_names_what_is_near(call):
    done = call("help", "glossary", "dif")
    assert done.returncode == 2 and "no help on 'glossary dif'" in done.stderr and "glossary diff" in done.stderr
