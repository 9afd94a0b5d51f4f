"""What is shown to the model in training, how often, and in which guise: the choices that experiments compare."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path

# How often an item of a set is seen in one pass: the authored news whole, general sets thinly (they are short,
# spoken English) so that the news sets the tone.
SHARES = {
    "phrases ar": 0.2,
    "authored ar": 1.0, "authored en": 0.1, "lexicon ar": 0.3, "lexicon en": 0.05, "names ar": 0.3, "names en": 0.05,
    "manythings_ar_en ar": 0.12, "manythings_ar_en+ ar": 0.4, "tatoeba_test_ar_en ar": 0.25, "tatoeba_test_ar_en+ ar": 0.6,
    "laser_tatoeba_ar_en ar": 0.25, "tatoeba_test_ar_tr ar": 0.6, "tico19_all_en_ar ar": 0.5, "tico19_terms_en_ar+ ar": 0.3,
    "manythings_en_tr en": 0.01, "tatoeba_test_en_tr en": 0.05, "xwmt_en_kk en": 0.2, "xwmt_en_tr en": 0.2,
    "open_sdg_4way ar": 0.5, "open_sdg_4way en": 0.1, "udhr_4way ar": 1.0,
}  # fmt: skip
OTHER_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Recipe:
    """Shares are of 1. `general`: a factor on the shares of all but authored text; `english`: on those of English sources."""

    masked: float = 0.85  # of the authored units with names: shown with masks
    keep_mask: float = 0.8  # of the names in such a unit
    number_masks: bool = True  # numbers are masked as names are
    swapped: float = 0.0  # of the names without a mask: another name in their place (needs --names)
    sampled: float = 0.3  # of the sources: segmented at random
    sampling: float = 0.4  # alpha of that (unigram sampling, Kudo 2018)
    joined: float = 0.08  # of the authored units: together with the next one
    unstopped: float = 0.0  # of all units: without their full stop, as headlines are
    hinted: float = 0.85  # of the Arabic sentences: shown with hints
    keep_hint: float = 0.93  # of the hints in such a sentence
    tagged: bool = False  # general sentences carry a mark that authored ones do not
    english: float = 1.0
    general: float = 1.0
    shares: dict[str, float] = field(default_factory=dict)  # "set source" -> share, in place of SHARES

    @classmethod
    def read(cls, text: str) -> Recipe:
        """From JSON, or the path of a JSON file. Raises SystemExit for a name that no choice has."""
        values = json.loads(text if text.lstrip().startswith("{") else Path(text).read_text(encoding="utf-8"))
        if unknown := values.keys() - {one.name for one in fields(cls)}:
            raise SystemExit(f"--recipe: no such choice: {', '.join(sorted(unknown))}")
        return cls(**values)

    def share(self, item: dict) -> float:
        """How often an item of `train.jsonl` is seen in one pass."""
        name = f"{item['set']} {item['s']}"
        share = self.shares.get(name, SHARES.get(name, OTHER_SHARE))
        share *= self.english if item["s"] == "en" else 1.0
        return share * (1.0 if item["set"] == "authored" else self.general)
