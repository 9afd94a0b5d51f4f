"""Bring a catalog up to date with an article, and never change what a person wrote.

The program knows its own drafts by a line `#. draft: SIGNATURE FINGERPRINT`: the fingerprint is that of the msgstr it
wrote. A fuzzy msgstr that no longer fits its fingerprint was touched by a person (Poedit's and Weblate's "needs work")
and is theirs, like a reviewed one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polib
from rapidfuzz.distance import LCSseq

from l10n_flow.catalog.keys import Key
from l10n_flow.catalog.paths import reference
from l10n_flow.catalog.read import Source, protect, read_catalog
from l10n_flow.catalog.state import DRAFT_LINE, FLAG, NEW_DRAFT, OFFER, fingerprint, is_own, shown_text
from l10n_flow.catalog.twins import entry_role, free_context, match_roles, role_of, twin_texts
from l10n_flow.catalog.write import GENERATOR, date_of, same_but_dates, text_of, write_back
from l10n_flow.files import LOCK_SECONDS, locked, write_atomically
from l10n_flow.model import L10nError, Message, UpdateCounts
from l10n_flow.text.arabic import plain

HEADER = "Drafts by machine are marked fuzzy. Edit them as need be, then take the mark off."
SIMILAR = 0.6  # difflib ratio of folded texts from which a unit counts as a changed one, between the same neighbours
VERY_SIMILAR = 0.85  # and anywhere


def update_catalog(
    path: Path,
    messages: Sequence[Message],
    *,
    language: str,
    plural_forms: str,
    project: str,
    now: datetime,
    lock_seconds: float = LOCK_SECONDS,
) -> UpdateCounts:
    """Create or update one catalog, under its lock; nothing is written when nothing changed.

    Args:
        messages: the article's messages in document order, no two with the same text and context.

    Raises:
        L10nError: the old catalog is broken, somebody else holds the lock, or the file cannot be written.
    """
    _refuse_unwritable(messages, path)
    messages = [_protected(message) for message in messages]
    with locked(path, seconds=lock_seconds):
        source = read_catalog(path) if path.exists() else None
        old = source.catalog if source else polib.POFile(wrapwidth=0)
        merged = _Merge(old, messages)
        new = merged.catalog()
        new.header = old.header if source else HEADER
        new.metadata_is_fuzzy = old.metadata_is_fuzzy
        new.metadata = _metadata(old.metadata, language, plural_forms, project, now) if not source else dict(old.metadata)
        if source and text_of(new) != text_of(old):  # another tool's wrapping is no reason to write
            write_back(path, replace(source, catalog=new), now=now)
        elif not source:
            write_atomically(path, text_of(new))
        return merged.counts


def draft_line(signature: str, msgstr: str) -> str:
    """The comment by which the program knows its own draft again."""
    return f"draft: {signature} {fingerprint(msgstr)}".replace("  ", " ")


def write_template(path: Path, messages: Sequence[Message], *, project: str, now: datetime) -> None:
    """Write the POT of an article; as with catalogs, only when its messages changed."""
    _refuse_unwritable(messages, path)
    with locked(path):
        new = polib.POFile(wrapwidth=0)
        new.metadata = _metadata({}, "", "nplurals=INTEGER; plural=EXPRESSION;", project, now)
        new.metadata["PO-Revision-Date"] = "YEAR-MO-DA HO:MI+ZONE"
        new.metadata_is_fuzzy = True
        for message in map(_protected, messages):
            new.append(_entry(replace(message, draft="", signature=""), ""))
        text = text_of(new)
        try:
            old: Source | None = read_catalog(path) if path.exists() else None
        except L10nError:
            old = None  # a template holds nobody's work
        if old is None or not same_but_dates(old.text, text):
            write_atomically(path, text)


@dataclass(slots=True)
class _Old:
    """An entry of the old catalog and whether its msgstr is the program's own, untouched draft."""

    entry: polib.POEntry
    own: bool
    used: bool = False

    @property
    def free(self) -> bool:
        """Whether a draft may take its place: nobody's work is in it. A plural has no place for one."""
        return self.own or not (self.entry.msgstr or self.entry.msgid_plural)


