"""Colour: in a terminal (a real one: a pty), into a pipe, and as variables and options ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from l10n_flow.cli.colour import from_environment

ESCAPE = "\x1b["
CATALOG = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: tr\\n"\n\nmsgid "بلغ 5"\nmsgstr "Sayı 6"\n'


@pytest.fixture
def found(tmp_path):
    folder = tmp_path / "locales" / "tr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(CATALOG, encoding="utf-8")
    return tmp_path


def clean(environment):
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    return kept | {"TERM": "xterm-256color", "PAGER": "cat", "COLUMNS": "120"} | environment


def in_terminal(folder, *arguments, **environment):
    """What the program writes to a terminal."""
    pty = pytest.importorskip("pty", reason="this system has no pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "l10n_flow", *arguments]
    with subprocess.Popen(command, cwd=folder, env=clean(environment), stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    return written.decode("utf-8")


def in_pipe(folder, *arguments, **environment):
    command = [sys.executable, "-m", "l10n_flow", *arguments]
    return subprocess.run(command, cwd=folder, env=clean(environment), capture_output=True, text=True, encoding="utf-8").stdout


NO = {"NO_COLOR": "1"}
FORCE = {"FORCE_COLOR": "1"}
TERMINAL = [
    (("check",), {}, True), (("check",), NO, False), (("check", "--no-color"), {}, False), (("--no-color", "check"), FORCE, False),
    (("--color", "check"), NO, True), (("check",), {"TERM": "dumb"}, False), (("check",), {"NO_COLOR": ""}, True),
    (("status",), {}, True), (("status",), NO, False), (("status", "--no-color"), {}, False), (("status", "--color"), NO, True),
    (("status", "--json"), {}, False), (("help", "check", "--color"), NO, True), (("help", "check"), NO, False),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "environment", "coloured"), TERMINAL)
def test_in_a_terminal(found, arguments, environment, coloured):
    written = in_terminal(found, *arguments, **environment)
    assert (ESCAPE in written) is coloured, repr(written)
    assert any(word in written for word in ("number lost", "reviewed", "SYNOPSIS"))


PIPE = [
    (("check",), {}, False), (("check",), FORCE, True), (("check",), FORCE | NO, False), (("check", "--color"), {}, True),
    (("check", "--json"), FORCE, False), (("check", "--format", "sarif"), FORCE, False),
    (("status",), {}, False), (("status",), FORCE, True), (("status", "--no-color"), FORCE, False),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "environment", "coloured"), PIPE)
def test_in_a_pipe(found, arguments, environment, coloured):
    written = in_pipe(found, *arguments, **environment)
    assert written and (ESCAPE in written) is coloured, repr(written)


def test_files_are_never_coloured(found):
    in_terminal(found, "check", "--color", "--output", "out.txt")
    assert ESCAPE not in Path(found, "out.txt").read_text(encoding="utf-8")


def test_what_the_environment_asks_for():
    assert from_environment({}) is None
    assert from_environment({"FORCE_COLOR": "1", "TERM": "dumb"}) is True
    assert from_environment({"FORCE_COLOR": "1", "NO_COLOR": "1"}) is False
