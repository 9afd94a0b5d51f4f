"""Argos packages: those the user installed, and the starter that ships inside.

`argostranslate.package` reads them; nothing of argostranslate that could reach a network is imported.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from l10n_flow.files import replacing
from l10n_flow.model import L10nError
from l10n_flow.mt.metadata import OWN, STOCK, parse_metadata

STARTER = Path(__file__).with_name("starter")
RECORD = "l10n-flow.json"  # digests of a package's files as they were installed
VOCABULARY = "vmap.txt"  # in the model folder: the pieces that the engine may write (a CTranslate2 vocabulary map)
TOKENIZERS = ("sentencepiece.model", "bpe.model", "tokenizer.json")  # the first that is there


@dataclass(frozen=True, slots=True)
class Package:
    """One translation package; `digest` identifies its weights, tokenizer, hints and vocabulary map."""

    source: str
    target: str
    name: str
    version: str
    path: Path
    target_prefix: str
    digest: str
    bundled: bool = False
    decoding: tuple[tuple[str, float], ...] = ()  # search options that the package asks for
    hints: Path | None = None  # list of words that the model was trained to see behind those of a source
    source_prefix: tuple[str, ...] = ()  # tokens that the model wants before a text
    source_suffix: tuple[str, ...] = ()  # and behind it
    stock: bool = True  # argostranslate runs it too
    mapped: bool = False  # its model folder has a vocabulary map that is the same for all texts

    @property
    def pair(self) -> str:
        return f"{self.source}_{self.target}"

    @property
    def model_path(self) -> Path:
        return self.path / "model"

    def tokenizer(self) -> Any:
        """The package's tokenizer as argostranslate makes it: `encode(text)` and `decode(pieces)`. Raises L10nError."""
        file = tokenizer_file(self.path)
        if file is not None and file.name == "tokenizer.json":
            from l10n_flow.mt.subwords import JsonTokenizer

            return JsonTokenizer(file)
        return _argos().Package(self.path).tokenizer


def _argos() -> Any:
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    try:
        from argostranslate import package  # makes its folders in the user's home
    except OSError as error:
        what = f"argostranslate cannot make its folders: {error}"
        raise L10nError(what, mend="Set HOME, or XDG_DATA_HOME and XDG_CONFIG_HOME, to folders of yours.") from None
    return package


def package_home() -> Path:
    """argostranslate's own place for packages, where argospm installs too."""
    own = os.environ.get("ARGOS_PACKAGES_DIR")
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(own) if own else home / "argos-translate" / "packages"


def installed_folders(extra: Path | None = None) -> Iterator[Path]:
    """Package folders of `package_home()`, and before them those of `extra`."""
    for root in filter(None, (extra, package_home())):
        if root.is_dir():
            yield from sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def find_packages(extra: Path | None = None) -> tuple[list[Package], list[str]]:
    """All usable packages, installed ones before bundled ones, and why others were left out."""
    found: list[Package] = []
    skipped: list[str] = []
    bundled = bundled_folders()
    for path, ours in [*((path, False) for path in installed_folders(extra)), *((path, True) for path in bundled)]:
        try:
            package = read_package(path, bundled=ours)
        except L10nError as error:
            skipped.append(str(error))
            continue
        if package is not None:
            found.append(package)
    return found, skipped


def tokenizer_file(path: Path) -> Path | None:
    return next((path / name for name in TOKENIZERS if (path / name).is_file()), None)


def read_package(path: Path, *, bundled: bool = False) -> Package | None:
    """One package folder; None for a package that does not translate. Raises L10nError for a broken one."""
    try:
        data = (path / "metadata.json").read_bytes()
    except OSError as error:
        raise L10nError(f"not a package: {error}", where=str(path), mend="Install it again.") from None
    metadata = parse_metadata(data, str(path))
    if metadata.kind not in (STOCK, OWN):
        return None
    tokenizer = tokenizer_file(path)
    weights = path / "model" / "model.bin"
    if tokenizer is None or not weights.is_file():
        raise L10nError("an incomplete package (model or tokenizer missing)", where=str(path), mend="Install it again.")
    hints = _hints(path, metadata.hints)
    vocabulary = path / "model" / VOCABULARY
    mapped = _fixed(vocabulary)
    parts = [weights, tokenizer, *filter(None, (hints, vocabulary if mapped else None))]
    return Package(
        source=metadata.source, target=metadata.target, name=path.name, version=metadata.version, path=path,
        target_prefix=metadata.target_prefix, bundled=bundled, digest=digest_of(*parts), hints=hints, mapped=mapped,
        decoding=metadata.decoding, source_prefix=metadata.source_prefix, source_suffix=metadata.source_suffix,
        stock=metadata.kind == STOCK and tokenizer.name != "tokenizer.json",
    )  # fmt: skip