class _Merge:
    """Old entries and new messages, matched; `counts` says what became of them."""

    def __init__(self, old: polib.POFile, messages: Sequence[Message]) -> None:
        self._old = [_Old(entry, is_own(entry)) for entry in old]
        self._messages = messages
        self._twins = twin_texts(old, messages)
        self.counts = UpdateCounts()

    def _count(self, name: str) -> None:
        self.counts = replace(self.counts, **{name: getattr(self.counts, name) + 1})

    def catalog(self) -> polib.POFile:
        new = polib.POFile(wrapwidth=0)
        matched = self._matched()
        changed = self._changed(matched)
        for message, same, similar in zip(self._messages, matched, changed, strict=True):
            if same is not None:
                new.append(self._same(message, same))
            elif similar is not None:
                new.append(self._similar(message, similar))
            else:
                self._count("new")
                new.append(_entry(message, message.draft))
        taken = {(entry.msgid, entry.msgctxt or "") for entry in new}
        for old in self._old:
            if old.used:
                continue
            if not old.entry.obsolete:
                self._count("obsolete")
            if shown_text(old.entry):  # gettext's own tools drop obsolete entries that hold no translation
                new.append(_obsolete(old, free_context(old.entry, taken)))
        return new

    def _matched(self) -> list[_Old | None]:
        """For each message its own entry: of several with its text that of its role, else the one with its key."""
        exact: dict[Key, _Old] = {}
        for old in self._old:
            key = (old.entry.msgid, old.entry.msgctxt or "")
            if key not in exact or exact[key].entry.obsolete:  # an active entry before its obsolete twin
                exact[key] = old
        roles = match_roles([old.entry for old in self._old], self._messages, self._twins)
        found = [self._old[roles[number]] if number in roles else None for number in range(len(self._messages))]
        for old in filter(None, found):
            old.used = True
        for number, message in enumerate(self._messages):
            same = exact.get((message.text, message.context))
            if found[number] is None and same is not None and not same.used:
                found[number], same.used = same, True
        return found

    def _changed(self, matched: Sequence[_Old | None]) -> list[_Old | None]:
        """For each message without its own entry, the active entry that it is a new wording of: the most similar one
        among those that stood between the same neighbours, or anywhere if it is very similar."""
        place_of = {id(old): place for place, old in enumerate(self._old)}
        left = [(old, plain(old.entry.msgid)) for old in self._old if not old.used and not old.entry.obsolete]
        found: list[_Old | None] = [None] * len(matched)
        if not left:
            return found
        candidates = []
        for number, message in enumerate(self._messages):
            if matched[number] is not None:
                continue
            before = max((place_of[id(m)] for m in matched[:number] if m), default=-1)
            after = min((place_of[id(m)] for m in matched[number + 1 :] if m), default=len(self._old))
            text = plain(message.text)
            for old, old_text in left:
                needed = SIMILAR if before < place_of[id(old)] < after else VERY_SIMILAR
                # difflib's blocks are a common subsequence, and it is slow: the longest one says whether it may be enough
                if 2 * LCSseq.similarity(old_text, text) < needed * (len(old_text) + len(text)):
                    continue
                ratio = difflib.SequenceMatcher(None, old_text, text, autojunk=False).ratio()
                if ratio >= needed:
                    candidates.append((ratio, -number, number, old))
        for _, _, number, old in sorted(candidates, key=lambda item: item[:2], reverse=True):
            if found[number] is None and not old.used:
                found[number] = old
                old.used = True
        return found

    def _same(self, message: Message, old: _Old) -> polib.POEntry:
        entry = old.entry
        if entry.obsolete:
            self._count("returned")
        if old.free:
            text = message.draft or entry.msgstr
            if not entry.obsolete:
                self._count("refreshed" if text != entry.msgstr else "kept")
            return _entry(message if message.draft else replace(message, signature=_signature(entry)), text, entry)
        if not entry.obsolete:
            self._count("kept")
        roles = {entry_role(entry), role_of(message.comments)} - {""}
        return _entry(message, entry.msgstr, entry, own=False, moved=len(roles) > 1 and message.text in self._twins)

    def _similar(self, message: Message, old: _Old) -> polib.POEntry:
        self._count("changed")
        if old.free:
            return _entry(message, message.draft, old.entry, previous=old.entry.msgid if message.draft else "")
        # changed twice: the translation is still that of the first text
        previous = (old.entry.previous_msgid if "fuzzy" in old.entry.flags else None) or old.entry.msgid
        return _entry(message, old.entry.msgstr, old.entry, own=False, previous=previous, moved=True)


