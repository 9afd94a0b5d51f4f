"""Catalogs that other programs wrote: what this one has no use for stays in them."""

import gettext
import io
from datetime import UTC, datetime

import polib
import pytest

from l10n_flow.catalog import count_states, list_entries, update_catalog
from l10n_flow.catalog.accept import Edit, accept_edits
from l10n_flow.catalog.compiled import compile_catalog
from l10n_flow.model import Message, State

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
PLURAL = """
#: a.txt:1
msgid "نص"
msgid_plural "نصوص"
msgstr[0] "metin"
msgstr[1] "metinler"

#: a.txt:2
msgid "كتاب"
msgid_plural "كتب"
msgstr[0] "kitap"
msgstr[1] "kitaplar"
"""


@pytest.fixture
def write(tmp_path):
    def written(body):
        path = tmp_path / "a.po"
        path.write_text(HEAD + body, encoding="utf-8")
        return path

    return written


def update(path, *messages):
    return update_catalog(path, messages, language="tr", plural_forms="nplurals=2; plural=(n != 1);", project="a", now=NOW)


def test_a_plural_keeps_all_its_forms(write):
    path = write(PLURAL)
    assert count_states(list_entries(path)).entries == {State.REVIEWED: 2}
    update(path, Message("نص", draft="taslak", signature="0123abcd", references=(("a.txt", 7),)))
    here, gone = polib.pofile(str(path))
    assert (here.msgid_plural, here.msgstr_plural, here.flags) == ("نصوص", {0: "metin", 1: "metinler"}, [])
    assert here.occurrences == [("a.txt", "7")]
    assert (gone.obsolete, gone.msgid_plural, gone.msgstr_plural) == (1, "كتب", {0: "kitap", 1: "kitaplar"})
    update(path, Message("نص!", draft="taslak"), Message("كتاب"))
    changed, back = polib.pofile(str(path))
    assert (back.msgid_plural, back.msgstr_plural, back.obsolete) == ("كتب", {0: "kitap", 1: "kitaplar"}, 0)
    assert (changed.previous_msgid, changed.msgstr_plural, changed.flags) == ("نص", {0: "metin", 1: "metinler"}, ["fuzzy"])


def test_no_draft_takes_the_place_of_an_empty_plural(write):
    path = write(PLURAL.replace("metinler", "").replace("metin", ""))
    update(path, Message("نص", draft="taslak", references=(("a.txt", 1),)), Message("كتاب", references=(("a.txt", 2),)))
    assert path.read_text(encoding="utf-8").endswith(PLURAL.replace("metinler", "").replace("metin", ""))
    assert [entry.state for entry in list_entries(path)] == [State.UNTRANSLATED, State.REVIEWED]


def test_an_edit_of_a_plural_is_a_conflict(write):
    path = write(PLURAL)
    before = path.read_bytes()
    found = accept_edits(
        path, {("نص", ""): Edit("yeni", reviewed=True), ("كتاب", ""): Edit("kitaplar", reviewed=True)}, now=NOW
    )
    assert (found.taken, found.same, [one.text for one in found.conflicts]) == ((), 1, ["metinler"])
    assert path.read_bytes() == before


def test_a_plural_is_compiled(write):
    found = gettext.GNUTranslations(io.BytesIO(compile_catalog(write(PLURAL))))
    assert [found.ngettext("نص", "نصوص", number) for number in (1, 5)] == ["metin", "metinler"]


def test_a_text_that_changed_twice_is_shown_the_one_that_was_translated(write):
    first, second, third = ("وصل الوفد إلى أنقرة " + day for day in ("اليوم", "أمس", "غداً"))
    path = write(f'\nmsgid "{first}"\nmsgstr "elle"\n')
    for text, previous in ((second, first), (third, first), (first, None)):
        update(path, Message(text, draft="taslak"))
        (entry,) = polib.pofile(str(path))
        assert (entry.msgid, entry.msgstr, entry.flags, entry.previous_msgid) == (text, "elle", ["fuzzy"], previous)
