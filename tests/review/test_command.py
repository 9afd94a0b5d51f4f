"""`l10n-flow review` before the page opens."""

import pytest
from click.testing import CliRunner

from l10n_flow.cli.review import command
from l10n_flow.model import L10nError
from l10n_flow.project import load_project


def call(*arguments):
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def test_without_the_extra_it_says_how_to_install_it(project, monkeypatch):
    import sys

    monkeypatch.delitem(sys.modules, "l10n_flow.review.serve", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(L10nError, match=r"pip install 'l10n-flow\[review\]'"):
        call("--project", str(project.root))


def test_without_a_name_or_a_catalog_it_stops(project, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(L10nError, match="nobody knows who reviews"):
        call("--project", str(project.root))
    empty = tmp_path / "empty"
    empty.mkdir()
    assert load_project(empty).targets == ("en", "tr", "kk")
    with pytest.raises(L10nError, match="no catalog"):
        call("--project", str(empty), "--name", "X")
