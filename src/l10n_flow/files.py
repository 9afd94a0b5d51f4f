"""Write a file, or to a database, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from l10n_flow.model import L10nError

LOCK_SECONDS = 30.0
_UMASK = os.umask(0o077)  # there is no way to look at it but to set it, which no thread should see
os.umask(_UMASK)
_PART = re.compile(r"\..*\.part", re.DOTALL)
# folder -> (when it is looked through again, name of a file -> temporary files of it that a killed run left)
_stale: dict[Path, tuple[float, dict[str, list[Path]]]] = {}
_looking = threading.Lock()


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done to a database, or nothing of it; other writers wait meanwhile."""
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # what went wrong first is what counts
            db.execute("rollback")
        raise
    db.execute("commit")


def write_atomically(path: Path, text: str) -> None:
    """Replace `path` by `text` in UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data`; see `replacing`."""
    with replacing(path) as out:
        out.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` at the end: temporary file beside it, fsync, rename, fsync of the folder.

    Whatever stops it, `path` holds either its old bytes or all of the new ones. Raises L10nError when it cannot write.
    """
    part: Path | None = None
    path = Path(os.path.realpath(path)) if path.is_symlink() else path  # a link stays one: what it points to is replaced
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        _remove_stale(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_UMASK)
        part.replace(path)
        _sync_folder(path.parent)
    except BaseException as error:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        if not isinstance(error, OSError):
            raise
        what = f"cannot be written: {error.strerror or error}"
        mend = "Free some space and run again." if error.errno == 28 else "Check the permissions of the file and its folder."
        if os.name == "nt" and isinstance(error, PermissionError):
            mend = "Close it in other programs (a PO editor that has it open), and check its permissions."
        raise L10nError(f"{what}; the old file is untouched", where=str(path), mend=mend) from None


def _remove_stale(path: Path) -> None:
    """Temporary files of a run that was killed; the catalog's lock says that nobody else is writing now.

    With thousands of catalogs in a folder, to look through it for each of them would be most of the work: it is looked
    through now and then, for a fiftieth of the time.
    """
    folder = path.parent.absolute()
    with _looking:
        looked, found = _stale.get(folder, (float("-inf"), {}))
        begin = time.monotonic()
        if begin > looked:
            found = {}
            for name in filter(_PART.fullmatch, os.listdir(folder)):  # noqa: PTH208 - paths of all files cost ten times as much
                found.setdefault(name[1:].rpartition(".part")[0].rpartition(".")[0], []).append(folder / name)
            end = time.monotonic()
            _stale[folder] = (end + 50 * (end - begin), found)
        left = found.pop(path.name, [])
    for stale in left:
        with contextlib.suppress(OSError):
            stale.unlink()


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system lets a folder be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def locked(path: Path, *, seconds: float = LOCK_SECONDS, what: str = "writing this catalog") -> Iterator[None]:
    """Hold the one lock of a catalog (or of another thing, `what` says), so that a second process waits its turn.

    The lock file lies in the system's temporary folder, named by the catalog's path: no file beside the catalogs. Two
    spellings of a path that are one file (a link, another case on Windows) are one lock. It goes when the lock does, since
    a newsroom has more catalogs than a temporary folder takes files.
    """
    import hashlib

    folder = Path(tempfile.gettempdir()) / f"l10n-flow-{os.getuid() if hasattr(os, 'getuid') else 'locks'}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        what = f"the folder of the locks cannot be made: {error.strerror}"
        raise L10nError(what, where=str(folder), mend="Delete what is there, or set TMPDIR to another folder.") from None
    name = hashlib.sha256(os.path.normcase(path.resolve()).encode()).hexdigest()[:24]
    file = folder / f"{name}.lock"
    lock = FileLock(file)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        what = f"another l10n-flow has been {what} for {seconds:.0f} seconds"
        raise L10nError(what, where=str(path), mend="Wait for it to end, or stop it, and run again.") from None
    try:
        yield
    finally:
        if os.name != "nt":  # Windows removes no file that is open
            with contextlib.suppress(OSError):  # before the release: who gets the lock of a name that is gone tries again
                file.unlink()
        lock.release()
