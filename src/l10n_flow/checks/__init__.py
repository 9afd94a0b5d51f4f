"""Checks of a translation: one file a check, this one registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from l10n_flow.checks import brackets, empty, glossary, length, mask, numbers, repetition, residue, same, script, spaces
from l10n_flow.checks.base import Check, Subject
from l10n_flow.model import Finding, Severity

REGISTRY: dict[str, Check] = {
    check.id: check
    for check in (
        Check("empty", Severity.ERROR, empty.check),
        Check("mask", Severity.ERROR, mask.check),
        Check("glossary", Severity.ERROR, glossary.check),
        Check("residue", Severity.ERROR, residue.check),
        Check("script", Severity.ERROR, script.check),
        Check("numbers", Severity.WARNING, numbers.check),
        Check("same", Severity.WARNING, same.check),
        Check("repetition", Severity.WARNING, repetition.check),
        Check("length", Severity.WARNING, length.check),
        Check("brackets", Severity.WARNING, brackets.check),
        Check("spaces", Severity.INFO, spaces.check),
    )
}

__all__ = ["REGISTRY", "Check", "Subject", "run_checks"]


def run_checks(subject: Subject, *, only: Sequence[str] = (), skip: Sequence[str] = ()) -> Iterator[Finding]:
    """Findings of one entry, in the registry's order. An empty translation gets no other check than `empty`."""
    for check in REGISTRY.values():
        if (only and check.id not in only) or check.id in skip:
            continue
        if not subject.target.strip() and check.id != "empty":
            continue
        yield from (replace(found, unit=subject.source) for found in check.findings(subject))
