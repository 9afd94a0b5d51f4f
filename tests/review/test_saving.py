"""Saving from the page: one entry changes, all other bytes stay, and no text of a person is ever lost."""

import re
import subprocess

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewing import DRAFTS, LATER, NOW, REVIEWER, change, entry

from l10n_flow.catalog import update_catalog
from l10n_flow.model import L10nError, Message, Severity
from l10n_flow.review.actions import Action, History
from l10n_flow.review.store import Conflict, Store


def test_units_come_in_document_order_with_what_a_reviewer_needs(store):
    units = store.units("a", "tr")
    assert [unit.role for unit in units] == ["headline", "heading", "paragraph", "paragraph", "caption"]
    assert [unit.joined for unit in units] == [False, False, False, True, False]
    assert all(unit.standing == "draft" and unit.doubtful and not unit.edited for unit in units)
    assert 'data-term="ankara"' in units[0].source_html
    assert "و is written onto it" in units[0].source_html
    assert "carried through the engine behind a mask" in units[0].target_html
    wrong = units[2]
    assert 'class="hit wrong"' in wrong.target_html
    assert next((one.severity, one.check) for one in wrong.findings) == (Severity.ERROR, "glossary")
    assert store.progress("a", "tr").counts == {"draft": 5}
    assert store.progress("a", "tr").headline == units[0].source


def test_accept_takes_the_fuzzy_flag_off_and_leaves_every_other_byte(store, save, path):
    before = path.read_text(encoding="utf-8").split("\n")
    after_view = save(store.units("a", "tr")[1], Action.ACCEPT)
    assert after_view.standing == "reviewed"
    after = path.read_text(encoding="utf-8").split("\n")
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert [line.split(":")[0] for line in gone] == ['"PO-Revision-Date', '"Last-Translator']
    assert new[1] == f'"Last-Translator: {REVIEWER}\\n"'
    assert new[0].startswith('"PO-Revision-Date: 2027-01-0')
    assert len(before) - len(after) == 1
    assert "fuzzy" not in entry(path, 1).flags


def test_edit_keeps_fuzzy_until_it_is_accepted(store, save, path):
    view = save(store.units("a", "tr")[2], Action.EDIT, "Başkan Ankara'ya geldi.")
    assert (view.standing, view.edited, view.text) == ("draft", True, "Başkan Ankara'ya geldi.")
    assert "<del>Angora&#39;ya</del><ins>Ankara&#39;ya</ins>" in view.draft_diff
    assert "fuzzy" in entry(path, 2).flags
    view = save(view, Action.ACCEPT)
    assert (view.standing, view.text) == ("reviewed", "Başkan Ankara'ya geldi.")
    view = save(view, Action.EDIT, "Başkan Ankara'ya vardı.")
    assert view.standing == "draft"


def test_flag_and_accept_again(store, save, path):
    view = save(save(store.units("a", "tr")[0], Action.ACCEPT), Action.FLAG)
    assert (view.standing, view.reasons) == ("flagged", ("flagged by Ayşe Yılmaz",))
    assert entry(path, 0).flags == ["fuzzy"]
    assert entry(path, 0).tcomment == "flagged: Ayşe Yılmaz"
    assert store.progress("a", "tr").counts == {"draft": 4, "flagged": 1}
    save(view, Action.ACCEPT)
    assert (entry(path, 0).flags, entry(path, 0).tcomment) == ([], "")


