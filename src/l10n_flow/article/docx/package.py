"""The archive of a Word document: the parts that hold text, and the archive with some of them exchanged."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from l10n_flow.article.decode import read_bytes
from l10n_flow.article.xml import decode_xml
from l10n_flow.model import L10nError

MOST_MEMBERS = 5000
MOST_BYTES = 100_000_000  # of a document unpacked; of one part 50 MB
MOST_PART = 50_000_000
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
_TEXT = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_ORDER = ("document", "footnotes", "endnotes", "header", "footer")


def read_package(path: Path) -> bytes:
    """The bytes of a Word document. Raises L10nError where it is none, or one that no person made."""
    raw = read_bytes(path)
    where = str(path)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        what = "an old (.doc) or encrypted Word document"
        raise L10nError(f"this is {what}", where=where, mend="Save it as .docx, without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise L10nError(f"not a Word document: {error}", where=where, mend="Save it as .docx again.") from None
    names = [member.filename for member in members]
    if DOCUMENT not in names:
        raise L10nError(f"not a Word document: it has no {DOCUMENT}", where=where, mend="Save it as .docx.")
    if len(names) != len(set(names)):
        raise L10nError("a part stands twice in the archive", where=where, mend="Save it as .docx again.")
    size = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or size > MOST_BYTES:
        what = f"it unpacks to {len(members)} parts of {size / 1e6:.0f} MB (at most {MOST_MEMBERS} of {MOST_BYTES / 1e6:.0f})"
        raise L10nError(what, where=where, mend="Save it as .docx again, with smaller pictures.")
    return raw


def text_parts(raw: bytes, where: str) -> list[tuple[str, str]]:
    """(name, XML) of the parts with text: the document, its notes, headers and footers; then its styles."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = sorted(filter(_TEXT.fullmatch, archive.namelist()), key=_rank)
        names += [STYLES] if STYLES in archive.namelist() else []
        return [(name, decode_xml(_read(archive, name, where), f"{where} ({name})")) for name in names]


def _rank(name: str) -> tuple[int, str]:
    return next(number for number, kind in enumerate(_ORDER) if f"/{kind}" in name), name


def _read(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    try:
        with archive.open(name) as part:
            data = part.read(MOST_PART + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise L10nError(f"{name} cannot be unpacked: {error}", where=where, mend="Save it as .docx again.") from None
    except Exception as error:  # zlib.error and its kin are no common class
        raise L10nError(f"{name} is damaged: {error}", where=where, mend="Save it as .docx again.") from None
    if len(data) > MOST_PART:
        raise L10nError(f"{name} is larger than {MOST_PART / 1e6:.0f} MB", where=where, mend="Split the document.")
    return data


def with_parts(raw: bytes, changed: Mapping[str, str]) -> bytes:
    """The archive with the text of some parts exchanged; the content, order, names and dates of all others stay."""
    if not changed:
        return raw
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        new.comment = old.comment
        for member in old.infolist():
            text = changed.get(member.filename)
            new.writestr(member, old.read(member) if text is None else text.encode("utf-8"), member.compress_type)
    return out.getvalue()
