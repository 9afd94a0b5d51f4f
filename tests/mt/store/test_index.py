"""The index: links, mirrors, checksums; and the commands, end to end over the loopback."""

import hashlib
import json
import os
import socket
import sys

import pytest

from l10n_flow.model import L10nError
from l10n_flow.mt.store.folder import Folder
from l10n_flow.mt.store.index import PUBLIC, Index, downloads
from l10n_flow.mt.store.order import carry_out, read_orders, up_to_date


def entry(pair, version="1.0", links=None, **more):
    source, target = pair.split("_")
    links = [f"translate-{pair}-{version}.argosmodel"] if links is None else links
    return {"from_code": source, "to_code": target, "package_version": version, "links": links, **more}


@pytest.fixture
def mirror(server, archives):
    """A mirror of the three tiny packages, with links as the public index has them."""
    names = {pair: f"translate-{pair}-1_0.argosmodel" for pair in archives}
    server.index(*(entry(pair, links=[f"https://argos-net.com/v1/{name}", "ipfs://QmX"]) for pair, name in names.items()))
    server.files |= {f"/{name}": archives[pair].read_bytes() for pair, name in names.items()}
    return server


@pytest.mark.parametrize(
    ("mirror", "link", "followed"),
    [
        ("", "https://argos-net.com/v1/a.argosmodel", "https://argos-net.com/v1/a.argosmodel"),
        ("", "a.argosmodel", PUBLIC + "a.argosmodel"), ("", "ipfs://QmX", ""), ("", "ifps://QmX", ""), ("", "file:///a", ""),
        ("", "http://[x", ""), ("", "", PUBLIC + "index.json"), ("", "https://host/", ""),
        ("https://m/argos", "https://argos-net.com/v1/a.argosmodel", "https://m/argos/a.argosmodel"),
        ("https://m/argos/", "https://m/other/a.argosmodel", "https://m/other/a.argosmodel"),
        ("https://m/x/list.json", "a.argosmodel", "https://m/x/a.argosmodel"), ("https://m", "ipfs://QmX", ""),
        ("https://m", "//other/a.argosmodel", "https://m/a.argosmodel"),
        ("https://m", "http://m/a.argosmodel", "https://m/a.argosmodel"),
    ],
)  # fmt: skip
def test_links_are_followed_only_where_they_may(mirror, link, followed):
    assert Index(mirror)._link(link) == followed


def test_argostranslate_s_own_variable_is_heard(monkeypatch):
    assert Index().name == PUBLIC + "index.json"
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "https://example.org/x/")
    assert Index().name == "https://example.org/x/index.json"
    assert Index("https://m").name == "https://m/index.json"
    with pytest.raises(L10nError, match="not an http or https address"):
        Index("m")


@pytest.mark.parametrize(("data", "match"), [(b"<html>", "not JSON"), (b"{}", "not a list"), (b"\xff", "not JSON")])
def test_what_is_no_index(server, data, match):
    server.files["/index.json"] = data
    with pytest.raises(L10nError, match=match):
        Index(server.url).offers()


def test_entries_that_are_none_are_left_out(server):
    server.index(
        entry("ar_en"), "x", {}, entry("ar_tr", type="sbd"), {"from_code": 1, "to_code": "en"}, entry("en_tr", links="x")
    )
    found = Index(server.url).offers()
    assert [(offer.pair, bool(offer.links)) for offer in found] == [("ar_en", True), ("en_tr", False)]
    with pytest.raises(L10nError, match="no link that can be followed for en_tr"):
        Index(server.url).get(found[1], sha256="", limit=9, progress=None)


def order_and_install(server, home, *words, **options):
    store = Index(server.url)
    return [carry_out(order, store, home, **options) for order in read_orders(words, store)]


def test_the_next_link_is_tried(mirror, archives, tmp_path):
    mirror.index(entry("ar_en", links=["gone.argosmodel", "translate-ar_en-1_0.argosmodel"]))
    done = order_and_install(mirror, tmp_path / "home", "ar_en")[0]
    assert done.origin.endswith("/translate-ar_en-1_0.argosmodel")
    mirror.index(entry("ar_en", links=["gone.argosmodel", "away.argosmodel"]))
    with pytest.raises(L10nError, match=r"gone\.argosmodel: the server answers 404.*\n.*away"):
        order_and_install(mirror, tmp_path / "home", "ar_en")


