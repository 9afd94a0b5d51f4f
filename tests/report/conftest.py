"""A project with one Turkish catalog of four messages and a glossary of two names."""

from datetime import UTC, datetime

import pytest

from l10n_flow.catalog import catalog_path, update_catalog
from l10n_flow.model import Message
from l10n_flow.project import Project

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GLOSSARY = "version: 1\nterms:\n  - {id: ankara, kind: place, ar: أنقرة, tr: Ankara}\n  - {id: astana, kind: place, ar: أستانا, tr: Astana}\n"
MESSAGES = (
    Message("وصل الرئيس إلى أنقرة", draft="Başkan Ankara'ya geldi", signature="0a0b0c0d-11112222", notes=("name: أنقرة = Ankara'ya (mask)", "machine draft: ar_tr 1.0, score -0.50")),
    Message("بلغت التجارة 5 مليارات", draft="Ticaret 5 milyar oldu", signature="0a0b0c0d", notes=("machine draft: ar_tr 1.0, score -0.70",)),
    Message("غادر الوفد أستانا", draft="Heyet ayrıldı", signature="0a0b0c0d", notes=("name: أستانا = Astana (missing)", "machine draft: ar_tr 1.0, score -0.90")),
    Message("كلمة <أخيرة>"),
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    (tmp_path / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    project = Project(tmp_path, targets=("tr",), locales=tmp_path / "locales", glossary=tmp_path / "glossary.yaml")
    plural = "nplurals=2; plural=(n != 1);"
    update_catalog(catalog_path(project.locales, "tr", "a"), MESSAGES, language="tr", plural_forms=plural, project="a", now=NOW)
    return project
