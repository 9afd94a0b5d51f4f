"""Progress of one catalog for programs."""

from __future__ import annotations

from typing import Any

from l10n_flow.inspection import CatalogStatus
from l10n_flow.model import Severity, State


def status_object(one: CatalogStatus) -> dict[str, Any]:
    """Progress of one catalog; hints are no findings here."""
    entries, words = one.counts.entries, one.counts.words
    return {
        "article": one.article, "language": one.language, "catalog": str(one.path), "units": sum(entries.values()),
        "drafts": entries.get(State.DRAFT, 0), "reviewed": entries.get(State.REVIEWED, 0),
        "untranslated": entries.get(State.UNTRANSLATED, 0), "words": sum(words.values()),
        "reviewed_words": words.get(State.REVIEWED, 0),
        "doubtful": one.counts.doubtful,
        "findings": sum(finding.severity is not Severity.INFO for finding in one.findings),
    }  # fmt: skip
