"""What the tests of the review page share."""

from datetime import UTC, datetime

import polib

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)
REVIEWER = "Ayşe Yılmaz <ayse@example.org>"
GLOSSARY = """version: 1
terms:
  - {id: kazakhstan, kind: place, ar: {term: كازاخستان, nisba: true}, en: Kazakhstan, tr: Kazakistan, kk: Қазақстан}
  - {id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: {term: Ankara, forbidden: [Angora]}, kk: Анкара}
"""
SOURCES = (
    ("headline", 1, "كازاخستان وأنقرة"), ("heading", 3, "زيارة رسمية"), ("paragraph", 5, "وصل الرئيس إلى أنقرة."),
    ("paragraph", 5, "وبلغت التجارة 5 مليارات."), ("caption", 7, "صورة <script>alert(1)</script>"),
)  # fmt: skip
DRAFTS = {
    "en": ("Kazakhstan and Ankara", "An official visit", "The president came to Ankara.", "Trade was 5 billion.", "A picture"),
    "tr": ("Kazakistan ve Ankara", "Resmî ziyaret", "Başkan Angora'ya geldi.", "Ticaret 5 milyar oldu.", "<script>alert(1)</script>"),
    "kk": ("Қазақстан мен Анкара", "Ресми сапар", "Президент Анкараға келді.", "Сауда 5 миллиард болды.", "Сурет"),
}  # fmt: skip


def entry(path, at):
    return polib.pofile(str(path), wrapwidth=0)[at]


def change(path, at, **values):
    """What Poedit does: another entry of the file, or the same one, is saved with other values."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    for name, value in values.items():
        setattr(catalog[at], name, value)
    catalog.save(str(path))
