"""Argos packages: those the user installed, and the starter that ships inside.

`argostranslate.package` reads them; nothing of argostranslate that could reach a network is imported.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from l10n_flow.model import L10nError

STARTER = Path(__file__).with_name("starter")


@dataclass(frozen=True, slots=True)
class Package:
    """One translation package; `digest` identifies its weights and tokenizer."""

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

    @property
    def model_path(self) -> Path:
        return self.path / "model"

    def tokenizer(self) -> Any:
        """The package's tokenizer as argostranslate makes it: `encode(text)` and `decode(pieces)`."""
        return _argos().Package(self.path).tokenizer


def _argos() -> Any:
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    try:
        from argostranslate import package  # makes its folders in the user's home
    except OSError as error:
        what = f"argostranslate cannot make its folders: {error}"
        raise L10nError(what, mend="Set HOME, or XDG_DATA_HOME and XDG_CONFIG_HOME, to folders of yours.") from None
    return package


def installed_folders(extra: Path | None = None) -> Iterator[Path]:
    """Package folders of argostranslate's own place (the same that argospm installs into), and of `extra`."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    own = os.environ.get("ARGOS_PACKAGES_DIR")
    for root in filter(None, (extra, Path(own) if own else home / "argos-translate" / "packages")):
        if root.is_dir():
            yield from sorted(path for path in root.iterdir() if path.is_dir())


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


def read_package(path: Path, *, bundled: bool = False) -> Package | None:
    """One package folder; None for a package that does not translate. Raises L10nError for a broken one."""
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise L10nError(f"not a package: {error}", where=str(path), mend="Install it again.") from None
    if metadata.get("type", "translate") != "translate":
        return None
    tokenizer = next((path / name for name in ("sentencepiece.model", "bpe.model") if (path / name).is_file()), None)
    weights = path / "model" / "model.bin"
    if tokenizer is None or not weights.is_file() or not metadata.get("from_code") or not metadata.get("to_code"):
        raise L10nError(
            "an incomplete package (model, tokenizer or languages missing)", where=str(path), mend="Install it again."
        )
    hints = _hints(path, metadata.get("hints"))
    return Package(
        source=metadata["from_code"], target=metadata["to_code"], name=path.name,
        version=str(metadata.get("package_version", "")), path=path, target_prefix=metadata.get("target_prefix", ""),
        digest=_digest(weights, tokenizer, *filter(None, (hints,))), bundled=bundled,
        decoding=_decoding(metadata.get("decoding")), hints=hints,
    )  # fmt: skip


def _decoding(wanted: Any) -> tuple[tuple[str, float], ...]:
    """Options of our own in a package's metadata; argostranslate passes over them."""
    items = wanted.items() if isinstance(wanted, dict) else ()
    return tuple(sorted((str(name), value) for name, value in items if isinstance(value, int | float) and value > 0))


def _hints(path: Path, name: Any) -> Path | None:
    """The list of hints that a package's metadata names, a file of its own folder."""
    if name is None:
        return None
    file = path / str(name)
    if file.parent != path or not file.is_file():
        raise L10nError(f"its list of hints '{name}' is not there", where=str(path), mend="Install it again.")
    return file


def _digest(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as data:
            digest.update(hashlib.file_digest(data, "sha256").digest())
    return digest.hexdigest()[:12]


def starter_pairs() -> list[Path]:
    return sorted((STARTER / "pairs").glob("*_*")) if (STARTER / "pairs").is_dir() else []


def bundled_folders() -> list[Path]:
    """The starter as ordinary package folders in the user's cache: one for each pair, the weights hard-linked."""
    pairs = starter_pairs()
    if not pairs:
        return []
    tag = _digest(STARTER / "weights" / "model" / "model.bin", *(pair / "metadata.json" for pair in pairs))
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


def write_argosmodel(package: Package, out: Path) -> Path:
    """Pack a package folder as `<name>.argosmodel`, which argospm installs."""
    out.mkdir(parents=True, exist_ok=True)
    name = f"translate-{package.source}_{package.target}-{package.version.replace('.', '_')}"
    path = out / f"{name}.argosmodel"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(package.path.rglob("*")):
            if file.is_file():
                archive.write(file, Path(name) / file.relative_to(package.path))
    return path
