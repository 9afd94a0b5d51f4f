"""Each format from an article to a delivered one: run, a person's edits in the PO file, build."""

import shutil
from pathlib import Path

import docx
import polib
import pytest

from l10n_flow.text.tags import TAG, nested

DATA = Path(__file__).parent.parent / "article" / "data"
FILES = {"story.html": "story.html", "summit.md": "note.md", "summit.docx": "report.docx"}


@pytest.fixture
def formats(project, call):
    """A project with an article of each format, drafted into Turkish."""
    (project / "articles" / "a.txt").unlink()
    (project / "articles" / "README.md").write_text("not an article", encoding="utf-8")
    for source, name in FILES.items():
        shutil.copy(DATA / source, project / "articles" / name)
    done = call("run", "--lang", "tr")
    assert done.returncode in (0, 1), done.stderr
    return project


def catalog(project, name):
    path = project / "locales" / "tr" / "LC_MESSAGES" / f"{name}.po"
    return path, polib.pofile(str(path), wrapwidth=0)


def words(text):
    """A translation by a person: each stretch between tags a word."""
    return "".join(
        part if TAG.fullmatch(part) or not part.strip() else f"kelime{part[-1] if part[-1] in ' .' else ''}"
        for part in _parts(text)
    )


def _parts(text):
    place = 0
    for match in TAG.finditer(text):
        yield from (text[place : match.start()], match.group())
        place = match.end()
    yield text[place:]


def test_run_edit_build(formats, call):
    tagged = 0
    for name in ("story", "note", "report"):
        path, entries = catalog(formats, name)
        for entry in entries:
            tags = TAG.findall(entry.msgstr)
            assert sorted(tags) == sorted(TAG.findall(entry.msgid)) and nested(tags), "no draft lacks a tag"
            tagged += bool(tags)
    assert tagged > 12
    assert call("check", "--only", "tags").returncode == 0
    for name in ("story", "note", "report"):
        path, entries = catalog(formats, name)
        for entry in entries:
            entry.msgstr, entry.flags = words(entry.msgid), []
        entries.save(str(path))
    path, entries = catalog(formats, "story")
    broken = next(entry for entry in entries if entry.msgid.startswith("وصل الرئيس"))
    whole, broken.msgstr = broken.msgstr, broken.msgstr.replace("</g1>", "")
    entries.save(str(path))
    done = call("check", "--only", "tags", "--lang", "tr")
    assert done.returncode == 1 and "tag lost or changed: </g1>" in done.stdout and "story.po:" in done.stdout
    broken.msgstr = whole
    entries.save(str(path))
    done = call("xliff", "export", "--lang", "tr")
    assert done.returncode == 0, done.stderr
    assert '<pc id="g1">' in (formats / "build" / "xliff" / "tr.xlf").read_text(encoding="utf-8")
    assert ", 0 left" in call("xliff", "import", "build/xliff/tr.xlf").stdout
    done = call("build", "--lang", "tr")
    assert done.returncode == 0, done.stderr
    out = formats / "build" / "tr"
    page = (out / "story.html").read_text(encoding="utf-8")
    assert '<html lang="tr" dir="ltr">' in page and '<h1 class="top">kelime <b>kelime</b></h1>' in page
    assert (
        '<p>kelime <a href="https://example.org/?a=1&amp;b=2" title="kelime">kelime</a>kelime <i>kelime</i>kelime. kelime '
        in page
    )
    assert '<i class="tag" dir="ltr">&lt;g1&gt;</i>' in (out / "story.both.html").read_text(encoding="utf-8")
    note = (out / "note.md").read_text(encoding="utf-8")
    assert (
        note.startswith("---\ntitle: قمة أنقرة\n")
        and "# kelime **kelime**kelime\n" in note
        and "- kelime **kelime**kelime\n" in note
    )
    document = docx.Document(out / "report.docx")
    assert [(run.text, run.bold) for run in document.paragraphs[1].runs] == [
        ("kelime ", None), ("kelime", True), ("kelime. kelime ", None), ("kelime.", None),
    ]  # fmt: skip
    assert document.paragraphs[1].hyperlinks[0].text == "kelime" and document.tables[0].cell(0, 0).text == "kelime"
