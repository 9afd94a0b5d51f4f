"""How each tool saves a catalog that a person edited in it, with the tool's own library wherever there is one.

Poedit and Lokalize have none: they write what msgcat writes at their width, with headers of their own, which is how
their sources (Poedit's catalog_po.cpp, Lokalize's gettextexport.cpp) describe it.
"""

import re
import subprocess
from dataclasses import dataclass

import polib


@dataclass(frozen=True)
class Work:
    """What a person did to one entry."""

    msgstr: str
    fuzzy: bool = False
    note: str = ""
    flag: str = ""


def gettext(*command, data=None):
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def with_polib(path, works, headers, *, wrapwidth=78, header_note=""):
    """Any tool built on polib."""
    catalog = polib.pofile(str(path), wrapwidth=wrapwidth)
    catalog.metadata |= headers
    catalog.header += header_note
    for entry in catalog:
        work = works.get(entry.msgid)
        if work:
            entry.msgstr, entry.tcomment = work.msgstr, work.note
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"] + ([work.flag] if work.flag else [])
            entry.flags = (["fuzzy"] if work.fuzzy else []) + entry.flags
            entry.previous_msgid = entry.previous_msgid if work.fuzzy else None
    catalog.save(str(path))


def header_order(path, *first):
    """Write some header fields before all others, as tools do that rebuild the header."""
    text = path.read_text(encoding="utf-8")
    head, body = text.split("\n\n", 1)
    start, fields = head.split('msgstr ""\n')
    lines = fields.split("\n")
    lines.sort(key=lambda line: next((n for n, name in enumerate(first) if line.startswith(f'"{name}:')), len(first)))
    path.write_text(start + 'msgstr ""\n' + "\n".join(lines) + "\n\n" + body, encoding="utf-8")


def poedit(path, works, headers):
    extra = {"X-Generator": "Poedit 3.4.2", "X-Poedit-Basepath": "..", "X-Poedit-SourceCharset": "UTF-8", "X-Poedit-Bookmarks": "1,-1,-1"}  # fmt: skip
    with_polib(path, works, headers | extra)
    path.write_bytes(gettext("msgcat", "--width=79", str(path)))
    header_order(
        path, "Project-Id-Version", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Language"
    )


def poedit_on_windows(path, works, headers):
    poedit(path, works, headers)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def lokalize(path, works, headers):
    note = "\nAyşe Yılmaz <ayse@example.com>, 2026."
    with_polib(path, works, headers | {"X-Generator": "Lokalize 24.08.1", "X-Language": "tr_TR"}, header_note=note)
    path.write_bytes(gettext("msgcat", "--width=80", str(path)))
    header_order(path, "Last-Translator", "Language-Team", "Content-Type", "MIME-Version")


def _toolkit(path, works, headers, width):
    from translate.storage.pypo import pofile

    store = pofile.parsefile(str(path))
    store.wrapper.width = width
    store.updateheader(add=True, **{name.replace("-", "_"): value for name, value in headers.items()})
    for unit in store.units:
        work = works.get(str(unit.source))
        if work and not unit.isheader() and not unit.isobsolete():
            unit.target = work.msgstr
            unit.markfuzzy(work.fuzzy)
            if work.note:
                unit.addnote(work.note, origin="translator")
            if work.flag:
                unit.settypecomment(work.flag)
    store.save()


def virtaal(path, works, headers):
    _toolkit(path, works, headers | {"X-Generator": "Virtaal 0.7.1"}, 77)


def weblate(path, works, headers):
    _toolkit(path, works, headers | {"X-Generator": "Weblate 5.8.4", "X-Weblate-Note": "a"}, 77)


def weblate_without_wrapping(path, works, headers):
    _toolkit(path, works, headers | {"X-Generator": "Weblate 5.8.4"}, -1)


def polib_wrapped(path, works, headers):
    with_polib(path, works, headers, wrapwidth=78)


def babel(path, works, headers):
    from babel.messages.pofile import read_po, write_po

    with path.open("rb") as file:
        catalog = read_po(file)
    catalog.last_translator, catalog.language_team = headers["Last-Translator"], headers["Language-Team"]
    for message in catalog:
        work = works.get(message.id)
        if work:
            message.string = work.msgstr
            message.flags = (message.flags - {"fuzzy"}) | ({"fuzzy"} if work.fuzzy else set()) | ({work.flag} - {""})
            message.user_comments = [work.note] if work.note else []
    with path.open("wb") as file:
        write_po(file, catalog, width=76)


def msgmerge(path, works, headers):
    """The classic way: an editor saves, then msgmerge brings in the template."""
    with_polib(path, works, headers)
    template = path.parents[2] / f"{path.stem}.pot"
    path.write_bytes(gettext("msgmerge", "--quiet", "--previous", str(path), str(template)))


def msgcat(path, works, headers):
    with_polib(path, works, headers)
    path.write_bytes(gettext("msgcat", str(path)))


def msgcat_sorted(path, works, headers):
    with_polib(path, works, headers)
    path.write_bytes(gettext("msgcat", "--sort-output", "--no-location", "--width=40", str(path)))


def msgattrib(path, works, headers):
    with_polib(path, works, headers)
    path.write_bytes(gettext("msgattrib", "--indent", str(path)))


def notepad(path, works, headers):
    """A byte-order mark, CRLF, white space at line ends, other spellings of the charset."""
    with_polib(path, works, headers, wrapwidth=0)
    text = path.read_text(encoding="utf-8").replace("charset=UTF-8", "charset=utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + re.sub(r"\n", " \r\n", text).encode())


TOOLS = (
    poedit, poedit_on_windows, lokalize, virtaal, weblate, weblate_without_wrapping, polib_wrapped, babel, msgmerge, msgcat,
    msgcat_sorted, msgattrib, notepad,
)  # fmt: skip
