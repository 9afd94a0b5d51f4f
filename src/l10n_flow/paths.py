"""File names and places that mean the same on every system: drives, reserved names, upper and lower case."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath, PureWindowsPath
from urllib.parse import quote

from l10n_flow.model import L10nError

# Names that Windows keeps for devices, with any suffix (Microsoft, "Naming Files, Paths, and Namespaces").
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789¹²³")))
_UNWRITABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+\s*')
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PLACE = re.compile(r"(.+?)(?::(\d+))?(?::(\d+))?$", re.DOTALL)


def has_drive(text: str) -> bool:
    """Whether a text begins as an absolute Windows path does: "C:\\news", "C:/news"."""
    return _DRIVE.match(text) is not None


def split_place(where: str) -> tuple[str, int, int]:
    """(path, line, column) of "path", "path:12" or "path:12:3"; 0 for what is not there. A drive's colon is the path's."""
    match = _PLACE.match(where)
    return (match[1], int(match[2] or 0), int(match[3] or 0)) if match else (where, 0, 0)


def portable_name(stem: str, *, default: str) -> str:
    """A file name without suffix that every system can write, white space as hyphens; `default` where nothing is left.

    What Windows cannot write becomes a hyphen, a device's name gets one behind it ("con" -> "con-"), and stops at the
    end, which it would drop, go.
    """
    name = re.sub(r"\s+", "-", _UNWRITABLE.sub("-", stem).strip(" .\t\r\n"))
    if not name.strip("-"):
        return default
    return f"{name}-" if name.split(".")[0].lower() in RESERVED else name


def same_name_key(name: str) -> str:
    """Equal for two names that are one file on Windows or macOS, where case and composition of letters do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def distinct(paths: Sequence[Path], name: Callable[[Path], str]) -> list[Path]:
    """The files, each once however it is spelled.

    Raises:
        L10nError: two files have one name, or names that are one where case does not count.
    """
    names: dict[str, Path] = {}
    for path in paths:
        other = names.setdefault(same_name_key(name(path)), path)
        if other.absolute() == path.absolute() or (path.exists() and other.exists() and path.samefile(other)):
            continue
        where = "" if name(other) == name(path) else " on Windows and macOS, where upper and lower case are one"
        raise L10nError(f"'{other}' and '{path}' would share one catalog{where}", mend="Rename one of them.")
    return list(names.values())


def with_slashes(text: str, *, windows: bool = os.name == "nt") -> str:
    """A path of a settings file as this system reads it: `news\\2026`, written on Windows, is a folder in `news`.

    Raises:
        ValueError: it names a Windows drive, and this is no Windows.
    """
    if windows or ("\\" not in text and not has_drive(text)):
        return text
    if has_drive(text) or text.startswith("\\\\"):
        raise ValueError(f"'{text}' is a place on a Windows drive")
    return PureWindowsPath(text).as_posix()


def uri(path: PurePath) -> str:
    """A path as a URI: `file:` where it is absolute, else a relative reference with forward slashes."""
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def shown(path: PurePath) -> str:
    """A path as text that every file and terminal takes; bytes of a name that are no UTF-8 as \\x.. escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
