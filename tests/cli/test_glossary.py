"""The life of a glossary at the command line: what a change touches, and what it leaves alone."""

import contextlib
import json
import re
import sqlite3
import subprocess

import polib
import pytest


def po(project, code="tr"):
    return project / "locales" / code / "LC_MESSAGES" / "a.po"


def change(project, old, new):
    path = project / "glossary.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def reviewed(project, call):
    """A project in git with drafts in Turkish, the second entry reviewed by a person."""
    call("run", "--lang", "tr")
    catalog = polib.pofile(str(po(project)), wrapwidth=0)
    catalog[1].msgstr, catalog[1].flags = "Tokayev salı günü Ankara'ya geldi.", []
    catalog.save(str(po(project)))
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    return project


def test_a_diff_shows_old_and_new_and_fails_on_reviewed_contradictions(reviewed, call):
    same = call("glossary", "diff", "--lang", "tr")
    assert (same.returncode, "no term differs" in same.stdout) == (0, True)
    change(reviewed, "tr: Ankara, kk", "tr: Angora, kk")
    done = call("glossary", "diff", "--lang", "tr")
    assert done.returncode == 1
    assert "tr.term: Ankara → Angora" in done.stdout
    assert "- Tokayev salı günü Ankara'ya geldi." in done.stdout
    assert "+ Tokayev salı günü Angora'ya geldi." in done.stdout
    data = json.loads(call("glossary", "diff", "--lang", "tr", "--format", "json").stdout)
    assert data["contradicted"] == 1
    assert [one["state"] for one in data["entries"]] == ["reviewed"]
    markdown = call("glossary", "diff", "--lang", "tr", "--format", "markdown").stdout
    assert "| `ankara` | target | tr.term | Ankara | Angora |" in markdown
    page = call("glossary", "diff", "--lang", "tr", "--format", "html").stdout
    assert "Angora&#x27;ya" in page and not re.search(r"(?:src|href)=", page)


def test_a_variant_is_no_contradiction(reviewed, call):
    change(reviewed, "tr: Ankara, kk", "tr: {term: Angora, variants: [Ankara]}, kk")
    done = call("glossary", "diff", "--lang", "tr")
    assert (done.returncode, "contradict" in done.stdout) == (0, True)


def test_files_and_revisions_can_be_named(reviewed, call):
    (reviewed / "old.yaml").write_bytes((reviewed / "glossary.yaml").read_bytes())
    change(reviewed, "tr: Ankara, kk", "tr: Angora, kk")
    for old in ("old.yaml", "HEAD:glossary.yaml"):
        assert "Ankara → Angora" in call("glossary", "diff", old, "glossary.yaml").stdout
    assert call("glossary", "diff", "nowhere:glossary.yaml").returncode == 2
    assert call("glossary", "diff", "none.yaml").returncode == 2


def test_apply_redrafts_and_flags_and_never_changes_a_person_s_text(reviewed, call):
    change(reviewed, "tr: Ankara, kk", "tr: Angora, kk")
    change(reviewed, "tr: {term: Kazakistan, nisba", "tr: {term: Qazaqstan, nisba")
    before = polib.pofile(str(po(reviewed)), wrapwidth=0)
    done = call("glossary", "apply", "--lang", "tr", "--propose")
    assert done.returncode == 1
    assert "1 drafted anew, 1 flagged, 0 flagged before" in done.stdout
    after = polib.pofile(str(po(reviewed)), wrapwidth=0)
    assert "Qazaqstan" in after[0].comment and "fuzzy" in after[0].flags
    with contextlib.closing(sqlite3.connect(reviewed / ".l10n-flow" / "drafts.sqlite")) as journal:
        assert (after[0].msgstr,) in journal.execute("select text from draft").fetchall(), "the report will know this draft"
    assert (after[1].msgstr, after[1].flags) == (before[1].msgstr, ["fuzzy"])
    assert "glossary changed: 'أنقرة' must be 'Angora' here; it is missing" in after[1].comment
    assert "proposed: Tokayev salı günü Angora'ya geldi." in after[1].comment
    assert after[2].msgstr == before[2].msgstr
    written = po(reviewed).read_bytes()
    again = call("glossary", "apply", "--lang", "tr", "--propose")
    assert "0 drafted anew, 0 flagged, 1 flagged before" in again.stdout
    assert po(reviewed).read_bytes() == written
    call("run", "--lang", "tr")
    kept = polib.pofile(str(po(reviewed)), wrapwidth=0)[1]
    assert (kept.msgstr, "proposed: " in kept.comment) == (before[1].msgstr, True)
    checked = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(po(reviewed))], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_without_git_apply_still_flags(project, call):
    call("run", "--lang", "tr")
    catalog = polib.pofile(str(po(project)), wrapwidth=0)
    catalog[1].msgstr, catalog[1].flags = "Tokayev Ankara'ya geldi.", []
    catalog.save(str(po(project)))
    change(project, "tr: Ankara, kk", "tr: Angora, kk")
    done = call("glossary", "apply", "--lang", "tr", GIT_CEILING_DIRECTORIES=str(project.parent))
    assert done.returncode == 1
    assert "no older glossary" in done.stderr
    assert "1 flagged" in done.stdout


