"""A catalog goes through the tools that translators use, then through run, check and build: nothing is lost."""

import subprocess
from datetime import UTC, datetime

import polib
import pytest
from translator_tools import TOOLS, Work, msgcat, msgmerge, poedit, weblate, with_polib

from l10n_flow.catalog import list_entries, read_catalog
from l10n_flow.delivery import Builder
from l10n_flow.inspection import Inspector
from l10n_flow.model import State

NOW, LATER = datetime(2026, 11, 24, 12, 0, tzinfo=UTC), datetime(2026, 12, 9, 8, 0, tzinfo=UTC)
HEADERS = {
    "Last-Translator": "Ayşe Yılmaz <ayse@example.com>", "Language-Team": "Turkish <tr@example.com>",
    "PO-Revision-Date": "2026-12-01 10:30+0300",
}  # fmt: skip
TEXT = (
    'Tokayev, Kazakistan ile Türkiye arasındaki ticaretin "2023" yılında 5 milyar dolara ulaştığını, iki tarafın bunu önümüzdeki '
    "yıllarda enerji ve tarımdaki yeni projelerle 15 milyar ABD dolarına çıkarmayı kararlaştırdığını söyledi; C:\\temp, %100."
)


@pytest.fixture
def path(project, flow):
    """The catalog after a first run; its first entry holds a previous msgid, and an obsolete one a person's text."""
    article = project.articles / "a.txt"
    text = article.read_text(encoding="utf-8")
    flow.run(article, now=NOW)
    catalog = project.locales / "tr" / "LC_MESSAGES" / "a.po"
    content = catalog.read_text(encoding="utf-8")
    catalog.write_text(content + '\n# kept for later\n#~ msgid "نص قديم"\n#~ msgstr "Eski metin, elle"\n', encoding="utf-8")
    assert article.read_text(encoding="utf-8") == text
    return catalog


def works_on(path):
    """What a person does, by msgid: reviewed and long, touched and not finished, accepted as it is, commented and flagged."""
    entries = list_entries(path)
    long = max(entries, key=lambda entry: len(entry.msgid))
    others = [entry for entry in entries if entry is not long]
    return {
        long.msgid: Work(TEXT, note="Kaynakla karşılaştırıldı,\nAyşe"), others[0].msgid: Work("Kazakistan ve Türkiye anlaştı"),
        others[1].msgid: Work("Tokayev salı günü Ankara'ya, yarım", fuzzy=True), others[2].msgid: Work(others[2].msgstr),
        others[3].msgid: Work("Heyet Astana'yı ziyaret etti", flag="no-c-format"),
    }  # fmt: skip


