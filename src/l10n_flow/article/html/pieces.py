"""From tokens to blocks: runs of text and inline tags between the tags of blocks, and attributes that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n_flow.article.blocks import block_of, text_pieces, with_labels
from l10n_flow.article.html.tokens import Attribute, Token, attributes, entities, line_of, tokens
from l10n_flow.model import Block, Inline, Mark, Role

ATTRIBUTE, UNQUOTED = "attribute", "unquoted"  # styles of blocks
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark q rb rp rt ruby s small span strike strong sub sup"
    " time tt u var nobr picture"
    " person location org chron event function money num virtloc lang pronounce"  # of NITF, and what is inside of them
    " name.given name.family alt-code sublocation city state region country".split()
)
ALONE = frozenset("br img wbr input embed source".split())
# Elements whose content is no text to translate; the first are part of a sentence, the others stand by themselves.
OPAQUE = frozenset(
    "audio button canvas code iframe kbd math noscript object samp script select style svg template textarea video".split()
)
SKIPPED = frozenset("nav pre menu datalist".split())
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = re.compile(r"h[1-6]|title|headline|hl[12]")  # the last two of NewsML-G2 and NITF
_LIST = frozenset(("li", "dd", "dt"))
_CAPTION = frozenset(("figcaption", "caption"))
_BYLINE = re.compile(r"\b(?:byline|author)\b", re.IGNORECASE)
_DESCRIPTIONS = ("description", "og:description", "twitter:description")
_TITLES = ("og:title", "twitter:title")
# Which open elements the start of another one ends.
_ENDS: dict[str, tuple[str, ...]] = dict.fromkeys(
    "p h1 h2 h3 h4 h5 h6 ul ol div table blockquote section article figure pre".split(), ("p",)
)
_ENDS |= {"li": ("li", "p"), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p")}
_ENDS |= {"tr": ("td", "th", "tr", "p"), "td": ("td", "th", "p"), "th": ("td", "th", "p")}


def find_blocks(text: str) -> list[Block]:
    """The blocks of a page in order, all of the page."""
    walk = _Walk(text)
    for token in tokens(text):
        walk.take(token)
    walk.flush()
    return with_labels(sorted(walk.blocks, key=lambda block: (block.start, -block.end)))


class _Walk:
    """One pass over the tokens of a page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.blocks: list[Block] = []
        self._open: list[tuple[str, bool]] = []  # elements of blocks around, with whether their class names an author
        self._pieces: list[Inline] = []
        self._inline: list[tuple[str, int]] = []  # open inline elements and their numbers
        self._number = 0
        self._skipped: list[str] = []  # open elements from the one whose content is left alone
        self._from = 0

    def take(self, token: Token) -> None:
        """One token."""
        if self._skipped:
            self._skip(token)
        elif token.kind == "text":
            self._pieces += _text(self._text, token.start, token.end)
        elif token.kind == "other":
            self._alone(token.start, token.end)
        elif token.kind == "start":
            self._start(token)
        else:
            self._end(token)

    def flush(self) -> None:
        """End the block that is being read."""
        names = [name for name, _ in self._open]
        role = _role(names, byline=bool(self._open) and self._open[-1][1])
        if self._pieces:
            line = line_of(self._lines, _first(self._pieces))
            block = block_of(self._pieces, role, line, cell="td" in names or "th" in names)
            self.blocks += [block] if block else []
        self._pieces = []

    def _start(self, token: Token) -> None:
        found = {one.name: one for one in attributes(self._text, token)}
        self._attributes(token, found)
        closed = self._text[token.start : token.end].endswith("/>")
        frozen = found["translate"].value == "no" if "translate" in found else False
        frozen = frozen or ("class" in found and "notranslate" in found["class"].value.split())
        if token.name in VOID and token.name not in ALONE:
            self.flush()
        elif token.name in ALONE:
            self._void(token)
        elif token.name in OPAQUE or token.name in SKIPPED or frozen:
            if token.name in SKIPPED or (frozen and token.name not in INLINE and token.name not in OPAQUE):
                self.flush()
            if not closed or token.name in ("script", "style", "textarea"):
                self._skipped, self._from = [token.name], token.start
            else:
                self._alone(token.start, token.end)
        elif token.name in INLINE:
            self._number += 1
            self._inline.append((token.name, self._number))
            self._pieces.append(Inline(Mark.OPEN, "", token.start, token.end, self._number))
        else:
            self.flush()
            self._close_open(_ENDS.get(token.name, ()))
            byline = "class" in found and bool(_BYLINE.search(found["class"].value))
            self._open.append((token.name, byline))

    def _end(self, token: Token) -> None:
        if token.name in INLINE:
            pair = next((number for name, number in reversed(self._inline) if name == token.name), 0)
            self._inline = [one for one in self._inline if one[1] != pair]
            self._pieces.append(Inline(Mark.CLOSE if pair else Mark.ALONE, "", token.start, token.end, pair))
            return
        self.flush()
        places = [place for place, (name, _) in enumerate(self._open) if name == token.name]
        if places:
            del self._open[places[-1] :]

    def _skip(self, token: Token) -> None:
        """Go on to the end of an element that is left alone."""
        if token.kind == "start" and token.name == self._skipped[0]:
            self._skipped.append(token.name)
        elif token.kind == "end" and token.name == self._skipped[0]:
            name = self._skipped.pop()
            if not self._skipped and name not in SKIPPED:
                self._alone(self._from, token.end)

    def _void(self, token: Token) -> None:
        if token.name != "br":
            self._alone(token.start, token.end)
            return
        since = next((n for n, p in enumerate(reversed(self._pieces)) if p.text.strip() or p.mark is Mark.ALONE), None)
        twice = since is not None and self._pieces[-1 - since].mark is Mark.ALONE and self._pieces[-1 - since].text == " "
        self._pieces.append(Inline(Mark.ALONE, " ", token.start, token.end))
        if twice:
            self.flush()

    def _alone(self, start: int, end: int) -> None:
        self._pieces.append(Inline(Mark.ALONE, "", start, end))

    def _close_open(self, names: Sequence[str]) -> None:
        while self._open and self._open[-1][0] in names:
            self._open.pop()

    def _attributes(self, token: Token, found: dict[str, Attribute]) -> None:
        """Blocks of the attributes that people read."""
        wanted: list[tuple[str, Role]] = [(name, Role.CAPTION) for name in ("alt", "title") if name in found]
        if token.name == "meta" and "content" in found:
            kind = next((found[name].value.lower() for name in ("name", "property") if name in found), "")
            wanted += [("content", Role.PARAGRAPH)] if kind in _DESCRIPTIONS else []
            wanted += [("content", Role.HEADLINE)] if kind in _TITLES else []
        for name, role in wanted:
            one = found[name]
            pieces = _text(self._text, one.start, one.end)
            style = ATTRIBUTE if one.quote else UNQUOTED
            block = block_of(pieces, role, line_of(self._lines, one.start), style=style)
            self.blocks += [block] if block else []


def _text(text: str, start: int, end: int) -> list[Inline]:
    found: list[Inline] = []
    for begin, stop, reads in entities(text, start, end):
        found += text_pieces(text, start, begin)
        found.append(Inline(Mark.TEXT, reads, begin, stop))
        start = stop
    return found + text_pieces(text, start, end)


def _first(pieces: Sequence[Inline]) -> int:
    """Where the first word is."""
    return next((piece.start for piece in pieces if piece.text.strip()), pieces[0].start)


def _role(names: Sequence[str], *, byline: bool) -> Role:
    for name in reversed(names):
        if _HEADINGS.fullmatch(name):
            return Role.HEADLINE if name in ("h1", "title", "headline", "hl1") else Role.HEADING
        if name in _LIST:
            return Role.LIST_ITEM
        if name in _CAPTION:
            return Role.CAPTION
    return Role.BYLINE if byline else Role.PARAGRAPH
