"""The life of a catalog: what a person did is never lost, and real gettext tools agree with every file."""

import multiprocessing
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from datetime import UTC, datetime

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow import files as writing
from l10n_flow.catalog import (
    Revision,
    catalog_path,
    count_states,
    list_entries,
    read_catalog,
    revise_catalog,
    update_catalog,
    write_template,
)
from l10n_flow.model import L10nError, Message, State

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)
PLURAL = "nplurals=2; plural=(n != 1);"


@pytest.fixture
def path(tmp_path):
    return catalog_path(tmp_path / "locales", "tr", "a")


def update(path, *messages, now=NOW, **options):
    return update_catalog(path, messages, language="tr", plural_forms=PLURAL, project="a 1", now=now, **options)


def message(text, draft="", **options):
    options.setdefault("references", (("articles/a.txt", 3),))
    return Message(text, draft=draft, signature="0123abcd" if draft else "", **options)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def review(path, msgid, msgstr=None):
    """What a PO editor does when a person accepts or types a translation."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    entry = catalog.find(msgid)
    entry.msgstr = msgstr or entry.msgstr
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = None
    catalog.save(str(path))


def entry(path, msgid, **options):
    return next(
        e
        for e in polib.pofile(str(path), wrapwidth=0)
        if e.msgid == msgid and bool(e.obsolete) is options.get("obsolete", False)
    )


def tool(*command, check=True):
    assert shutil.which(command[0]), f"{command[0]} is missing; install GNU gettext (make test does)"
    return subprocess.run(command, capture_output=True, text=True, check=check)


ODD = [
    message('quotes "x" and \\ backslash', 'Tırnak "x" ve \\'), message("two\nlines\n", "iki\nsatır\n"), message("tab\there", "sekme\tburada"),
    message("\u202bعربي\u202c \u200f", "Arapça\u2028satır"), message("emoji 😀", "😀"), message("x" * 300, "y " * 200 + "z"),
    message("same", "bir"), message("same", "iki", context="heading"), message("not drafted"),
    message("where", "nerede", references=(("a b.txt", 1), ("c.txt", 2)), comments=("role: paragraph", "name: x = y (mask)")),
]  # fmt: skip


def test_gettext_s_own_tools_agree(path, tmp_path):
    update(path, *ODD)
    assert "translated" in tool("msgfmt", "--check", "--statistics", "-o", "/dev/null", str(path)).stderr
    assert tool("msgcat", "--no-wrap", str(path)).stdout == path.read_text(encoding="utf-8")
    template = tmp_path / "a.pot"
    write_template(template, ODD, project="a 1", now=NOW)
    assert tool("msgcat", "--no-wrap", str(template)).stdout == template.read_text(encoding="utf-8")
    merged = tool("msgmerge", "--no-wrap", "--quiet", str(path), str(template)).stdout
    assert merged.replace("#. role: paragraph\n#. name: x = y (mask)\n", "") == re.sub(
        r"^#\. .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    ), "msgmerge takes the comments from the template and keeps all else"
    drafts = tool("msgattrib", "--only-fuzzy", "--no-wrap", str(path)).stdout
    assert drafts.count("\nmsgstr") - 1 == sum(bool(m.draft) for m in ODD)


def test_other_libraries_parse_it(path):
    from babel.messages.pofile import read_po
    from translate.storage.pypo import pofile

    update(path, *ODD)
    with path.open("rb") as file:
        assert len(read_po(file, ignore_obsolete=True)) == len(ODD)
    units = [unit for unit in pofile.parsefile(str(path)).units if not unit.isheader()]
    assert [str(unit.source) for unit in units] == [m.text for m in ODD]
    assert sum(unit.isfuzzy() for unit in units) == sum(bool(m.draft) for m in ODD)


def test_running_twice_writes_nothing(path):
    update(path, *ODD)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    update(path, *ODD, now=LATER)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_reviewed_entry_stays_byte_for_byte(path):
    update(path, message("واحد", "bir"), message("اثنان", "iki"))
    review(path, "واحد", "Bir, elle")
    counts = update(path, message("واحد", "başka"), message("اثنان", "iki yeni"), now=LATER)
    assert (counts.kept, counts.refreshed) == (1, 1)
    assert (entry(path, "واحد").msgstr, entry(path, "واحد").flags) == ("Bir, elle", [])
    assert (entry(path, "اثنان").msgstr, entry(path, "اثنان").flags) == ("iki yeni", ["fuzzy"])


def test_a_fuzzy_entry_that_a_person_touched_is_theirs(path):
    update(path, message("واحد", "bir"))
    edit(path, 'msgstr "bir"', 'msgstr "bir, yarım kaldı"')
    update(path, message("واحد", "yeni taslak"))
    assert entry(path, "واحد").msgstr == "bir, yarım kaldı"
    assert entry(path, "واحد").flags == ["fuzzy"]


def test_a_fuzzy_entry_without_our_line_is_a_person_s(path):
    update(path, message("واحد", "bir"))
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog[0].comment = ""
    catalog.save(str(path))
    update(path, message("واحد", "yeni"))
    assert entry(path, "واحد").msgstr == "bir"


def test_translator_comments_and_flags_stay(path):
    update(path, message("واحد", "bir"))
    edit(path, "#. draft", "# from Ayşe\n#. draft")
    edit(path, "#, fuzzy", "#, fuzzy, no-c-format")
    update(path, message("واحد", "iki"))
    assert (entry(path, "واحد").tcomment, entry(path, "واحد").flags) == ("from Ayşe", ["fuzzy", "no-c-format"])


OLD, NEW = "وصل الرئيس إلى أنقرة يوم الثلاثاء", "وصل الرئيس إلى أنقرة يوم الأربعاء"


def test_a_changed_source_makes_a_reviewed_entry_fuzzy_with_its_text_kept(path):
    update(path, message(OLD, "taslak"))
    review(path, OLD, "Elle çeviri")
    counts = update(path, message(NEW, "yeni taslak"))
    found = entry(path, NEW)
    assert counts.changed == 1
    assert (found.msgstr, found.flags, found.previous_msgid) == ("Elle çeviri", ["fuzzy"], OLD)
    assert "new draft: yeni taslak" in found.comment
    before = path.read_bytes()
    update(path, message(NEW, "yeni taslak"), now=LATER)
    assert path.read_bytes() == before


def test_a_changed_source_refreshes_an_untouched_draft(path):
    update(path, message(OLD, "taslak"))
    update(path, message(NEW, "yeni taslak"))
    assert (entry(path, NEW).msgstr, entry(path, NEW).previous_msgid) == ("yeni taslak", OLD)


def test_removed_text_goes_obsolete_and_comes_back_reviewed(path):
    other = message("شيء مختلف تماما عن غيره", "başka")
    update(path, message(OLD, "taslak"), other)
    review(path, OLD, "Elle çeviri")
    assert update(path, other).obsolete == 1
    assert entry(path, OLD, obsolete=True).msgstr == "Elle çeviri"
    assert tool("msgcat", "--no-wrap", str(path)).stdout == path.read_text(encoding="utf-8")
    assert update(path, message(OLD, "taslak 2"), other).returned == 1
    assert (entry(path, OLD).msgstr, entry(path, OLD).flags) == ("Elle çeviri", [])


def test_order_follows_the_document(path):
    update(path, message("a", "1"), message("b", "2"), message("c", "3"))
    update(path, message("c", "3"), message("new one", "x"), message("a", "1"))
    assert [e.msgid for e in list_entries(path)] == ["c", "new one", "a"]


def test_a_catalog_saved_on_windows_keeps_its_line_ends(path):
    update(path, message("واحد", "bir"))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    update(path, message("واحد", "iki"))
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    assert entry(path, "واحد").msgstr == "iki"


def test_wrapped_by_another_editor(path):
    text = "كلمة " * 60
    update(path, message(text.strip(), "kelime " * 60))
    review(path, text.strip(), "Elle " * 50 + "son")
    path.write_text(tool("msgcat", "--width=70", str(path)).stdout, encoding="utf-8")
    update(path, message(text.strip(), "başka"))
    assert entry(path, text.strip()).msgstr == "Elle " * 50 + "son"


BROKEN = [
    ('msgid "a\nmsgstr "b"\n', 1, "no PO syntax"), ('msgid "a"\nmsgstr "b "c" d"\n', 2, "no PO syntax"),
    ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1, "merge conflict"), ('msgid "a"\nnonsense\n', 2, "no PO syntax"),
    ('msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n', 4, "twice"), ('msgstr "b"\nmsgid "a"\n', 1, "broken"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what"), BROKEN)
def test_a_broken_catalog_is_named_and_left_alone(path, text, line, what):
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(L10nError, match=what) as error:
        update(path, message("a", "x"))
    assert error.value.where == f"{path}:{line}"
    assert path.read_text(encoding="utf-8") == text


def test_wrong_charset(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "\xfe"\n')
    with pytest.raises(L10nError, match="byte 0xFE is not UTF-8") as error:
        read_catalog(path)
    assert error.value.where.endswith(":5")


def test_a_full_disk_leaves_the_old_file(path, monkeypatch):
    update(path, message("a", "x"))
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(L10nError, match="No space left"):
        update(path, message("a", "y"))
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_read_only_target(path, monkeypatch):
    update(path, message("a", "x"))
    before = path.read_bytes()
    monkeypatch.setattr(writing.os, "access", lambda *_: False)  # root may write anything, so the answer is set
    with pytest.raises(L10nError, match="read-only"):
        update(path, message("a", "y"))
    assert path.read_bytes() == before


def test_killed_in_mid_write(path):
    update(path, message("a", "x"))
    before = path.read_bytes()
    script = f"""
        import os, signal, sys
        from datetime import datetime, UTC
        from pathlib import Path
        from l10n_flow import files
        from l10n_flow.catalog import update_catalog
        from l10n_flow.model import Message
        real = os.fsync
        def pause(handle):
            print("ready", flush=True)
            signal.pause()
        files.os.fsync = pause
        update_catalog(Path({str(path)!r}), [Message("a", draft="y", signature="s")], language="tr",
                       plural_forms={PLURAL!r}, project="a 1", now=datetime.now(UTC))
    """
    child = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout.readline() == "ready\n"
        child.send_signal(signal.SIGKILL)
    assert path.read_bytes() == before
    update(path, message("a", "z"))
    assert [p.name for p in path.parent.iterdir()] == [path.name], "the killed run's temporary file is cleared away"


def _many(path, name, times):
    for number in range(times):
        update(path, message("a", f"{name} {number}"), message("b", "x"))


def test_two_processes_lose_nothing(path):
    update(path, message("a", "x"), message("b", "x"))
    review(path, "b", "elle")
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_many, args=(path, name, 8)) for name in ("p", "q")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert entry(path, "b").msgstr == "elle"
    tool("msgfmt", "--check", "-o", "/dev/null", str(path))


def test_a_held_lock_stops_the_second_with_a_message(path):
    with writing.locked(path), pytest.raises(L10nError, match="another l10n-flow"):
        context = multiprocessing.get_context("fork")
        queue = context.Queue()

        def second():
            try:
                update(path, message("a", "x"), lock_seconds=0.1)
            except L10nError as error:
                queue.put(str(error.what))

        child = context.Process(target=second)
        child.start()
        what = queue.get(timeout=30)
        child.join()
        raise L10nError(what)
    assert not path.exists()


def test_states_and_words(path):
    update(path, message("كلمة", "a"), message("كلمتان اثنتان", "b"), message("ثلاث كلمات هنا"))
    review(path, "كلمتان اثنتان")
    counts = count_states(list_entries(path))
    assert counts.entries == {State.DRAFT: 1, State.REVIEWED: 1, State.UNTRANSLATED: 1}
    assert counts.words == {State.DRAFT: 1, State.REVIEWED: 2, State.UNTRANSLATED: 3}


def test_doubtful_drafts_are_counted_until_somebody_touches_them(path):
    poor = ("machine draft: m 1, score -1.50, doubtful",)
    update(path, message("واحد", "a", notes=poor), message("اثنان", "b", notes=poor), message("ثلاثة", "c", notes=poor),
           message("أربعة", "d", notes=("machine draft: m 1, score -0.50",)))  # fmt: skip
    assert count_states(list_entries(path)).doubtful == 3
    review(path, "واحد")
    edit(path, 'msgstr "b"', 'msgstr "bb"')
    assert count_states(list_entries(path)).doubtful == 1


def test_nul_is_refused(path):
    with pytest.raises(L10nError, match="NUL"):
        update(path, message("a\x00", "x"))
    assert not path.exists()


TEXTS = st.lists(st.text(alphabet='abتو "\\\n\t', min_size=1, max_size=12), unique=True, min_size=1, max_size=6)


@settings(max_examples=40)
@given(st.data())
def test_no_work_of_a_person_is_ever_lost(tmp_path_factory, data):
    """Random runs and edits: every text a person typed is in the file, active or obsolete, to the letter."""
    path = tmp_path_factory.mktemp("h") / "x.po"
    typed = set()
    for step in range(data.draw(st.integers(2, 5))):
        texts = data.draw(TEXTS)
        update(path, *(message(text, f"draft {step}") for text in texts))
        if data.draw(st.booleans()):
            text = data.draw(st.sampled_from(texts))
            written = f"person {step}"
            catalog = polib.pofile(str(path), wrapwidth=0)
            found = catalog.find(text)
            typed.discard(found.msgstr)
            found.msgstr = written
            if data.draw(st.booleans()):
                found.flags = [flag for flag in found.flags if flag != "fuzzy"]
            catalog.save(str(path))
            typed.add(written)
        kept = {e.msgstr for e in polib.pofile(str(path), wrapwidth=0)}
        assert typed <= kept


def test_random_catalogs_are_what_msgcat_writes(tmp_path):
    """Many random entries in few catalogs, since each look at msgcat is a process."""

    @settings(max_examples=6)
    @given(
        st.lists(
            st.tuples(st.text(min_size=1, max_size=20), st.text(max_size=20)), min_size=1, max_size=60, unique_by=lambda t: t[0]
        )
    )
    def look(rows):
        path = tmp_path / "r.po"
        path.unlink(missing_ok=True)
        clean = [
            (a, b)
            for a, b in rows
            if not any((ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) < 0xE000 or ord(c) == 127 for c in a + b)
        ]
        fit = [(a, b) for a, b in clean if a.startswith("\n") == b.startswith("\n") and a.endswith("\n") == b.endswith("\n")]
        if fit:
            update(path, *(message(a, b) for a, b in fit))
            assert tool("msgcat", "--no-wrap", str(path)).stdout == path.read_text(encoding="utf-8")

    look()


def test_a_reviewed_entry_keeps_its_lines_when_terms_and_findings_change(path):
    update(path, message("واحد", "bir", notes=("name: x = y (mask)", "machine draft: m 1, score -0.50")))
    review(path, "واحد")
    before = path.read_text(encoding="utf-8")
    update(path, message("واحد", "başka", notes=("machine draft: m 2, score -0.70",), names=("name: x = z",)), now=LATER)
    assert path.read_text(encoding="utf-8") == before
    assert "machine draft: m 1, score -0.50" in entry(path, "واحد").comment


def test_a_person_s_translation_of_a_changed_source_is_shown_the_names(path):
    update(path, message(OLD, "taslak", notes=("machine draft: m 1, score -0.50",)))
    review(path, OLD, "Elle çeviri")
    update(path, message(NEW, "yeni", notes=("machine draft: m 2, score -0.70",), names=("name: أنقرة = Ankara",)))
    assert entry(path, NEW).comment.split("\n") == ["name: أنقرة = Ankara", "new draft: yeni"]


@pytest.mark.parametrize("flag", ["glossary", "page"])
def test_an_approved_draft_that_is_flagged_later_stays_its_approver_s(path, flag):
    """Approved word for word it still fits its fingerprint, and a flag makes it fuzzy again: that is no fresh draft."""
    update(path, message("a", "x"))
    review(path, "a")
    if flag == "glossary":
        revise_catalog(path, {("a", ""): Revision(draft="z", reasons=("b is c now",), proposed="z")}, now=LATER)
    else:
        edit(path, 'msgid "a"', '#, fuzzy\nmsgid "a"')
        edit(path, "#. draft:", "# flagged: Ayşe\n#. draft:")
    before = path.read_bytes()
    assert b"fuzzy" in before
    assert update(path, message("a", "new"), now=LATER).refreshed == 0
    assert polib.pofile(str(path)).find("a").msgstr == "x"
    assert revise_catalog(path, {("a", ""): Revision(draft="z", reasons=("b is d now",))}, now=LATER).redrafted == 0
    assert polib.pofile(str(path)).find("a").msgstr == "x"
