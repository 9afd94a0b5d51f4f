"""What the tests of the review page share."""

from datetime import UTC, datetime

import polib

from l10n_flow import lang
from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.memory import Memory, Pair
from l10n_flow.model import Message

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)
REVIEWER = "Ayşe Yılmaz <ayse@example.org>"
GLOSSARY = """version: 1
terms:
  - {id: kazakhstan, kind: place, ar: {term: كازاخستان, nisba: true}, en: Kazakhstan, tr: Kazakistan, kk: Қазақстан}
  - {id: baku, kind: place, ar: باكو, en: Baku, tr: Bakü, kk: Баку}
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


def remember(project):
    """A memory with a text that is like the third unit but for its name, and a distant one."""
    pairs = (
        ("وصل الرئيس إلى باكو.", "Başkan Bakü'ye vardı."),
        ("وصل الوزير أمس إلى بلاده.", "Bakan dün ülkesine vardı."),
    )  # fmt: skip
    origin = {"catalog": "locales/tr/LC_MESSAGES/b.po", "line": 12, "translator": REVIEWER, "learned": "2026-11-20T08:00:00Z"}
    with Memory(project.memory, create=True) as memory:
        memory.learn([Pair(source, target, "tr", "", "", **origin) for source, target in pairs])


def many(project, number):
    """The Turkish catalog with so many drafts."""
    messages = [
        Message(f"الخبر رقم {at}.", comments=("role: paragraph",), draft=f"{at} numaralı haber.", signature="0123abcd")
        for at in range(number)
    ]  # fmt: skip
    path = catalog_path(project.locales, "tr", "a")
    path.unlink()
    plural_forms = lang.get("tr").plural_forms
    update_catalog(path, messages, language="tr", plural_forms=plural_forms, project="a 1", now=NOW)
