"""SHA-256 of files: against what somebody published, and against what was installed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow.files import write_atomically
from l10n_flow.model import L10nError
from l10n_flow.mt.packages import RECORD


def sha256_of(path: Path) -> str:
    """64 hexadecimal digits."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def check_sha256(path: Path, wanted: str, *, where: str) -> None:
    """Raises L10nError where `wanted` is given and is not the file's, or is no SHA-256 at all."""
    if not wanted:
        return
    if not re.fullmatch(r"[0-9a-fA-F]{64}", wanted):
        raise L10nError(f"'{wanted}' is no SHA-256 (64 hexadecimal digits)", where=where, mend="Compare what was published.")
    found = sha256_of(path)
    if found != wanted.lower():
        what = f"wrong checksum: it should be {wanted.lower()} and is {found}"
        raise L10nError(what, where=where, mend="The file is damaged, or another one. Nothing was installed; get it again.")


def write_record(folder: Path, *, origin: str, archive: str) -> None:
    """Note the digests of a package's files in the package itself, for `changes` to compare later."""
    record = {
        "format": 1,
        "from": origin,
        "sha256": archive,
        "installed": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": _digests(folder),
    }
    write_atomically(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def changes(folder: Path) -> list[str] | None:
    """What is not as it was installed; None where nothing was noted (a package that argospm installed)."""
    if not (folder / RECORD).exists():
        return None
    try:
        noted = json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"]
        if not isinstance(noted, dict):
            raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{RECORD}: cannot be read"]
    return differences(noted, _digests(folder))


def differences(noted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Sentences on files that were changed, are missing, or came later."""
    changed = [f"{name}: {'changed' if name in found else 'missing'}" for name in noted if noted[name] != found.get(name)]
    return [*changed, *(f"{name}: not there when it was installed" for name in found if name not in noted)]


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files if path != folder / RECORD}
