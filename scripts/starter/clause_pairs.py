"""Clauses of aligned sentence pairs, as the engine is shown them when it drafts: see `l10n_flow.mt.clauses`.

The Arabic is cut as `clauses` cuts it, and at other places too. What a clause's links lead to is its translation where it
is one stretch of whole words whose own links all lead back into the clause; clauses that another language moves about are
left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from l10n_flow.mt.clauses import COMMA, PLACES, START, clauses

LONGEST = (6, 8, 8, 12, 16)  # words of a clause: one of these, drawn for each sentence pair
LINKED = 0.4  # of the words on each side must be linked
_STOP = tuple(".,;:!?…»”")
Span = tuple[int, int]


def clause_items(item: dict, lang: str, links: Mapping[int, Sequence[int]]) -> Iterator[dict]:
    """Training items of one sentence pair.

    Args:
        item: of `train.jsonl`, from Arabic.
        links: word of the Arabic -> words of the translation that it is linked with, counted from 0.
    """
    source, target = item["text"]["ar"], item["text"][lang]
    words, others = ([match.span() for match in re.finditer(r"\S+", text)] for text in (source, target))
    back: dict[int, list[int]] = {}
    for one, linked in links.items():
        for other in linked:
            back.setdefault(other, []).append(one)
    translated = [target[a:b] for a, b in others]
    parts = clauses(source, random.choice(LONGEST), places=PLACES)
    first = 0
    for part in parts if len(parts) > 1 else []:
        begin, first = first, first + len(part.text.split())
        found = _stretch((begin, first), links, back, translated, lang)
        if found is None or part.inner != _is_inner(translated, found[0]):
            continue  # what begins a sentence here is inside of one there, or the other way round
        spans = (words[begin][0], words[first - 1][1]), (others[found[0]][0], others[found[1] - 1][1])
        made = _item(item, lang, spans, inner=part.inner)
        if made is not None:
            yield made


def _is_inner(words: Sequence[str], place: int) -> bool:
    """Whether the word at `place` stands inside of a sentence."""
    return place > 0 and not words[place - 1].endswith((".", "!", "?", "…", ":", ".”", ".»")) and words[place][0] not in "“«("


def _stretch(
    clause: Span, links: Mapping[int, Sequence[int]], back: Mapping[int, Sequence[int]], target: Sequence[str], lang: str
) -> Span | None:
    """The words of the translation that belong to the words of a clause."""
    inside = range(*clause)
    reached = [word for place in inside for word in links.get(place, ())]
    if not reached:
        return None
    low, high = min(reached), max(reached) + 1
    # Words without a link: English ones (the, that, to) belong to what follows, Turkish and Kazakh ones to what goes before.
    while low and not back.get(low - 1) and not target[low - 1].endswith(_STOP) and (lang == "en" or low == 1):
        low -= 1
    while high < len(target) and not back.get(high) and not target[high - 1].endswith(_STOP) and lang != "en":
        high += 1
    if any(place not in inside for word in range(low, high) for place in back.get(word, ())):
        return None
    tied = sum(bool(links.get(place)) for place in inside) / len(inside)
    tied_back = sum(bool(back.get(word)) for word in range(low, high)) / (high - low)
    return (low, high) if min(tied, tied_back) >= LINKED else None


def _item(item: dict, lang: str, spans: tuple[Span, Span], *, inner: bool) -> dict | None:
    (a, b), (c, d) = spans
    source, target = item["text"]["ar"][a:b], item["text"][lang][c:d]
    ended = [text.rstrip('»”"').endswith((".", "!", "?", "؟", "…")) for text in (source, target)]
    if ended == [True, False]:
        source = source.rstrip(".")
    elif ended == [False, True]:
        target = target.rstrip(".")
    target = target.rstrip(",;:") + ("," if source.endswith("،") else "")
    if len(source) < 4 or len(target) < 3:
        return None
    before = {"ar": COMMA if inner else "", lang: f"{START} " if inner else ""}
    text = {"ar": before["ar"] + source, lang: before[lang] + target}
    names = []
    for name in item["names"]:
        moved = {}
        for code, start, end in (("ar", a, b), (lang, c, d)):
            if start <= name[code][0] and name[code][1] <= end:
                moved[code] = [place - start + len(before[code]) for place in name[code]]
        if len(moved) == 1:
            return None  # the name is on one side alone: a wrong pair
        if moved:
            names.append(moved)
    return {"set": "clauses", "s": "ar", "text": text, "names": names}
