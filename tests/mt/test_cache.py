"""The file of finished translations: damaged, full, not writable, too large."""

import pytest

from l10n_flow.model import Hypothesis
from l10n_flow.mt import cache as cache_module
from l10n_flow.mt.cache import Cache


def test_a_damaged_cache_is_set_aside(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.warns(UserWarning, match="damaged"):
        cache = Cache(path)
    cache.put("s", {"a": [Hypothesis("b", -1.0)]})
    assert cache.get("s", ["a"]) == {"a": [Hypothesis("b", -1.0)]}
    assert path.with_suffix(".sqlite.damaged").exists()
    cache.close()


def test_where_no_cache_can_be_kept_work_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.warns(UserWarning, match="no cache can be kept"):
        cache = Cache(tmp_path / "file" / "c.sqlite")
    cache.put("s", {"a": [Hypothesis("b", -1.0)]})
    assert cache.get("s", ["a"])["a"][0].text == "b"


def test_the_cache_is_pruned(tmp_path):
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("s", {str(n): [Hypothesis(str(n), 0.0)] for n in range(50)})
    cache.prune(10)
    assert len(cache.get("s", [str(n) for n in range(50)])) == 10


def test_a_cache_that_is_too_large_loses_its_older_half(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "c.sqlite")
    for number in range(40):
        cache.put("s", {str(number): [Hypothesis("x" * 3000, 0.0)]})
        cache._db.execute("update translation set used = ? where used > 1000", (number,))
    cache.close()
    monkeypatch.setattr(cache_module, "MAX_BYTES", 60_000)
    left = Cache(tmp_path / "c.sqlite").get("s", [str(number) for number in range(40)])
    assert sorted(map(int, left)) == list(range(20, 40))


def test_a_full_disk_is_a_warning_and_translations_go_on(tmp_path):
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("s", {"a": [Hypothesis("b", -1.0)]})
    cache._db.execute(f"pragma max_page_count = {cache._db.execute('pragma page_count').fetchone()[0]}")
    with pytest.warns(UserWarning, match="cannot be written") as told:
        for number in range(3):
            cache.put("s", {f"long {number}": [Hypothesis("x" * 100_000, 0.0)]})
    assert len(told) == 1
    assert set(cache.get("s", ["a", "long 1"])) == {"a"}


def test_a_file_that_breaks_while_it_is_open_is_a_warning(tmp_path):
    cache = Cache(tmp_path / "c.sqlite")
    cache._db.execute("drop table translation")
    with pytest.warns(UserWarning, match="cannot be read"):
        assert cache.get("s", ["a"]) == {}
