"""Comparing glossaries: by term, never by line."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.glossary.diff import Change, diff_glossaries
from l10n_flow.glossary.load import parse_glossary
from l10n_flow.glossary.propose import Rendering, propose
from l10n_flow.glossary.terms import Target
from l10n_flow.glossary.versions import at_revision, load_version
from l10n_flow.lang import get
from l10n_flow.model import L10nError

ANKARA = "{id: ankara, kind: place, ar: أنقرة, en: Ankara, tr: Ankara, kk: Анкара}"
BAKU = "{id: baku, kind: place, ar: باكو, en: Baku, tr: Bakü, kk: Баку}"
KONYA = "{id: konya, kind: place, ar: قونية, en: Konya, tr: Konya, kk: Конья}"


def glossary(tmp_path, *terms):
    text = "version: 1\nterms:\n" + "".join(f"  - {term}\n" for term in terms)
    return parse_glossary(text.encode(), tmp_path / "glossary.yaml")


CHANGED = [
    # the second term after the change, what it is, the field that shows it
    (BAKU.replace("Bakü", "Baku"), Change.TARGET, ("tr.term", "Bakü", "Baku")),
    (BAKU.replace("en: Baku", "en: {term: Baku, variants: [Bakou]}"), Change.TARGET, ("en.variants", "", "Bakou")),
    (BAKU.replace("en: Baku", "en: {term: Baku, short: B}"), Change.TARGET, ("en.short", "", "B")),
    (BAKU.replace("ar: باكو", "ar: {term: باكو, variants: [باكوو]}"), Change.SOURCE, ("ar.variants", "", "باكوو")),
    (BAKU.replace("ar: باكو", "ar: مدينة باكو"), Change.SOURCE, ("ar.term", "باكو", "مدينة باكو")),
    (BAKU.replace("}", ", status: retired}"), Change.STATUS, ("status", "approved", "retired")),
    (BAKU.replace("}", ", note: n}"), Change.OTHER, ("note", "", "n")),
    (BAKU.replace("id: baku", "id: baki"), Change.RENAMED, ("id", "baku", "baki")),
]


@pytest.mark.parametrize(("after", "change", "field"), CHANGED)
def test_each_change_is_named(tmp_path, after, change, field):
    found = diff_glossaries(glossary(tmp_path, ANKARA, BAKU), glossary(tmp_path, after, ANKARA))
    assert [one.changes for one in found] == [(change,)]
    assert [(one.field, one.old, one.new) for one in found[0].fields] == [field]


def test_added_and_removed(tmp_path):
    found = diff_glossaries(glossary(tmp_path, ANKARA, BAKU), glossary(tmp_path, ANKARA, KONYA))
    assert [(one.id, one.changes) for one in found] == [("konya", (Change.ADDED,)), ("baku", (Change.REMOVED,))]


@given(st.permutations([ANKARA, BAKU, KONYA]))
def test_order_is_no_change(tmp_path, terms):
    assert diff_glossaries(glossary(tmp_path, *terms), glossary(tmp_path, ANKARA, BAKU, KONYA)) == ()


@given(st.lists(st.sampled_from([one[0] for one in CHANGED] + [BAKU]), min_size=2, max_size=2))
def test_a_diff_is_empty_only_for_equals_and_turns_round(tmp_path, pair):
    old, new = (glossary(tmp_path, ANKARA, term) for term in pair)
    there, back = diff_glossaries(old, new), diff_glossaries(new, old)
    assert (there == ()) == (pair[0] == pair[1])
    assert sorted((f.field, f.old, f.new) for one in there for f in one.fields) == sorted(
        (f.field, f.new, f.old) for one in back for f in one.fields
    )


PROPOSED = [
    ("tr", "Astana'ya gitti, Astana'nın", "Astana", "Nur-Sultan", "Nur-Sultan'a gitti, Nur-Sultan'ın"),
    ("tr", "Kazakistan'da", "Kazakistan", "Türk Devletleri Teşkilatı", "Türk Devletleri Teşkilatı'nda"),
    ("kk", "Ол Астанаға барды, Астананың", "Астана", "Бішкек", "Ол Бішкекке барды, Бішкектің"),
    ("kk", "АҚШ-қа", "АҚШ", "Америка Құрама Штаттары", "Америка Құрама Штаттарына"),
    ("en", "Kazakhstan's flag", "Kazakhstan", "Republic of Kazakhstan", "The Republic of Kazakhstan's flag"),
    ("en", "no name here", "Kazakhstan", "Qazaqstan", "no name here"),
    ("tr", "Ankaralı Kazakistanda", "Ankara", "Konya", "Konyalı Kazakistanda"),
]


@pytest.mark.parametrize(("code", "text", "old", "new", "expected"), PROPOSED)
def test_a_proposal_keeps_the_case(code, text, old, new, expected):
    changed = [Rendering(0, 1, "x", Target(old), Target(new, article=new.startswith("Republic")))]
    assert propose(text, changed, get(code)) == expected


def git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_version_of_the_past_comes_from_git(tmp_path):
    path = tmp_path / "glossary.yaml"
    path.write_text(f"version: 1\nterms:\n  - {ANKARA}\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    path.write_text(f"version: 1\nterms:\n  - {ANKARA}\n  - {BAKU}\n", encoding="utf-8")
    assert list(at_revision(path, "HEAD").terms) == ["ankara"]
    assert list(load_version("HEAD:glossary.yaml", folder=tmp_path).terms) == ["ankara"]
    assert list(load_version(str(path)).terms) == ["ankara", "baku"]
    for name in ("nowhere:glossary.yaml", "HEAD:other.yaml"):
        with pytest.raises(L10nError, match="git does not give this version"):
            load_version(name, folder=tmp_path)
    with pytest.raises(L10nError, match="no such glossary"):
        load_version(str(tmp_path / "none.yaml"))
