"""Inline tags on their way through the engine: taken out of a unit before, put back into its draft after.

A pair right around a name goes wherever that name goes. Any other tag is a mask of its own, like a name, where the engine keeps
masks; what it loses is placed by the alignment of words, and says so.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n_flow.model import Draft, Finding, Hit, Hypothesis, Severity
from l10n_flow.text.tags import TAG, Bare, Tag, bare, is_alone, is_closing, nested, partner

TAG_KIND = "tag"  # kind of the hits that are tags; their term id is the tag


@dataclass(frozen=True, slots=True)
class Markup:
    """A unit without its tags.

    `hits` are in places of `text`, one for each of `own`, the unit's. `held` are pairs around one hit: (opening tag, number of
    the hit), outer ones first; `loose` are all other tags in order.
    """

    text: str
    hits: tuple[Hit, ...]
    own: tuple[Hit, ...]
    loose: tuple[Tag, ...] = ()
    held: tuple[tuple[str, int], ...] = ()

    def with_tags(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Hits and the loose tags as hits of no length, in the order of the text."""
        tags = [Hit(one.tag, one.place, one.place, "", kind=TAG_KIND) for one in self.loose]
        return tuple(sorted((*tags, *hits), key=lambda hit: (hit.start, hit.end > hit.start)))


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a source that stand at words of a translation."""

    start: int
    end: int
    target_start: int
    target_end: int


def take_out(unit: str, hits: Sequence[Hit]) -> Markup:
    """A unit without its tags. Tags amid a name are moved to its ends, since a name is one whole."""
    if "<" not in unit or not TAG.search(unit):
        return Markup(unit, tuple(hits), tuple(hits))
    plain = bare(unit)
    moved = tuple(_moved(hit, plain) for hit in hits)
    tags = [Tag(one.tag, _outside(one, moved)) for one in plain.tags]
    places = {one.tag: one.place for one in tags}
    held = [
        (one.tag, number)
        for one in tags
        if not is_alone(one.tag) and not is_closing(one.tag)
        for number, hit in enumerate(moved)
        if places[one.tag] in (hit.start, hit.start - len(hit.before)) and places.get(partner(one.tag)) == hit.end
    ]
    around = {tag for opening, _ in held for tag in (opening, partner(opening))}
    loose = tuple(one for one in tags if one.tag not in around)
    return Markup(plain.text, moved, tuple(hits), loose, tuple(held))


def _moved(hit: Hit, plain: Bare) -> Hit:
    start, end = plain.index(hit.start), plain.index(hit.end - 1) + 1
    return replace(hit, start=start, end=end, form=plain.text[start:end])


def _outside(tag: Tag, hits: Sequence[Hit]) -> int:
    """Its place, or an end of the name that it stands in."""
    for hit in hits:
        if hit.start < tag.place < hit.end:
            return hit.end if is_closing(tag.tag) or is_alone(tag.tag) else hit.start
    return tag.place


def tags_kept(markup: Markup, text: str) -> bool:
    """Whether a text has the loose tags, each once, pairs nested and around words where they were so in the unit."""
    found = TAG.findall(text)
    if sorted(found) != sorted(one.tag for one in markup.loose) or not nested(found):
        return False
    places = {one.tag: one.place for one in markup.loose}
    for tag in found:
        if not is_alone(tag) and not is_closing(tag):
            inside = text.partition(tag)[2].partition(partner(tag))[0]
            if markup.text[places[tag] : places[partner(tag)]].strip() and not any(map(str.isalnum, TAG.sub("", inside))):
                return False
    return True


def put_back(markup: Markup, draft: Draft, *, aligned: Hypothesis | None = None) -> Draft:
    """The draft with all tags of the unit. Loose ones that are not in it are placed, with a finding.

    Args:
        aligned: a translation of `markup.text` with its alignment of words, for the loose ones.
    """
    own = dict(zip(markup.hits, markup.own, strict=True))
    at = {place: one for place, hit in enumerate(markup.hits) for one in draft.placements if one.hit == hit and one.start >= 0}
    if TAG.search(draft.text) and any(number not in at for _, number in markup.held):  # a name is missing: all anew
        return put_back(markup, _without_tags(draft), aligned=aligned)
    inserts: list[tuple[int, str]] = []
    for opening, number in markup.held:
        if number in at:
            inserts += [(at[number].start, opening), (at[number].end, partner(opening))]
    have = {tag for _, tag in inserts} | set(TAG.findall(draft.text))
    lost = [one for one in _all(markup) if one.tag not in have]
    if lost:
        names = [
            Anchor(one.start, one.end, at[place].start, at[place].end) for place, one in enumerate(markup.hits) if place in at
        ]
        anchors = names + list(_anchors(draft.text, aligned) if aligned else ())
        inserts += place_tags(markup.text, draft.text, lost, anchors)
    order = {tag: place for place, tag in enumerate(one.tag for one in _all(markup))}
    done = _inserted(draft.text, inserts, order)
    finding = Finding(
        Severity.WARNING, "tags", f"the engine lost {' '.join(one.tag for one in lost)}; placed by the words around, check it"
    )
    moved = [(replace(one, hit=own.get(one.hit, one.hit)), *done.span(one.start, one.end)) for one in draft.placements]
    return replace(
        draft, text=done.text, findings=(*draft.findings, *([finding] if lost else [])),
        placements=tuple(replace(one, start=start, end=end) if one.start >= 0 else one for one, start, end in moved),
    )  # fmt: skip


def mended(source: str, target: str) -> tuple[str, tuple[str, ...]]:
    """A translation with just the tags of its source, pairs nested, and those that were placed anew, at their share.

    Tags that its source has not are taken out; if the others are right then, they stay where they are.
    """
    wanted = bare(source)
    tags = [one.tag for one in wanted.tags]
    target = TAG.sub(lambda match: match.group() if match.group() in tags else "", target)
    there = bare(target)
    have = [one.tag for one in there.tags]
    if sorted(have) == sorted(tags) and nested(have):
        return target, ()
    markup = Markup(wanted.text, (), (), wanted.tags)
    draft = put_back(markup, Draft(there.text, "", 0.0))
    return draft.text, tuple(tags)


def _without_tags(draft: Draft) -> Draft:
    plain = bare(draft.text)
    placements = tuple(
        replace(one, start=plain.index(one.start), end=plain.index(one.end)) if one.start >= 0 else one
        for one in draft.placements
    )
    return replace(draft, text=plain.text, placements=placements)


def _all(markup: Markup) -> list[Tag]:
    """All tags in the order of the unit."""
    held: list[Tag] = []
    for opening, number in markup.held:
        hit = markup.hits[number]
        held += [Tag(opening, hit.start), Tag(partner(opening), hit.end)]
    return sorted((*markup.loose, *held), key=lambda one: (one.place, not is_closing(one.tag)))


@dataclass(frozen=True, slots=True)
class _Inserted:
    """A text with tags put in; `tags` are (place in the text before, what was put there), in order."""

    text: str
    tags: tuple[tuple[int, str], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch has gone; tags at its ends are outside of it."""
        before = sum(len(tag) for place, tag in self.tags if place <= start)
        inside = sum(len(tag) for place, tag in self.tags if start < place < end)
        return start + before, end + before + inside


