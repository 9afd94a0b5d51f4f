"""A translated paragraph written as runs, and what runs and paragraphs say about language and direction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from l10n_flow.article.docx.paragraphs import Paragraph, Piece
from l10n_flow.article.splice import BIDI, Emit, on_one_line
from l10n_flow.lang import Language
from l10n_flow.model import Code, Mark, Unit
from l10n_flow.text.inline import arranged

_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_RTL = re.compile(r"<(\w+:)rtl(?:\s+\1val=\"(?:1|true|on)\")?\s*/>")
_LANG = re.compile(r"<\w+:lang\b[^<>]*/>")
# Properties that hold for right-to-left text only, and their partners for all other text (17.3.2).
_COMPLEX = (("bCs", "b"), ("iCs", "i"), ("szCs", "sz"))
_AFTER_LANG = re.compile(r"<\w+:(?:eastAsianLayout|specVanish|oMath)\b|</\w+:rPr>")


def in_language(looks: str, prefix: str, language: Language | None) -> str:
    """Run properties for a translation: no right-to-left text, bold and size as that had them, the language named."""
    if language is None:
        return looks
    lang = f'<{prefix}lang {prefix}val="{language.code}"/>'
    if not looks or re.fullmatch(r"<\w+:rPr\s*/>", looks):
        return f"<{prefix}rPr>{lang}</{prefix}rPr>"
    if _RTL.search(looks):
        looks = _RTL.sub("", looks)
        for complex_one, plain in _COMPLEX:
            match = re.search(rf"<{prefix}{complex_one}\b([^<>]*)/>", looks)
            if match:
                looks = re.sub(rf"<{prefix}{plain}(?=[\s/])[^<>]*/>", "", looks)
                written = f"<{prefix}{plain}{match.group(1)}/>"
                looks = looks.replace(match.group(), written + match.group(), 1)
    looks = _LANG.sub("", looks)
    return _AFTER_LANG.sub(lambda match: lang + match.group(), looks, count=1)


class _Runs:
    """Runs as they are written; texts that look alike are one run."""

    def __init__(self, prefix: str) -> None:
        self._prefix, self._out = prefix, [""]
        self._looks, self._text = "", ""

    def text(self, looks: str, text: str) -> None:
        if text and looks != self._looks:
            self.end()
            self._looks = looks
        self._text += text

    def raw(self, xml: str) -> None:
        self.end()
        self._out.append(xml)

    def run(self, looks: str, xml: str) -> None:
        self.raw(f"<{self._prefix}r>{looks}{xml}</{self._prefix}r>")

    def end(self) -> str:
        if self._text:
            w, text = self._prefix, escape(_NO_XML.sub("", self._text))
            self._out.append(f'<{w}r>{self._looks}<{w}t xml:space="preserve">{text}</{w}t></{w}r>')
            self._text = ""
        return "".join(self._out)


def _is_of(piece: Piece, start: int, end: int) -> bool:
    """Whether a tag is the code `start:end` of a unit, or one of those that it was put together of."""
    if piece.mark is Mark.TEXT or piece.kind == "looks":
        return piece.mark is not Mark.TEXT and (piece.start, piece.end) == (start, end)
    return start <= piece.start and piece.end <= end


class Rewriter:
    """Writes one paragraph anew: its units translated, everything else of it where it was.

    Args:
        silent: leave its text out.
    """

    def __init__(self, text: str, paragraph: Paragraph, language: Language | None, *, silent: bool = False) -> None:
        self._text, self._language, self._silent = text, language, silent
        self._prefix = paragraph.prefix
        self._pieces = paragraph.marked(text)
        self._at: dict[tuple[int, int], Piece] = {
            (piece.start, piece.end): piece for piece in self._pieces if not piece.text.strip()
        }
        self._bases = [self._looks(paragraph.usual(text))]
        self._now = self._bases[0]
        self._runs = _Runs(self._prefix)

    def write(self, units: Iterable[tuple[Unit, str]], emit: Emit) -> str:
        """The paragraph's content; `emit` gives a stretch of the source with what is changed inside of it."""
        waiting = sorted(units, key=lambda one: one[0].start)
        codes = [(code.start, code.end, unit) for unit, _ in waiting for code in unit.codes]
        done: set[int] = set()

        def unit_of(unit: Unit) -> None:
            if unit.start not in done:
                done.add(unit.start)
                translation = next(text for one, text in waiting if one is unit)
                self._unit(unit, translation, emit)

        for piece in self._pieces:
            inside = next((unit for start, end, unit in codes if _is_of(piece, start, end)), None)
            if inside is not None:
                unit_of(inside)
            elif piece.mark is not Mark.TEXT:
                self._tag(piece, emit)
            else:
                self._plain(piece, [unit for unit, _ in waiting], unit_of)
        return self._runs.end()

    def _plain(self, piece: Piece, units: Sequence[Unit], write: Callable[[Unit], None]) -> None:
        place = piece.start
        for unit in units:
            if unit.end <= place or unit.start >= piece.end:
                continue
            self._gap(piece, place, max(place, unit.start))
            write(unit)
            place = min(unit.end, piece.end)
        self._gap(piece, place, piece.end)

    def _gap(self, piece: Piece, start: int, end: int) -> None:
        """Text between units: white space. A text that is written otherwise than it reads is whole or not there."""
        if start >= end or self._silent:
            return
        verbatim = len(piece.text) == piece.end - piece.start
        text = self._text[start:end] if verbatim else piece.text
        self._runs.text(self._now, BIDI.sub("", text) if self._language is not None else text)

    def _unit(self, unit: Unit, translation: str, emit: Emit) -> None:
        if unit.glued:
            self._runs.text(self._now, " ")
        for part in arranged(unit, on_one_line(translation)):
            if not isinstance(part, Code):
                self._runs.text(self._now, part)
                continue
            self._tag(self._at.get((part.start, part.end)) or Piece(Mark.ALONE, "around", "", part.start, part.end), emit)

    def _tag(self, piece: Piece, emit: Emit) -> None:
        if piece.kind == "looks":
            self._now = self._looks(piece.looks) if piece.mark is Mark.OPEN else self._bases[-1]
        elif piece.kind == "run":
            self._runs.run(self._looks(piece.looks), emit(piece.start, piece.end))
        else:
            self._runs.raw(emit(piece.start, piece.end))
            self._around(piece)

    def _around(self, piece: Piece) -> None:
        """Inside of a link text looks as most of that does."""
        if piece.mark is Mark.OPEN:
            self._bases.append(self._looks(piece.looks))
        elif piece.mark is Mark.CLOSE and len(self._bases) > 1:
            self._bases.pop()
        if piece.mark is not Mark.ALONE:
            self._now = self._bases[-1]

    def _looks(self, span: tuple[int, int]) -> str:
        return in_language(self._text[slice(*span)], self._prefix, self._language)
