"""What the three examples of CONTRIBUTING.md share: a project, the command line, and a registry that is as before afterwards."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n_flow import article, checks, lang
from l10n_flow.cli import group
from l10n_flow.mt.packages import STARTER


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, value in (("XDG_DATA_HOME", tmp_path / "data"), ("XDG_CACHE_HOME", tmp_path / "cache")):
        monkeypatch.setenv(name, str(value))
    Path("articles").mkdir()
    return tmp_path


@pytest.fixture
def call(project):
    """Run `l10n-flow` in the project; gives (exit code, output). An error of the program's own is its message and 2."""

    def run(*arguments):
        done = CliRunner().invoke(group, arguments)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    return run


@pytest.fixture
def package(project):
    """Write a translation package from Arabic into a language: the starter's Turkish, under another name."""

    def write(code):
        folder = project / "packages" / f"ar_{code}"
        shutil.copytree(STARTER / "weights", folder)
        metadata = json.loads((STARTER / "pairs" / "ar_tr" / "metadata.json").read_text(encoding="utf-8"))
        (folder / "metadata.json").write_text(json.dumps(metadata | {"to_code": code}), encoding="utf-8")

    return write


@pytest.fixture(autouse=True)
def forgotten():
    """Whatever a test registers goes when it ends."""
    known, ids, forms = set(lang.codes()), set(checks.ALL), set(article.suffixes())
    yield
    while new := [suffix for suffix in article.suffixes() if suffix not in forms]:
        article.forget(article.format_of(Path(f"a{new[0]}")))
    for code in set(lang.codes()) - known:
        lang.forget(code)
    for check in set(checks.ALL) - ids:
        checks.forget(check)
