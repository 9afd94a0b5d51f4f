"""Arabic names in Kazakh letters, by sound, as the press writes foreign names."""

from __future__ import annotations

from l10n_flow.text.translit import Sounds

SOUNDS = Sounds(
    consonants={
        "ب": "б", "ت": "т", "ث": "с", "ج": "ж", "ح": "х", "خ": "х", "د": "д", "ذ": "з", "ر": "р", "ز": "з", "س": "с",
        "ش": "ш", "ص": "с", "ض": "д", "ط": "т", "ظ": "з", "ع": "а", "غ": "ғ", "ف": "ф", "ق": "қ", "ك": "к", "ل": "л",
        "م": "м", "ن": "н", "ه": "х", "ة": "а", "پ": "п", "چ": "ч", "ڤ": "в", "گ": "г", "ء": "",
    },
    vowels={"ا": "а", "أ": "а", "إ": "и", "آ": "а", "ى": "а", "ؤ": "о", "ئ": "е"},
    glides={"و": ("у", "в"), "ي": ("и", "й")},
    short=("а", "е"),
    small={"ال": "әл-", "بن": "бен"},
)  # fmt: skip
