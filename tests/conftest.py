import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples of each random test: the same ones every time, so that a run tells of the change alone; or as many as are asked
# for, new ones each time, for a longer hunt.
EXAMPLES = os.environ.get("L10N_FLOW_EXAMPLES", "")
settings.register_profile(
    "l10n-flow",
    max_examples=int(EXAMPLES or 60),
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("l10n-flow")
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def source() -> Path:
    return ROOT / "articles" / "kazakhstan-turkiye.txt"


@pytest.fixture(scope="session")
def article(source):
    from l10n_flow.article import read_article

    return read_article(source)


@pytest.fixture(scope="session")
def segmenter():
    from l10n_flow.segment import Segmenter

    return Segmenter()
