"""Install and remove packages: whole or not at all, and the old one stays until the new one is whole and has translated."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.files import locked
from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import number
from l10n_flow.mt.packages import Package, read_package
from l10n_flow.mt.store.archive import unpack
from l10n_flow.mt.store.digests import sha256_of, write_record
from l10n_flow.mt.store.examine import OTHER, PROBES, probe
from l10n_flow.mt.store.offers import MAX_BYTES, Got, Progress


@dataclass(frozen=True, slots=True)
class Installed:
    package: Package
    sha256: str  # of the package file
    origin: str
    replaced: tuple[str, ...] = ()  # folders of the same pair that were there before


def install(
    got: Got, home: Path, *, pair: tuple[str, str] | None = None, limit: int = MAX_BYTES, progress: Progress | None = None
) -> Installed:
    """Install a package file into `home`, in place of what `home` has for the same pair.

    Args:
        pair: the languages it is expected to have; None: any.
        limit: bytes that it may have when unpacked.
        progress: of the unpacking.

    Raises:
        L10nError: the file is refused (see `archive`), does not run, or cannot be written; `home` is as it was.
    """
    with _workplace(home) as work:
        try:
            folder = unpack(got.path, work / "new", limit=limit, progress=progress)
            package = read_package(folder)
            if package is None:
                raise L10nError("a package that does not translate")
            if pair and (package.source, package.target) != pair:
                raise L10nError(f"wrong package: it translates {package.pair}, not {'_'.join(pair)}")
            _check_name(home / folder.name, package)
            probe(package, PROBES.get(package.source, OTHER))
        except L10nError as error:
            mend = (
                error.mend
                if "--" in error.mend or "pip " in error.mend
                else "Nothing was installed. Get the file again, or from elsewhere."
            )
            raise L10nError(error.what, where=got.origin, mend=mend) from None
        digest = sha256_of(got.path)
        write_record(folder, origin=got.origin, archive=digest)
        old = [path for path, _ in same_pair(home, package.source, package.target)]
        _exchange(home, work, folder, [path for path in old if path.name != folder.name])
    installed = read_package(home / folder.name)
    if installed is None:
        raise L10nError(
            "gone as soon as it was installed", where=str(home / folder.name), mend="Does another program work there?"
        )
    return Installed(installed, digest, got.origin, tuple(sorted(path.name for path in old)))


def same_pair(home: Path, source: str, target: str) -> list[tuple[Path, Package]]:
    """What `home` has for a pair, oldest version first."""
    found = []
    for path in sorted(home.iterdir()) if home.is_dir() else []:
        with contextlib.suppress(L10nError):
            package = read_package(path) if path.is_dir() and not path.name.startswith(".") else None
            if package and (package.source, package.target) == (source, target):
                found.append((path, package))
    return sorted(found, key=lambda one: number(one[1].version))


def remove(folders: Sequence[Path]) -> None:
    """Remove package folders, each out of sight in one step. A link is removed, not what it leads to. Raises L10nError."""
    for folder in folders:
        with _workplace(folder.parent) as work:
            folder.rename(work / "old" / folder.name)


def _check_name(final: Path, package: Package) -> None:
    """A package file names its folder itself; it must not be that of another pair's package."""
    try:
        there = read_package(final) if final.is_dir() else None
    except L10nError:  # a broken one may be replaced
        return
    if there and there.pair != package.pair:
        raise L10nError(f"its folder {final.name} is that of another package ({there.pair}), which would be lost")


def _exchange(home: Path, work: Path, folder: Path, others: Sequence[Path]) -> None:
    final, old = home / folder.name, work / "old"
    moved: list[Path] = []
    try:
        if os.path.lexists(final):
            final.rename(old / final.name)
            moved.append(final)
        folder.rename(final)
    except BaseException:
        for path in moved:
            (old / path.name).rename(path)
        raise
    for path in others:
        path.rename(old / path.name)


@contextlib.contextmanager
def _workplace(home: Path) -> Iterator[Path]:
    """A folder on the file system of `home`, with `new/` and `old/` in it; nobody else installs meanwhile.

    It lies beside `home`, since argostranslate takes every folder in it for a package; in it only where nothing beside it
    can be written. What a killed run left is put back or removed first.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with locked(home.resolve() / "packages", what="installing packages here"):
            prefix = f".{home.name}.l10n-flow-"
            _put_back(home, prefix)
            work = _make(home, prefix)
            try:
                for name in ("new", "old"):
                    (work / name).mkdir()
                yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        what = f"cannot be changed: {error.strerror or error}; it is as it was"
        raise L10nError(
            what, where=str(home), mend="Check the permissions and the space of the folder, or use --into FOLDER."
        ) from None


def _make(home: Path, prefix: str) -> Path:
    device = home.stat().st_dev
    for root in (home.resolve().parent, home):
        with contextlib.suppress(OSError):
            work = Path(tempfile.mkdtemp(prefix=prefix, dir=root))
            if work.stat().st_dev == device:
                return work
            work.rmdir()
    raise PermissionError(13, "no folder can be made in it")


def _put_back(home: Path, prefix: str) -> None:
    """After a run that was killed: the old package where its new one was still on its way, and nothing else."""
    for root in (home.resolve().parent, home):
        for left in root.glob(f"{prefix}*"):
            on_its_way = {path.name for path in left.glob("new/*")}
            for old in left.glob("old/*"):
                if old.name in on_its_way and not os.path.lexists(home / old.name):
                    old.rename(home / old.name)
            shutil.rmtree(left, ignore_errors=True)
