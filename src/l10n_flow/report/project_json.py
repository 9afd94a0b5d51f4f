"""The report of a project as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from l10n_flow.report.findings.json import as_object as finding_object
from l10n_flow.report.overview import NameTally, Overview
from l10n_flow.report.post_edit import Mean, PostEdit, average, by_day, by_engine, by_name, by_reviewer
from l10n_flow.report.progress import status_object


def as_object(overview: Overview) -> dict[str, Any]:
    """Everything the page shows, and each post-edited entry; `post_edit` is null where no drafts were written down."""
    return {
        "generated": overview.now.isoformat(),
        "catalogs": [status_object(one) for one in overview.statuses],
        "findings": [finding_object(finding) for one in overview.statuses for finding in one.findings],
        "names": [_name(tally) for tally in overview.names()],
        "placed": [
            {"language": code, "method": method, "names": number} for (code, method), number in sorted(overview.methods.items())
        ],
        "post_edit": None if overview.edits is None else _post_edit(overview.edits, overview.signatures),
    }


def _name(tally: NameTally) -> dict[str, Any]:
    return {
        "term": tally.term_id, "ar": tally.ar, "language": tally.language, "approved": tally.approved,
        "mentions": tally.mentions, "right": tally.right, "forms": dict(tally.forms),
        "wrong": [{"where": where, "message": message} for where, message in tally.wrong],
    }  # fmt: skip


def _post_edit(edits: tuple[PostEdit, ...], signatures: tuple[str, str]) -> dict[str, Any]:
    return {
        "signatures": list(signatures),
        "all": _mean(average(edits)) if edits else None,
        "by_engine": [
            {"engine": engine, "signature": signature, "language": code} | _mean(one)
            for (engine, signature, code), one in by_engine(edits).items()
        ],
        "by_name": [{"ar": name} | _mean(one) for name, one in by_name(edits).items()],
        "by_reviewer": [{"reviewer": name} | _mean(one) for name, one in by_reviewer(edits).items()],
        "by_day": [
            {"reviewer": name, "day": day.isoformat()} | _mean(one) for (name, day), one in by_day(edits).items()
        ],
        "entries": [
            {
                "catalog": str(edit.catalog), "language": edit.language, "source": edit.review.source,
                "draft": edit.review.draft, "reviewed": edit.review.text, "engine": edit.engine, "reviewer": edit.reviewer,
                "seen": edit.review.seen.isoformat(), "chrf": round(edit.distance.chrf, 2), "ter": round(edit.distance.ter, 2),
            }
            for edit in edits
        ],
    }  # fmt: skip


def _mean(one: Mean) -> dict[str, Any]:
    return asdict(one) | {"chrf": round(one.chrf, 2), "ter": round(one.ter, 2)}
