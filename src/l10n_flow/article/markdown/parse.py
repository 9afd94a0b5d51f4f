"""A Markdown text taken apart by markdown-it-py.

Its tokens know their lines but not their columns. So each inline rule is watched while it works: what it took of the text, and
which tokens it made. From that every character of a paragraph is known as text, as part of a tag, or as an escape, with its
place in the file.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from l10n_flow.article.blocks import block_of, text_pieces, with_labels
from l10n_flow.model import Block, Inline, L10nError, Mark, Role

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

CELL = "cell"  # style of a block in a table
_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n?|\n)(?=\S)[\s\S]*?[\r\n](?:\1|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_LINE_END = re.compile(r"\r\n?|\n")
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_VOID = ("br", "img", "wbr", "hr", "input", "embed", "area")


@dataclass(slots=True)
class _Step:
    """What one inline rule took of a text, and the tokens that it made."""

    rule: str
    start: int
    end: int
    tokens: list[Token]
    label: int = -1  # where the label of a link or picture ends


class _Watch:
    """A parser whose inline rules are watched."""

    def __init__(self) -> None:
        from markdown_it import MarkdownIt

        self.md: MarkdownIt = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        self._steps: list[_Step] = []
        self._depth = 0  # inside of a picture's text, which the parser reads as a text of its own
        for rule in list(self.md.inline.ruler.__rules__):
            self.md.inline.ruler.at(rule.name, self._watched(rule.name, rule.fn))

    def _watched(self, name: str, rule: Any) -> Any:
        def watched(state: StateInline, silent: bool) -> bool:
            start = state.pos
            label = -1
            if not silent and name in ("link", "image"):
                opens = start + (name == "image")
                if state.src[opens : opens + 1] == "[":
                    label = state.md.helpers.parseLinkLabel(state, opens, name == "link")
            self._depth += name == "image"
            found: bool = rule(state, silent)
            self._depth -= name == "image"
            if found and not silent and not self._depth:
                self._steps.append(_Step(name, start, state.pos, state.tokens[start - state.pos - 1 :], label))
            return found

        return watched

    def steps(self, content: str, env: dict[str, Any]) -> list[_Step]:
        """Parse the text of an inline token again, watched."""
        self._steps = []
        self.md.inline.parse(content, self.md, env, [])
        return self._steps


def parse(text: str, where: str = "") -> list[Block]:
    """The blocks of a Markdown text in order; `where` names its file for errors."""
    return with_labels(list(_blocks(text, where)))


def _blocks(text: str, where: str) -> Iterator[Block]:
    front = _FRONT_MATTER.match(text)
    body = front.end() if front else 0
    watch = _Watch()
    env: dict[str, Any] = {}
    tokens = watch.md.parse(text[body:], env)
    starts = [body, *(match.end() for match in _LINE_END.finditer(text, body))]
    first_line = len(_LINE_END.findall(text[:body])) + 1
    cursor = body  # cells of one line come one after another
    context: list[str] = []
    headed = False
    for token in tokens:
        if token.nesting:
            context = [*context, token.tag] if token.nesting > 0 else context[:-1]
        if token.type != "inline" or not token.content or token.map is None:
            continue
        row = token.map[0]
        cell = context[-1] in ("td", "th")
        cursor = max(cursor, starts[row])
        offsets = _offsets(text, token.content, starts[row:], cursor if cell else None)
        if offsets is None:
            what = f"the parser's text is not in the file: '{token.content[:40]}'"
            raise L10nError(what, where=f"{where}:{first_line + row}", mend="Write that line in a simpler way.")
        cursor = offsets[-1]
        role = _role(context, first=not headed)
        headed = headed or role is not Role.LIST_ITEM
        blocks = []
        for number, found in enumerate(_inlines(token.content, offsets, watch, env)):
            kind = Role.CAPTION if number else role
            at = found[0].start if found else body
            line = first_line + bisect_right(starts, at) - 1
            block = block_of(found, kind, line, style=CELL if cell else "", cell=cell)
            if block is not None:
                blocks.append(block)
        yield from sorted(blocks, key=lambda block: block.start)  # a picture may stand before the text that it is in


def _role(context: Sequence[str], *, first: bool) -> Role:
    if re.fullmatch(r"h[1-6]", context[-1]):
        return Role.HEADLINE if first else Role.HEADING
    return Role.LIST_ITEM if "li" in context else Role.PARAGRAPH


def _offsets(text: str, content: str, starts: Sequence[int], cursor: int | None) -> list[int] | None:
    """Where each character of a token's text stands in the file, and its end; None where it is not found.

    Args:
        starts: of the lines from the token's first one.
        cursor: for a cell, where to look from; its escaped pipes have lost their backslash.
    """
    if cursor is not None:
        pattern = "".join(r"\\?\|" if char == "|" else re.escape(char) for char in content)
        match = re.compile(pattern).search(text, cursor)
        if match is None:
            return None
        found, place = [], match.start()
        for char in content:
            place += char == "|" and text[place] == "\\"
            found.append(place)
            place += 1
        return [*found, match.end()]
    offsets: list[int] = []
    place = starts[0]
    for number, line in enumerate(content.split("\n")):
        ends = _LINE_END.search(text, starts[number])
        end = ends.start() if ends else len(text)
        source, core = text[starts[number] : end].rstrip().replace("\0", "\ufffd"), line.strip()
        at = len(source) - len(core) if source.endswith(core) else source.find(core)
        if at < 0:
            return None
        start = starts[number] + at
        lead = len(line) - len(line.lstrip()) if core else len(line)
        offsets += [start] * lead + list(range(start, start + len(core)))
        place = start + len(core)
        offsets += [min(place + step, end) for step in range(len(line) - lead - len(core))]
        offsets.append(place)  # of the line end
    offsets[-1] = place
    return offsets


def _inlines(content: str, offsets: Sequence[int], watch: _Watch, env: dict[str, Any]) -> Iterator[list[Inline]]:
    """The pieces of one inline text, then those of the text of each picture in it."""
    steps = watch.steps(content, env)
    yield _placed(list(_filled(content, _tags(content, steps))), offsets)
    for step in steps:
        if step.rule == "image":
            start, end = step.start + 2, step.label
            yield from _inlines(content[start:end], offsets[start : end + 1], watch, env)


def _tags(content: str, steps: Sequence[_Step]) -> list[Inline]:
    """Tags and escapes in places of `content`."""
    tags: list[Inline] = []
    numbers = iter(range(1, 1_000_000))
    waiting: dict[str, list[int]] = {}

    def tag(name: str, start: int, end: int, *, closing: bool) -> None:
        if closing and waiting.get(name):
            tags.append(Inline(Mark.CLOSE, "", start, end, waiting[name].pop()))
        elif closing:
            tags.append(Inline(Mark.ALONE, "", start, end))
        else:
            pair = next(numbers)
            waiting.setdefault(name, []).append(pair)
            tags.append(Inline(Mark.OPEN, "", start, end, pair))

    for step in sorted(_flat(steps), key=lambda step: (step.start, step.end)):
        source = content[step.start : step.end]
        if step.rule in ("open", "close"):
            tag(step.tokens[0].tag if step.tokens else "a", step.start, step.end, closing=step.rule == "close")
        elif step.rule == "html_inline" and (match := _TAG_NAME.match(source)) and match.group(2).lower() not in _VOID:
            if source.endswith("/>"):
                tags.append(Inline(Mark.ALONE, "", step.start, step.end))
            else:
                tag(f"<{match.group(2).lower()}", step.start, step.end, closing=bool(match.group(1)))
        elif step.rule in ("escape", "entity") and not source.endswith("\n"):
            reads = html.unescape(source) if step.rule == "entity" else step.tokens[-1].content  # "\\ " is no escape
            tags.append(Inline(Mark.TEXT, reads, step.start, step.end))
        elif step.rule != "text":
            breaks = step.rule in ("newline", "escape") or source.lower().startswith("<br")
            start = step.start
            while step.rule == "newline" and content[start - 1 : start] == " ":
                start -= 1
            tags.append(Inline(Mark.ALONE, " " if breaks else "", start, step.end))
    return tags


def _flat(steps: Sequence[_Step]) -> Iterator[_Step]:
    """The steps that matter, one for each tag: links as an opening and a closing step, emphasis by its delimiters."""
    for step in steps:
        if step.rule == "link":
            yield replace(step, rule="open", end=step.start + 1, tokens=[])
            yield replace(step, rule="close", start=step.label, tokens=[])
        elif step.rule in ("emphasis", "strikethrough"):
            yield from _delimiters(step)
        elif step.rule == "newline":
            if step.tokens[-1].type == "hardbreak":
                yield step
        elif step.rule == "backticks":
            if step.tokens and step.tokens[-1].type == "code_inline":
                yield step
        elif step.rule in ("escape", "entity", "image", "autolink", "html_inline"):
            yield step


def _delimiters(step: _Step) -> Iterator[_Step]:
    """Of the tokens that a run of * or _ or ~~ made, those that became tags; ** is one of two characters."""
    size = 2 if step.rule == "strikethrough" else 1
    count = (step.end - step.start) // size
    place = step.end - count * size
    for number, token in enumerate(step.tokens[-count:] if count else []):
        start, end = place + number * size, place + (number + 1) * size
        if token.type == "strong_open":
            start -= 1
        elif token.type == "strong_close":
            end += 1
        if token.nesting:
            yield replace(step, rule="open" if token.nesting > 0 else "close", start=start, end=end, tokens=[token])


def _filled(content: str, tags: Sequence[Inline]) -> Iterator[Inline]:
    """Tags and escapes, and the text between them."""
    place = 0
    for piece in sorted(tags, key=lambda piece: (piece.start, piece.end)):
        if piece.start < place:
            continue
        yield from text_pieces(content, place, piece.start)
        yield piece
        place = piece.end
    yield from text_pieces(content, place, len(content))


def _placed(pieces: Sequence[Inline], offsets: Sequence[int]) -> list[Inline]:
    """Pieces in places of the file; a text that goes over a line, or has lost a backslash, is cut there."""
    found = []
    for piece in pieces:
        start, end = (
            offsets[piece.start],
            offsets[piece.end - 1] + 1 if piece.text.strip() or not piece.text else offsets[piece.end],
        )
        if piece.mark is not Mark.TEXT or end - start == len(piece.text) or piece.text == " ":
            found.append(replace(piece, start=start, end=max(start, end)))
            continue
        if len(piece.text) != piece.end - piece.start:
            found.append(replace(piece, start=start, end=end))
            continue
        for step, char in enumerate(piece.text):
            at = offsets[piece.start + step]
            found.append(Inline(Mark.TEXT, char, at, offsets[piece.start + step + 1]))
    return found