def holds(path, works, headers, tool, *, but=()):
    """Every text, state, note, flag and header of the person. msgmerge itself takes flags from the template."""
    catalog = read_catalog(path).catalog
    for msgid, work in works.items():
        entry = next(entry for entry in catalog if entry.msgid == msgid)
        assert entry.msgstr == work.msgstr
        assert ("fuzzy" in entry.flags) is work.fuzzy
        assert words(work.note) in words(entry.tcomment)
        assert not work.flag or work.flag in entry.flags or tool is msgmerge
    for name, value in headers.items():
        assert name in but or catalog.metadata[name] == value, name
    old = next(entry for entry in catalog if entry.msgid == "نص قديم")
    assert (old.msgstr, old.obsolete, old.tcomment) == ("Eski metin, elle", True, "kept for later")
    if path.read_bytes().startswith(b"\xef\xbb\xbf"):
        return  # msgfmt takes no byte-order mark
    checked = subprocess.run(["msgfmt", "--check-header", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def findings(project, path):
    """What check says, sorted, since a tool may sort entries."""
    return sorted((one.unit, one.check, one.message, one.start) for one in Inspector(project).findings(path, "tr"))


def words(text):
    """Babel fills comments anew."""
    return " ".join(text.split())


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.__name__)
def test_nothing_is_lost(project, flow, path, tool):
    works = works_on(path)
    plain = path.with_name("plain.po")
    plain.write_bytes(path.read_bytes())
    with_polib(plain, works, HEADERS, wrapwidth=0)
    wanted = findings(project, plain)
    tool(path, works, HEADERS)
    headers = dict(read_catalog(path).catalog.metadata)
    holds(path, works, HEADERS, tool, but=("PO-Revision-Date",) if tool.__name__ == "babel" else ())
    saved = path.read_bytes()

    flow.run(project.articles / "a.txt", now=LATER)
    holds(path, works, headers, tool, but=("POT-Creation-Date", "X-Generator", "Content-Type"))
    assert (b"\r\n" in path.read_bytes()) is (b"\r\n" in saved), "line ends stay as the tool wrote them"
    again = path.read_bytes()
    flow.run(project.articles / "a.txt", now=LATER)
    assert path.read_bytes() == again, "and a second run has nothing to write"

    assert findings(project, path) == wanted, "check sees every text as it was typed"
    (delivery,) = Builder(project, drafts=True, min_reviewed=0).build(project.articles / "a.txt", out=project.root / "build")
    text = (project.root / "build" / "tr" / "a.txt").read_text(encoding="utf-8")
    for work in works.values():
        assert f"[draft] {work.msgstr}" in text if work.fuzzy else work.msgstr in text
    assert delivery.count(State.REVIEWED) == 4
    assert path.read_bytes() == again, "neither check nor build writes a catalog"


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.__name__)
def test_nor_when_the_article_changed_meanwhile(project, flow, path, tool):
    works = works_on(path)
    tool(path, works, HEADERS)
    article = project.articles / "a.txt"
    text = article.read_text(encoding="utf-8")
    text = text.replace("كازاخستان وتركيا تتفقان", "كازاخستان وتركيا تتفقان من جديد").replace("– زار الوفد مدينة أستانا\n", "")
    article.write_text(text.replace("مساء الأربعاء.", "مساء الأربعاء. وعاد الوزير يوم الخميس."), encoding="utf-8")
    flow.run(article, now=LATER)
    kept = {entry.msgstr: entry for entry in read_catalog(path).catalog}
    for msgid, work in works.items():
        entry = kept[work.msgstr]
        assert words(work.note) in words(entry.tcomment)
        assert not work.flag or work.flag in entry.flags or tool is msgmerge
        assert entry.msgid == msgid or (entry.previous_msgid == msgid and "fuzzy" in entry.flags), "only a changed source flags"
    assert kept["Eski metin, elle"].obsolete
    assert read_catalog(path).catalog.metadata["Last-Translator"] == HEADERS["Last-Translator"]


def test_a_header_is_never_cut(project, flow, path):
    """Fields nobody knows, a fuzzy header, comments above it, and fields longer than a line."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.metadata |= {"X-Long": "word " * 40 + "end", "X-Empty": "", "Report-Msgid-Bugs-To": "https://example.com/?a=b:c"}
    catalog.header = "Turkish translation\nCopyright (C) 2026 Haber\n"
    catalog.metadata_is_fuzzy = True
    catalog.save(str(path))
    path.write_bytes(subprocess.run(["msgcat", str(path)], capture_output=True, check=True).stdout)
    before = read_catalog(path).catalog
    change = project.articles / "a.txt"
    change.write_text(change.read_text(encoding="utf-8").replace("مساء", "صباح"), encoding="utf-8")
    flow.run(change, now=LATER)
    after = read_catalog(path).catalog
    kept = {name: value for name, value in before.metadata.items() if name not in ("POT-Creation-Date", "X-Generator")}
    assert {name: after.metadata[name] for name in kept} == kept
    assert (after.header, after.metadata_is_fuzzy) == (before.header, before.metadata_is_fuzzy)


def test_tools_one_after_the_other(project, flow, path):
    """Poedit, run, Weblate, run, msgcat, run: the last word of each person stands."""
    works = works_on(path)
    poedit(path, works, HEADERS)
    flow.run(project.articles / "a.txt", now=LATER)
    ids = list(works)
    second = {ids[2]: Work("Tokayev salı günü Ankara'ya geldi.", note="bitti")}
    weblate(path, second, HEADERS | {"Last-Translator": "Erlan <erlan@example.com>"})
    flow.run(project.articles / "a.txt", now=LATER)
    msgcat(path, {}, {})
    flow.run(project.articles / "a.txt", now=LATER)
    holds(path, works | second, {"Last-Translator": "Erlan <erlan@example.com>", "X-Weblate-Note": "a"}, msgcat)
    assert read_catalog(path).catalog.metadata["X-Poedit-Basepath"] == ".."
