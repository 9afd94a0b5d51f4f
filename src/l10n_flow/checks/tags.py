"""Tags and placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n_flow.checks.base import Subject
from l10n_flow.text.tags import partner

_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);|%\([a-z_]+\)[sd]|\{[a-z_]*\}")
_ENGINE = ("<unk>", "<s>", "</s>")  # these are `mask`


def check(subject: Subject) -> Iterator[str]:
    """A tag (<g1>, <x2/>, <b>), entity (&amp;) or placeholder ({name}) that was lost, added, or closed in the wrong order, or a
    pair of tags with nothing between them any more."""
    source, target = _TAG.findall(subject.source), _TAG.findall(subject.target)
    lost, extra = Counter(source) - Counter(target), Counter(target) - Counter(source)
    yield from (f"tag lost or changed: {tag}" for tag in lost)
    yield from (f"tag that the source has not: {tag}" for tag in extra if tag not in _ENGINE)
    if not lost and not extra and source and _nested(source) and not _nested(target):
        yield "tags are closed in the wrong order"
    for tag in dict.fromkeys(re.findall(r"(<g\d+>)\s*</g\d+>", subject.target)):
        if not re.search(rf"{tag}\s*</g\d+>", subject.source):
            yield f"nothing stands between {tag} and {partner(tag)}"


def _nested(tags: list[str]) -> bool:
    open_tags: list[str] = []
    for tag in tags:
        name = re.sub(r"[</>]|\s.*", "", tag)
        if tag.startswith("</"):
            if not open_tags or open_tags.pop() != name:
                return False
        elif tag.startswith("<") and not tag.endswith("/>"):
            open_tags.append(name)
    return not open_tags
