"""An XML text as events that know their places, read by expat. A document type is refused, and with it every entity trick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat

from l10n_flow.model import L10nError


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is "start", "end", "text" or "other"; `name` is the local name, `space` its namespace; places are characters."""

    kind: str
    name: str
    space: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...] = ()  # (local name, value)

    def get(self, name: str) -> str | None:
        """The value of an attribute, whatever its namespace."""
        return next((value for key, value in self.attributes if key == name), None)


def decode_xml(raw: bytes, where: str) -> str:
    """The text of an XML file in UTF-8, which office documents and news exchanges are in."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise L10nError("this XML is not UTF-8", where=f"{where}:{line}", mend="Save it again in UTF-8.") from None


def events(text: str, where: str, offset: int = 0) -> list[Event]:
    """The events of a document in order; an empty element is a start and an end of no length. `offset` is added to places.

    Raises:
        L10nError: with its line, where it is not well-formed or holds a document type.
    """
    raw = text.encode("utf-8")
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = False
    parser.ordered_attributes = True
    found: list[tuple[str, str, int, tuple[tuple[str, str], ...]]] = []

    def note(kind: str, name: str = "", attributes: Sequence[str] = ()) -> None:
        pairs = tuple((key.rpartition(" ")[2], value) for key, value in zip(attributes[::2], attributes[1::2], strict=True))
        found.append((kind, name, parser.CurrentByteIndex, pairs))

    def refuse(*_: object) -> None:
        raise L10nError(
            "a document type is not read", where=f"{where}:{parser.CurrentLineNumber}", mend="Save it without <!DOCTYPE>."
        )

    parser.StartElementHandler = lambda name, attributes: note("start", name, attributes)
    parser.EndElementHandler = lambda name: note("end", name)
    parser.CharacterDataHandler = lambda data: note("text")
    parser.CommentHandler = lambda data: note("other")
    parser.ProcessingInstructionHandler = lambda target, data: note("other")
    parser.StartCdataSectionHandler = lambda: note("other")
    parser.EndCdataSectionHandler = lambda: note("other")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        what = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise L10nError(what, where=f"{where}:{error.lineno}", mend="Save the document again.") from None
    places: list[int] = []
    place = count = 0
    for _, _, index, _ in found:
        count += len(raw[place:index].decode("utf-8"))
        place = index
        places.append(offset + count)
    ends = [*places[1:], offset + len(text)] if places else []
    return [
        Event(kind, name.rpartition(" ")[2], name.rpartition(" ")[0], start, end, pairs)
        for (kind, name, _, pairs), start, end in zip(found, places, ends, strict=True)
    ]
