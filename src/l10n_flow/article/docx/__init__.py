"""Word documents (.docx): paragraphs with their runs as tags; all other parts of the archive stay as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from l10n_flow.article.blocks import block_of, with_labels
from l10n_flow.article.decode import check_arabic
from l10n_flow.article.docx.package import STYLES, read_package, text_parts, with_parts
from l10n_flow.article.docx.paragraphs import WORD, Paragraph, find_paragraphs
from l10n_flow.article.docx.runs import Rewriter
from l10n_flow.article.html.tokens import Token, attributes
from l10n_flow.article.splice import Edit, Emit, Splicer, on_one_line
from l10n_flow.article.xml import Event, events
from l10n_flow.lang import Language
from l10n_flow.model import Article, Block, Inline, Mark, Role, Unit

SUFFIXES = (".docx",)
ATTRIBUTE = "attribute"  # style of a block that is a picture's text
_STYLE = re.compile(r"<\w+:style\b[^<>]*\bw?:?styleId=\"([^\"]*)\"[^<>]*>\s*<\w+:name\s[^<>]*val=\"([^\"]*)\"")
_HEADING = re.compile(r"heading \d", re.IGNORECASE)
_RIGHT_TO_LEFT = ("bidi", "bidiVisual", "rtlGutter")
HEADLINE_WORDS = 30


@dataclass(frozen=True, slots=True)
class _Document:
    """A document taken apart: `text` is its parts one after another, each at its `spans`; styles stand by themselves."""

    text: str
    spans: tuple[tuple[str, int, int], ...]
    events: tuple[Event, ...]
    paragraphs: tuple[Paragraph, ...]
    styles: str


def read(path: Path) -> Article:
    """The article of a Word document: its paragraphs, then notes, headers and footers. A line is a paragraph's number."""
    raw = read_package(path)
    document = _open(raw, str(path))
    blocks = tuple(with_labels(sorted(_blocks(document), key=lambda block: (block.start, -block.end))))
    check_arabic(" ".join(block.text for block in blocks), path)
    return Article(path, document.text, "utf-8", blocks, raw)


def _open(raw: bytes, where: str) -> _Document:
    parts = text_parts(raw, where)
    styles = next((xml for name, xml in parts if name == STYLES), "")
    spans: list[tuple[str, int, int]] = []
    found: list[Event] = []
    paragraphs: list[Paragraph] = []
    text = "".join(xml for name, xml in parts if name != STYLES)
    place = 0
    for name, xml in parts:
        if name == STYLES:
            continue
        inside = events(xml, f"{where} ({name})", place)
        paragraphs += list(find_paragraphs(text, inside, len(paragraphs) + 1))
        spans.append((name, place, place + len(xml)))
        found += inside
        place += len(xml)
    return _Document(text, tuple(spans), tuple(found), tuple(paragraphs), styles)


def _blocks(document: _Document) -> Iterator[Block]:
    names = {style: name.lower() for style, name in _STYLE.findall(document.styles)}
    ordered = sorted(document.paragraphs, key=lambda paragraph: paragraph.number)
    blocks = [(p, block_of(p.inlines(document.text), _role(p, names), p.number, cell=p.cell)) for p in ordered]
    body = [(p, block) for p, block in blocks if block is not None]
    headed = any(block.role is Role.HEADLINE for _, block in body)
    for place, (_, block) in enumerate(body):
        first = place == 0 and not headed and len(body) > 1 and block.role in (Role.PARAGRAPH, Role.HEADING)
        if first and len(block.text.split()) <= HEADLINE_WORDS and not block.text.endswith((".", "،", "؛")):
            yield replace(block, role=Role.HEADLINE)
        else:
            yield block
    yield from _pictures(document)


