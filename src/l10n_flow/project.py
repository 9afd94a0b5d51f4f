"""`l10n-flow.yaml`: where things are and which languages are wanted. Every value has a default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from l10n_flow import lang
from l10n_flow.article import is_article, suffixes
from l10n_flow.model import L10nError
from l10n_flow.paths import distinct, portable_name, shown, with_slashes

FILE = "l10n-flow.yaml"


@dataclass(frozen=True, slots=True)
class Project:
    """One project; paths are absolute or relative to the current folder."""

    root: Path
    source: str = "ar"
    targets: tuple[str, ...] = ("en", "tr", "kk")
    articles: Path = Path("articles")
    locales: Path = Path("locales")
    glossary: Path = Path("glossary.yaml")
    memory: Path = Path("memory.sqlite")  # translation memory; need not exist
    rules: Path | None = None  # segmentation rules (SRX)
    packages: Path | None = None  # a further folder of packages
    threads: int | None = None
    beam: int | None = None  # hypotheses followed at a time; None: as many as the package asks for
    skip_checks: tuple[str, ...] = ()

    def relative(self, path: Path) -> str:
        """A path as catalogs name it: from the project's folder, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.name


# Key -> (an example of its value, what it is): what `init` writes and `help settings` shows.
SETTINGS: dict[str, tuple[str, str]] = {
    "source": ("ar", "language of the articles; nothing else is supported"),
    "targets": ("[en, tr, kk]", "languages to translate into"),
    "articles": ("articles", "folder of the articles"),
    "locales": ("locales", "folder of the catalogs"),
    "glossary": ("glossary.yaml", "names and their approved forms"),
    "memory": ("memory.sqlite", "translation memory; made by 'l10n-flow memory learn'"),
    "rules": ("rules.srx", "segmentation rules (SRX 2.0) instead of the built-in ones"),
    "packages": ("packages", "a further folder of translation packages"),
    "threads": ("2", "translations at a time; default: one for each core"),
    "beam": ("2", "hypotheses followed at a time, for faster and worse drafts; default: what the package asks for"),
    "skip_checks": ("[length]", "checks that stay silent"),
}
_LISTS = ("targets", "skip_checks")
_NUMBERS = ("threads", "beam")
_PATHS = ("articles", "locales", "glossary", "memory", "rules", "packages")
_DEFAULTS = {"articles": "articles", "locales": "locales", "glossary": "glossary.yaml", "memory": "memory.sqlite"}


def load_project(root: Path) -> Project:
    """Read `l10n-flow.yaml` of a folder; without one, all defaults. Raises L10nError with line and column."""
    path = root / FILE
    values: dict[str, Any] = {"root": root}
    if path.exists():
        values |= _read(path)
    for key, default in _DEFAULTS.items():
        values[key] = root / values.get(key, Path(default))
    for key in ("rules", "packages"):
        if values.get(key) is not None:
            values[key] = root / values[key]
    project = Project(**values)
    if project.source != "ar":
        raise L10nError(
            f"source '{project.source}' is not supported", where=str(path), mend="Articles are Arabic: 'source: ar'."
        )
    for code in project.targets:
        lang.get(code)
    return project


def _read(path: Path) -> dict[str, Any]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise L10nError(f"not valid YAML: {error.problem}", where=where, mend="Check indentation and colons there.") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise L10nError(f"cannot be read: {error}", where=str(path), mend="Save it as UTF-8 YAML.") from None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise L10nError("must be a mapping (key: value)", where=f"{path}:1", mend="For example 'targets: [en, tr, kk]'.")
    known = {field.name for field in fields(Project)} - {"root"}
    values: dict[str, Any] = {}
    for key, node in root.value:
        where = f"{path}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
        if key.value not in known:
            raise L10nError(f"unknown key '{key.value}'", where=where, mend=f"Known are {', '.join(sorted(known))}.")
        values[key.value] = _value(key.value, node, where)
    return values


def _value(key: str, node: yaml.Node, where: str) -> Any:
    if key in _LISTS:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not all(isinstance(item, yaml.ScalarNode) and item.value for item in items):
            raise L10nError(f"'{key}' must be a list of words", where=where, mend=f"For example '{key}: [en, tr]'.")
        return tuple(str(item.value) for item in items)
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        raise L10nError(f"'{key}' must be one value", where=where, mend="See README.md for an example.")
    if key in _NUMBERS:
        if not node.value.isdigit() or not int(node.value):
            raise L10nError(f"'{key}' must be a number from 1", where=where, mend=f"For example '{key}: 2'.")
        return int(node.value)
    if key not in _PATHS:
        return str(node.value)
    try:
        return Path(with_slashes(node.value))
    except ValueError as error:
        raise L10nError(str(error), where=where, mend="Name a path from the project's folder, with forward slashes.") from None


def slug(path: Path) -> str:
    """The name of an article's catalogs: its file name without suffix, as every system can write it.

    Raises:
        L10nError: the file name is no text.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError:
        what = f"the file name '{shown(path)}' is not UTF-8"
        raise L10nError(what, mend="Rename the file (an old archive may have written it in Windows-1256).") from None
    return portable_name(path.stem, default="article")


def articles_in(project: Project) -> list[Path]:
    """The files of the project's folder in a format that is read; README files and those of editors are none."""
    there = sorted(project.articles.iterdir()) if project.articles.is_dir() else []
    return list(filter(is_article, there))


def find_articles(paths: Sequence[Path], project: Project) -> list[Path]:
    """The articles to run: the given files, or all of the project's folder. Raises L10nError where there is none."""
    found = list(paths) or articles_in(project)
    if not found:
        known = ", ".join(suffixes())
        raise L10nError("no article", where=str(project.articles), mend=f"Put files there ({known}), or name files to run.")
    return distinct(found, slug)
