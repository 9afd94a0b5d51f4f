"""NewsML-G2 news items: headlines, descriptions and the XHTML or NITF inside; all metadata stays as it is."""

from __future__ import annotations

from pathlib import Path

from l10n_flow.article.decode import check_arabic, read_markup
from l10n_flow.article.html import declared_charset, write
from l10n_flow.article.html.pieces import find_blocks
from l10n_flow.article.xml import Event, events
from l10n_flow.model import Article, L10nError
from l10n_flow.text.arabic import is_arabic

SUFFIXES = (".xml", ".newsml")
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
TEXT = ("headline", "description", "inlineXML", "inlineData")  # of the standard's elements, those that hold prose

__all__ = ["SUFFIXES", "read", "write"]


def read(path: Path) -> Article:
    """The article of a news item. Raises L10nError, with the line, for other XML, XML that is broken, or a document type."""
    text, encoding = read_markup(path, declared_charset)
    found = events(text, str(path))
    root = next((event for event in found if event.kind == "start"), None)
    if root is None or root.space != NAMESPACE:
        what = f"this XML is no NewsML-G2: its root is <{root.name if root else ''}>"
        raise L10nError(what, where=f"{path}:1", mend="Of XML only NewsML-G2 is read; for a web page, name the file .xhtml.")
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for event in found:
        if event.space == NAMESPACE and event.name in TEXT and event.kind == "start":
            depth, start = depth + 1, start if depth else event.end
        elif depth and event.kind == "other":
            _check_cdata(text, event, str(path))
        elif event.space == NAMESPACE and event.name in TEXT and event.kind == "end":
            depth -= 1
            spans += [(start, event.start)] if not depth else []
    blocks = tuple(block for block in find_blocks(text) if any(a <= block.start and block.end <= b for a, b in spans))
    check_arabic(" ".join(block.text for block in blocks), path)
    return Article(path, text, encoding, blocks)


def _check_cdata(text: str, event: Event, where: str) -> None:
    """Prose in a CDATA section is no text to the HTML reader: it would stay in Arabic, and nobody would know."""
    inside = text[event.start : text.find("]]>", event.start)] if text.startswith("<![CDATA[", event.start) else ""
    if any(map(is_arabic, inside)):
        line = text.count("\n", 0, event.start) + 1
        mend = "Write it as text: &lt; for <, &amp; for &, and no <![CDATA[."
        raise L10nError("Arabic text in a CDATA section is not read", where=f"{where}:{line}", mend=mend)