def _signature(entry: polib.POEntry) -> str:
    match = re.search(r"^draft: (\S+) [0-9a-f]{8}$", entry.comment or "", re.MULTILINE)
    return match.group(1) if match else ""


def _entry(
    message: Message, msgstr: str, old: polib.POEntry | None = None, *,
    own: bool = True, previous: str = "", moved: bool = False,
) -> polib.POEntry:  # fmt: skip
    """A new entry for `message`. `own`: the msgstr is the program's draft; else a person's, of the entry `old`, which
    was another text's or another role's where it `moved`."""
    flags = [flag for flag in (old.flags if old else []) if flag != "fuzzy"]
    was_fuzzy = old is not None and "fuzzy" in old.flags
    if (own and msgstr) or previous or moved or (not own and was_fuzzy):
        flags.insert(0, "fuzzy")
    previous = previous or ((old.previous_msgid or "") if old and "fuzzy" in flags else "")
    comments = [*message.comments, *(message.notes if own else message.names)]
    if not own and old is not None and old.comment and not moved:
        # A person's entry stays as it is: its comments tell its history. An offer of a new draft is renewed, and what
        # asked for a decision goes when the flag was taken off.
        done = (NEW_DRAFT,) if was_fuzzy else (NEW_DRAFT, FLAG, OFFER)
        comments = [line for line in old.comment.split("\n") if not line.startswith(done)]
    if own and msgstr:
        comments.append(draft_line(message.signature, msgstr))
    elif (previous or moved) and message.draft and message.draft != msgstr:
        comments.append(NEW_DRAFT + message.draft)
    return polib.POEntry(
        msgid=message.text,
        msgctxt=message.context or None,
        msgstr=msgstr,
        comment="\n".join(" ".join(line.split()) for line in comments),
        tcomment=old.tcomment if old else "",
        occurrences=[(reference(path), str(line)) for path, line in message.references],
        flags=flags,
        previous_msgid=(previous if previous != message.text else "") or None,
        previous_msgctxt=(old.previous_msgctxt if old and previous else None),
        **(_plural(old) if old and not own else {}),
    )


def _plural(entry: polib.POEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in ("msgid_plural", "msgstr_plural", "previous_msgid_plural")}


def _obsolete(old: _Old, context: str | None) -> polib.POEntry:
    """What is gone from the article stays as `#~`, with what a person needs of it; a draft keeps its fingerprint."""
    entry = old.entry
    return polib.POEntry(
        msgid=entry.msgid, msgctxt=context, msgstr=entry.msgstr, tcomment=entry.tcomment, flags=entry.flags,
        comment="\n".join(line for line in (entry.comment or "").split("\n") if old.own and DRAFT_LINE.match(line)),
        previous_msgid=entry.previous_msgid, previous_msgctxt=entry.previous_msgctxt, obsolete=True, **_plural(entry),
    )  # fmt: skip


def _protected(message: Message) -> Message:
    return replace(message, text=protect(message.text), context=protect(message.context), draft=protect(message.draft))


def _refuse_unwritable(messages: Sequence[Message], path: Path) -> None:
    seen: set[Key] = set()
    for message in messages:
        if "\x00" in message.text + message.draft:
            raise L10nError("a text holds a NUL character, which PO files cannot", where=str(path), mend="Clean the article.")
        key = (message.text, message.context)
        if key in seen or not message.text:
            raise ValueError(f"message {key!r} is empty or comes twice")
        seen.add(key)


def _metadata(old: dict[str, str], language: str, plural_forms: str, project: str, now: datetime) -> dict[str, str]:
    return old | {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date_of(now),
        "PO-Revision-Date": date_of(now),
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
        "X-Generator": GENERATOR,
    }
