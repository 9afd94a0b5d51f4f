"""A small project with catalogs in three languages, made without an engine."""

import pytest
from reviewing import DRAFTS, GLOSSARY, LATER, NOW, REVIEWER, SOURCES

from l10n_flow import lang
from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.model import Message
from l10n_flow.project import load_project
from l10n_flow.review.actions import History
from l10n_flow.review.store import Store


@pytest.fixture
def project(tmp_path):
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    for code, drafts in DRAFTS.items():
        messages = [
            Message(
                text, references=(("articles/a.txt", line),), comments=(f"role: {role}",), draft=draft, signature="0123abcd",
                notes=("name: أنقرة = Ankara (mask)", "machine draft: ar_tr 0.1, score -2.00, doubtful"),
            )
            for (role, line, text), draft in zip(SOURCES, drafts, strict=True)
        ]  # fmt: skip
        path = catalog_path(tmp_path / "locales", code, "a")
        update_catalog(path, messages, language=code, plural_forms=lang.get(code).plural_forms, project="a 1", now=NOW)
    return load_project(tmp_path)


@pytest.fixture
def path(project):
    return catalog_path(project.locales, "tr", "a")


@pytest.fixture
def store(project):
    return Store(project, reviewer=REVIEWER)


@pytest.fixture
def history():
    return History()


@pytest.fixture
def save(store, history):
    """Save one unit of the Turkish catalog as a browser would that has just read it."""

    def run(unit, action, text=None, **options):
        options = {"seen": unit.seen, "history": history, "now": LATER} | options
        return store.save("a", "tr", unit.id, action=action, text=text or unit.text, typed=text is not None, **options)

    return run
