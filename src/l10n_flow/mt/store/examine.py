"""A package tried out: it loads, knows its own tags, and translates a sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import metadata as distributions
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.mt.engine import Translator
from l10n_flow.mt.packages import STARTER, Package
from l10n_flow.mt.store.digests import changes, differences, sha256_of
from l10n_flow.mt.store.vocabulary import missing_tags

PROBES = {
    "ar": "وصل الرئيس إلى أنقرة يوم الثلاثاء.",
    "en": "The president arrived in Ankara on Tuesday.",
    "tr": "Cumhurbaşkanı salı günü Ankara'ya geldi.",
    "kk": "Президент сейсенбі күні Анкараға келді.",
}
OTHER = "Ankara 2024, Astana 2025."  # where we have no sentence of the language


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. `problems` is empty for a package that is whole and works."""

    package: Package
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    text: str = ""  # the sentence it was given
    translation: str = ""
    seconds: float = 0.0  # loading and translating


def examine(package: Package) -> Examined:
    """Compare a package's files with what was noted, then load it and let it translate a sentence."""
    problems, notes = _compare(package)
    text = PROBES.get(package.source, OTHER)
    begun = time.perf_counter()
    try:
        translation = probe(package, text)
    except L10nError as error:
        return Examined(package, (*problems, error.what), tuple(notes), text)
    return Examined(package, tuple(problems), tuple(notes), text, translation, time.perf_counter() - begun)


def probe(package: Package, text: str) -> str:
    """A translation. Raises L10nError where the package cannot be loaded, lacks its own tags, or writes nothing."""
    where, mend = str(package.path), "Install it again, or remove it."
    tags = missing_tags(package)
    if tags:
        raise L10nError(f"its model does not know its own tags: {', '.join(tags)}", where=where, mend=mend)
    try:
        found = next(iter(Translator([package], threads=1).translate([text], source=package.source, target=package.target)))
    except L10nError:
        raise
    except Exception as error:  # CTranslate2, SentencePiece and sacremoses raise whatever their parsers meet
        raise L10nError(f"it does not run: {error}", where=where, mend=mend) from None
    if not found[0].text:
        raise L10nError("it translates a sentence to nothing", where=where, mend=mend)
    return found[0].text


def _compare(package: Package) -> tuple[list[str], list[str]]:
    if package.bundled:
        found = _starter_changes(package)
        if found is None:
            return [], ["l10n-flow was installed from its sources: no digests to compare"]
        return found, [f"delete {package.path.parent}, and it is made anew"] if found else []
    found = changes(package.path)
    if found is None:
        return [], ["another program installed it: no digests to compare"]
    return found, []


def _starter_changes(package: Package) -> list[str] | None:
    """The starter against the digests in the wheel it came in; None where there was no wheel."""
    noted = wheel_digests(STARTER)
    if not noted:
        return None
    files = {f"weights/{path.relative_to(package.path).as_posix()}": path for path in package.path.rglob("*") if path.is_file()}
    files[f"pairs/{package.pair}/metadata.json"] = files.pop("weights/metadata.json", package.path / "metadata.json")
    wanted = {name: digest for name, digest in noted.items() if name.startswith("weights/") or name in files}
    return differences(wanted, {name: sha256_of(path) for name, path in files.items() if path.is_file()})


def wheel_digests(folder: Path, distribution: str = "l10n-flow") -> dict[str, str]:
    """SHA-256 of the files under `folder` as the wheel's RECORD has them (hexadecimal), by their paths in the folder."""
    import base64

    try:
        files = distributions.files(distribution) or []
    except distributions.PackageNotFoundError:
        return {}
    found = {}
    for file in files:
        path = Path(str(file.locate()))
        if file.hash is not None and file.hash.mode == "sha256" and path.is_relative_to(folder):
            value = base64.urlsafe_b64decode(file.hash.value + "=" * (-len(file.hash.value) % 4))
            found[path.relative_to(folder).as_posix()] = value.hex()
    return found