def test_export_and_import(project, call):
    before = (project / "glossary.yaml").read_bytes()
    for name in ("g.tbx", "g.csv", "g.xlsx"):
        assert call("glossary", "export", name).returncode == 0
        again = call("glossary", "import", name)
        assert (again.returncode, "0 added, 0 changed, 0 left" in again.stdout) == (0, True)
    assert (project / "glossary.yaml").read_bytes() == before
    (project / "new.csv").write_text("ar.term,kind,en.term,tr.term\nقونية,place,Konya,Konya\nأنقرة,place,Angora,Angora\n")
    done = call("glossary", "import", "new.csv", "--dry-run")
    assert (done.returncode, "added: konya" in done.stdout, "differs, left: ankara" in done.stdout) == (1, True, True)
    assert (project / "glossary.yaml").read_bytes() == before
    call("glossary", "import", "new.csv", "--update")
    text = (project / "glossary.yaml").read_text(encoding="utf-8")
    assert "{id: konya, kind: place, ar: قونية, en: Konya, tr: Konya}" in text
    assert "- {id: ankara, kind: place, ar: أنقرة, en: Angora, tr: Angora, kk: Анкара}" in text
    assert call("glossary", "lint").stdout.endswith("76 terms, 1 findings\n")
    assert call("glossary", "export", "g.csv", "--layout", "deepl").returncode == 2
    assert call("glossary", "import", "none.csv").returncode == 2


def test_extract_proposes_and_nothing_is_used_before_approval(project, call):
    (project / "articles" / "b.txt").write_text(
        "قمة جديدة\n\nزار الرئيس فلاديمير زيلينكوف أنقرة يوم الثلاثاء.\n", encoding="utf-8"
    )
    done = call("glossary", "extract", "articles/b.txt", "--write")
    assert "ar: فلاديمير زيلينكوف" in done.stdout and "status: proposed" in done.stdout
    assert "1 proposed" in done.stderr
    lint = call("glossary", "lint", "--hints")
    assert "waits for approval" in lint.stdout and lint.returncode == 0
    assert call("glossary", "extract", "articles/b.txt").stdout == ""
    call("run", "articles/b.txt", "--lang", "en")
    text = (project / "locales" / "en" / "LC_MESSAGES" / "b.po").read_text(encoding="utf-8")
    assert "name: أنقرة" in text and "name: فلاديمير" not in text


def test_later_mentions_are_short(project, call):
    change(project, "tr: {term: Kasım Cömert Tokayev, ", "tr: {term: Kasım Cömert Tokayev, short: Tokayev, ")
    text = "قمة\n\nوصل قاسم جومارت توكاييف إلى أنقرة.\n\nوقال قاسم جومارت توكاييف إن الزيارة مهمة.\n"
    (project / "articles" / "a.txt").write_text(text, encoding="utf-8")
    call("run", "--lang", "tr")
    comments = [entry.comment for entry in polib.pofile(str(po(project))) if "توكاييف" in entry.msgid]
    assert "قاسم جومارت توكاييف = Kasım Cömert Tokayev" in comments[0]
    assert "قاسم جومارت توكاييف = Tokayev" in comments[1]