def _hints(path: Path, name: str) -> Path | None:
    """The list of hints that a package's metadata names, a file of its own folder."""
    if not name:
        return None
    file = path / name
    if file.parent != path or not file.is_file():
        raise L10nError(f"its list of hints '{name}' is not there", where=str(path), mend="Install it again.")
    return file


def _fixed(vocabulary: Path) -> bool:
    """Whether a vocabulary map is there and asks for nothing of the source (a line is a source, a tab, and pieces).

    CTranslate2 takes for a batch what all of its sources ask for: a text's translation would depend on its neighbours.
    """
    try:
        return all(line.startswith("\t") for line in vocabulary.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return False


def digest_of(*files: Path) -> str:
    """A short name for the contents of files."""
    digest = hashlib.sha256()
    for file in files:
        found = file.stat()
        digest.update(_digest(file, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)))
    return digest.hexdigest()[:12]


_read: dict[tuple[int, ...], bytes] = {}  # the bundled packages share their weights and hints by hard links


def _digest(file: Path, identity: tuple[int, ...]) -> bytes:
    if identity not in _read:
        with file.open("rb") as data:
            _read[identity] = hashlib.file_digest(data, "sha256").digest()
    return _read[identity]


def starter_pairs() -> list[Path]:
    return sorted((STARTER / "pairs").glob("*_*")) if (STARTER / "pairs").is_dir() else []


def bundled_folders() -> list[Path]:
    """The starter as ordinary package folders in the user's cache: one for each pair, the weights hard-linked."""
    pairs = starter_pairs()
    if not pairs:
        return []
    own = [file for pair in pairs for file in (pair / "metadata.json", pair / VOCABULARY) if file.is_file()]
    weights = sorted(path for path in (STARTER / "weights").rglob("*") if path.is_file())
    tag = digest_of(*weights, *own)
    for root in (Path(platformdirs.user_cache_dir("l10n-flow")), Path(tempfile.gettempdir()) / "l10n-flow-cache"):
        folder = root / f"starter-{tag}"
        try:
            if not folder.is_dir():
                _materialise(pairs, folder)
            return [folder / pair.name for pair in pairs]
        except OSError:
            continue
    raise L10nError(
        "neither the cache nor the temporary folder can be written", mend="Set XDG_CACHE_HOME to a folder of yours."
    )


def _materialise(pairs: Sequence[Path], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".starter-", dir=folder.parent))
    try:
        for pair in pairs:
            shutil.copytree(STARTER / "weights", part / pair.name, copy_function=_link)
            shutil.copy(pair / "metadata.json", part / pair.name / "metadata.json")
            if (pair / VOCABULARY).is_file():
                shutil.copy(pair / VOCABULARY, part / pair.name / "model" / VOCABULARY)
        with contextlib.suppress(OSError):  # another process was quicker: its folder is the same
            part.rename(folder)
        if not folder.is_dir():
            raise OSError("the starter could not be laid out")
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def archive_name(package: Package) -> str:
    return f"translate-{package.pair}-{package.version.replace('.', '_')}"


def write_argosmodel(package: Package, out: Path) -> Path:
    """Pack a package folder as `<name>.argosmodel`, which argospm installs: whole or not at all, the same bytes each time."""
    name = archive_name(package)
    path = out / f"{name}.argosmodel"
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.path.rglob("*")):
            if file.is_file() and file.name != RECORD:
                entry = zipfile.ZipInfo(f"{name}/{file.relative_to(package.path).as_posix()}")  # dated 1980
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                entry.file_size = file.stat().st_size  # so that zip64 is used where it must be
                with file.open("rb") as data, archive.open(entry, "w") as to:
                    shutil.copyfileobj(data, to, 1 << 20)
    return path
