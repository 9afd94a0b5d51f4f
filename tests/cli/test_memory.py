"""The memory at the command line, and what `run` does with it."""

import json
import subprocess
from xml.etree import ElementTree

import polib
import pytest

SECOND = "كازاخستان وتركيا تتفقان\n\nوصل توكاييف إلى باكو يوم الثلاثاء. وبلغت التجارة بينهما نحو 7 مليارات دولار.\n\nخبر آخر لا صلة له بما سبق.\n"
REVIEWED = ("Kazakistan ve Türkiye anlaştı", "Tokayev salı günü Ankara'ya geldi.", "Ticaret 5 milyar dolara ulaştı.")


def po(project, name="a", code="tr"):
    return project / "locales" / code / "LC_MESSAGES" / f"{name}.po"


def review(path, texts, who="Ayşe Yılmaz <ayse@example.com>"):
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry, text in zip(catalog, texts, strict=True):
        entry.msgstr, entry.flags = text, []
    catalog.metadata["Last-Translator"] = who
    catalog.save(str(path))


@pytest.fixture
def learned(project, call):
    """A project with one reviewed catalog, learned, and a second article like it."""
    call("run", "--lang", "tr")
    review(po(project), REVIEWED)
    assert "3 new, 0 changed, 0 the same" in call("memory", "learn", "--lang", "tr").stdout
    (project / "articles" / "b.txt").write_text(SECOND, encoding="utf-8")
    return project


def test_learning_twice_changes_nothing_and_a_correction_replaces(learned, call):
    assert "0 new, 0 changed, 3 the same" in call("memory", "learn").stdout
    review(po(learned), (*REVIEWED[:2], "Ticaret hacmi 5 milyar dolara ulaştı."))
    assert json.loads(call("memory", "learn", "--json").stdout) == {"new": 0, "changed": 1, "same": 2}
    stats = json.loads(call("memory", "stats", "--json").stdout)
    assert (stats["pairs"], stats["translators"]) == ({"tr": 3}, {"Ayşe Yılmaz <ayse@example.com>": 3})
    assert "tr: 3 pairs, 3 sources" in call("memory", "stats").stdout


def test_drafts_are_not_learned(project, call):
    call("run", "--lang", "tr")
    assert "0 new" in call("memory", "learn").stdout


def test_run_drafts_from_the_memory_and_is_stable(learned, call):
    before = po(learned).read_bytes()
    done = call("run", "--lang", "tr")
    assert "memory: 1 exact, 1 fuzzy, 1 offered" in done.stdout
    assert po(learned).read_bytes() == before, "reviewed entries are as they were"
    headline, arrival, trade, other = polib.pofile(str(po(learned, "b")), wrapwidth=0)
    assert all("fuzzy" in entry.flags for entry in (headline, arrival, trade, other))
    line = next(e.linenum for e in polib.pofile(str(po(learned))) if e.msgid == headline.msgid)
    assert f"memory: 100 exact, from locales/tr/LC_MESSAGES/a.po:{line}, Ayşe Yılmaz" in headline.comment
    assert (headline.msgstr, arrival.msgstr) == (REVIEWED[0], "Tokayev salı günü Bakü'ye geldi.")
    assert "memory: 99 fuzzy (89 before exchange)" in arrival.comment
    assert "memory source: وصل توكاييف إلى أنقرة يوم الثلاثاء." in arrival.comment
    assert "machine draft: " in trade.comment and "memory offer: " in trade.comment
    assert trade.msgstr != REVIEWED[2]
    assert "memory" not in other.comment and "machine draft: " in other.comment
    written = po(learned, "b").read_bytes()
    assert "4 kept" in call("run", "articles/b.txt", "--lang", "tr").stdout
    assert po(learned, "b").read_bytes() == written
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(po(learned, "b"))], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_a_new_translation_in_the_memory_gives_a_new_draft_and_signature(learned, call):
    call("run", "articles/b.txt", "--lang", "tr")
    old = polib.pofile(str(po(learned, "b")), wrapwidth=0)
    review(po(learned), ("Kazakistan ile Türkiye uzlaştı", *REVIEWED[1:]))
    call("memory", "learn")
    call("run", "articles/b.txt", "--lang", "tr")
    new = polib.pofile(str(po(learned, "b")), wrapwidth=0)
    assert new[0].msgstr == "Kazakistan ile Türkiye uzlaştı"
    signatures = [next(line for line in one.comment.split("\n") if line.startswith("draft: ")) for one in (old[0], new[0])]
    assert signatures[0].startswith("draft: memory-") and signatures[0] != signatures[1]
    assert [entry.comment for entry in new[1:]] == [entry.comment for entry in old[1:]]


def test_an_entry_that_a_person_wrote_is_never_changed(learned, call):
    call("run", "articles/b.txt", "--lang", "tr")
    review(po(learned, "b"), ("elle 1", "elle 2", "elle 3", "elle 4"))
    review(po(learned), ("yeni 1", "yeni 2", "yeni 3"))
    call("memory", "learn", str(po(learned)))
    before = po(learned, "b").read_bytes()
    call("run", "--lang", "tr")
    assert po(learned, "b").read_bytes() == before


