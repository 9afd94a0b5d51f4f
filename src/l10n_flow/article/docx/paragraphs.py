"""The paragraphs of WordprocessingML (ECMA-376, part 1, 17): their runs as text with tags where the formatting changes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from l10n_flow.article.xml import Event
from l10n_flow.model import Inline, Mark

WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
# Elements around runs that a translation keeps around its words.
_AROUND = frozenset("hyperlink ins moveTo smartTag customXml fldSimple dir bdo".split())
_PROPERTIES = frozenset("smartTagPr customXmlPr sdtPr sdtEndPr rPr pPr fldData".split())
_DROPPED = frozenset(("proofErr", "lastRenderedPageBreak"))  # Word makes them anew
_HIDDEN = frozenset(
    "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd moveFromRangeStart moveFromRangeEnd"
    " moveToRangeStart moveToRangeEnd del moveFrom".split()
)
_SPACES = {"tab": " ", "br": " ", "cr": " "}
# Of a run's properties, what says nothing about how its text looks.
_LOOKS_ALIKE = re.compile(r"<(\w+:)(?:rtl|cs|lang|noProof)\b[^<>]*/>|\s\w+:hint=\"[^\"]*\"|\s+(?=/?>)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph. `looks` is the span of its run's properties; `kind` how a tag is written back.

    Kinds: "text"; "run" (a child of a run: it needs one around it); "around" (a start or end tag); "hidden" (it stays and is
    shown to nobody).
    """

    mark: Mark
    kind: str
    text: str
    start: int
    end: int
    looks: tuple[int, int] = (0, 0)
    pair: int = 0


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `start:end` is all of it between its properties and its end tag."""

    number: int
    prefix: str  # "w:"
    start: int = 0
    end: int = 0
    style: str = ""
    listed: bool = False
    cell: bool = False  # of a table
    pieces: list[Piece] = field(default_factory=list)

    def marked(self, text: str) -> list[Piece]:
        """Its pieces, with a pair of tags ("looks") around every stretch that looks otherwise than most of what is around it.

        What is around is the paragraph, or a link in it. An opening tag of kind "around" has the looks of what is inside.
        """
        spans = {pair: self.usual(text, pair) for pair in (0, *(piece.pair for piece in self.pieces if piece.pair))}
        bases = [looks_of(text, spans[0])]
        found: list[Piece] = []
        pair = 1_000_000
        opened: Piece | None = None
        last = self.start
        for piece in self.pieces:
            looks = looks_of(text, piece.looks)
            if opened and piece.kind != "hidden" and (piece.kind == "around" or looks != looks_of(text, opened.looks)):
                found.append(replace(opened, mark=Mark.CLOSE, start=last, end=last))
                opened = None
            if piece.mark is Mark.OPEN:
                bases.append(looks_of(text, spans[piece.pair]))
            elif piece.mark is Mark.CLOSE:
                bases.pop()
            if piece.kind == "text" and opened is None and looks != bases[-1] and piece.text.strip():
                pair += 1
                opened = Piece(Mark.OPEN, "looks", "", piece.start, piece.start, piece.looks, pair)
                found.append(opened)
            found.append(replace(piece, looks=spans[piece.pair]) if piece.pair else piece)
            last = piece.end
        return [*found, replace(opened, mark=Mark.CLOSE, start=last, end=last)] if opened else found

    def usual(self, text: str, pair: int = 0) -> tuple[int, int]:
        """The run properties of most letters between the tags of a pair, or of the paragraph (0), what is in links apart."""
        around: list[int] = [0]
        count: Counter[str] = Counter()
        first: dict[str, tuple[int, int]] = {}
        for piece in self.pieces:
            if piece.mark is Mark.OPEN:
                around.append(piece.pair)
            elif piece.mark is Mark.CLOSE:
                around.pop()
            elif piece.kind == "text" and pair in around:
                looks = looks_of(text, piece.looks)
                count[looks] += len(piece.text.strip()) * (1000 if around[-1] == pair else 1)
                first.setdefault(looks, piece.looks)
        return first[count.most_common(1)[0][0]] if count else (0, 0)

    def inlines(self, text: str) -> list[Inline]:
        """What a translator sees of its pieces."""
        shown = (piece for piece in self.marked(text) if piece.kind != "hidden")
        return [Inline(piece.mark, piece.text, piece.start, piece.end, piece.pair) for piece in shown]


def looks_of(text: str, span: tuple[int, int]) -> str:
    """The properties of a run that show, to compare them."""
    looks = _LOOKS_ALIKE.sub("", text[slice(*span)])
    return "" if re.fullmatch(r"<\w+:rPr/?>(?:</\w+:rPr>)?", looks) else looks


def find_paragraphs(text: str, found: Sequence[Event], first: int) -> Iterator[Paragraph]:
    """The paragraphs of one part, each as it ends; those of a text box come before the paragraph that it is in.

    Args:
        first: the number of the first paragraph.
    """
    walk = _Walk(text, first)
    for event in found:
        done = walk.take(event)
        if done is not None:
            yield done


@dataclass(slots=True)
class _State:
    """Where in a paragraph the walk is."""

    paragraph: Paragraph
    depth: int  # of the elements around
    looks: tuple[int, int] = (0, 0)
    child: tuple[str, int, int] | None = None  # (kind, start, depth) of an element that is kept whole
    properties: tuple[str, int, int] | None = None
    in_text: bool = False
    in_run: bool = False
    around: list[int] = field(default_factory=list)
    sdt: int = -1


class _Walk:
    def __init__(self, text: str, first: int) -> None:
        self._text, self._number = text, first
        self._states: list[_State] = []
        self._depth = self._cells = 0
        self._pair = 0

    def take(self, event: Event) -> Paragraph | None:
        if event.kind == "start":
            self._depth += 1
            self._cells += event.space in WORD and event.name == "tc"
            self._start(event)
        elif event.kind == "end":
            done = self._end(event)
            self._depth -= 1
            self._cells -= event.space in WORD and event.name == "tc"
            return done
        elif self._states and self._states[-1].in_text and event.kind in ("text", "other"):
            self._written(event)
        return None

    def _start(self, event: Event) -> None:
        word = event.space in WORD
        if word and event.name == "p":
            prefix = self._text[event.start + 1 : event.end].partition("p")[0]
            paragraph = Paragraph(self._number, prefix, event.end, event.end, cell=self._cells > 0)
            self._number += 1
            self._states.append(_State(paragraph, self._depth))
            return
        state = self._states[-1] if self._states else None
        if state is None or state.child is not None:
            return
        if state.properties is not None:
            if event.name == "pStyle":
                state.paragraph.style = event.get("val") or ""
            state.paragraph.listed |= event.name == "numPr" and state.properties[0] == "pPr"
        elif word and event.name in _PROPERTIES:
            state.properties = (event.name, event.start, self._depth)
        elif word and event.name == "r":
            state.looks, state.in_run = (0, 0), True
        elif word and event.name == "t":
            state.in_text = True
        elif word and event.name in _AROUND:
            self._around(state, event.start, event.end)
        elif word and event.name == "sdt":
            state.sdt = event.start
        elif word and event.name == "sdtContent":
            self._around(state, state.sdt, event.end)
        else:
            kind = "hidden" if event.name in _HIDDEN else "dropped" if event.name in _DROPPED else event.name
            state.child = (kind, event.start, self._depth)

    def _around(self, state: _State, start: int, end: int) -> None:
        self._pair += 1
        state.around.append(self._pair)
        state.paragraph.pieces.append(Piece(Mark.OPEN, "around", "", start, end, pair=self._pair))

    def _end(self, event: Event) -> Paragraph | None:
        state = self._states[-1] if self._states else None
        if state is None:
            return None
        paragraph = state.paragraph
        if self._depth == state.depth:
            self._states.pop()
            paragraph.end = max(paragraph.start, event.start)
            if self._text[event.start - 2 : event.start] == "/>" and event.start == event.end:
                paragraph.start = paragraph.end = event.start  # <w:p/>
            return paragraph
        if state.child is not None:
            kind, start, depth = state.child
            if depth == self._depth:
                state.child = None
                self._kept(state, kind, start, event.end)
        elif state.properties is not None:
            name, start, depth = state.properties
            if depth == self._depth:
                state.properties = None
                if name == "rPr":
                    state.looks = (start, event.end)
                elif name == "pPr":
                    paragraph.start = event.end
        elif event.name == "t":
            state.in_text = False
        elif event.name == "r":
            state.in_run = False
        elif event.space in WORD and event.name in (*_AROUND, "sdt") and state.around:
            start = event.start
            if event.name == "sdt":
                start = self._text.rindex("</", 0, event.start)
            paragraph.pieces.append(Piece(Mark.CLOSE, "around", "", start, event.end, pair=state.around.pop()))
        return None

    def _kept(self, state: _State, kind: str, start: int, end: int) -> None:
        """An element that is kept whole; what follows one another in runs is one tag."""
        pieces = state.paragraph.pieces
        if kind == "dropped":
            return
        if kind == "hidden":
            pieces.append(Piece(Mark.ALONE, "hidden", "", start, end))
            return
        written = "run" if state.in_run else "around"
        last = pieces[-1] if pieces else None
        if last and last.mark is Mark.ALONE and last.kind == written == "run" and _only_run_ends(self._text[last.end : start]):
            pieces[-1] = Piece(Mark.ALONE, "run", last.text or _SPACES.get(kind, ""), last.start, end, last.looks)
            return
        looks = state.looks if written == "run" else (0, 0)
        pieces.append(Piece(Mark.ALONE, written, _SPACES.get(kind, ""), start, end, looks))

    def _written(self, event: Event) -> None:
        state = self._states[-1]
        reads = html.unescape(self._text[event.start : event.end]) if event.kind == "text" else ""
        if reads:
            piece = Piece(Mark.TEXT, "text", reads, event.start, event.end, state.looks)
            state.paragraph.pieces.append(piece)


_RUN_END = re.compile(r"(?:</\w+:r>\s*<\w+:r(?:\s[^<>]*)?>(?:<(\w+):rPr>.*?</\1:rPr>|<\w+:rPr/>)?)?\s*", re.DOTALL)


def _only_run_ends(between: str) -> bool:
    return _RUN_END.fullmatch(between) is not None
