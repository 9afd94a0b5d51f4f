"""Read a PO file, and say clearly what is wrong with a broken one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import polib

from l10n_flow.model import L10nError

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"\s*$|\s*#(?!~|\|)|\s*(?:#~\|?\s*|#\|\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?{_QUOTED}\s*$|#~\s*#"
)
_CHARSET = re.compile(rb'(?mi)^(?![ \t]*#).*Content-Type:[^"\n]*(?:"\s*\n\s*")?[^"\n]*charset=([A-Za-z0-9_.:-]+)')
_SAYS = re.compile(r'\s*(?:"|msg|#~\|?\s*(?:"|msg))')  # a line of an entry, and no comment
# polib knows but `\n \t \r \v \b \f \\ \"`; gettext's tools also know a bell and bytes by their numbers, and no others.
_ESCAPE = re.compile(r'((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|a))+)|\\([^ntrvbf\\"])|\\.')


# polib takes each of these for the end of a line; while it works they are private-use characters.
_ODD = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PROTECT = {ord(char): chr(0xF0000 + ord(char)) for char in _ODD}
_UNPROTECT = {0xF0000 + ord(char): char for char in _ODD}
_HAS_ODD, _HAS_HIDDEN = (re.compile(f"[{''.join(map(str, chars))}]") for chars in (_ODD, _PROTECT.values()))


def protect(text: str) -> str:
    """Hide the characters that polib would split lines at."""
    return text.translate(_PROTECT) if _HAS_ODD.search(text) else text  # to look is faster than to copy


def unprotect(text: str) -> str:
    """The inverse of `protect`."""
    return text.translate(_UNPROTECT) if _HAS_HIDDEN.search(text) else text


@dataclass(frozen=True, slots=True)
class Source:
    """A PO file as read: the parsed catalog (its strings protected), its text, and how its lines end."""

    catalog: polib.POFile
    text: str
    crlf: bool
    tail: str = ""  # the end of `text`: comments behind the last entry, which polib drops


def read_catalog(path: Path) -> Source:
    """Read and parse one PO or POT file.

    Raises:
        L10nError: it cannot be read, is not UTF-8 (nor its declared charset), is broken, or has a message twice.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise L10nError("there is no such catalog", where=str(path), mend="Run 'l10n-flow run' to make it.") from None
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Check the permissions.") from None
    charset = _charset(raw)
    text = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), charset, path)
    crlf = "\r\n" in text
    text = text.replace("\r\n", "\n")
    _check_lines(text, path)
    tail = _tail(text)
    body = "\n".join(_readable(line, charset, f"{path}:{at}") for at, line in enumerate(text.removesuffix(tail).split("\n"), 1))
    try:
        catalog = polib.pofile(protect(body), wrapwidth=0, check_for_duplicates=False)
    except (OSError, ValueError, AttributeError, IndexError) as error:
        match = re.search(r"line (\d+)", str(error))
        where = f"{path}:{match.group(1)}" if match else str(path)
        raise L10nError(
            "the catalog is broken here", where=where, mend="Open it in a PO editor or run 'msgfmt --check' on it."
        ) from None
    _check_twice(catalog, path)
    return Source(catalog, text, crlf, tail)


def _charset(raw: bytes) -> str:
    match = _CHARSET.search(raw)
    charset = match.group(1).decode("ascii") if match else "UTF-8"
    return "UTF-8" if charset.upper() == "CHARSET" else charset


def _tail(text: str) -> str:
    lines = text.split("\n")
    end = next((at for at in range(len(lines), 0, -1) if _SAYS.match(lines[at - 1])), len(lines))
    tail = "\n".join(lines[end:])
    return tail if tail.strip() else ""


def _readable(line: str, charset: str, where: str) -> str:
    """A line as polib reads it: it passes over `#~|`, and takes the backslash of an escape that it does not know for text."""
    if line.startswith("#~|"):
        line = "#|" + line[3:]
    if "\\" not in line or not (_SAYS.match(line) or line.startswith("#|")):
        return line

    def known(match: re.Match[str]) -> str:
        text = _bytes(match.group(1) or "").decode(charset)
        if match.group(2) or "\x00" in text:
            what = f"PO files cannot hold the escape '{match.group()}'"
            raise L10nError(what, where=where, mend="Write a backslash of the text as \\\\.")
        return polib.escape(text) if text else match.group()

    try:
        return _ESCAPE.sub(known, line)
    except UnicodeError:
        raise L10nError(f"an escape is not {charset}", where=where, mend="Write the letter itself.") from None


def _bytes(escapes: str) -> bytes:
    numbers = (7 if part == "a" else int(part[1:], 16) if part[0] == "x" else int(part, 8) for part in escapes.split("\\")[1:])
    return bytes(number & 0xFF for number in numbers)


def _decoded(raw: bytes, charset: str, path: Path) -> str:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = f"byte 0x{raw[error.start]:02X} is not {charset}"
        raise L10nError(what, where=f"{path}:{line}", mend=f"Save the catalog as {charset}, as its header says.") from None
    except (LookupError, UnicodeError):  # 'undefined' and 'idna' are codecs, too
        raise L10nError(f"unknown charset '{charset}'", where=str(path), mend="Set charset=UTF-8 in the header.") from None


def _check_lines(text: str, path: Path) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if _LINE.match(line):
            continue
        where = f"{path}:{number}"
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            raise L10nError("a merge conflict is left in the catalog", where=where, mend="Resolve it (git mergetool, msgcat).")
        if "\x00" in line:
            raise L10nError("a NUL byte", where=where, mend="Restore the catalog from version control.")
        what = f"this line is no PO syntax: {line.strip()[:60]!r}"
        raise L10nError(what, where=where, mend='Text stands in one pair of quotes; write an inner quote as \\".')


def _check_twice(catalog: polib.POFile, path: Path) -> None:
    seen: dict[tuple[str, str | None], int] = {}
    for entry in catalog:
        if entry.obsolete:
            continue
        key = (entry.msgid, entry.msgctxt)
        if key in seen:
            what = f"the message stands twice (first at line {seen[key]})"
            raise L10nError(what, where=f"{path}:{entry.linenum}", mend="Delete one of the two, or run 'msguniq' on the file.")
        seen[key] = entry.linenum
