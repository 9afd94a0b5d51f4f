"""Locks between processes: they hold, and leave no file behind."""

import multiprocessing
import os
import tempfile
import time

import pytest

from l10n_flow.files import locked
from l10n_flow.model import L10nError


def _count(path, times):
    for _ in range(times):
        with locked(path, seconds=60):
            number = int(path.read_text())
            time.sleep(0.0005)  # another process would read the same number now
            path.write_text(str(number + 1))


@pytest.mark.skipif(os.name == "nt", reason="lock files stay on Windows")
def test_lock_files_go_and_locks_hold_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "tmp").mkdir()
    path = tmp_path / "count"
    path.write_text("0")
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=_count, args=(path, 40)) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join(120)
    assert path.read_text() == "160"
    assert [one for one in (tmp_path / "tmp").rglob("*") if one.is_file()] == []


def test_a_file_in_the_place_of_the_locks_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f"l10n-flow-{os.getuid() if hasattr(os, 'getuid') else 'locks'}").touch()
    with pytest.raises(L10nError, match="folder of the locks"), locked(tmp_path / "a.po"):
        pass
