"""Catalogs that other programs wrote: what this one has no use for stays in them."""

import copy
import gettext
import io
from datetime import UTC, datetime

import polib
import pytest

from l10n_flow.catalog import Revision, count_states, fingerprint, list_entries, read_catalog, revise_catalog, update_catalog
from l10n_flow.catalog.accept import Edit, accept_edits
from l10n_flow.catalog.compiled import compile_catalog
from l10n_flow.catalog.write import write_entry
from l10n_flow.glossary import load_glossary
from l10n_flow.model import L10nError, Message, State
from l10n_flow.terminology import apply_glossary

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


def test_only_the_header_says_the_charset(write):
    path = write('\nmsgid "نص"\nmsgstr "metin"\n')
    path.write_text("# was charset=ISO-8859-9 once\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [entry.msgid for entry in list_entries(path)] == ["نص"]
    path.write_bytes(HEAD.replace("charset=UTF-8", 'charset="\n"ISO-8859-9').encode() + b'\nmsgid "a"\nmsgstr "\xfe"\n')
    path.write_bytes(path.read_bytes().replace(b'charset="\n"', b'"\n"charset='))
    assert [entry.msgstr for entry in list_entries(path)] == ["ş"]


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "hex", "nonesuch"])
def test_a_charset_that_is_none_is_said(write, charset):
    path = write('\nmsgid "نص"\nmsgstr "metin"\n')
    path.write_text(path.read_text(encoding="utf-8").replace("UTF-8", charset), encoding="utf-8")
    with pytest.raises(L10nError, match=charset):
        read_catalog(path)


ESCAPES = [
    (r"\303\251 \xc3\xa9 \x41 \42 \134", 'é é A " \\'), (r"\a\t\\a \\303", "\a\t\\a \\303"),
    (r"a\'b", None), (r"\377", None), (r"\000", None), (r"a\\\d", None),
]  # fmt: skip


@pytest.mark.parametrize(("escaped", "text"), ESCAPES)
def test_every_escape_is_read_or_refused(write, escaped, text):
    path = write(f'\n# \\d is fine in a comment\nmsgid "نص"\nmsgstr ""\n"{escaped}"\n')
    if text is None:
        with pytest.raises(L10nError) as caught:
            read_catalog(path)
        assert caught.value.where == f"{path}:9"
        return
    assert [entry.msgstr for entry in list_entries(path)] == [text]
    update(path, Message("نص", references=(("b.txt", 1),)))
    assert [entry.msgstr for entry in list_entries(path)] == [text]


WRAPPED = """
#: a.txt:1
msgid ""
"نص "
"طويل"
msgstr "uzun metin"
"""
TAIL = """
# a note at the end
#~ # and another
"""


def test_what_has_nothing_to_change_is_not_written(write):
    path = write(WRAPPED + TAIL)
    before = path.read_bytes()
    revise_catalog(path, {("نص طويل", ""): Revision(draft="taslak")}, now=NOW)
    update(path, Message("نص طويل", references=(("a.txt", 1),)))
    assert path.read_bytes() == before


def test_comments_behind_the_last_entry_and_of_obsolete_ones_stay(write):
    gone = '\n#~| msgid "قديم"\n#~ msgid "أقدم"\n#~ msgstr "eski"\n'
    path = write(WRAPPED + gone + TAIL)
    update(path, Message("نص طويل", references=(("a.txt", 2),)), Message("جديد"))
    assert path.read_text(encoding="utf-8").endswith(gone + TAIL)
    assert accept_edits(path, {("جديد", ""): Edit("yeni", reviewed=True)}, now=NOW).taken
    assert path.read_text(encoding="utf-8").endswith(gone + TAIL)


def test_a_link_to_a_catalog_stays_one(write, tmp_path):
    path = write(WRAPPED)
    (tmp_path / "real").mkdir()
    real = path.rename(tmp_path / "real" / "b.po")
    path.symlink_to(real.relative_to(tmp_path))
    update(path, Message("جديد"))
    assert path.is_symlink() and "جديد" in real.read_text(encoding="utf-8")


def test_one_entry_is_written_before_comments_at_the_end(write):
    path = write(WRAPPED + '\nmsgid "ب"\nmsgstr ""\n' + TAIL.lstrip())
    source = read_catalog(path)
    entry = source.catalog[1]
    was = copy.copy(entry)
    entry.msgstr = "yeni"
    write_entry(path, source, entry, was, now=NOW, translator="A <a@example.com>")
    assert path.read_text(encoding="utf-8").endswith(WRAPPED + '\nmsgid "ب"\nmsgstr "yeni"\n' + TAIL.lstrip())


def test_a_text_that_a_person_changed_meanwhile_is_not_flagged_for_the_old_one(write):
    path = write('\nmsgid "أ"\nmsgstr "eski"\n\nmsgid "ب"\nmsgstr "yeni"\n')
    asked = Revision(reasons=("a is b now",), base=fingerprint("eski"))
    assert revise_catalog(path, {("أ", ""): asked, ("ب", ""): asked}, now=NOW).flagged == 1
    assert [entry.state for entry in list_entries(path)] == [State.DRAFT, State.REVIEWED]


def test_a_glossary_s_reasons_are_those_of_the_text_it_looked_at(write, tmp_path):
    path = write('\nmsgid "وصل إلى أنقرة"\nmsgstr "Angora\'ya geldi"\n')
    (tmp_path / "g.yaml").write_text("version: 1\nterms:\n  - {id: a, kind: place, ar: أنقرة, tr: Ankara}\n", encoding="utf-8")

    class SlowDrafter:
        def drafts(self, *_, **__):
            path.write_text(path.read_text(encoding="utf-8").replace("Angora", "Ankara"), encoding="utf-8")
            return {}

    apply_glossary(load_glossary(tmp_path / "g.yaml"), [(path, "tr")], SlowDrafter(), old=None, offer=False, now=NOW)
    assert [(entry.msgstr, entry.state) for entry in list_entries(path)] == [("Ankara'ya geldi", State.REVIEWED)]


def twin(text, role, context="", draft="taslak"):
    return Message(text, context, comments=(f"role: {role}",), draft=draft, signature="0123abcd")


TWINS = [  # the messages after the change, and what stands for each: its msgstr and whether it is fuzzy
    ((twin("ب", "paragraph"),), [("para", False)]),
    ((twin("أخبار أنقرة", "heading"), twin("ب", "paragraph")), [("taslak", True), ("para", False)]),
    ((twin("ب", "paragraph"), twin("ب", "heading", "heading")), [("para", False), ("head", False)]),
    ((twin("ب", "list_item"),), [("head", True)]),
    ((twin("ب", "list_item"), twin("ب", "heading", "heading")), [("para", True), ("head", False)]),
    ((twin("ب", "heading"), twin("ب", "paragraph", "paragraph")), [("head", False), ("para", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("messages", "expected"), TWINS)
def test_a_translation_stays_with_its_role(write, messages, expected):
    path = write("")
    update(path, twin("ب", "heading", draft="head"), twin("ب", "paragraph", "paragraph", draft="para"))
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    for _ in range(2):
        update(path, *messages)
        catalog = polib.pofile(str(path))
        active = [entry for entry in catalog if not entry.obsolete]
        assert len({(entry.msgid, entry.msgctxt) for entry in catalog}) == len(catalog)
        assert {"head", "para"} <= {entry.msgstr for entry in catalog}
        assert [(entry.msgstr, "fuzzy" in entry.flags) for entry in active] == expected
        assert [entry.msgctxt or "" for entry in active] == [message.context for message in messages]
