"""Arabic names in Turkish letters, by sound, as the press writes foreign names."""

from __future__ import annotations

from l10n_flow.text.translit import Sounds

SOUNDS = Sounds(
    consonants={
        "ب": "b", "ت": "t", "ث": "s", "ج": "c", "ح": "h", "خ": "h", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "س": "s",
        "ش": "ş", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l",
        "م": "m", "ن": "n", "ه": "h", "ة": "e", "پ": "p", "چ": "ç", "ڤ": "v", "گ": "g", "ء": "",
    },
    vowels={"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ى": "a", "ؤ": "o", "ئ": "e"},
    glides={"و": ("u", "v"), "ي": ("i", "y")},
    short=("a", "e"),
    small={"ال": "el-", "بن": "bin"},
)  # fmt: skip
