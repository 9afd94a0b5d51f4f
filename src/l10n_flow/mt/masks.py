"""Masks: tokens that stand for a name while the engine works, and which of them a package keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from l10n_flow.model import Hypothesis

# News-like sentences with one to three names, for measuring what a package does with masks.
PROBES = {
    "ar": (
        "وصل {1} إلى {2} في زيارة رسمية.", "أعلنت {1} عن مشروع جديد في {2}.", "التقى {1} رئيس {2} في {3}.",
        "وقالت {1} إن الاتفاق مهم.", "تستثمر {1} مليار دولار في {2}.", "انطلقت الدورة في {1} بمشاركة {2}.",
        "أكد {1} أهمية التعاون مع {2}.", "من جانبه، أوضح {1} أن القرار نهائي.",
    ),
    "en": (
        "{1} arrived in {2} on an official visit.", "{1} announced a new project in {2}.", "{1} met the head of {2} in {3}.",
        "According to {1}, the deal is important.", "{1} will invest a billion dollars in {2}.", "{1} stressed ties with {2}.",
    ),
}  # fmt: skip
KEPT = 0.5  # a family of masks that fewer probes survive is not worth trying


@dataclass(frozen=True, slots=True)
class MaskFamily:
    """One way to write masks. `pattern` finds them as engines give them back, the number in group 1."""

    name: str
    template: str
    pattern: str
    offset: int = 0  # added to the number when it is written

    def wrap(self, number: int) -> str:
        return self.template.format(number + self.offset)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(number, start, end) of every mask in the text."""
        return [(int(match.group(1)) - self.offset, match.start(), match.end()) for match in re.finditer(self.pattern, text)]


FAMILIES = (
    MaskFamily("bracket", "⟦{}⟧", r"⟦\s*(\d{1,2})\s*⟧"),
    MaskFamily("capital", "XQ{}", r"(?<!\w)[XХ]\s?Q\s?(\d{1,2})(?!\d)"),
    MaskFamily("number", "{}", r"(?<!\d)(900\d\d)(?!\d)", offset=90000),
    MaskFamily("square", "[{}]", r"\[\s*(\d{1,2})\s*\]"),
)
Ask = Callable[[Sequence[str]], Sequence[Sequence[Hypothesis]]]


def survival(family: MaskFamily, ask: Ask, source: str) -> float:
    """Share of the probes whose masks all come back exactly once."""
    probes = PROBES.get(source, PROBES["en"])
    texts = [re.sub(r"\{(\d)\}", lambda mark: family.wrap(int(mark.group(1))), probe) for probe in probes]
    kept = 0
    for probe, found in zip(probes, ask(texts), strict=True):
        wanted = sorted(int(number) for number in re.findall(r"\{(\d)\}", probe))
        kept += bool(found) and sorted(number for number, _, _ in family.find(found[0].text)) == wanted
    return kept / len(probes)


def probe(ask: Ask, source: str) -> list[tuple[MaskFamily, float]]:
    """Families that the package keeps, the best first (ties: as listed), with their survival."""
    rates = [(family, survival(family, ask, source)) for family in FAMILIES]
    return sorted(((family, rate) for family, rate in rates if rate >= KEPT), key=lambda item: -item[1])
