"""Loading: everything wrong is said at once, with line and column."""

from pathlib import Path

import pytest

from l10n_flow.glossary import load_glossary
from l10n_flow.glossary.lint import lint_glossary
from l10n_flow.glossary.load import GlossaryError
from l10n_flow.model import L10nError

ROOT = Path(__file__).parent.parent.parent
TERM = "  - {id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: Ankara, kk: Анкара}\n"


def write(tmp_path, text):
    path = tmp_path / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_project_glossary():
    glossary = load_glossary(ROOT / "glossary.yaml")
    assert len(glossary) >= 60
    assert all(set(term.targets) == {"en", "tr", "kk"} for term in glossary.terms.values())
    findings = [finding for finding in lint_glossary(glossary, ("en", "tr", "kk")) if finding.severity != "info"]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("version: 2\nterms: []\n", 1, "version"),
        ("terms: []\n", 1, "version"),
        ("version: 1\nwords: []\n", 2, "unknown key 'words'"),
        ("version: 1\nterms: {}\n", 2, "list"),
        ("version: 1\nterms:\n  - ankara\n", 3, "mapping"),
        ("version: 1\nterms:\n" + TERM.replace("kind: place", "kind: town"), 3, "kind is 'town'"),
        ("version: 1\nterms:\n" + TERM.replace("kind: place, ", ""), 3, "no 'kind'"),
        ("version: 1\nterms:\n" + TERM + TERM.replace("أنقرة", "قونية"), 4, "id 'ankara' is taken"),
        ("version: 1\nterms:\n" + TERM + TERM.replace("ankara", "angora"), 4, "claimed by 'ankara'"),
        ("version: 1\nterms:\n" + TERM + TERM.replace("ankara", "angora").replace("أنقرة", "انقرة"), 4, "claimed by"),
        ("version: 1\nterms:\n" + TERM.replace("en: Ankara", "en: ''"), 3, "not empty"),
        ("version: 1\nterms:\n" + TERM.replace("Анкара", "Aнкара"), 3, "U+0041"),
        ("version: 1\nterms:\n" + TERM.replace("tr: Ankara", "tr: Анкара"), 3, "letters that Turkish is not written with"),
        ("version: 1\nterms:\n" + TERM.replace("أنقرة", "Ankara"), 3, "no Arabic letter"),
        ("version: 1\nterms:\n" + TERM.replace("id: ankara", "id: An Kara"), 3, "lower-case"),
        ("version: 1\nterms:\n" + TERM.replace("en: Ankara", "en: {variants: [a]}"), 3, "no 'term'"),
        ("version: 1\nterms:\n" + TERM.replace("en: Ankara", "en: {term: Ankara, forbidden: [Ankara]}"), 3, "both approved"),
        ("version: 1\nterms:\n" + TERM.replace("en: Ankara", "en: {term: Ankara, nope: 1}"), 3, "unknown key 'nope'"),
        ("version: 1\nterms:\n" + TERM.replace("}", ", inflect: maybe}"), 3, "true or false"),
        ("version: 1\nterms:\n" + TERM.replace("}", ", status: done}"), 3, "status is 'done'"),
        ("version: 1\nterms:\n  - {id: x, kind: place, ar: قونية}\n", 3, "no form in any"),
    ],
)
def test_each_mistake_has_its_place(tmp_path, text, line, what):
    path = write(tmp_path, text)
    with pytest.raises(GlossaryError) as error:
        load_glossary(path)
    assert any(problem.startswith(f"{path}:{line}:") and what in problem for problem in error.value.problems)


def test_all_mistakes_at_once(tmp_path):
    path = write(tmp_path, "version: 1\nterms:\n  - {id: A, kind: x, ar: y}\n  - {id: b, kind: place, ar: '', en: Б}\n")
    with pytest.raises(GlossaryError) as error:
        load_glossary(path)
    assert len(error.value.problems) >= 5
    assert [int(problem.split(":")[1]) for problem in error.value.problems] == sorted(
        int(problem.split(":")[1]) for problem in error.value.problems
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [("version: 1\nterms: [\n", "YAML"), ("", "empty"), ("\tx: 1", "YAML"), ("a: &b [*c]", "YAML"), ("a: \x01", "YAML")],
)
def test_no_yaml(tmp_path, text, what):
    with pytest.raises(L10nError, match=what):
        load_glossary(write(tmp_path, text))


def test_missing_folder_and_wrong_encoding(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(L10nError):
            load_glossary(path)
    (tmp_path / "old.yaml").write_bytes("version: 1\n# أنقرة\n".encode("cp1256"))
    with pytest.raises(L10nError, match=r"old.yaml:2: not UTF-8"):
        load_glossary(tmp_path / "old.yaml")


def test_retired_terms_are_left_out_and_do_not_translate_needs_no_target(tmp_path):
    text = "version: 1\nterms:\n" + TERM.replace("}", ", status: retired}") + TERM
    text = text.replace("id: ankara", "id: old", 1) + "  - {id: app, kind: product, ar: YDA, do_not_translate: true}\n"
    glossary = load_glossary(write(tmp_path, text))
    assert list(glossary.terms) == ["ankara", "app"]
    assert glossary.terms["app"].target("kk").term == "YDA"


def test_fingerprint_follows_the_bytes(tmp_path):
    first = load_glossary(write(tmp_path, "version: 1\nterms:\n" + TERM)).fingerprint
    assert load_glossary(write(tmp_path, "version: 1\nterms:\n" + TERM)).fingerprint == first
    assert load_glossary(write(tmp_path, "version: 1\nterms:\n" + TERM + "# x\n")).fingerprint != first
