"""Line breaks."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.base import Subject


def check(subject: Subject) -> Iterator[str]:
    """Another number of line breaks than the source has (also one written out as \\n)."""
    for mark, what in (("\n", "line breaks"), ("\\n", "written \\n"), ("\t", "tabs")):
        source, target = subject.source.count(mark), subject.target.count(mark)
        if source != target:
            yield f"{what}: {target}, in the source {source}"