def _role(paragraph: Paragraph, names: dict[str, str]) -> Role:
    name = names.get(paragraph.style, paragraph.style.lower())
    if name == "title":
        return Role.HEADLINE
    if _HEADING.fullmatch(name):
        return Role.HEADING
    if name == "caption":
        return Role.CAPTION
    return Role.LIST_ITEM if paragraph.listed or name.startswith("list") else Role.PARAGRAPH


def _pictures(document: _Document) -> Iterator[Block]:
    """What stands for pictures: the attribute `descr` of their properties."""
    starts = [paragraph.start for paragraph in sorted(document.paragraphs, key=lambda p: p.start)]
    numbers = {paragraph.start: paragraph.number for paragraph in document.paragraphs}
    for event in document.events:
        if event.kind == "start" and event.name == "docPr" and event.get("descr"):
            name = re.match(r"[\w:.-]+", document.text[event.start + 1 : event.end])
            token = Token("start", name.group() if name else "", event.start, event.end)
            for one in attributes(document.text, token):
                if one.name == "descr":
                    line = numbers[max((start for start in starts if start <= event.start), default=starts[0])] if starts else 1
                    piece = Inline(Mark.TEXT, one.value, one.start, one.end)
                    block = block_of([piece], Role.CAPTION, line, style=ATTRIBUTE)
                    if block is not None:
                        yield block


def write(
    article: Article,
    units: Sequence[Unit],
    translations: Sequence[str],
    *,
    language: Language | None = None,
    keep_boilerplate: bool = True,
) -> bytes:
    """The document with translations. With a language it reads from left to right, and its runs are in that language."""
    document = _open(article.raw, str(article.path))
    pairs = list(zip(units, translations, strict=True))
    gone = [block for block in article.blocks if block.role is Role.BOILERPLATE and not keep_boilerplate]
    edits = list(_edits(document, pairs, language, gone))
    edits += _to_the_right(document) if language is not None else []
    splicer = Splicer(document.text, edits)
    changed = {}
    for name, start, end in document.spans:
        text = splicer.emit(start, end)
        if text != document.text[start:end]:
            changed[name] = text
    styles = re.sub(r"<\w+:(?:bidi|rtl)\s*/>", "", document.styles) if language is not None else document.styles
    if styles != document.styles:
        changed[STYLES] = styles
    return with_parts(article.raw, changed, str(article.path))


def _edits(
    document: _Document, pairs: Sequence[tuple[Unit, str]], language: Language | None, gone: Sequence[Block]
) -> Iterator[Edit]:
    """The edits of paragraphs with a translation, or in another language; those of `gone` blocks lose their text."""
    own: dict[int, list[tuple[Unit, str]]] = {}
    for unit, translation in pairs:
        if unit.style != ATTRIBUTE:
            own.setdefault(unit.line, []).append((unit, translation))
        elif translation != unit.text:
            yield Edit(unit.start, unit.end, _attribute(translation))
    silent = {block.line for block in gone if block.style != ATTRIBUTE}
    yield from (Edit(block.start, block.end, _attribute("")) for block in gone if block.style == ATTRIBUTE)
    for paragraph in document.paragraphs:
        units = own.get(paragraph.number, [])
        quiet = paragraph.number in silent and not units
        if quiet or any(text != unit.text or language is not None for unit, text in units):
            rewriter = Rewriter(document.text, paragraph, language, silent=quiet)
            yield Edit(paragraph.start, paragraph.end, partial(rewriter.write, units))


def _attribute(translation: str) -> Callable[[Emit], str]:
    return lambda emit: html.escape(on_one_line(translation))


def _to_the_right(document: _Document) -> Iterator[Edit]:
    """Edits that take away what makes paragraphs, sections and tables run from right to left."""
    opened: Event | None = None
    for event in document.events:
        if event.space not in WORD or event.name not in _RIGHT_TO_LEFT:
            continue
        if event.kind == "start":
            opened = event
        elif opened is not None:
            yield Edit(opened.start, event.end if event.start != event.end else opened.end, lambda emit: "")