def _inserted(text: str, inserts: Sequence[tuple[int, str]], order: dict[str, int]) -> _Inserted:
    """At one place closing tags come first, the inner ones before the outer, then the others in the order of the unit.

    A pair around nothing is one thing.
    """
    empty = {tag for place, tag in inserts if not is_closing(tag) and (place, partner(tag)) in inserts}
    single = [(place, tag) for place, tag in inserts if tag not in empty and partner(tag) not in empty]
    single += [(place, tag + partner(tag)) for place, tag in inserts if tag in empty]

    def key(one: tuple[int, str]) -> tuple[int, bool, int]:
        place, tag = one
        closes = is_closing(tag)
        rank = order[partner(tag) if closes else tag[: tag.index(">") + 1]]
        return place, not closes, -rank if closes else rank

    ranked = sorted(single, key=key)
    out, last = [], 0
    for place, tag in ranked:
        out += [text[last:place], tag]
        last = place
    return _Inserted("".join([*out, text[last:]]), tuple(ranked))


def _anchors(text: str, aligned: Hypothesis) -> Iterator[Anchor]:
    """The alignment of one translation carried over to the words that another has in common with it."""
    ours = [match.span() for match in re.finditer(r"\S+", text)]
    theirs = sorted(aligned.alignment)
    words = [aligned.text[start:end].lower() for start, end, _, _ in theirs]
    matcher = difflib.SequenceMatcher(None, words, [text[a:b].lower() for a, b in ours], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            _, _, start, end = theirs[block.a + step]
            yield Anchor(start, end, *ours[block.b + step])


def place_tags(source: str, target: str, tags: Sequence[Tag], anchors: Sequence[Anchor]) -> list[tuple[int, str]]:
    """(place in the target, tag) for tags of a source: around the words that belong to those they stood around.

    Where no word is known, at the same share of the text. Pairs stay nested.
    """
    places = {one.tag: one.place for one in tags}
    spans: dict[str, tuple[int, int]] = {}
    found: list[tuple[int, str]] = []
    waiting: list[str] = []
    for one in tags:
        around = spans[waiting[-1]] if waiting else (0, len(target))
        if is_closing(one.tag):
            if partner(one.tag) in spans:
                found.append((spans[partner(one.tag)][1], one.tag))
                waiting = [tag for tag in waiting if tag != partner(one.tag)]
            continue
        if is_alone(one.tag) or partner(one.tag) not in places:
            found.append((min(max(_point(source, target, one.place, anchors), around[0]), around[1]), one.tag))
            continue
        start, end = _stretch(source, target, one.place, places[partner(one.tag)], anchors)
        start, end = max(start, around[0]), min(end, around[1])
        for other, (a, b) in spans.items():
            if other not in waiting and start < b and a < end:  # a sibling: beside it
                start, end = (b, end) if end > b else (start, a)
        start = min(max(start, around[0]), around[1])
        spans[one.tag] = _trimmed(target, start, max(start, min(end, around[1])))
        found.append((spans[one.tag][0], one.tag))
        waiting.append(one.tag)
    return found


def _stretch(source: str, target: str, start: int, end: int, anchors: Sequence[Anchor]) -> tuple[int, int]:
    """The longest run of words of the target that belong to `source[start:end]`."""
    words = sorted((one.target_start, one.target_end) for one in anchors if one.start < end and start < one.end)
    runs: list[tuple[int, int]] = []
    for a, b in words:
        if runs and not any(map(str.isalnum, target[runs[-1][1] : a])):
            runs[-1] = (runs[-1][0], max(b, runs[-1][1]))
        else:
            runs.append((a, b))
    if runs:
        return max(runs, key=lambda run: run[1] - run[0])
    return _boundary(target, len(target) * start / max(1, len(source))), _boundary(
        target, len(target) * end / max(1, len(source)), up=True
    )


def _point(source: str, target: str, place: int, anchors: Sequence[Anchor]) -> int:
    """Behind the word that belongs to the one before a place, before the one that belongs to that behind it, or by share."""
    if not source[place:].strip():
        return len(target)
    if not source[:place].strip():
        return 0
    before = [one for one in anchors if one.end <= place and not any(map(str.isalnum, source[one.end : place]))]
    behind = [one for one in anchors if one.start >= place and not any(map(str.isalnum, source[place : one.start]))]
    if before:
        return max(one.target_end for one in before)
    if behind:
        return min(one.target_start for one in behind)
    return _boundary(target, len(target) * place / len(source), up=True)


def _boundary(text: str, place: float, *, up: bool = False) -> int:
    """The nearest end (or start) of a word."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    ends = [span[1] if up else span[0] for span in spans] or [0]
    return min(ends, key=lambda end: abs(end - place))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and closing punctuation at the ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?…"):
        end -= 1
    return start, end
