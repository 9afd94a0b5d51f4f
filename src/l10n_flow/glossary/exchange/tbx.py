"""TBX-Basic (ISO 30042:2019, dialect TBX-Basic, DCA style); the older `martif` of 2008 is read too.

Approved forms are preferred terms, variants admitted ones, forbidden forms deprecated ones, short forms have the term type
shortForm, adjectives the part of speech adjective. What TBX-Basic has no place for stands in notes that begin with
"l10n-flow:".
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n_flow import lang
from l10n_flow.glossary.fields import Fields
from l10n_flow.glossary.terms import KINDS
from l10n_flow.model import L10nError

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NOTE = "l10n-flow: "
PREFERRED, ADMITTED, DEPRECATED = (f"{name}-admn-sts" for name in ("preferredTerm", "admittedTerm", "deprecatedTerm"))
_OWN_CONCEPT = (
    "status",
    "case",
    "inflect",
    "do_not_translate",
    "ar.nisba",
    "ar.except",
    "ar.near",
)  # fields kept in notes of the concept
_OWN_TERM = ("pron", "compound", "article")  # ... and of a target's term


def write(rows: Sequence[Fields]) -> bytes:
    """The whole file, UTF-8."""
    root = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", LANG: "ar", "xmlns": NAMESPACE})
    header = ET.SubElement(ET.SubElement(root, "tbxHeader"), "fileDesc")
    ET.SubElement(ET.SubElement(header, "titleStmt"), "title").text = "Glossary"
    ET.SubElement(ET.SubElement(header, "sourceDesc"), "p").text = "Exported by l10n-flow"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for row in rows:
        _write_concept(ET.SubElement(body, "conceptEntry", {"id": row["id"][0]}), row)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(ET.tostring(root, encoding="utf-8")) + b"\n"


def _write_concept(concept: ET.Element, row: Fields) -> None:
    ET.SubElement(concept, "descrip", {"type": "subjectField"}).text = row["kind"][0]
    for note in row.get("note", ()):
        ET.SubElement(concept, "note").text = note
    for name in _OWN_CONCEPT:
        for value in row.get(name, ()):
            ET.SubElement(concept, "note").text = f"{NOTE}{name}={value}"
    for code in ("ar", *lang.codes()):
        terms = list(_terms(row, code))
        if terms:
            section = ET.SubElement(concept, "langSec", {LANG: code})
            for text, status, kind, word in terms:
                _write_term(section, text, status, kind, word, row if status == PREFERRED else {}, code)


def _terms(row: Fields, code: str) -> Iterator[tuple[str, str, str, str]]:
    """(text, administrative status, term type or "", part of speech) of every form in a language."""
    for text in row.get(f"{code}.term", ()):
        yield text, PREFERRED, "", "properNoun"
    for text in row.get(f"{code}.short", ()):
        yield text, ADMITTED, "shortForm", "properNoun"
    for text in row.get(f"{code}.variants", ()):
        yield text, ADMITTED, "", "properNoun"
    for text in row.get(f"{code}.forbidden", ()):
        yield text, DEPRECATED, "", "properNoun"
    for text in row.get(f"{code}.nisba", ()) if code != "ar" else ():
        yield text, ADMITTED, "", "adjective"


def _write_term(section: ET.Element, text: str, status: str, kind: str, word: str, row: Fields, code: str) -> None:
    place = ET.SubElement(section, "termSec")
    ET.SubElement(place, "term").text = text
    for name, value in (("administrativeStatus", status), ("termType", kind), ("partOfSpeech", word)):
        if value:
            ET.SubElement(place, "termNote", {"type": name}).text = value
    for name in _OWN_TERM:
        for value in row.get(f"{code}.{name}", ()):
            ET.SubElement(place, "note").text = f"{NOTE}{name}={value}"


def read(raw: bytes, path: Path) -> list[Fields]:
    """Concepts that have an Arabic term. Raises L10nError: not XML, or not TBX."""
    try:
        root = ET.fromstring(raw)
    except ET.ParseError as error:
        line, column = error.position
        raise L10nError(f"not well-formed XML: {error}", where=f"{path}:{line}:{column + 1}", mend="Export it again.") from None
    if _name(root) not in ("tbx", "martif"):
        raise L10nError(f"the root is <{_name(root)}>, not <tbx>", where=f"{path}:1", mend="Give a TBX file.")
    concepts = [one for one in root.iter() if _name(one) in ("conceptEntry", "termEntry")]
    rows: list[Fields] = [row for concept in concepts if (row := _read_concept(concept)).get("ar.term")]
    if not rows:
        raise L10nError("no concept with an Arabic term", where=str(path), mend="Check the languages of the termbase.")
    return rows


def _read_concept(concept: ET.Element) -> dict[str, tuple[str, ...]]:
    row: dict[str, tuple[str, ...]] = {}
    if concept.get("id"):
        row["id"] = (str(concept.get("id")),)
    for child in concept:
        if _name(child) == "descrip" and child.get("type") == "subjectField" and _text(child) in KINDS:
            row["kind"] = (_text(child),)
        elif _name(child) == "note":
            name, value = _own(child)
            row |= {name: (*row.get(name, ()), value)} if name else {"note": (*row.get("note", ()), _text(child))}
    if len(row.get("note", ())) > 1:
        row["note"] = ("; ".join(row["note"]),)
    for section in (one for one in concept.iter() if _name(one) in ("langSec", "langSet")):
        code = (section.get(LANG) or "").split("-")[0].lower()
        if code == "ar" or code in lang.codes():
            for place in (one for one in section.iter() if _name(one) in ("termSec", "tig", "ntig")):
                _read_term(place, code, row)
    return row


def _read_term(place: ET.Element, code: str, row: dict[str, tuple[str, ...]]) -> None:
    text = next((_text(one) for one in place.iter() if _name(one) == "term"), "")
    notes = {one.get("type", ""): _text(one) for one in place.iter() if _name(one) == "termNote"}
    status = notes.get("administrativeStatus", "")
    if not text:
        return
    if code == "ar":
        name = "ar.variants" if row.get("ar.term") else "ar.term"
    elif notes.get("partOfSpeech") == "adjective":
        name = f"{code}.nisba"
    elif notes.get("termType") == "shortForm":
        name = f"{code}.short"
    elif status in (DEPRECATED, "supersededTerm-admn-sts"):
        name = f"{code}.forbidden"
    elif row.get(f"{code}.term"):
        name = f"{code}.variants"
    else:
        name = f"{code}.term"
    row[name] = (*row.get(name, ()), text)
    for note in (one for one in place if _name(one) == "note"):
        own, value = _own(note)
        if own:
            row[f"{code}.{own}"] = (value,)


def _own(note: ET.Element) -> tuple[str, str]:
    text = _text(note)
    name, found, value = text.removeprefix(NOTE).partition("=")
    return (name, value) if text.startswith(NOTE) and found else ("", "")


def _name(element: ET.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())