def test_undo_goes_back_step_by_step_to_the_first_byte(store, save, path, history):
    def texts():
        return re.sub(r'^"(PO-Revision-Date|Last-Translator).*\n', "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

    stages = [texts()]
    save(store.units("a", "tr")[0], Action.EDIT, "Başka")
    stages.append(texts())
    save(store.unit("a", "tr", store.units("a", "tr")[0].id), Action.ACCEPT)
    stages.append(texts())
    save(store.units("a", "tr")[4], Action.FLAG)
    while history.steps:
        store.undo(now=LATER, history=history)
        assert texts() == stages.pop()
    assert not stages
    assert store.undo(now=LATER, history=history) is None


def test_a_change_elsewhere_in_the_file_is_merged(store, save, path):
    unit = store.units("a", "tr")[0]
    change(path, 3, msgstr="Poedit'te yazıldı", flags=[])
    save(unit, Action.ACCEPT)
    assert entry(path, 3).msgstr == "Poedit'te yazıldı"
    assert entry(path, 0).flags == []


@pytest.mark.parametrize("values", [{"msgstr": "Başkası"}, {"flags": []}, {"tcomment": "Bunu sor"}])
def test_a_changed_entry_is_a_conflict_and_nothing_is_written(store, save, path, values, history):
    unit = store.units("a", "tr")[2]
    change(path, 2, **values)
    before = path.read_bytes()
    with pytest.raises(Conflict) as caught:
        save(unit, Action.EDIT, "Benim metnim")
    assert path.read_bytes() == before
    assert caught.value.mine == "Benim metnim"
    assert caught.value.now.text == values.get("msgstr", unit.text)
    assert not history.steps
    done = save(caught.value.now, Action.EDIT, "Benim metnim")
    assert done.text == "Benim metnim"


def test_two_browsers(project, path):
    one, two = Store(project, reviewer=REVIEWER), Store(project, reviewer="İkinci")
    mine, theirs = History(), History()
    first, second = one.units("a", "tr")[1], two.units("a", "tr")[1]
    options = {"typed": True, "now": LATER}
    one.save("a", "tr", first.id, action=Action.ACCEPT, text="bir", seen=first.seen, history=mine, **options)
    with pytest.raises(Conflict) as caught:
        two.save("a", "tr", second.id, action=Action.EDIT, text="iki", seen=second.seen, history=theirs, **options)
    now = caught.value.now
    assert (now.text, now.standing, caught.value.mine) == ("bir", "reviewed", "iki")
    two.save("a", "tr", now.id, action=Action.EDIT, text="iki", seen=now.seen, history=theirs, **options)
    with pytest.raises(Conflict):  # an undo is no way to overwrite what came after it
        one.undo(now=LATER, history=mine)
    assert entry(path, 1).msgstr == "iki"
    assert not mine.steps


def test_an_entry_that_is_gone_hands_the_text_back(store, save, path):
    unit = store.units("a", "tr")[4]
    catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.remove(catalog[4])
    catalog.save(str(path))
    with pytest.raises(Conflict) as caught:
        save(unit, Action.EDIT, "uzun uzun yazıldı")
    assert (caught.value.now, caught.value.mine) == (None, "uzun uzun yazıldı")


def test_crlf_files_stay_so(store, save, path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    save(store.units("a", "tr")[0], Action.EDIT, "iki\r\nsatır")
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert entry(path, 0).msgstr == "iki\nsatır"


@pytest.mark.parametrize("width", ["--width=40", "--no-wrap"])
def test_lines_that_another_tool_wrapped_stay_so(store, save, path, width):
    done = subprocess.run(["msgcat", width, str(path)], capture_output=True, check=True)
    path.write_bytes(done.stdout)
    before = path.read_text(encoding="utf-8").split("\n\n")
    save(store.units("a", "tr")[2], Action.EDIT, "Yeni metin")
    after = path.read_text(encoding="utf-8").split("\n\n")
    assert [one for one in range(len(before)) if before[one] != after[one]] == [0, 3], "the header and the entry"
    assert subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], check=False).returncode == 0


def test_a_long_text_is_wrapped_as_the_file_is(store, save, path):
    long = "uzun bir cümle " * 12
    save(store.units("a", "tr")[2], Action.EDIT, long)
    assert f'msgstr "{long}"\n' in path.read_text(encoding="utf-8"), "the program's own files are not wrapped"
    done = subprocess.run(["msgcat", "--width=79", str(path)], capture_output=True, check=True)
    path.write_bytes(done.stdout)
    save(store.units("a", "tr")[2], Action.EDIT, long + "son")
    assert 'msgstr ""\n"uzun bir' in path.read_text(encoding="utf-8")
    assert entry(path, 2).msgstr == long + "son"


