"""Arabic names in English letters, after the agencies."""

from __future__ import annotations

from l10n_flow.text.translit import Sounds

SOUNDS = Sounds(
    consonants={
        "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
        "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
        "م": "m", "ن": "n", "ه": "h", "ة": "a", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ء": "",
    },
    vowels={"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ى": "a", "ؤ": "o", "ئ": "e"},
    glides={"و": ("u", "w"), "ي": ("i", "y")},
    short=("a", "e"),
    small={"ال": "al-", "بن": "bin", "آل": "Al"},
)  # fmt: skip
