"""From the bytes of a file to its text: which encoding, and whether it is an Arabic text at all."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from l10n_flow.model import L10nError
from l10n_flow.text.arabic import is_arabic

MAX_BYTES = 10_000_000  # an article of 10 MB would be some 800,000 words
MIN_ARABIC = 0.4  # share of the letters
SIGNATURES = {
    b"%PDF": "a PDF file", b"PK\x03\x04": "a ZIP archive or an Office document", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"{\\rtf": "an RTF document", b"\x7fELF": "a program",
}  # fmt: skip


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file and the codec that writes it back: `text.encode(codec)` is the file, byte for byte."""
    text, codec = read_markup(path)
    check_arabic(text, path)
    return text, codec


def read_markup(path: Path, charset: Callable[[bytes], str] = lambda raw: "") -> tuple[str, str]:
    """Like `read_text`, for a file whose letters may be markup more than prose.

    Args:
        charset: the codec that the file itself names, "" for none; it counts where it writes the file back.
    """
    raw = read_bytes(path)
    for start, kind in SIGNATURES.items():
        if raw.startswith(start):
            raise L10nError(f"this is {kind}, not a text file", where=str(path), mend="Save it as text (UTF-8).")
    text, codec = _declared(raw, charset(raw)) or decode(raw, path)
    if not text.strip(" \t\r\n\ufeff\u00a0\u200b\u200e\u200f"):
        raise L10nError("the file is empty", where=str(path), mend="Give an article with text.")
    return text, codec


def _declared(raw: bytes, codec: str) -> tuple[str, str] | None:
    """What a file says of itself, where it fits and is not belied: Arabic letters that are UTF-8 throughout are no accident."""
    if not codec or raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    if not raw.isascii() and b"\x00" not in raw:
        with suppress(UnicodeDecodeError):
            return raw.decode("utf-8"), "utf-8"
    try:
        text = raw.decode(codec)
        return (text, codec) if text.encode(codec) == raw else None
    except (UnicodeError, LookupError):
        return None


def read_bytes(path: Path) -> bytes:
    """The bytes of an article's file. Raises L10nError where it is none, too large, or cannot be read."""
    try:
        size = path.stat().st_size
        if not path.is_file() and not path.is_dir():
            raise L10nError("this is no regular file", where=str(path), mend="Give a text file.")
        if path.is_dir():
            raise L10nError("this is a folder, not an article", where=str(path), mend="Give a file in it.")
        if size > MAX_BYTES:
            what = f"{size / 1e6:.0f} MB is too large for an article (at most {MAX_BYTES / 1e6:.0f} MB)"
            raise L10nError(what, where=str(path), mend="Split it into its articles.")
        return path.read_bytes()
    except FileNotFoundError:
        raise L10nError("there is no such file", where=str(path), mend="Check the path.") from None
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Check the permissions.") from None


def decode(raw: bytes, path: Path) -> tuple[str, str]:
    """Try what the bytes allow, strictest first: byte-order marks, UTF-8, UTF-16 by its NULs, Windows-1256."""
    if raw.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise L10nError("UTF-32 is not read", where=str(path), mend="Save the file as UTF-8.")
    try:
        if raw.startswith(b"\xef\xbb\xbf"):
            return raw[3:].decode("utf-8"), "utf-8-sig"
        if raw.startswith(b"\xff\xfe"):
            return raw.decode("utf-16-le"), "utf-16-le"  # the mark stays in the text, so that it is written back
        if raw.startswith(b"\xfe\xff"):
            return raw.decode("utf-16-be"), "utf-16-be"
        if b"\x00" not in raw:
            return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if raw[:3] == b"\xef\xbb\xbf" or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise _broken(raw, error.start, path) from None
        return _windows(raw, error.start, path)
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and _arabic_share(text) >= MIN_ARABIC:
            return text, codec
    line = raw[: raw.index(b"\x00")].count(b"\n") + 1
    raise L10nError("a binary file (it holds NUL bytes)", where=f"{path}:{line}", mend="Give a plain text file in UTF-8.")


def _windows(raw: bytes, bad: int, path: Path) -> tuple[str, str]:
    try:
        text = raw.decode("cp1256")
    except UnicodeDecodeError:
        raise _broken(raw, bad, path) from None
    odd = sum(1 for char in text if unicodedata.category(char) == "Cc" and char not in "\t\r\n")
    latin = sum(1 for char in text if char.isalpha() and not is_arabic(char) and ord(char) > 0x7F)
    # UTF-8 with one bad byte reads as cp1256 too, but as letters that Arabic copy never mixes.
    if odd or _arabic_share(text) < MIN_ARABIC or latin > len(text) * 0.05 or "ط§" in text or "ظ„" in text:
        raise _broken(raw, bad, path)
    return text, "cp1256"


def _broken(raw: bytes, place: int, path: Path) -> L10nError:
    line = raw[:place].count(b"\n") + 1
    what = f"neither UTF-8, UTF-16 nor Windows-1256: byte 0x{raw[place]:02X} at offset {place} fits none"
    return L10nError(what, where=f"{path}:{line}", mend="Save the file as UTF-8.")


def _arabic_share(text: str) -> float:
    letters = [char for char in text if char.isalpha()]
    return sum(map(is_arabic, letters)) / len(letters) if letters else 0.0


def check_arabic(text: str, path: Path) -> None:
    """Raises L10nError for a text that is in another script."""
    share = _arabic_share(text)
    if share < MIN_ARABIC:
        scripts = Counter(unicodedata.name(char, "?").split(" ")[0].title() for char in text if char.isalpha())
        seen = scripts.most_common(1)[0][0] if scripts else "no"
        what = f"not an Arabic text: {share:.0%} of its letters are Arabic, most are {seen} letters"
        raise L10nError(what, where=str(path), mend="l10n-flow translates from Arabic; check the file and its encoding.")
