"""XLIFF 2.1, the format of CAT tools: what a file holds, `write` and `read`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of the core of 2.0 and 2.1
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
OWN = "l10n-flow"  # category of our metadata, and prefix of our values
BASE = "exported"  # type of the metadata that holds the target's fingerprint and state as they were exported
DRAFT = f"{OWN}:draft"  # subState of a machine's draft that nobody has touched

__all__ = ["BASE", "DRAFT", "GLOSSARY", "METADATA", "NAMESPACE", "OWN", "XliffFile", "XliffState", "XliffUnit"]


class XliffState(StrEnum):
    """The states of a segment, in order."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def rank(self) -> int:
        return list(XliffState).index(self)


@dataclass(frozen=True, slots=True)
class XliffUnit:
    """One unit. `names` are glossary hits (source form, approved form); `base` is what our own export says of its target."""

    id: str
    source: str
    target: str = ""
    state: XliffState = XliffState.INITIAL
    draft: bool = False  # the program's own, untouched
    role: str = ""
    notes: tuple[tuple[str, str], ...] = ()  # (category, text)
    names: tuple[tuple[str, str], ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class XliffFile:
    """The units of one catalog; `original` is its path as the file names it."""

    original: str
    language: str
    units: tuple[XliffUnit, ...]
