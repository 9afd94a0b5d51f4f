"""What the shell offers behind TAB: languages, checks, catalogs and articles of the project."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from l10n_flow import lang
from l10n_flow.checks import ALL
from l10n_flow.model import L10nError
from l10n_flow.project import Project, articles_in, load_project


def _offered(found: dict[str, str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(value, help=text) for value, text in found.items() if value.startswith(incomplete)]


def _project(ctx: click.Context) -> Project | None:
    """The project that the words so far name; None where its settings do not load: TAB is no place for that."""
    try:
        return load_project(ctx.params.get("root") or Path())
    except L10nError:
        return None


def _files(found: list[Path], incomplete: str) -> list[CompletionItem]:
    """The project's own files; where none fits, the shell completes any file."""
    names = [str(path) for path in sorted(found)]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)] or [CompletionItem(incomplete, type="file")]


def languages(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of languages."""
    return _offered({code: lang.get(code).name for code in lang.codes()}, incomplete)


def catalogs(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Catalogs of the project, those of --lang where it stands before."""
    project = _project(ctx)
    codes = (ctx.params.get("languages") or project.targets) if project else ()
    found = [path for code in codes if project for path in (project.locales / code / "LC_MESSAGES").glob("*.po")]
    return _files(found, incomplete)


def articles(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Articles of the project."""
    project = _project(ctx)
    return _files(articles_in(project) if project else [], incomplete)


class CheckId(click.ParamType[str]):
    """The id of a registered check."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in ALL:
            self.fail(f"'{value}' is no check; there are {', '.join(ALL)}.", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        first = {one.id: inspect.cleandoc(one.help).splitlines()[0] for one in ALL.values()}
        return _offered(first, incomplete)