def test_a_context_match_is_taken_before_another_translation(learned, call):
    (learned / "articles" / "c.txt").write_bytes((learned / "articles" / "a.txt").read_bytes())
    call("run", "articles/b.txt", "--lang", "tr")
    review(po(learned, "b"), ("Başka bir başlık", "x", "y", "z"))
    call("memory", "learn")
    done = call("run", "articles/c.txt", "--lang", "tr")
    assert "memory: 3 context" in done.stdout
    headline = polib.pofile(str(po(learned, "c")), wrapwidth=0)[0]
    assert headline.msgstr == REVIEWED[0]
    assert "memory: 101 context, from locales/tr/LC_MESSAGES/a.po:" in headline.comment
    assert headline.comment.count("1 translated otherwise") == 1


def test_a_missing_name_is_an_error_in_the_entry(learned, call):
    review(po(learned), ("İki ülke anlaştı", *REVIEWED[1:]))
    call("memory", "learn")
    done = call("run", "articles/b.txt", "--lang", "tr")
    assert done.returncode == 1
    headline = polib.pofile(str(po(learned, "b")), wrapwidth=0)[0]
    assert headline.msgstr == "İki ülke anlaştı"
    assert "in the draft: glossary: 'كازاخستان' must be 'Kazakistan' here; it is missing" in headline.comment
    before = po(learned, "b").read_bytes()
    call("glossary", "apply", str(po(learned, "b")), "--lang", "tr")
    assert po(learned, "b").read_bytes() == before, "the engine does not write over what the memory gave"


def test_without_a_memory_nothing_differs(project, call):
    ran = json.loads(call("run", "--lang", "tr", "--json").stdout)
    before = po(project).read_bytes()
    assert b"memory" not in before and "memory" not in ran[0]["languages"][0]
    assert not (project / "memory.sqlite").exists()
    po(project).unlink()
    call("run", "--lang", "en")
    assert "0 new" in call("memory", "learn", "--lang", "en").stdout
    call("run", "--lang", "tr")
    assert _undated(po(project).read_bytes()) == _undated(before), "nor with an empty one"


def _undated(raw):
    return [line for line in raw.split(b"\n") if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date'))]


def test_export_and_import(learned, call):
    assert "memory.tmx: 3 pairs" in call("memory", "export", "memory.tmx").stdout
    exported = (learned / "memory.tmx").read_bytes()
    assert len(list(ElementTree.fromstring(exported).iter("tu"))) == 3
    assert "0 new, 0 changed, 3 the same" in call("memory", "import", "memory.tmx").stdout
    (learned / "memory.sqlite").unlink()
    assert "3 new" in call("memory", "import", "memory.tmx").stdout
    call("memory", "export", "again.tmx")
    assert (learned / "again.tmx").read_bytes() == exported
    (learned / "torn.tmx").write_bytes(exported[:900])
    torn = call("memory", "import", "torn.tmx")
    assert torn.returncode == 2 and "not well-formed" in torn.stderr
    assert call("memory", "export", "en.tmx", "--lang", "en").stdout == "en.tmx: 0 pairs\n"


def test_lookup(learned, call):
    done = call("memory", "lookup", "وصل توكاييف إلى أستانا يوم الثلاثاء.", "--lang", "tr")
    assert "tr 99 Tokayev salı günü Astana'ya geldi." in done.stdout
    (found, *_) = json.loads(call("memory", "lookup", "وصل توكاييف إلى أنقرة يوم الثلاثاء.", "--lang", "tr", "--json").stdout)
    assert (found["score"], found["band"], found["kind"]) == (100, "100", "exact")
    assert call("memory", "lookup", "شيء", "--lang", "kk").stdout == "kk: nothing\n"


def test_the_file_can_be_named_in_the_project(learned, call):
    (learned / "l10n-flow.yaml").write_text("memory: shared/tm.sqlite\n", encoding="utf-8")
    assert call("memory", "stats").returncode == 2
    assert "3 new" in call("memory", "learn", "--lang", "tr").stdout
    assert (learned / "shared" / "tm.sqlite").exists()


@pytest.mark.parametrize("arguments", [("memory", "stats"), ("memory", "lookup", "x"), ("memory", "export", "x.tmx"), ("run",)])
def test_a_damaged_file_is_named(learned, call, arguments):
    (learned / "memory.sqlite").write_bytes(b"damaged " * 1000)
    done = call(*arguments)
    assert done.returncode == 2
    assert "memory.sqlite: the memory is damaged" in done.stderr and "Move the file away" in done.stderr
    assert not (learned / "x.tmx").exists()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["stats"], "no memory yet"), (["lookup", "x"], "no memory yet"), (["export", "x.tmx"], "no memory yet"), (["learn"], "no catalog"),
        (["import", "none.tmx"], "cannot be read"), (["lookup", "x", "--least", "40"], "least"), (["stats", "--lang"], "No such option"),
    ],
)  # fmt: skip
def test_wrong_use(project, call, arguments, what):
    done = call("memory", *arguments)
    assert done.returncode == 2
    assert what in done.stderr
    assert not (project / "memory.sqlite").exists() or arguments[0] == "import"
