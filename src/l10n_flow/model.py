"""The words of the project as data: frozen, typed, with no behaviour beyond what follows from their fields.

All offsets are in code points of the decoded text, half open: `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class L10nError(Exception):
    """Wrong use or bad input: where, what, and how to mend it. The command line prints it and exits with 2."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  {self.mend}" if self.mend else text


class Role(StrEnum):
    """What a block is in its article."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


class Mark(StrEnum):
    """What a piece of a block with markup is."""

    TEXT = "text"
    OPEN = "open"  # of a pair of inline tags
    CLOSE = "close"
    ALONE = "alone"  # an inline tag without a partner: a picture, a line break, code


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a block with markup: `article.text[start:end]` is how it is written, `text` how it reads.

    A tag reads as nothing, or as the white space that it stands for. `pair` is the number that an OPEN shares with its CLOSE.
    """

    mark: Mark
    text: str
    start: int
    end: int
    pair: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article.

    Without markup `text == article.text[start:end]`, with no white space at its ends; else `text` is how its `inlines` read,
    one after another. Blocks are in document order; one may lie inside of another's tag (the text that stands for a picture).
    """

    role: Role
    start: int
    end: int
    text: str
    line: int  # 1-based, of its first character; the paragraph's number where a format has no lines
    reason: str = ""  # why a block is boilerplate, a caption, ...
    inlines: tuple[Inline, ...] = ()
    style: str = ""  # how its text is written in the source (escaped, in which quotes), for the format alone


@dataclass(frozen=True, slots=True)
class Article:
    """One source document; `text` is the whole file decoded: `text.encode(encoding)` is the file, byte for byte.

    Where the file is an archive, `raw` is the file and `text` what is translated of it, one part after another.
    """

    path: Path
    text: str
    encoding: str  # a Python codec name that writes the file back: "utf-8", "utf-8-sig", "utf-16-le", "cp1256"
    blocks: tuple[Block, ...]
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Code:
    """An inline tag in a unit: `tag` as the unit's text shows it ("<g1>", "</g1>", "<x2/>"), and where it is written."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Translation unit: one sentence-sized piece of a block.

    `text == article.text[start:end]` in a block without markup; else it is how that reads, with its `codes` in it.
    """

    text: str
    role: Role
    start: int
    end: int
    line: int
    codes: tuple[Code, ...] = ()
    style: str = ""  # of its block
    glued: bool = False  # it is in a block with markup, and no white space parts it from the unit before


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a term in a unit.

    `start:end` spans the name alone in the unit's text; `form` is that text. `before` is the clitics written onto its
    front ("و", "لل"), `after` those behind it; both lie outside of the span. `kind` says which form was matched:
    "term", "variant" or "nisba".
    """

    term_id: str
    start: int
    end: int
    form: str
    before: str = ""
    after: str = ""
    kind: str = "term"
    later: bool = False  # not the first mention of the term in its article


class Method(StrEnum):
    """How an approved form came into a draft, from best to worst."""

    MASK = "mask"
    OTHER_MASK = "other-mask"
    NBEST = "n-best"
    CONSTRAINED = "constrained"  # the engine wrote on from the place where the mask fits best
    CLAUSE = "clause"  # the unit was drafted clause by clause
    MODEL = "model"  # the engine wrote the approved form by itself
    ALIGNED = "aligned"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Placement:
    """The proof for one hit: which form stands where in the draft and how it got there."""

    hit: Hit
    form: str  # the text placed, with its suffix: "Kazakistan'ın"
    method: Method
    start: int = -1  # in the draft; -1 when missing
    end: int = -1


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports about one entry (or a file); `start:end` is a span of the msgstr, -1 for the whole."""

    severity: Severity
    check: str
    message: str
    where: str = ""  # file:line
    unit: str = ""  # the source text
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation an engine offers: `score` is the mean log-probability per token, 0 at best.

    `alignment`, where it was asked for: (target start, target end, source start, source end) in code points, one for
    each word of the target, pointing to the source word that got most of the decoder's attention.
    """

    text: str
    score: float
    alignment: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Machine output for a unit in one language, with its provenance."""

    text: str
    signature: str
    score: float  # mean log-probability per token, 0 at best
    placements: tuple[Placement, ...] = ()
    findings: tuple[Finding, ...] = ()


class State(StrEnum):
    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Message:
    """What the pipeline hands to a catalog for one unit: several units of one text and role are one message."""

    text: str
    context: str = ""  # msgctxt, only where the same text has another role
    references: tuple[tuple[str, int], ...] = ()  # (path as written in the PO, line)
    comments: tuple[str, ...] = ()  # lines of "#." that hold whoever translates
    names: tuple[str, ...] = ()  # lines of "#." beside a person's translation: names and their approved forms
    draft: str = ""  # msgstr to offer, "" for none
    signature: str = ""  # provenance of the draft
    notes: tuple[str, ...] = ()  # lines of "#." beside the draft: names placed, engine, score, findings


@dataclass(frozen=True, slots=True)
class UpdateCounts:
    """What an update of one catalog did, in entries."""

    new: int = 0
    refreshed: int = 0  # drafts replaced
    kept: int = 0  # reviewed entries left as they were
    changed: int = 0  # reviewed or draft entries whose source changed: fuzzy with "#|"
    obsolete: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class StateCounts:
    """Entries and source words of one catalog by state."""

    entries: dict[State, int] = field(default_factory=dict)
    words: dict[State, int] = field(default_factory=dict)
    doubtful: int = 0  # drafts, untouched, of which the engine itself thinks little
