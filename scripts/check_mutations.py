"""One error for each check, put into a correct pair: what `measure_checks.py` expects to be caught.

Each function takes a pair and gives back a broken one, or None where the pair has no place for the error.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from babel.dates import get_day_names, get_month_names

from l10n_flow.checks import Subject
from l10n_flow.lang import Language

Mutation = Callable[[Subject, random.Random, dict[str, str]], Subject | None]
_TWINS = dict(zip("acepoxyABCEHKMOPTX", "асероxуАВСЕНКМОРТХ", strict=True)) | {"x": "х", "i": "і"}
_CURRENCY = {"en": ("euros", "dollars"), "tr": ("avro", "dolar"), "kk": ("еуро", "доллар")}
_SCALES = {"en": ("million", "billion"), "tr": ("milyon", "milyar"), "kk": ("миллион", "миллиард")}


def _put(subject: Subject, target: str | None) -> Subject | None:
    return replace(subject, target=target) if target is not None and target != subject.target else None


def _word(subject: Subject, rng: random.Random, change: Callable[[str], str | None]) -> Subject | None:
    """Another form of one word, taken at random among those that can take it."""
    found = [m for m in re.finditer(r"[^\W\d_]+", subject.target) if (new := change(m.group())) and new != m.group()]
    if not found:
        return None
    match = rng.choice(found)
    return _put(subject, subject.target[: match.start()] + str(change(match.group())) + subject.target[match.end() :])


def _inside(subject: Subject, rng: random.Random, insert: str) -> Subject | None:
    spaces = [place for place, char in enumerate(subject.target) if char == " "]
    if not spaces:
        return None
    place = rng.choice(spaces)
    return _put(subject, subject.target[:place] + insert + subject.target[place + 1 :])


def _twin(language: Language) -> Callable[[str], str | None]:
    table = _TWINS if language.script == "Latin" else {other: one for one, other in _TWINS.items()}

    def change(word: str) -> str | None:
        place = next((place for place, char in enumerate(word) if char in table), -1)
        return word[:place] + table[word[place]] + word[place + 1 :] if place >= 0 and len(word) > 3 else None

    return change


def _digit(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    digits = [m.start() for m in re.finditer(r"\d", subject.target)]
    if not digits or not re.search(r"\d", subject.source):
        return None
    place = rng.choice(digits)
    other = rng.choice([digit for digit in "3456789" if digit != subject.target[place]])
    return _put(subject, subject.target[:place] + other + subject.target[place + 1 :])


def _number_gone(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if not re.search(r"\d", subject.source):
        return None
    return _put(subject, re.sub(r"\d[\d.,]*(?:['’][^\W\d_]+)?", "", subject.target, count=1))


def _scale(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    small, large = _SCALES[subject.language.code]
    match = re.search(rf"(\d )({small}|{large})", subject.target)
    if not match or not re.search(r"\d", subject.source):
        return None
    other = large if match.group(2) == small else small
    return _put(subject, subject.target[: match.start(2)] + other + subject.target[match.end(2) :])


def _percent(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if not re.search(r"[%٪]|المئة|المائة", subject.source):
        return None
    return _put(subject, re.sub(subject.language.vocabulary.percent, "", subject.target))


def _currency(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    euro, dollar = _CURRENCY[subject.language.code]
    words = subject.language.vocabulary.currencies
    if "دولار" in subject.source and "يورو" not in subject.source:
        return _put(subject, re.sub(words["dollar"], euro, subject.target))
    if "يورو" in subject.source and "دولار" not in subject.source:
        return _put(subject, re.sub(words["euro"], dollar, subject.target))
    return None


def _dates(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    """Another month or weekday for the first that both sides have."""
    from l10n_flow.lang.vocabulary.arabic import VOCABULARY as ARABIC
    from l10n_flow.text.arabic import fold

    words, code = subject.language.vocabulary, subject.language.code
    months, days = get_month_names("wide", locale=code), get_day_names("wide", locale=code)
    for arabic, here, names in (
        (ARABIC.months, words.months, [months[one] for one in range(1, 13)]),
        (ARABIC.weekdays, words.weekdays, [days[one] for one in range(7)]),
    ):
        for place, (there, word) in enumerate(zip(arabic, here, strict=True)):
            if re.search(there, fold(subject.source).text) and re.search(word, subject.target):
                return _put(subject, re.sub(word, names[(place + 2) % len(names)], subject.target))
    return None


def _end(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if subject.source.endswith(".") and subject.target.endswith("."):
        return _put(subject, subject.target[:-1])
    if subject.source.endswith("؟") and subject.target.endswith("?") and subject.target.count("?") == 1:
        return _put(subject, subject.target[:-1] + ".")
    return None


def _bracket(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    marks = [m.start() for m in re.finditer(r"[()\[\]«»“”\"]", subject.target)]
    whole = subject.source.count("«") == subject.source.count("»") and sum(map(subject.source.count, '“”"')) % 2 == 0
    if not marks or not whole or not re.search(r"[«»“”\"]", subject.source):
        return None  # half a quotation in the source allows for one in the translation
    place = rng.choice(marks)
    return _put(subject, subject.target[:place] + subject.target[place + 1 :])


def _quotes(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    left, right = ("«", "»") if subject.language.script == "Latin" else ("‘", "’")
    return _put(subject, re.sub(r"[“\"«]([^”\"»]+)[”\"»]", rf"{left}\1{right}", subject.target))


def _unquoted(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if not re.search(r"«[^»]+»|\"[^\"]+\"", subject.source):
        return None
    bare = re.sub(r"[«»“”\"]|(?<!\w)['‘’]|['’](?!\w)", "", subject.target)
    return _put(subject, bare)


def _style(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    left, right = subject.language.quotes[:2]
    return _put(subject, subject.target.replace(left, '"').replace(right, '"'))


def _link(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    link = rng.choice(["https://news.example.org/2026/a?id=7", "press@example.kz", "@example_news"])
    wrong = link.replace("example", rng.choice(["exampel", "Örnek", "exam ple"]))
    return Subject(f"{subject.source} {link}", f"{subject.target} {wrong}", subject.language)


def _tag(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    target = rng.choice([f"<b>{subject.target}", f"{subject.target}</b>", f"</b>{subject.target}<b>", subject.target])
    return Subject(f"<b>{subject.source}</b>", target, subject.language)


def _dash(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    return rng.choice([_inside(subject, rng, " -- "), _put(subject, "- " + subject.target), _inside(subject, rng, "– ")])


def _third(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    return _put(subject, subject.target[: len(subject.target) // 3]) if len(subject.source) >= 25 else None


def _thrice(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    return _put(subject, f"{subject.target} " * 3) if len(subject.source) >= 25 else None


def _again(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    words = subject.target.split()
    if len(words) < 5:
        return None
    place = rng.randrange(len(words) - 3)
    words = [*words[: place + 3], *words[place : place + 3], *words[place + 3 :]]
    return _put(subject, " ".join(words)) if re.fullmatch(r"[\w\s'’-]+", " ".join(words[place : place + 3])) else None


def _other_language(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    other = row[rng.choice([code for code in ("en", "tr", "kk") if code != subject.language.code])]
    return _put(subject, other) if sum(map(str.isalpha, other)) >= 30 else None


def _dotless(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if subject.language.code != "tr" or len(subject.target) < 40:
        return None
    return _put(subject, subject.target.replace("i", "ı"))


def _dotted(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    if subject.language.code != "tr" or len(subject.target) < 40:
        return None
    return _put(subject, subject.target.replace("ı", "i"))


def _loose_dot(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    return _put(subject, subject.target.replace("İ", "i̇")) if subject.language.code == "tr" else None


def _look_alike(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    table = str.maketrans("асероухі", "acepoyxi")
    if subject.language.code != "kk":
        return None
    return _word(
        subject, rng, lambda word: word.translate(table) if word.translate(table).isascii() and word.islower() else None
    )


def _copied(subject: Subject, rng: random.Random, row: dict[str, str]) -> Subject | None:
    arabic = re.findall(r"[ء-ي]{3,}", subject.source)
    return _word(subject, rng, lambda word: arabic[0]) if arabic else None


# (check, what is done, mutation)
MUTATIONS: tuple[tuple[str, str, Mutation], ...] = (
    ("empty", "nothing but spaces", lambda s, rng, row: _put(s, "  ")),
    ("mask", "a mask for a word", lambda s, rng, row: _word(s, rng, lambda word: rng.choice(["⟦1⟧", "XQ2", "<unk>", "90001"]))),
    ("residue", "an Arabic word for one", _copied),
    ("script", "a letter of the other alphabet", lambda s, rng, row: _word(s, rng, _twin(s.language))),
    ("language", "the translation of another language", _other_language),
    ("links", "an address misspelt", _link),
    ("tags", "a tag lost or in the wrong order", _tag),
    ("newlines", "a line break more", lambda s, rng, row: _inside(s, rng, "\n")),
    ("numbers", "another digit", _digit),
    ("numbers", "a number left out", _number_gone),
    ("numbers", "million for billion", _scale),
    ("percent", "sign or word left out", _percent),
    ("currency", "euro for dollar", _currency),
    ("dates", "another month or weekday", _dates),
    ("same", "the source itself", lambda s, rng, row: _put(s, s.source)),
    ("repetition", "three words twice", _again),
    ("length", "a third of the text", _third),
    ("length", "three times the text", _thrice),
    ("letters", "ı for every i", _dotless),
    ("letters", "i for every ı", _dotted),
    ("letters", "İ as i with a loose dot", _loose_dot),
    ("letters", "a Kazakh word in look-alikes", _look_alike),
    ("end", "no stop, or a stop for a question mark", _end),
    ("punctuation", "two commas", lambda s, rng, row: _inside(s, rng, rng.choice([",, ", ", ,", ",. "]))),
    ("quotes", "marks of another language", _quotes),
    ("brackets", "one mark left out", _bracket),
    ("dashes", "--, a bullet, or one space", _dash),
    ("bidi", "an invisible mark", lambda s, rng, row: _inside(s, rng, rng.choice([" \u200f", " \u202b", "\u200b"]))),
    ("spaces", "two spaces, or one before the stop", lambda s, rng, row: rng.choice([_inside(s, rng, "  "), _put(s,
    re.sub(r"(\w)\.$", r"\1 .", s.target))])),
    ("quotation", "no marks", _unquoted),
    ("quote-style", "straight marks", _style),
)  # fmt: skip


def broken(
    mutation: Mutation, pairs: list[tuple[Subject, dict[str, str]]], rng: random.Random
) -> Iterator[tuple[Subject, Subject]]:
    """(correct, broken) for every pair that can take the error."""
    for subject, row in pairs:
        changed = mutation(subject, rng, row)
        if changed is not None:
            yield subject, changed
