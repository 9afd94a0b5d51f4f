"""A project with several small articles that share units."""

import pytest
from jobs import make_project, write_articles


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path)


@pytest.fixture
def articles(project):
    return write_articles(project.articles, 6)