@pytest.mark.parametrize("odd", ["no blank line between entries", "a comment of its own", "a blank line inside"])
def test_a_layout_that_cannot_be_patched_is_written_whole(store, save, path, odd):
    text = path.read_text(encoding="utf-8")
    head, *blocks = text.split("\n\n")
    if odd == "no blank line between entries":
        text = head + "\n\n" + "\n".join(block.rstrip("\n") for block in blocks) + "\n"
    elif odd == "a comment of its own":
        text = "\n\n".join([head, blocks[0], "# stands alone", *blocks[1:]])
    else:
        text = text.replace("\nmsgstr", "\n\nmsgstr")
    path.write_text(text, encoding="utf-8")
    before = [one.msgstr for one in polib.pofile(str(path), wrapwidth=0)]
    save(store.units("a", "tr")[2], Action.EDIT, "Yeni metin")
    assert [one.msgstr for one in polib.pofile(str(path), wrapwidth=0)] == [*before[:2], "Yeni metin", *before[3:]]
    assert subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], check=False).returncode == 0


def test_a_program_that_takes_no_lock_and_writes_in_between_loses_nothing(store, save, path, monkeypatch):
    from l10n_flow.review import store as module

    unit, real, calls = store.units("a", "tr")[0], module.act, []

    def act(*arguments, **options):
        if not calls:
            change(path, 3, msgstr="Poedit'te yazıldı")
        calls.append(1)
        real(*arguments, **options)

    monkeypatch.setattr(module, "act", act)
    save(unit, Action.ACCEPT)
    assert len(calls) == 2, "the file was read again"
    assert (entry(path, 3).msgstr, entry(path, 0).flags) == ("Poedit'te yazıldı", [])
    monkeypatch.setattr(
        module, "act", lambda *a, **k: (change(path, 3, msgstr=f"{len(calls)}"), calls.append(1), real(*a, **k))
    )
    with pytest.raises(L10nError, match="keeps writing"):
        save(store.units("a", "tr")[1], Action.ACCEPT)
    assert entry(path, 1).flags == ["fuzzy"]


def test_a_person_s_fuzzy_entry_stays_theirs(store, save, path):
    assert not any(unit.edited for unit in store.units("a", "tr"))
    change(path, 3, msgstr="Ticaret 5 milyarı buldu.")
    unit = store.units("a", "tr")[3]
    assert (unit.standing, unit.edited) == ("draft", True)
    assert "<del>milyar</del><ins>milyarı</ins>" in unit.draft_diff, "this session saw the draft before"
    save(store.units("a", "tr")[0], Action.ACCEPT)
    assert (entry(path, 3).msgstr, entry(path, 3).flags) == ("Ticaret 5 milyarı buldu.", ["fuzzy"])


def test_the_draft_of_an_edited_entry_comes_from_git(project, path):
    def git(*arguments):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=project.root, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "drafts")
    change(path, 3, msgstr="Ticaret 5 milyarı buldu.")
    unit = Store(project, reviewer=REVIEWER).units("a", "tr")[3]
    assert "<ins>" in unit.draft_diff
    assert "Ticaret 5 " in unit.draft_diff


def test_the_draft_of_an_edited_entry_comes_from_the_journal(project, path):
    from l10n_flow.journal import Journal

    Journal(project.root).observe({project.relative(path): path}, now=NOW)
    change(path, 3, msgstr="Ticaret 5 milyarı buldu.")
    unit = Store(project, reviewer=REVIEWER).units("a", "tr")[3]
    assert "<del>milyar</del><ins>milyarı</ins>" in unit.draft_diff


