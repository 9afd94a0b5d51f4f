"""What is in a package file, and its unpacking. A file comes from strangers: nothing in it is believed.

Refused: names that lead out of the folder (absolute, "..", drive letters, backslashes), links and devices, encryption,
one name twice, more than one folder at the top, no or wrong metadata, more bytes than the limit or than declared, far more than
compression of real weights gives, and every kind of damage (each file's CRC is compared).
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import Metadata, parse_metadata
from l10n_flow.mt.store.offers import Progress

FILES = 10_000  # in one package; stanza's models have hundreds
METADATA_BYTES = 1 << 20
RATIO = 100  # of unpacked to packed bytes, of a package of more than RATIO_FROM bytes; int8 weights give 1.1 to 1.4
RATIO_FROM = 64 << 20
BLOCK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


def read_metadata(path: Path) -> Metadata:
    """The metadata in a package file, after all checks that need no unpacking. Raises L10nError."""
    with _opened(path) as archive:
        top, _ = _checked(archive, path, limit=None)
        return _metadata(archive, top, path)


def unpack(path: Path, into: Path, *, limit: int, progress: Progress | None = None) -> Path:
    """Write a package's one folder under `into` and give its path.

    Every file is on the disk when it returns. Raises L10nError; what was written before that is the caller's to remove.
    """
    with _opened(path) as archive:
        top, entries = _checked(archive, path, limit=limit)
        _metadata(archive, top, path)
        total, done = sum(entry.file_size for entry in entries), 0
        for entry in entries:
            to = into.joinpath(*PurePosixPath(entry.filename).parts)
            to.parent.mkdir(parents=True, exist_ok=True)
            # zipfile gives no byte more than the declared size, and compares the CRC where that ends
            with archive.open(entry) as data, to.open("xb") as out:
                while block := data.read(BLOCK):
                    out.write(block)
                    done += len(block)
                    if progress:
                        progress(done, total)
                out.flush()
                os.fsync(out.fileno())
                if out.tell() != entry.file_size:
                    raise _refused(path, f"'{entry.filename}' has {out.tell()} bytes and should have {entry.file_size}")
    return into / top


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        raise _refused(path, f"not a whole zip file ({error})") from None
    except OSError as error:
        mend = "Free some space and run again." if error.errno == 28 else "Check the permissions of the file and the folder."
        raise L10nError(f"cannot be unpacked: {error.strerror or error}", where=str(path), mend=mend) from None


def _checked(archive: zipfile.ZipFile, path: Path, *, limit: int | None) -> tuple[str, list[zipfile.ZipInfo]]:
    """The name of the top folder, and the files (not folders)."""
    everything = archive.infolist()
    if len(everything) > FILES:
        raise _refused(path, f"{len(everything)} files; a package has at most {FILES}")
    for entry in everything:
        _check_entry(entry, path)
    files = [entry for entry in everything if not entry.is_dir()]
    tops = sorted({PurePosixPath(entry.filename).parts[0] for entry in everything})
    if len(tops) != 1 or any(len(PurePosixPath(entry.filename).parts) < 2 for entry in files):
        raise _refused(path, f"it must have one folder at the top, and has {', '.join(tops[:5]) or 'nothing'}")
    seen = {entry.filename.rstrip("/").casefold() for entry in everything}
    if len(seen) != len(everything):
        raise _refused(path, "one name is there twice (small and large letters count as the same)")
    total = sum(entry.file_size for entry in files)
    if limit is not None and total > limit:
        mend = "If it is meant to be that large: --max-size GB."
        raise L10nError(f"unpacked it has {total / 1e9:.2f} GB; the limit is {limit / 1e9:g} GB", where=str(path), mend=mend)
    if total > RATIO_FROM and total > RATIO * path.stat().st_size:
        raise _refused(
            path, f"{total / 1e6:.0f} MB packed in {path.stat().st_size / 1e6:.1f} MB: no weights are so, but a zip bomb is"
        )
    return tops[0], files


def _check_entry(entry: zipfile.ZipInfo, path: Path) -> None:
    name = entry.orig_filename  # zipfile itself cuts a name at a NUL and turns the system's separators
    parts = name.rstrip("/").split("/")
    if any(letter in name for letter in "\\:") or any(ord(letter) < 32 for letter in name):
        raise _refused(path, f"a name that not every system can have: {name!r}")
    if name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise _refused(path, f"a name that leads elsewhere: {name!r}")
    if parts[0].startswith("."):
        raise _refused(path, f"a hidden folder: {name!r}")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if name.endswith("/") else stat.S_IFREG):
        raise _refused(path, f"a link or a device: {name!r}")
    if entry.flag_bits & 1:
        raise _refused(path, f"an encrypted file: {name!r}")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refused(path, f"a compression other than deflate: {name!r}")


def _metadata(archive: zipfile.ZipFile, top: str, path: Path) -> Metadata:
    try:
        entry = archive.getinfo(f"{top}/metadata.json")
    except KeyError:
        raise _refused(path, f"no {top}/metadata.json") from None
    if entry.file_size > METADATA_BYTES:
        raise _refused(path, f"a metadata.json of {entry.file_size / 1e6:.1f} MB")
    return parse_metadata(archive.read(entry), f"{path}:{top}/metadata.json")


def _refused(path: Path, why: str) -> L10nError:
    return L10nError(f"no proper package file: {why}", where=str(path), mend="Nothing was installed. Get the file again.")
