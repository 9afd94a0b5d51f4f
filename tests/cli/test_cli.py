"""The command line as a person uses it: bad input is a message, never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent.parent


def po(project, code):
    return project / "locales" / code / "LC_MESSAGES" / "a.po"


def test_the_main_job_and_its_second_run(project, call):
    done = call("run")
    assert done.returncode in (0, 1), done.stderr
    assert "left out, line 5 (back to top)" in done.stdout
    for code, name in (("en", "Ankara"), ("tr", "Ankara"), ("kk", "Анкара")):
        catalog = polib.pofile(str(po(project, code)))
        assert len(catalog) == 3
        assert all("fuzzy" in entry.flags and entry.msgstr for entry in catalog)
        arrival = next(entry for entry in catalog if "أنقرة" in entry.msgid)
        assert name in arrival.msgstr or "could not be placed" in arrival.comment
        assert f"أنقرة = {name}" in arrival.comment
        checked = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(po(project, code))], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stderr
    before = {code: po(project, code).read_bytes() for code in ("en", "tr", "kk")}
    again = call("run")
    assert {code: po(project, code).read_bytes() for code in before} == before
    assert "3 kept" in again.stdout


def test_a_changed_glossary_refreshes_drafts_and_leaves_reviewed_entries(project, call):
    call("run", "--lang", "tr")
    catalog = polib.pofile(str(po(project, "tr")), wrapwidth=0)
    catalog[0].msgstr, catalog[0].flags = "Elle yazılmış başlık", []
    catalog.save(str(po(project, "tr")))
    glossary = (project / "glossary.yaml").read_text(encoding="utf-8").replace("tr: Ankara, kk", "tr: Angora, kk")
    (project / "glossary.yaml").write_text(glossary, encoding="utf-8")
    call("run", "--lang", "tr")
    catalog = polib.pofile(str(po(project, "tr")), wrapwidth=0)
    assert catalog[0].msgstr == "Elle yazılmış başlık"
    assert "fuzzy" not in catalog[0].flags
    assert "أنقرة = Angora" in catalog[1].comment


def test_json_of_each_command(project, call):
    ran = json.loads(call("run", "--lang", "en", "--json").stdout)
    assert ran[0]["units"] == 3
    assert ran[0]["boilerplate"][0]["reason"] == "back to top"
    status = json.loads(call("status", "--lang", "en", "--json").stdout)
    assert (status[0]["units"], status[0]["drafts"], status[0]["reviewed"]) == (3, 3, 0)
    text = po(project, "en").read_text(encoding="utf-8")
    scores = [float(score) for score in re.findall(r"machine draft: .*, score (-\d+\.\d+)", text)]
    assert len(scores) == 3 and status[0]["doubtful"] == text.count(", doubtful\n") == sum(s < -0.85 for s in scores)
    assert isinstance(json.loads(call("check", "--lang", "en", "--json").stdout), list)
    assert json.loads(call("glossary", "lint", "--json").stdout) == []


def test_check_finds_what_a_person_broke(project, call):
    call("run", "--lang", "tr")
    catalog = polib.pofile(str(po(project, "tr")), wrapwidth=0)
    for entry, text in zip(catalog, ("Kazakistan'in ve Türkiye", "Tokayev Ankara'ya", "Ticaret 6 milyar"), strict=True):
        entry.msgstr = text
    catalog.save(str(po(project, "tr")))
    done = call("check", "--lang", "tr")
    assert done.returncode == 1
    assert "write 'Kazakistan'ın'" in done.stdout
    assert "number lost or changed: 5" in done.stdout
    assert f"{Path('locales') / 'tr' / 'LC_MESSAGES' / 'a.po'}:" in done.stdout
    assert call("check", "--only", "mask", "--lang", "tr").returncode == 0


def test_build_refuses_lists_and_delivers(project, call):
    call("run", "--lang", "tr")
    done = call("build", "--lang", "tr")
    assert (done.returncode, (project / "build").exists()) == (1, False)
    assert "refused: 0% reviewed, 100% are asked for" in done.stderr
    assert f"{Path('locales') / 'tr' / 'LC_MESSAGES' / 'a.po'}:17: draft: كازاخستان وتركيا تتفقان" in done.stderr
    assert call("build", "--lang", "tr", "--drafts").returncode == 0
    assert (project / "build" / "tr" / "a.txt").read_text(encoding="utf-8").startswith("[draft] ")
    catalog = polib.pofile(str(po(project, "tr")), wrapwidth=0)
    for entry, text in zip(catalog, ("Başlık", "Tokayev geldi.", "Ticaret 5 milyar dolar."), strict=True):
        entry.msgstr, entry.flags = text, []
    catalog.save(str(po(project, "tr")))
    data = json.loads(call("build", "--lang", "tr", "--json", "--out", "x").stdout)
    assert [Path(file).name for file in data[0]["files"]] == ["a.txt", "a.html", "a.mo"]
    assert (project / "x" / "tr" / "a.txt").read_text(encoding="utf-8") == (
        "Başlık\n\nTokayev geldi. Ticaret 5 milyar dolar.\n"
    )
    assert call("build", "--lang", "en").returncode == 2
    assert call("build", "--min-reviewed", "101").returncode == 2


def test_xliff_goes_out_and_comes_back(project, call):
    call("run", "--lang", "tr", "--lang", "kk")
    done = call("xliff", "export", "--lang", "tr", "--lang", "kk")
    assert done.returncode == 0, done.stderr
    file = project / "build" / "xliff" / "tr.xlf"
    assert (project / "build" / "xliff" / "kk.xlf").exists()
    assert "0 taken, 3 the same, 0 left" in call("xliff", "import", "build/xliff/tr.xlf").stdout
    draft = polib.pofile(str(po(project, "tr")))[0].msgstr
    text = file.read_text(encoding="utf-8").replace(f"<target>{draft}</target>", "<target>Elle başlık</target>")
    file.write_text(text.replace(' state="initial"', ' state="reviewed"', 1), encoding="utf-8")
    assert "1 taken" in call("xliff", "import", "build/xliff/tr.xlf", "--dry-run").stdout
    assert json.loads(call("xliff", "import", "build/xliff/tr.xlf", "--json").stdout)[0]["same"] == 2
    entry = polib.pofile(str(po(project, "tr")))[0]
    assert (entry.msgstr, entry.flags) == ("Elle başlık", [])
    po(project, "tr").write_text(
        po(project, "tr").read_text(encoding="utf-8").replace("Elle başlık", "Başkası"), encoding="utf-8"
    )
    left = call("xliff", "import", "build/xliff/tr.xlf")
    assert (left.returncode, "left: Başkası" in left.stdout, "in the file: Elle başlık" in left.stdout) == (1, True, True)
    assert call("xliff", "import", "none.xlf").returncode == 2


def test_report_is_one_page(project, call):
    call("run", "--lang", "tr")
    assert (project / ".l10n-flow" / "drafts.sqlite").exists()
    catalog = polib.pofile(str(po(project, "tr")), wrapwidth=0)
    catalog[1].msgstr, catalog[1].flags = "Tokayev salı günü Ankara'ya geldi.", []
    catalog.save(str(po(project, "tr")))
    done = call("report", "--lang", "tr")
    assert (done.returncode, done.stdout) == (0, f"{Path('build') / 'report.html'}\n")
    text = (project / "build" / "report.html").read_text(encoding="utf-8")
    assert "Post-edit distance" in text and "0 of 1 reviewed entries were taken as drafted" in text
    catalog[0].msgstr, catalog[0].flags = "Elle başlık", []
    catalog.metadata |= {"Last-Translator": "Ayşe <a@example.com>", "PO-Revision-Date": "2026-03-01 10:00+0300"}
    catalog.save(str(po(project, "tr")))
    call("memory", "learn", "--lang", "tr")  # sees who reviewed, and when
    catalog.metadata |= {"Last-Translator": "Erlan <e@example.com>", "PO-Revision-Date": "2026-04-01 10:00+0500"}
    catalog.save(str(po(project, "tr")))
    data = json.loads(call("report", "--lang", "tr", "--json", "--out", "r.html").stdout)
    days = [(one["reviewer"], one["day"], one["entries"]) for one in data["post_edit"]["by_day"]]
    assert days == [("Ayşe", "2026-03-01", 2)]
    assert data["catalogs"] == json.loads(call("status", "--lang", "tr", "--json").stdout)
    assert (project / "r.html").exists()
    assert call("report", "--lang", "en").returncode == 2


def write_catalog(project, text, *, code="tr", name="a"):
    path = project / "locales" / code / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = f'msgid "بلغ العدد 5"\nmsgstr "{text}"\n'
    path.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: {code}\\n"\n\n{entry}', encoding="utf-8"
    )


def test_check_writes_formats_and_exit_codes(project, call):
    write_catalog(project, "Sayı 6 oldu")
    sarif = json.loads(call("check", "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "numbers"
    assert '<failure type="warning"' in call("check", "--format", "junit").stdout
    done = call("check", "--format", "json", "--output", "out/findings.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((project / "out" / "findings.json").read_text(encoding="utf-8"))[0]["check"] == "numbers"
    write_catalog(project, "Sayı 5  oldu")
    done = call("check", "--hints")
    assert done.returncode == 0 and "spaces" in done.stdout
    assert "0 findings in 1 catalog" in call("check").stdout


def test_check_compares_all_catalogs_of_a_language(project, call):
    write_catalog(project, "Sayı 5 oldu")
    write_catalog(project, "Miktar 5 oldu", name="b")
    done = call("check", "--only", "inconsistent")
    assert done.returncode == 1 and "b.po:4: warning: inconsistent: the same source" in done.stdout
    assert call("check", "--explain", "inconsistent").stdout.startswith("inconsistent (warning)\nOne source")
    assert "letters       warning" in call("check", "--list").stdout


def test_status_is_a_table(project, call):
    call("run", "--lang", "kk")
    done = call("status", "--lang", "kk")
    assert done.returncode == 0
    assert "reviewed" in done.stdout and "kk" in done.stdout


BAD = [
    ("empty.txt", b"", "empty"), ("space.txt", b" \n\n", "empty"), ("binary.txt", b"\x00\x01\x02" * 99, "binary"),
    ("pdf.txt", b"%PDF-1.7 x", "PDF"), ("latin.txt", b"Only English here. " * 9, "not an Arabic text"),
    ("broken.txt", "نص عربي ".encode() * 9 + b"\xff\xfe\xff", "neither UTF-8"),
    ("site.txt", "اترك تعليقاً\n\nزر الذهاب إلى الأعلى\n".encode(), "boilerplate"),
    ("big.txt", "نص عربي\n".encode() * 1_000_000, "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "what"), BAD, ids=[row[0] for row in BAD])
def test_bad_articles(project, call, name, content, what):
    (project / name).write_bytes(content)
    done = call("run", name)
    assert done.returncode == 2
    assert what in done.stderr and name in done.stderr
    assert not (project / "locales").exists()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["run", "articles"], "folder"), (["run", "none.txt"], "no such file"), (["run", "--lang", "xx"], "'xx' is not a language"),
        (["run", "x.pdf"], "not a format"), (["run", "--glossary", "none.yaml"], "no such glossary"), (["check"], "no catalog"),
        (["check", "none.po"], "no such catalog"), (["nonsense"], "No such command"), (["run", "--threads", "0"], "threads"),
    ],
)  # fmt: skip
def test_wrong_use(project, call, arguments, what):
    done = call(*arguments)
    assert done.returncode == 2
    assert what in done.stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("targets: [en, xx]\n", "'xx' is not a language"), ("nope: 1\n", "l10n-flow.yaml:1:1: unknown key 'nope'"),
        ("targets: [\n", "not valid YAML"), ("threads: many\n", "number"), ("beam: 0\n", "'beam' must be a number from 1"), ("- a\n", "mapping"), ("source: en\n", "Arabic"),
    ],
)  # fmt: skip
def test_bad_project_files(project, call, text, what):
    (project / "l10n-flow.yaml").write_text(text, encoding="utf-8")
    done = call("run")
    assert done.returncode == 2
    assert what in done.stderr


def test_a_bad_glossary_lists_every_mistake(project, call):
    text = "version: 1\nterms:\n  - {id: a, kind: town, ar: نص, en: x}\n  - {id: a, kind: place, ar: غير, xx: y}\n"
    (project / "glossary.yaml").write_text(text, encoding="utf-8")
    done = call("run")
    assert done.returncode == 2
    assert "glossary.yaml:3:" in done.stderr and "glossary.yaml:4:" in done.stderr
    assert call("glossary", "lint").returncode == 1


def test_a_catalog_that_a_person_broke_is_left_alone(project, call):
    call("run", "--lang", "en")
    path = po(project, "en")
    broken = path.read_text(encoding="utf-8") + 'msgid "torn\n'
    path.write_text(broken, encoding="utf-8")
    done = call("run", "--lang", "en")
    assert done.returncode == 2
    assert f"a.po:{broken.count(chr(10))}: this line is no PO syntax" in done.stderr
    assert path.read_text(encoding="utf-8") == broken


def test_two_articles_of_one_name(project, call):
    (project / "other").mkdir()
    (project / "other" / "a.txt").write_bytes((project / "articles" / "a.txt").read_bytes())
    done = call("run", "articles/a.txt", "other/a.txt")
    assert done.returncode == 2
    assert "share one catalog" in done.stderr


def test_help_imports_nothing_heavy(call):
    script = (
        "import sys; from l10n_flow.cli import main; sys.argv=['l10n-flow','--help']\ntry: main()\nexcept SystemExit: pass\n"
    )
    script += "print([m for m in ('ctranslate2','numpy','argostranslate','rich','yaml','polib','regex') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "glossary" in done.stdout


def test_without_a_network(project, call):
    """In a network namespace of its own there is not even loopback; skipped where the kernel grants none."""
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this kernel grants no network namespace")
    home = {**os.environ, "XDG_CACHE_HOME": str(project / "cache"), "XDG_DATA_HOME": str(project / "data")}
    command = ["unshare", "-rn", sys.executable, "-m", "l10n_flow", "run", "--lang", "en"]
    done = subprocess.run(command, cwd=project, env=home, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    assert po(project, "en").exists()


def test_the_date_of_new_catalogs_can_be_set(project, call):
    done = call("run", "--lang", "en", SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2 and "SOURCE_DATE_EPOCH is 'yesterday'" in done.stderr
    call("run", "--lang", "en", SOURCE_DATE_EPOCH="1767312000", TZ="UTC")
    assert '"POT-Creation-Date: 2026-01-02 00:00+0000\\n"' in po(project, "en").read_text(encoding="utf-8")
