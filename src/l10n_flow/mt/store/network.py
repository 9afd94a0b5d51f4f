"""The one room with a door to the network: a page, or a file that is gone on with where it broke off.

HTTP and HTTPS only (RFC 9110; ranges: section 14). Proxies are those of the environment, as urllib reads it.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import shutil
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any, BinaryIO

from l10n_flow import __version__
from l10n_flow.files import locked, write_atomically
from l10n_flow.model import L10nError
from l10n_flow.mt.store.offers import Progress

TIMEOUT = 30.0  # seconds without a byte
PAUSES = (0.5, 2.0, 5.0)  # seconds before each further try
BLOCK = 1 << 18
KEEP_DAYS = 30  # of what a broken download left
NO_NETWORK = "Check the address and the network; --mirror asks another server, --offline installs from a folder."


class _BrokenError(Exception):
    """A connection that failed, or ended too early: worth another try."""


class _Redirect(urllib.request.HTTPRedirectHandler):
    """No way from https to anything else."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        was, to = (urllib.parse.urlsplit(url).scheme for url in (req.full_url, newurl))
        if to not in ("http", "https") or (was == "https" and to != "https"):
            fp.close()
            raise L10nError(f"the server sends us to {newurl}, which is not encrypted", where=req.full_url, mend=NO_NETWORK)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def read_page(url: str, *, limit: int) -> bytes:
    """A whole small page. Raises L10nError: not there, no connection after all tries, or longer than `limit` bytes."""
    reason = ""
    for pause in (0.0, *PAUSES):
        time.sleep(pause)
        try:
            with _open(url, {}) as answer:
                data = answer.read(limit + 1)
                length = _length(answer)
        except (_BrokenError, http.client.HTTPException, OSError) as error:
            reason = str(error)
            continue
        if len(data) > limit:
            raise L10nError(f"longer than {limit / 1e6:.0f} MB", where=url, mend="Is this the address of a package index?")
        if length is None or len(data) == length:
            return bytes(data)
        reason = f"the connection ended after {len(data)} of {length} bytes"
    raise L10nError(f"cannot be read: {reason}", where=url, mend=NO_NETWORK)


def download(url: str, folder: Path, *, limit: int, progress: Progress | None = None) -> Path:
    """A file in `folder`, named by its address; what an earlier call left half is gone on with, if it is still the same file.

    The server says by ETag or Last-Modified whether it is; without either, or without ranges, it is got from the start.

    Raises:
        L10nError: not there, no connection after all tries (what was got stays), longer than `limit`, or no space.
    """
    check_url(url)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        part = folder / f"{hashlib.sha256(url.encode()).hexdigest()[:16]}.part"
        with locked(part, what="downloading this file"):
            return _all_of(url, part, limit, progress)
    except OSError as error:
        what = f"cannot be kept in {folder}: {error.strerror or error}"
        raise L10nError(what, where=url, mend="XDG_CACHE_HOME names another folder.") from None


def _all_of(url: str, part: Path, limit: int, progress: Progress | None) -> Path:
    tries, most = iter(PAUSES), _size(part)
    while True:
        try:
            _go_on(url, part, limit, progress)
            return part
        except _BrokenError as error:
            if _size(part) > most:
                tries, most = iter(PAUSES), _size(part)  # it advances: that is no failed try
            pause = next(tries, None)
            if pause is None:
                got = f"; {_size(part) / 1e6:.1f} MB are here" if _size(part) else ""
                mend = f"Run it again: it goes on from there, if the server can. {NO_NETWORK}" if got else NO_NETWORK
                raise L10nError(f"cannot be downloaded: {error}{got}", where=url, mend=mend) from None
            time.sleep(pause)


def forget(part: Path) -> None:
    """Delete a download and what was noted about it."""
    for path in (part, _note(part)):
        path.unlink(missing_ok=True)


