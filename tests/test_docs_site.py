"""The documentation as a site: it builds strictly, every page is in it, and reading one fetches nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="the extra `docs` is not installed")
ROOT = Path(__file__).parent.parent


def build(out, *, config="mkdocs.yml", cwd=ROOT):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", config, "--site-dir", str(out)]
    home = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=cwd, env=home, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    done = build(out)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return out


def test_every_page_is_there_and_in_the_navigation(site):
    home = (site / "index.html").read_text(encoding="utf-8")
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} | {"changelog", "contributing"}
    assert pages == {path.parent.name for path in site.glob("*/index.html")}
    assert all(f'href="{page}/"' in home for page in pages)


def test_links_of_the_repository_lead_to_pages_or_are_text(site):
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="checks/"' in home and "docs/checks.md" in home
    assert "model card" in home and "model-card.md" not in home


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="?([^" >]+)', text)
        fetched += re.findall(r'<link\b(?![^>]*rel="?(?:canonical|next|prev))[^>]*\bhref="?([^" >]+)', text)
        assert fetched and not [address for address in fetched if re.match(r"(?:https?:)?//", address)], page


def test_a_link_to_nowhere_stops_it(tmp_path):
    for name in ("docs", "scripts", "src", "mkdocs.yml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "README.md").unlink()
    (tmp_path / "README.md").write_text("# l10n-flow\n\n[gone](docs/gone.md)\n", encoding="utf-8")
    done = build(tmp_path / "site", cwd=tmp_path)
    assert done.returncode != 0 and "docs/gone.md, which is not there" in done.stdout + done.stderr
