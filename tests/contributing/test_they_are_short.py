"""CONTRIBUTING.md promises that adding a language, a check or a format takes less than 40 lines, and names who shows it."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TEXT = (HERE.parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
SHOWN = sorted(HERE.glob("test_add_*.py"))


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_under_forty_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40
    assert f"tests/contributing/{path.name}" in TEXT


def test_every_file_that_it_names_is_there():
    named = re.findall(r"`((?:src|tests|scripts|docs|examples|\.ci|lang|checks|article)/[^`*<>{}\s]*)`", TEXT)
    roots = (HERE.parent.parent, HERE.parent.parent / "src" / "l10n_flow")
    assert len(named) > 10 and [name for name in named if not any((root / name).exists() for root in roots)] == []
