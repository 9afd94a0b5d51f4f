"""Checks of a translation: one file a check, this one registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n_flow.checks import (
    bidi,
    brackets,
    currency,
    dashes,
    dates,
    empty,
    end,
    glossary,
    inconsistent,
    length,
    letters,
    links,
    mask,
    newlines,
    numbers,
    percent,
    punctuation,
    quotation,
    quote_style,
    quotes,
    repetition,
    residue,
    same,
    script,
    spaces,
    tags,
    wrong_language,
)
from l10n_flow.checks.base import Check, CrossCheck, Subject
from l10n_flow.model import Finding, Severity
from l10n_flow.text.tags import without_tags

REGISTRY: dict[str, Check] = {}  # one entry at a time, in the order in which their findings come
CROSS: dict[str, CrossCheck] = {}  # all entries of a language together
ALL: dict[str, Check | CrossCheck] = {}

__all__ = ["ALL", "CROSS", "REGISTRY", "Check", "CrossCheck", "Subject", "forget", "register", "run_checks", "run_cross_checks"]


def register(check: Check | CrossCheck) -> None:
    """Make a check known to the whole program. Raises ValueError: its id is taken, or its function says nothing of it."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", check.id) or check.id in ALL:
        raise ValueError(f"'{check.id}' is taken, or no id of a check (small letters, digits and hyphens)")
    if not check.help:
        raise ValueError(f"the function of '{check.id}' has no docstring; it is the check's help")
    ALL[check.id] = check
    if isinstance(check, CrossCheck):
        CROSS[check.id] = check
    else:
        REGISTRY[check.id] = check


def forget(check_id: str) -> None:
    """Undo `register`."""
    del ALL[check_id]
    REGISTRY.pop(check_id, None)
    CROSS.pop(check_id, None)


for _check in (
    Check("empty", Severity.ERROR, empty.check),
    Check("mask", Severity.ERROR, mask.check),
    Check("glossary", Severity.ERROR, glossary.check),
    Check("residue", Severity.ERROR, residue.check),
    Check("script", Severity.ERROR, script.check),
    Check("language", Severity.ERROR, wrong_language.check),
    Check("links", Severity.ERROR, links.check),
    Check("tags", Severity.ERROR, tags.check),
    Check("newlines", Severity.WARNING, newlines.check),
    Check("numbers", Severity.WARNING, numbers.check),
    Check("percent", Severity.WARNING, percent.check),
    Check("currency", Severity.WARNING, currency.check),
    Check("dates", Severity.WARNING, dates.check),
    Check("same", Severity.WARNING, same.check),
    Check("repetition", Severity.WARNING, repetition.check),
    Check("length", Severity.WARNING, length.check),
    Check("letters", Severity.WARNING, letters.check),
    Check("end", Severity.WARNING, end.check),
    Check("punctuation", Severity.WARNING, punctuation.check),
    Check("quotes", Severity.WARNING, quotes.check),
    Check("brackets", Severity.WARNING, brackets.check),
    Check("dashes", Severity.WARNING, dashes.check),
    Check("bidi", Severity.WARNING, bidi.check),
    Check("spaces", Severity.INFO, spaces.check),
    Check("quotation", Severity.INFO, quotation.check),
    Check("quote-style", Severity.INFO, quote_style.check),
    CrossCheck("inconsistent", Severity.WARNING, inconsistent.check),
):
    register(_check)


def run_checks(subject: Subject, *, only: Sequence[str] = (), skip: Sequence[str] = ()) -> Iterator[Finding]:
    """Findings of one entry, in the registry's order. An empty translation gets no other check than `empty`.

    All checks but `tags` read a text without its inline tags.
    """
    words = replace(subject, source=without_tags(subject.source), target=without_tags(subject.target))
    for check in REGISTRY.values():
        if (only and check.id not in only) or check.id in skip:
            continue
        if not subject.target.strip() and check.id != "empty":
            continue
        seen = subject if check.id == "tags" else words
        yield from (replace(found, unit=subject.source) for found in check.findings(seen))


def run_cross_checks(
    subjects: Sequence[Subject], *, only: Sequence[str] = (), skip: Sequence[str] = ()
) -> Iterator[tuple[int, Finding]]:
    """(index of the entry, finding) for all entries of one language taken together."""
    for check in CROSS.values():
        if (not only or check.id in only) and check.id not in skip:
            yield from check.findings(subjects)
