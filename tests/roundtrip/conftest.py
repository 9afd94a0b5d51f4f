"""A project in the middle of its life: a catalog with drafts, on which the tools of translator_tools.py work."""

from pathlib import Path

import pytest

from l10n_flow.pipeline import Flow
from l10n_flow.project import Project

ROOT = Path(__file__).parent.parent.parent
LONG = (
    "وقال توكاييف إن التجارة بين كازاخستان وتركيا بلغت 5 مليارات دولار في عام 2023، وإن الطرفين اتفقا على زيادتها إلى 15 مليار "
    "دولار أمريكي خلال السنوات المقبلة عبر مشاريع جديدة في الطاقة والزراعة."
)
ARTICLE = (
    f"كازاخستان وتركيا تتفقان\n\nوصل توكاييف إلى أنقرة يوم الثلاثاء. {LONG}\n\nالتعاون الاقتصادي\n\n"
    "– زار الوفد مدينة أستانا\n– وقع الوزيران اتفاقا\n\nوغادر الوفد أنقرة مساء الأربعاء.\n\nزر الذهاب إلى الأعلى\n"
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache") / "translations.sqlite"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return Project(
        tmp_path, targets=("tr",), articles=tmp_path / "articles", locales=tmp_path / "locales", glossary=ROOT / "glossary.yaml"
    )


@pytest.fixture
def flow(project, cache):
    return Flow(project, cache=cache)
