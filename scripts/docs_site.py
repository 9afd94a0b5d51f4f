"""Hooks of mkdocs: which pages the site has, and where their links lead.

The pages are those of docs/ and the files of the top level that a reader wants. Their links are those of the repository,
so that they work in it too; a link to a file that is no page becomes its text.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
TOP = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
# What is read first stands first; a page that is not named here comes before those of LAST, by its name.
FIRST = (
    "index",
    "command-line",
    "glossary",
    "review",
    "delivery",
    "formats",
    "memory",
    "checks",
    "models",
    "scale",
    "performance",
    "quality",
)
LAST = ("reference", "contributing", "changelog")
_LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|`[^`]*`)*)\]\((?P<target>[^()\s#]*)(?P<anchor>#[^()\s]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    names = {path.stem for path in Path(config.docs_dir).glob("*.md")} | {Path(page).stem for page in TOP.values()}
    others = sorted(names - {*FIRST, *LAST})
    config.nav = [f"{name}.md" for name in (*FIRST, *others, *LAST) if name in names]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    for source, page in TOP.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    folder = "" if page.file.src_uri in TOP.values() else "docs"

    def there(match: re.Match[str]) -> str:
        target = match["target"]
        if not target or re.match(r"[a-z]+:", target):
            return match.group()
        path = posixpath.normpath(posixpath.join(folder, target))
        uri = TOP.get(path, path.removeprefix("docs/"))
        if files.get_file_from_path(uri) is None or not (path in TOP or path.startswith("docs/")):
            if not (ROOT / path).exists():
                raise FileNotFoundError(f"{page.file.src_uri} links to {target}, which is not there")
            return match["text"]
        return f"[{match['text']}]({uri}{match['anchor'] or ''})"

    return _LINK.sub(there, markdown)