def test_checksums_are_compared(mirror, archives, tmp_path):
    right = hashlib.sha256(archives["ar_en"].read_bytes()).hexdigest()
    name = "translate-ar_en-1_0.argosmodel"
    mirror.index(entry("ar_en", links=[name], sha256=right.upper()))
    assert order_and_install(mirror, tmp_path / "home", "ar_en")[0].sha256 == right
    for wrong, match in (("0" * 64, f"wrong checksum: it should be {'0' * 64} and is {right}"), ("abc", "'abc' is no SHA-256")):
        mirror.index(entry("ar_en", links=[name], sha256=wrong))
        with pytest.raises(L10nError, match=match):
            order_and_install(mirror, tmp_path / "other", "ar_en")
        assert not (tmp_path / "other").exists()
        assert list(downloads().iterdir()) == [], "a wrong file is not kept"
    with pytest.raises(L10nError, match="wrong checksum"):
        order_and_install(mirror, tmp_path / "other", "ar_en", sha256="1" * 64)


def test_a_cut_download_is_gone_on_with_and_installed(mirror, archives, tmp_path):
    size = len(archives["ar_en"].read_bytes())
    index = len(mirror.files["/index.json"])
    mirror.cuts = [index, size // 2]
    order_and_install(mirror, tmp_path / "home", "ar_en")
    assert [status for _, _, status in mirror.asked] == [200, 200, 206]
    assert list(downloads().iterdir()) == []


def test_a_file_that_is_refused_is_not_kept(mirror, tmp_path):
    mirror.files["/translate-ar_en-1_0.argosmodel"] = b"PK\x03\x04 and then nothing"
    with pytest.raises(L10nError, match=r"127\.0\.0\.1.*/translate-ar_en-1_0\.argosmodel: no proper package file"):
        order_and_install(mirror, tmp_path / "home", "ar_en")
    assert list(downloads().iterdir()) == []
    mirror.files["/translate-ar_en-1_0.argosmodel"] = mirror.files["/translate-en_tr-1_0.argosmodel"]
    with pytest.raises(L10nError, match="wrong package: it translates en_tr, not ar_en"):
        order_and_install(mirror, tmp_path / "home", "ar_en")


def test_what_was_typed(mirror, archives, tmp_path):
    store = Index(mirror.url)
    pair, address, file = read_orders(["translate-ar_en", "https://h/x.argosmodel", str(archives["en_kk"])], store)
    assert (pair.offer.pair, address.url, file.path) == ("ar_en", "https://h/x.argosmodel", archives["en_kk"])
    assert len(mirror.asked) == 1
    with pytest.raises(L10nError, match="neither a pair of languages nor a package file"):
        read_orders(["ar-en"], store)
    with pytest.raises(L10nError, match="--offline allows no network"):
        read_orders(["https://h/x.argosmodel"], Folder(tmp_path))
    with pytest.raises(L10nError, match="no such file"):
        carry_out(read_orders(["none.argosmodel"], store)[0], store, tmp_path)


def test_offline_asks_no_network(archives, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    folder = Folder(archives["ar_en"].parent)
    orders = read_orders(["ar_en", "en_kk"], folder)
    done = [carry_out(order, folder, tmp_path / "home") for order in orders]
    assert [one.package.pair for one in done] == ["ar_en", "en_kk"]
    assert up_to_date(orders[0], tmp_path / "home").version == "1.0"
    assert up_to_date(orders[0], tmp_path / "none") is None


def test_commands_over_a_mirror(mirror, call, home, versioned, monkeypatch):
    monkeypatch.setenv("L10N_FLOW_MIRROR", mirror.url)
    listed = call("list", "--available", "--from", "en").stdout
    assert ("en_tr" in listed, "ar_en" in listed) == (True, False)
    done = call("install", "ar_en", "en_tr")
    warning = "  warning: it came over a connection that is not encrypted; compare the checksum\n"
    assert done.stderr == 2 * warning, "and no progress bar, since this is no terminal"
    assert "nobody gave one to compare with" in done.stdout
    assert sorted(path.name for path in home.iterdir()) == ["translate-ar_en-1_0", "translate-en_tr-1_0"]
    again = call("install", "ar_en", "--mirror", mirror.url).stdout
    assert "ar_en 1.0 is installed already" in again
    listed = json.loads(call("list", "--json").stdout)["packages"]
    assert [(one["name"], one["built_in"]) for one in listed][:2] == [
        ("translate-ar_en-1_0", False),
        ("translate-en_tr-1_0", False),
    ]
    assert [one["built_in"] for one in listed][2:] == [True] * (len(listed) - 2)
    path = versioned("ar_en", "1.1")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    newer = json.loads(call("install", str(path), "--sha256", digest, "--json").stdout)[0]
    assert (newer["package"]["version"], newer["replaced"], newer["checksum_compared"]) == (
        "1.1",
        ["translate-ar_en-1_0"],
        True,
    )
    assert "is installed already" in call("install", "ar_en").stdout, "no older version in place of a newer one"
    assert "removed" in call("remove", "ar_en").stdout
    assert [path.name for path in home.iterdir()] == ["translate-en_tr-1_0"]


def test_commands_that_fail_say_how_to_mend_it(mirror, call, home, tmp_path):
    name = "translate-ar_en-1_0.argosmodel"
    assert "the built-in package cannot be removed" in call("remove", "ar_kk", code=2).stderr
    assert "no such package" in call("remove", "xx_yy", code=2).stderr
    assert "models install ar_en en_tr" in call("install", "ar_tr", "--mirror", mirror.url, code=2).stderr
    assert "wrong checksum" in call("install", f"{mirror.url}/{name}", "--sha256", "0" * 64, code=2).stderr
    assert "name one WHAT" in call("install", "ar_en", "en_tr", "--sha256", "0" * 64, code=2).stderr
    (tmp_path / name).write_bytes(mirror.files[f"/{name}"][:-5])
    assert "not a whole zip file" in call("install", name, code=2).stderr
    assert "--max-size" in call("install", "ar_en", "--mirror", mirror.url, "--max-size", "0.00001", code=2).stderr
    assert not home.exists() or list(home.iterdir()) == []


def test_verify(archives, call, home):
    call("install", "ar_en", "--offline", archives["ar_en"].parent)
    assert "ar_en 1.0: fine" in call("verify", "translate-ar_en").stdout
    model = home / "translate-ar_en-1_0" / "model" / "config.json"
    model.write_text(model.read_text() + " ")
    (home / "broken").mkdir()
    found = json.loads(call("verify", "--json", code=1).stdout)
    first = found["packages"][0]
    assert (first["name"], first["problems"]) == ("translate-ar_en-1_0", ["model/config.json: changed"])
    assert first["translation"]
    built_in = [one for one in found["packages"] if one["built_in"]]
    assert len(built_in) == 5
    assert all(one["problems"] == [] and one["translation"] for one in built_in)
    assert "broken" in found["left_out"][0]
    assert "WRONG" in call("verify", "ar_en", code=1).stdout
    assert "broken" in call("remove", "broken").stdout
    assert not (home / "broken").exists()


def test_pack_and_install_in_one_go(folder, call, home, tmp_path):
    made = call(
        "pack", folder / "ar_en" / "model", "--from", "ar", "--to", "kk", "--tokenizer", folder / "ar_en" / "sentencepiece.model",
        "--prefix", "<2kk>", "--decoding", "beam=3", "--out", tmp_path / "out", "--install", "--json",
    )  # fmt: skip
    report = json.loads(made.stdout)
    assert report["argostranslate"] is True
    assert (tmp_path / "out" / "translate-ar_kk-1_0.argosmodel").exists()
    assert [path.name for path in home.iterdir()] == ["translate-ar_kk-1_0"]
    error = call(
        "pack", tmp_path, "--from", "ar", "--to", "kk", "--tokenizer", folder / "ar_en" / "metadata.json", code=2
    ).stderr
    assert "no CTranslate2 model here" in error


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_progress_on_a_terminal(mirror, tmp_path):
    import pty
    import subprocess

    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TERM": "xterm",
        "COLUMNS": "120",
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-m", "l10n_flow", "models", "install", "ar_en", "--mirror", mirror.url]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "━" in shown
    assert "B/s" in shown
    assert b"installed ar_en 1.0" in done.stdout
