"""Downloads over a loopback server that cuts, forgets ranges, changes its file, or has none."""

import ast
from pathlib import Path
from urllib.request import Request

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import l10n_flow
from l10n_flow.model import L10nError
from l10n_flow.mt.store import network
from l10n_flow.mt.store.network import download, forget, read_page

DATA = bytes(range(256)) * 4000  # 1,024,000 bytes: several reads
LIMIT = 10_000_000


@pytest.fixture
def get(server, tmp_path):
    server.files["/f"] = DATA

    def run(**options):
        return download(f"{server.url}/f", tmp_path / "downloads", **({"limit": LIMIT} | options))

    return run


def test_a_whole_file_with_progress(get, server):
    seen = []
    path = get(progress=lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert [status for _, _, status in server.asked] == [200]


def test_a_broken_connection_is_gone_on_with(get, server):
    server.cuts = [600_000]
    assert get().read_bytes() == DATA
    assert [(asked, status) for _, asked, status in server.asked] == [(None, 200), ("bytes=600000-", 206)]
    assert server.sent == len(DATA), "no byte was sent twice"


@settings(max_examples=15)
@given(cuts=st.lists(st.integers(0, len(DATA)), max_size=8), ranges=st.booleans(), validators=st.booleans())
def test_wherever_it_breaks_the_file_is_whole_or_refused(server, tmp_path, cuts, ranges, validators):
    server.files["/f"], server.cuts, server.ranges, server.validators = DATA, list(cuts), ranges, validators
    url, folder = f"{server.url}/f", tmp_path / "any"
    try:
        path = download(url, folder, limit=LIMIT)
    except L10nError as error:
        assert "cannot be downloaded" in error.what
        server.cuts = []
        path = download(url, folder, limit=LIMIT)
    assert path.read_bytes() == DATA
    forget(path)


@pytest.mark.parametrize("broken", ["ranges", "validators"])
def test_without_ranges_or_validators_it_starts_again(get, server, broken):
    server.cuts = [600_000]
    setattr(server, broken, False)
    assert get().read_bytes() == DATA
    assert [status for _, _, status in server.asked] == [200, 200]


def test_what_an_earlier_run_left_is_gone_on_with(get, server):
    server.cuts = [300_000, 0, 0, 0]
    with pytest.raises(L10nError, match=r"0\.3 MB are here"):
        get()
    server.asked.clear()
    assert get().read_bytes() == DATA
    assert [(asked, status) for _, asked, status in server.asked] == [("bytes=300000-", 206)]
    server.asked.clear()
    assert get().read_bytes() == DATA
    assert server.asked == [], "it is here already"


def test_another_file_by_then_is_got_from_its_start(get, server):
    server.cuts = [300_000, 0, 0, 0]
    with pytest.raises(L10nError):
        get()
    server.files["/f"] = DATA[::-1]
    assert get().read_bytes() == DATA[::-1]


def test_a_shorter_file_by_then(get, server):
    server.cuts = [300_000, 0, 0, 0]
    with pytest.raises(L10nError):
        get()
    server.statuses = [416]
    assert get().read_bytes() == DATA
    assert [status for _, _, status in server.asked[-2:]] == [416, 200]


def test_a_wrong_range_is_not_believed(get, server):
    server.cuts, server.shift = [300_000], 7
    assert get().read_bytes() == DATA
    assert [status for _, _, status in server.asked] == [200, 206, 200]


def test_a_server_that_is_busy_is_asked_again_and_one_without_the_file_is_not(get, server):
    server.statuses = [503, 429]
    assert get().read_bytes() == DATA
    server.asked.clear()
    with pytest.raises(L10nError, match="answers 404") as caught:
        read_page(f"{server.url}/none", limit=10)
    assert len(server.asked) == 1
    assert "--offline" in caught.value.mend


@pytest.mark.parametrize("lengths", [True, False])
def test_a_file_over_the_limit_is_refused(get, server, tmp_path, lengths):
    server.lengths = lengths
    with pytest.raises(L10nError, match=r"larger than the limit.*\n.*--max-size"):
        get(limit=500_000)
    assert list((tmp_path / "downloads").iterdir()) == []
    assert not lengths or server.sent <= len(DATA)


def test_a_page_is_whole_or_refused(server):
    server.files["/p"] = b"x" * 1000
    server.cuts = [10]
    assert read_page(f"{server.url}/p", limit=1000) == b"x" * 1000
    with pytest.raises(L10nError, match="longer than"):
        read_page(f"{server.url}/p", limit=999)
    server.cuts = [10] * 9
    with pytest.raises(L10nError, match="ended after 10 of 1000 bytes"):
        read_page(f"{server.url}/p", limit=1000)


def test_nobody_there(tmp_path):
    with pytest.raises(L10nError, match=r"cannot be downloaded.*refused"):
        download("http://127.0.0.1:9/f", tmp_path, limit=LIMIT)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://h/f", "data:,x", "x", "http://", "http://[x", "http://h/a b"])
def test_other_addresses_are_refused(tmp_path, url):
    with pytest.raises(L10nError, match="not an http or https address"):
        download(url, tmp_path, limit=LIMIT)


def test_redirects_go_to_no_other_protocol(get, server):
    for redirect in ("file:///etc/passwd", "ftp://127.0.0.1/f"):
        server.statuses, server.redirect = [302], redirect
        with pytest.raises(L10nError, match=r"is not allowed|not encrypted"):
            get()

    class Answer:
        closed = False

        def close(self):
            self.closed = True

    answer = Answer()
    with pytest.raises(L10nError, match=r"sends us to http://h/, which is not encrypted"):
        network._Redirect().redirect_request(Request("https://h/"), answer, 302, "", {}, "http://h/")
    assert answer.closed
    there = network._Redirect().redirect_request(Request("https://h/"), answer, 302, "", {}, "https://other/")
    assert there.full_url == "https://other/"


def test_where_nothing_can_be_kept(server, tmp_path):
    server.files["/f"] = DATA
    (tmp_path / "file").write_text("")
    with pytest.raises(L10nError, match=r"cannot be kept in .*\n.*XDG_CACHE_HOME"):
        download(f"{server.url}/f", tmp_path / "file" / "x", limit=LIMIT)


def test_only_one_module_opens_connections():
    """import-linter sees `urllib`, not `urllib.request`."""
    openers = {"urllib.request", "http.client", "socket", "http"}
    root = Path(l10n_flow.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if openers & set(names):
                found.add(path.relative_to(root).as_posix())
    assert found == {"mt/store/network.py", "review/serve.py"}, "the second one listens, on 127.0.0.1 alone"
