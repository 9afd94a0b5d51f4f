"""A small project, and the command line run in it as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ARTICLE = (
    "كازاخستان وتركيا تتفقان\n\nوصل توكاييف إلى أنقرة يوم الثلاثاء. وبلغت التجارة 5 مليارات دولار.\n\nزر الذهاب إلى الأعلى\n"
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def call(tmp_path, cache):
    """Run the command in a project of its own; gives the finished process."""

    def run(*arguments, **environment):
        home = {**os.environ, "XDG_CACHE_HOME": str(cache), "XDG_DATA_HOME": str(tmp_path / "data"), "COLUMNS": "160"}
        command = [sys.executable, "-m", "l10n_flow", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=home | environment, capture_output=True, text=True, timeout=120)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture
def project(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "glossary.yaml").write_bytes((ROOT / "glossary.yaml").read_bytes())
    return tmp_path
