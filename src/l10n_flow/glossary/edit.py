"""Add and change terms in a glossary file, and leave every other line, comment and blank as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from l10n_flow.files import locked, write_atomically
from l10n_flow.glossary.fields import Fields, to_fields, to_yaml
from l10n_flow.glossary.load import compose, parse_glossary
from l10n_flow.model import L10nError
from l10n_flow.text.arabic import fold
from l10n_flow.text.slug import slug


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging terms into a glossary does: ids added and changed, ids that differ and were left, and the new text."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    same: int
    text: str


def merge(raw: bytes, path: Path, incoming: Sequence[Fields], *, update: bool, kind: str = "phrase") -> Merge:
    """Merge terms, given as fields, into the text of a glossary.

    A term is one of the glossary's when its id or its Arabic name is; only the fields that come with it are compared.
    New terms are put at the end. A term that differs replaces the old one with `update`, and is left alone without.

    Args:
        kind: of a new term that names none.

    Raises:
        L10nError: the old or the new text is not a right glossary.
    """
    text = raw.decode("utf-8-sig")
    glossary = parse_glossary(raw, path)
    known = {**glossary.terms, **glossary.idle}
    by_name = {fold(form).text: term.id for term in known.values() for form in (term.ar, *term.variants)}
    added: dict[str, Fields] = {}
    changed: dict[str, Fields] = {}
    left: list[str] = []
    same = 0
    for fields in incoming:
        name = fields.get("ar.term", ("",))[0]
        identity = fields.get("id", ("",))[0]
        owner = identity if identity in known else by_name.get(fold(name).text)
        if owner is None:
            fresh = _named(fields, identity, {*known, *added}, kind)
            added[fresh["id"][0]] = fresh
            by_name[fold(name).text] = fresh["id"][0]
            continue
        old = added.get(owner) or changed.get(owner) or to_fields(known[owner])
        merged = {**old, **{key: value for key, value in fields.items() if key not in ("id", "ar.term") or identity == owner}}
        if _plain(merged) == _plain(old):
            same += 1
        elif owner in added:
            added[owner] = merged
        elif update:
            changed[owner] = merged
        else:
            left.append(owner)
    if added or changed:
        text = _rewritten(text, path, added, changed)
        parse_glossary(text.encode(), path)
    return Merge(tuple(added), tuple(changed), tuple(left), same, text)


def merge_file(
    path: Path, incoming: Sequence[Fields], *, update: bool = False, kind: str = "phrase", dry_run: bool = False
) -> Merge:
    """`merge` into a glossary file under its lock, a new file where there is none; written only when it changed."""
    with locked(path):
        raw = path.read_bytes() if path.exists() else b"version: 1\nterms: []\n"
        done = merge(raw, path, incoming, update=update, kind=kind)
        if not dry_run and (done.added or done.changed):
            write_atomically(path, done.text)
    return done


def term_line(fields: Fields) -> str:
    """A term as one line of YAML, without its dash."""
    dumped = yaml.safe_dump(to_yaml(fields), allow_unicode=True, default_flow_style=True, sort_keys=False, width=1 << 30)
    return str(dumped).strip()


def _plain(fields: Fields) -> dict[str, tuple[str, ...]]:
    return {name: value for name, value in fields.items() if value and name != "id" and value != ("approved",)}


def _named(fields: Fields, identity: str, taken: set[str], kind: str) -> Fields:
    base = slug(identity) or slug(fields.get("en.term", ("",))[0]) or slug(fields.get("tr.term", ("",))[0]) or "term"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return {"kind": (kind,), **fields, "id": (name,)}


def _rewritten(text: str, path: Path, added: dict[str, Fields], changed: dict[str, Fields]) -> str:
    root: Any = compose(text.encode(), path)
    listed = next(value for key, value in root.value if key.value == "terms")
    starts = _line_starts(text)

    def place(mark: yaml.Mark) -> int:
        return starts[mark.line] + mark.column

    edits: list[tuple[int, int, str]] = []
    for node in listed.value:
        name = next((value.value for key, value in node.value if key.value == "id"), "")
        if name in changed:
            begin, end = place(node.start_mark), place(node.end_mark)
            edits.append((begin, begin + len(_without_tail(text[begin:end])), term_line(changed[name])))
    if added:
        lines = [term_line(fields) for fields in added.values()]
        if listed.value and not listed.flow_style:
            last = listed.value[-1]
            begin = place(last.start_mark)
            end = begin + len(_without_tail(text[begin : place(last.end_mark)]))
            indent = " " * (text.rindex("-", 0, begin) - text.rindex("\n", 0, begin) - 1)
            end = text.find("\n", end) if "\n" in text[end:] else len(text)
            edits.append((end, end, "".join(f"\n{indent}- {line}" for line in lines)))
        elif not listed.value:
            begin = len(text[: place(listed.start_mark)].rstrip(" "))
            edits.append((begin, place(listed.end_mark), "".join(f"\n  - {line}" for line in lines)))
        else:
            where = f"{path}:{listed.start_mark.line + 1}"
            raise L10nError("'terms' is written in brackets", where=where, mend="Write it as lines that begin with '- '.")
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text if text.endswith("\n") else text + "\n"


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for number, char in enumerate(text):
        if char == "\n":
            starts.append(number + 1)
    return starts


def _without_tail(written: str) -> str:
    """A node's own text: blank lines and comments behind it belong to what follows."""
    lines = written.rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return "\n".join(lines).rstrip()