def _go_on(url: str, part: Path, limit: int, progress: Progress | None) -> None:
    have, (validator, whole) = _size(part), _read_note(part)
    if have and have == whole:
        return
    have = have if validator and have < (whole or limit) else 0
    headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else {}
    try:
        answer = _open(url, headers)
    except _RangeError:
        forget(part)
        raise _BrokenError("the server has another file now") from None
    with answer:
        if answer.status == 206 and not answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            forget(part)
            raise _BrokenError("the server sent another range than it was asked for")
        have = have if answer.status == 206 else 0
        length = _length(answer)
        total = None if length is None else have + length
        if (total or 0) > limit:
            raise _too_long(url, part, limit)
        if length and length > shutil.disk_usage(part.parent).free:
            what = f"no space for {length / 1e6:.1f} MB in {part.parent}"
            raise L10nError(what, where=url, mend="Free some, or set XDG_CACHE_HOME to a folder elsewhere.")
        _write_note(part, answer.headers, total)
        with part.open("ab" if have else "wb") as out:
            got = _copy(answer, out, have, total, limit, progress)
    if got > limit:
        raise _too_long(url, part, limit)
    if total is not None and got != total:
        raise _BrokenError(f"the connection ended after {got / 1e6:.1f} of {total / 1e6:.1f} MB")


def _copy(answer: Any, out: BinaryIO, done: int, total: int | None, limit: int, progress: Progress | None) -> int:
    while done <= limit:
        try:
            block = answer.read1(BLOCK)  # what has come, so that a broken connection loses nothing of it
        except (http.client.HTTPException, OSError) as error:
            raise _BrokenError(f"the connection broke after {done / 1e6:.1f} MB ({error})") from None
        if not block:
            break
        out.write(block)
        done += len(block)
        if progress:
            progress(done, total)
    return done


def _too_long(url: str, part: Path, limit: int) -> L10nError:
    forget(part)
    return L10nError(f"larger than the limit of {limit / 1e9:g} GB", where=url, mend="If it is meant to be: --max-size GB.")


class _RangeError(Exception):
    """416: the server's file is shorter than what we have of it."""


def check_url(url: str) -> None:
    """Raises L10nError unless it is an http or https address with a host."""
    try:
        parts = urllib.parse.urlsplit(url)
        proper = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isascii() and " " not in url
    except ValueError:
        proper = False
    if not proper:
        raise L10nError("not an http or https address", where=url, mend="For example https://packages.example.org/argos/")


def _open(url: str, headers: dict[str, str]) -> Any:
    """The answer of the server, to be closed. Raises _BrokenError, _RangeError, or L10nError where another try is in vain."""
    check_url(url)
    headers = {"User-Agent": f"l10n-flow/{__version__}", "Accept-Encoding": "identity", **headers}
    opener = urllib.request.build_opener(_Redirect)
    try:
        return opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416:
            raise _RangeError from None
        if error.code >= 500 or error.code in (408, 429):
            raise _BrokenError(f"the server answers {error.code} {error.reason}") from None
        raise L10nError(f"the server answers {error.code} {error.reason}", where=url, mend=NO_NETWORK) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            what = f"the server's certificate is not trusted: {error.reason.verify_message}"
            raise L10nError(
                what, where=url, mend="Is a proxy in between? SSL_CERT_FILE names a file of further ones."
            ) from None
        raise _BrokenError(str(error.reason)) from None
    except (http.client.HTTPException, OSError) as error:
        raise _BrokenError(str(error) or type(error).__name__) from None


def _length(answer: Any) -> int | None:
    value = answer.headers.get("Content-Length", "")
    return int(value) if value.isdecimal() else None


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _note(part: Path) -> Path:
    return part.with_suffix(".json")


def _read_note(part: Path) -> tuple[str, int | None]:
    """What the server said of the file that was begun: a value for If-Range ("" for none), and its size."""
    try:
        note = json.loads(_note(part).read_text(encoding="utf-8"))
        return str(note["validator"]), None if note["total"] is None else int(note["total"])
    except (OSError, ValueError, TypeError, KeyError):
        return "", None


def _write_note(part: Path, headers: Any, total: int | None) -> None:
    tag = headers.get("ETag", "")
    validator = headers.get("Last-Modified", "") if not tag or tag.startswith("W/") else tag  # If-Range wants a strong one
    write_atomically(_note(part), json.dumps({"validator": validator, "total": total}))


def _sweep(folder: Path) -> None:
    """What was left half long ago."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if path.suffix in (".part", ".json") and time.time() - path.stat().st_mtime > KEEP_DAYS * 86400:
                path.unlink()
