"""What is delivered, and what is refused."""

import gettext
import io
import re
import subprocess
from datetime import UTC, datetime
from html.parser import HTMLParser

import polib
import pytest

from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.delivery import Builder
from l10n_flow.model import L10nError, State
from l10n_flow.pipeline import Flow
from l10n_flow.project import Project

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PLURAL = "nplurals=2; plural=(n != 1);"
TEXT = (
    "العالم\r\n\r\nقمة جديدة في أنقرة\r\n\r\nاتفق الطرفان على ما يلي:\r\n\r\n"
    "١- \u200fتوقيع اتفاق التجارة بين البلدين\r\n٢- \u200fفتح المعابر الحدودية\r\n\r\n"
    "وصل الرئيس التركي إلى أستانا اليوم. وغادر الوفد مساء اليوم نفسه.\r\n\r\nاترك تعليقاً\r\n"
)
TURKISH = ["Ankara'da yeni zirve", "Taraflar şunda anlaştı:", "Ticaret anlaşmasını imzalamak", "Sınır kapılarını açmak",
           "Türk lider Astana'ya geldi.", "Heyet akşam ayrıldı."]  # fmt: skip


@pytest.fixture
def project(tmp_path, segmenter):
    """A project with one article and its Turkish catalog, all of it reviewed."""
    from l10n_flow.article import read_article

    (tmp_path / "articles").mkdir()
    path = tmp_path / "articles" / "a b.txt"
    path.write_bytes(TEXT.encode())
    project = Project(tmp_path, articles=path.parent, locales=tmp_path / "locales", targets=("tr",))
    article = read_article(path)
    messages = Flow._messages(type("Flow", (), {"project": project})(), article, segmenter.units(article))
    catalog = catalog_path(project.locales, "tr", "a-b")
    update_catalog(catalog, messages, language="tr", plural_forms=PLURAL, project="a", now=NOW)
    change(project, lambda entries: [setattr(entry, "msgstr", text) for entry, text in zip(entries, TURKISH, strict=True)])
    return project


def change(project, edit):
    path = catalog_path(project.locales, "tr", "a-b")
    catalog = polib.pofile(str(path), wrapwidth=0)
    edit(catalog)
    catalog.save(str(path))


def build(project, **options):
    return Builder(project, **options).build(project.articles / "a b.txt", out=project.root / "build")[0]


def text_of(project, suffix=".txt"):
    return (project.root / "build" / "tr" / f"a-b{suffix}").read_bytes()


def test_the_article_in_the_language(project):
    done = build(project)
    assert [file.name for file in done.files] == ["a-b.txt", "a-b.html", "a-b.mo"]
    want = (
        "Ankara'da yeni zirve\r\n\r\nTaraflar şunda anlaştı:\r\n\r\n"
        "1- Ticaret anlaşmasını imzalamak\r\n2- Sınır kapılarını açmak\r\n\r\n"
        "Türk lider Astana'ya geldi. Heyet akşam ayrıldı.\r\n"
    )
    assert text_of(project).decode() == want
    build(project, keep_boilerplate=True)
    assert text_of(project).decode() == f"العالم\r\n\r\n{want}\r\nاترك تعليقاً\r\n"


def test_windows_1256_is_delivered_as_utf_8(project):
    (project.articles / "a b.txt").write_bytes(TEXT.translate({0x200F: None, 0x661: "1", 0x662: "2"}).encode("cp1256"))
    build(project)
    assert "şunda anlaştı" in text_of(project).decode("utf-8")


def test_too_little_reviewed_is_refused_and_nothing_is_written(project):
    change(project, lambda entries: entries[1].flags.append("fuzzy"))
    done = build(project)
    assert done.files == () and not (project.root / "build").exists()
    assert [(row.state, row.text, row.line > 0) for row in done.open] == [(State.DRAFT, TURKISH[1], True)]
    assert build(project, min_reviewed=83.4).files == ()
    assert build(project, min_reviewed=83.3).files != ()


def test_drafts_are_marked_and_what_is_missing_stays_arabic(project):
    change(project, lambda entries: (entries[0].flags.append("fuzzy"), setattr(entries[5], "msgstr", " ")))
    done = build(project, drafts=True, min_reviewed=0)
    text = text_of(project).decode()
    assert text.startswith("[draft] Ankara'da yeni zirve\r\n")
    assert text.endswith("Türk lider Astana'ya geldi. [untranslated] وغادر الوفد مساء اليوم نفسه.\r\n")
    assert [row.unit.text for row in done.arabic] == ["وغادر الوفد مساء اليوم نفسه."]
    done = build(project, min_reviewed=0)
    assert text_of(project).decode().startswith("[untranslated] قمة جديدة في أنقرة\r\n")
    assert len(done.arabic) == 2


def test_a_unit_without_an_entry_counts_as_open(project):
    path = project.articles / "a b.txt"
    path.write_bytes(TEXT.replace("نفسه.", "نفسه. وعاد صباحا.").encode())
    assert [(row.unit.text, row.line) for row in build(project).open] == [("وعاد صباحا.", 0)]


def test_no_catalog(project):
    catalog_path(project.locales, "tr", "a-b").unlink()
    with pytest.raises(L10nError, match="no such catalog"):
        build(project)


def test_gettext_reads_the_mo_file(project):
    change(project, lambda entries: entries[0].flags.append("fuzzy"))
    build(project, min_reviewed=50)
    catalog = gettext.GNUTranslations(io.BytesIO(text_of(project, ".mo")))
    assert catalog.gettext("اتفق الطرفان على ما يلي:") == TURKISH[1]
    assert catalog.gettext("قمة جديدة في أنقرة") == "قمة جديدة في أنقرة", "a draft is left out, as msgfmt does"
    file = project.root / "build" / "tr" / "a-b.mo"
    shown = subprocess.run(["msgunfmt", str(file)], capture_output=True, text=True, check=True).stdout
    assert shown.count("\nmsgid ") == 5, "five entries beside the header"
    build(project, drafts=True, min_reviewed=0)
    assert gettext.GNUTranslations(io.BytesIO(text_of(project, ".mo"))).gettext("قمة جديدة في أنقرة") == TURKISH[0]


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.directions, self.fetched, self._open = [], [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.fetched += [value for key, value in attributes if key in ("src", "href")]
        if "row" in values.get("class", "").split():
            self.rows.append(values["class"])
        if values.get("class") in ("to", "from"):
            self.directions.append((values["lang"], values["dir"]))


def test_the_bilingual_page(project):
    change(project, lambda entries: (entries[0].flags.append("fuzzy"), setattr(entries[2], "msgstr", "")))
    change(project, lambda entries: setattr(entries[4], "msgstr", "<b>&amp; Astana</b>"))
    build(project, min_reviewed=0)
    text = text_of(project, ".html").decode()
    page = _Page()
    page.feed(text)
    assert page.fetched == [] and "url(" not in text and "@import" not in text, "nothing is fetched"
    assert page.rows == ["row draft", "row reviewed", "row untranslated", "row reviewed", "row reviewed", "row reviewed"]
    assert page.directions == [("tr", "ltr"), ("ar", "rtl")] * 6
    assert "&lt;b&gt;&amp;amp; Astana&lt;/b&gt;" in text
    assert re.search(r"2 blocks of website boilerplate", text)


def test_a_full_disk_keeps_what_was_built(project, monkeypatch):
    from l10n_flow import files

    build(project)
    before = text_of(project)
    change(project, lambda entries: setattr(entries[0], "msgstr", "Başka"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(L10nError, match="No space left"):
        build(project)
    assert text_of(project) == before
