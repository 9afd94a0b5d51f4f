"""Package files of the tiny packages, and a server on the loopback that fails as it is told to."""

import contextlib
import email.utils
import http.server
import json
import shutil
import sys
import threading
from dataclasses import dataclass, field

import pytest

from l10n_flow.cli import main
from l10n_flow.mt.packages import read_package, write_argosmodel
from l10n_flow.mt.store import network


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    """No pauses between tries, no proxy, and a cache and packages of the test's own."""
    monkeypatch.setattr(network, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("ARGOS_PACKAGE_INDEX", "ARGOS_PACKAGES_DIR", "L10N_FLOW_MIRROR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def archives(folder, tmp_path_factory):
    """`archives["ar_en"]`: package files of the tiny packages, version 1.0."""
    out = tmp_path_factory.mktemp("archives")
    return {path.name: write_argosmodel(read_package(path), out) for path in sorted(folder.iterdir())}


@pytest.fixture
def versioned(folder, tmp_path):
    """`versioned("ar_en", "1.1")`: the same package as another version."""

    def make(pair, version):
        copy = tmp_path / f"made-{version}" / pair
        shutil.copytree(folder / pair, copy)
        raw = json.loads((copy / "metadata.json").read_text()) | {"package_version": version}
        (copy / "metadata.json").write_text(json.dumps(raw))
        return write_argosmodel(read_package(copy), tmp_path / "versioned")

    return make


@dataclass
class Server:
    """What the loopback server has and how it misbehaves; `asked` is (path, Range header, status) of each request."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)  # bytes after which the next answers break off
    statuses: list[int] = field(default_factory=list)  # of the next answers
    ranges: bool = True
    validators: bool = True
    lengths: bool = True
    shift: int = 0  # of the range that is sent, against the one asked for
    redirect: str = ""
    asked: list[tuple[str, str | None, int]] = field(default_factory=list)
    sent: int = 0

    def index(self, *entries):
        self.files["/index.json"] = json.dumps(list(entries)).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # a connection for each request

    def log_message(self, *_):
        pass

    def do_GET(self):
        server = self.server.state
        data = server.files.get(self.path)
        status = server.statuses.pop(0) if server.statuses else 200 if data is not None else 404
        asked = self.headers.get("Range")
        tag = f'"{hash(data)}"'
        start = 0
        if status == 200 and asked and server.ranges and self.headers.get("If-Range", tag) == tag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            status = 206 if start < len(data) else 416
        server.asked.append((self.path, asked, status))
        self.send_response(status)
        if server.redirect:
            self.send_header("Location", server.redirect)
        if status not in (200, 206):
            self.end_headers()
            return
        if status == 206:
            self.send_header("Content-Range", f"bytes {start + server.shift}-{len(data) - 1}/{len(data)}")
        if server.validators:
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", email.utils.formatdate(0, usegmt=True))
        if server.lengths:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        body = data[start:]
        if server.cuts:
            body = body[: server.cuts.pop(0)]
        server.sent += len(body)
        with contextlib.suppress(OSError):
            self.wfile.write(body)


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        httpd.state = Server(f"http://127.0.0.1:{httpd.server_port}")
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield httpd.state
        httpd.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def starter_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("starter-cache")


@dataclass
class Done:
    stdout: str
    stderr: str


@pytest.fixture
def call(tmp_path, starter_cache, monkeypatch, capsys):
    """`call("list")`: `l10n-flow models list` in an empty project; gives what it wrote."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(starter_cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["l10n-flow", "models", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        done = Done(*capsys.readouterr())
        assert ended.value.code == code, done
        return done

    return run


@pytest.fixture
def home(tmp_path):
    """Where `call` installs."""
    return tmp_path / "data" / "argos-translate" / "packages"