def test_a_later_run_keeps_what_was_edited_or_accepted_here(store, save, path):
    save(store.units("a", "tr")[0], Action.ACCEPT)
    save(store.units("a", "tr")[1], Action.EDIT, "Elle yazıldı")
    texts = [one.source for one in store.units("a", "tr")]
    update_catalog(
        path, [Message(text, draft="yeni taslak", signature="ffff0000") for text in texts], language="tr",
        plural_forms="nplurals=2; plural=(n != 1);", project="a 1", now=LATER,
    )  # fmt: skip
    assert [entry(path, at).msgstr for at in range(3)] == [DRAFTS["tr"][0], "Elle yazıldı", "yeni taslak"]


def test_what_asked_for_a_decision_goes_when_it_is_accepted(store, save, path):
    comment = "role: heading\nglossary changed: 'x' must be 'y' here\nproposed: Resmî gezi"
    change(path, 1, msgstr="Elle", flags=["fuzzy"], previous_msgid="زيارة", comment=comment)
    unit = store.units("a", "tr")[1]
    assert unit.standing == "flagged"
    assert unit.offers == ("Resmî gezi",)
    assert "<ins>" in unit.source_diff
    done = save(unit, Action.ACCEPT)
    assert (done.standing, done.offers, done.reasons, str(done.source_diff)) == ("reviewed", (), (), "")
    assert (entry(path, 1).comment, entry(path, 1).previous_msgid) == ("role: heading", None)


def test_what_cannot_be_done_says_so(store, save, path):
    unit = store.units("a", "tr")[0]
    empty = save(unit, Action.EDIT, " ")
    for action in (Action.ACCEPT, Action.FLAG):
        with pytest.raises(L10nError, match="no translation to"):
            save(empty, action)
    with pytest.raises(L10nError, match="NUL"):
        save(empty, Action.EDIT, "a\x00b")
    with pytest.raises(L10nError, match="no catalog 'b'"):
        store.units("b", "tr")
    path.write_text(path.read_text(encoding="utf-8") + "\n<<<<<<< HEAD\n", encoding="utf-8")
    assert "merge conflict" in store.progress("a", "tr").broken
    with pytest.raises(L10nError, match="merge conflict"):
        save(unit, Action.EDIT, "x")


def test_a_glossary_that_changes_is_read_again(store, project):
    assert "ankara" in store.units("a", "en")[0].source_html
    text = project.glossary.read_text(encoding="utf-8")
    project.glossary.write_text("\n".join(text.split("\n")[:3]) + "\n", encoding="utf-8")
    assert "ankara" not in store.units("a", "en")[0].source_html


def test_search_folds_arabic_and_lowers_the_target(store):
    from l10n_flow import lang

    units = store.units("a", "tr")
    assert units[2].holds("انقره", lang.get("tr"))
    assert units[0].holds("KAZAKİSTAN", lang.get("tr"))
    assert not units[1].holds("Kazakistan", lang.get("tr"))


STEPS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([*Action, "undo", "poedit"]), st.text(max_size=8)), max_size=8)


@settings(max_examples=25)
@given(STEPS)
def test_random_sessions_never_lose_or_overwrite(project, path, steps):
    """Whatever two people do, the file is what the last successful save said, entry by entry."""
    store, history = Store(project, reviewer=REVIEWER), History()
    texts = [view.text for view in store.units("a", "tr")]
    stale = store.units("a", "tr")
    for at, what, text in steps:
        text = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", "", text) or "x"
        if what == "poedit":
            change(path, at, msgstr=text)
            texts[at] = text
        elif what != "undo":
            try:
                options = {"typed": what is Action.EDIT, "now": NOW, "history": history}
                store.save("a", "tr", stale[at].id, action=what, text=text, seen=stale[at].seen, **options)
                texts[at] = text if what is Action.EDIT else texts[at]
            except Conflict as conflict:
                assert conflict.now.text == texts[at]
            except L10nError:
                assert not texts[at].strip()
        else:
            try:
                done = store.undo(now=NOW, history=history)
                if done:
                    texts[[one.id for one in stale].index(done[0].id)] = done[1].text
            except Conflict:
                pass
        assert [one.msgstr for one in polib.pofile(str(path), wrapwidth=0)] == texts
        if text < "m":
            stale = store.units("a", "tr")
