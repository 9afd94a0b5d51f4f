"""Propose names of a text that the glossary lacks: runs of words that news does not use otherwise, and what follows a
title, "company", "city" and the like. Proposals are for a person to read; nothing of them is used before approval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from l10n_flow import lang
from l10n_flow.glossary.fields import Fields
from l10n_flow.glossary.lists import is_common, known_names, name_words
from l10n_flow.glossary.match import Matcher
from l10n_flow.text.arabic import fold
from l10n_flow.text.slug import slug
from l10n_flow.text.translit import transliterate

# Folded words that say what the name behind them is; a leading article is taken off before they are looked up.
_TRIGGERS = {
    "person": "رييس وزير سفير ملك امير سلطان شيخ سيد سيده دكتور دكتوره مهندس جنرال عميد لواء زعيم نايب متحدث مدرب لاعب كاتب"
    " شاعر فنان مخرج باحث استاذ مدير امين عضو محافظ قاضي بابا مستشار رييسه وزيره",
    "org": "شركه موسسه منظمه وكاله مجموعه جامعه بنك حزب حركه اتحاد هييه مجلس صندوق مركز معهد رابطه جمعيه نادي صحيفه قناه"
    " فريق مصرف شبكه مكتب",
    "place": "مدينه منطقه ولايه محافظه مقاطعه دوله جمهوريه مطار نهر جبل بحر قريه جزيره ميناء اقليم بحيره شارع حي بلده"
    " العاصمه عاصمه مضيق خليج",
    "award": "وسام جايزه ميداليه",
    "work": "مشروع فيلم كتاب روايه مسلسل خط انابيب قانون برنامج",
    "event": "موتمر قمه منتدي مهرجان بطوله معرض دوري كاس معركه حرب",
}
TRIGGERS = {word: kind for kind, words in _TRIGGERS.items() for word in words.split()}
LINKS = frozenset(("بن", "ابن", "ال", "ابو", "ام", "عبد", "بنت"))  # stand inside a name, and never end one
MAX_WORDS = 5
LONG = 8  # letters of a word that is hardly a common one, whatever it ends with
_TOKEN = re.compile(r"[^\W\d_](?:[\w\u064b-\u0652\u0640]|['’.-](?=\w))*", re.UNICODE)
_CLITICS = re.compile(r"^(?:[وف]?[بكل]|[وف])(?=\w{3})")


@dataclass(slots=True)
class Candidate:
    """A name that may be missing: its spelling, how often and where it stands, and what it may be."""

    name: str
    kind: str
    count: int = 0
    evidence: list[str] = field(default_factory=list)
    known: bool = False  # the spellings come from a list of real names, not from its letters

    def fields(self) -> Fields:
        """A proposed term, with spellings to begin from and a sentence as its note."""
        entry = known_names().get(fold(self.name).text)
        listed = entry[1] if entry else {}
        forms = {code: listed.get(code) or _spelling(self.name, lang.get(code)) for code in lang.codes()}
        origin = "names of the word list" if entry else "spellings from the letters, to be corrected"
        note = f"{self.count}x; {origin}; {self.evidence[0]}"
        identity = next(filter(None, map(slug, forms.values())), "term")
        fields: dict[str, tuple[str, ...]] = {
            "id": (identity,), "kind": (self.kind,), "ar.term": (self.name,), "status": ("proposed",),
            "note": (note,),
        }  # fmt: skip
        return fields | {f"{code}.term": (form,) for code, form in forms.items()}


def _spelling(name: str, language: lang.Language) -> str:
    return transliterate(name, language.sounds, name_words().get(language.code), upper=language.upper)


def extract_names(units: Sequence[str], matcher: Matcher, *, least: int = 1) -> list[Candidate]:
    """Candidates of the units, those seen most often first; a name the matcher finds already is none.

    Args:
        least: how often a name must stand in the units.
    """
    found: dict[str, Candidate] = {}
    for unit in units:
        for name, kind in _names(unit, matcher):
            key = fold(name).text
            candidate = found.setdefault(key, Candidate(name, kind))
            candidate.count += 1
            candidate.known = key in known_names()
            candidate.kind = known_names()[key][0] if candidate.known else candidate.kind
            if len(candidate.evidence) < 3:
                candidate.evidence.append(unit)
    listed = [one for one in found.values() if one.count >= least]
    return sorted(listed, key=lambda one: (-one.count, not one.known, one.name))


def _names(unit: str, matcher: Matcher) -> Iterator[tuple[str, str]]:
    taken = [(hit.start - len(hit.before), hit.end + len(hit.after)) for hit in matcher.hits(unit)]
    run: list[tuple[int, int]] = []
    trigger = ""  # kind that the last common word announced
    last = 0
    for token in [*_TOKEN.finditer(unit), None]:
        start, end = token.span() if token else (len(unit), len(unit))
        word = fold(unit[start:end]).text
        free = all(end <= begin or stop <= start for begin, stop in taken)
        gap = unit[last:start]
        joined = not run or gap.isspace() or gap in ("-", "–")
        strange = bool(token) and free and not any(map(str.isdigit, word)) and (not is_common(word) or word in LINKS)
        another = word.startswith("و") and word not in known_names()  # "and": a name of its own
        if run and not (strange and joined and not another and len(run) < MAX_WORDS):
            yield from _finished(unit, run, trigger)
            run, trigger = [], ""
        if strange:
            run.append((start, end))
        elif token:
            announced = TRIGGERS.get(word.removeprefix("ال")) or TRIGGERS.get(_CLITICS.sub("", word).removeprefix("ال"))
            trigger = announced or (trigger if gap.isspace() and is_common(word) and word.endswith(("ي", "يه")) else "")
        last = end


def _without_clitics(words: Sequence[str]) -> str:
    """The first word of a name without "and", and without a preposition where that leaves a real name."""
    first = words[0]
    if fold(" ".join(words)).text in known_names():
        return first
    if first.startswith("و") and len(first) > 3:
        first = first[1:]
    bare = re.sub(r"^[بكلف](?=\w{3})", "", first)
    real = {fold(bare).text, fold(" ".join([bare, *words[1:]])).text}
    return bare if real & known_names().keys() else first


def _finished(unit: str, run: Sequence[tuple[int, int]], trigger: str) -> Iterator[tuple[str, str]]:
    words = [unit[start:end] for start, end in run]
    while words and fold(words[-1]).text in LINKS:
        words.pop()
    if not words:
        return
    words[0] = _without_clitics(words)
    name = " ".join(words)
    latin = not re.search(r"[\u0621-\u064a]", name)
    if len(name) < 3 or (latin and name.islower()):
        return
    if len(words) == 1 and not trigger and not latin and fold(name).text not in known_names():
        stem = fold(name).text
        if re.match(r"(?:ال|[وفبكلس]ال|لل|[يتن]ت?)", stem) or (
            len(stem) < LONG and stem.endswith(("ه", "ات", "ين", "ون", "ا"))
        ):
            return  # most likely a common word that the list lacks
    yield name, trigger or ("org" if latin else "person" if len(words) > 1 else "place")
