"""What commands share: the project, options, and how findings are shown."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from l10n_flow import lang
from l10n_flow.cli import completing
from l10n_flow.model import Finding, L10nError, Severity
from l10n_flow.project import Project, load_project
from l10n_flow.report.findings.json import as_object as finding_json
from l10n_flow.report.findings.text import line

__all__ = [
    "cache_options", "cache_path", "catalogs_argument", "coloured", "exit_code", "finding_json", "glossary_option",
    "json_option", "lang_option", "open_project", "print_finding", "print_json", "project_option", "start_time",
]  # fmt: skip

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")
lang_option = click.option(
    "--lang", "languages", multiple=True, metavar="CODE", shell_complete=completing.languages,
    help="Only this language; may be repeated.",
)  # fmt: skip
project_option = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="this folder",
    help="Folder of the project.",
)
catalogs_argument = click.argument("catalogs", nargs=-1, type=click.Path(path_type=Path), shell_complete=completing.catalogs)
glossary_option = click.option("--glossary", type=click.Path(path_type=Path), help="Another glossary file.")


def cache_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that runs an engine."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Neither read nor write finished translations."),
        click.option(
            "--cache", type=click.Path(path_type=Path), help="File of finished translations; default: in the user's cache."
        ),
        click.option("--threads", type=click.IntRange(1), help="Translations at a time; default: one for each core."),
    ):
        function = option(function)
    return function


def cache_path(cache: Path | None, no_cache: bool) -> Path | None:
    """The file of finished translations; None for none."""
    import platformdirs

    return None if no_cache else cache or Path(platformdirs.user_cache_dir("l10n-flow")) / "translations.sqlite"


def start_time() -> datetime:
    """The date that new catalogs bear: now, or SOURCE_DATE_EPOCH (reproducible-builds.org), seconds since 1970."""
    wanted = os.environ.get("SOURCE_DATE_EPOCH")
    if not wanted:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(wanted), UTC)
    except (ValueError, OverflowError, OSError):
        raise L10nError(f"SOURCE_DATE_EPOCH is '{wanted}'", mend="Set it to seconds since 1970, or unset it.") from None


def open_project(root: Path, glossary: Path | None = None, languages: Sequence[str] = ()) -> Project:
    """The project of a folder with what the command line says otherwise. Raises L10nError."""
    project = load_project(root)
    for code in languages:
        lang.get(code)
    project = replace(project, targets=tuple(dict.fromkeys(languages))) if languages else project
    return replace(project, glossary=glossary) if glossary else project


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def coloured(severity: Severity) -> str:
    return click.style(severity.value, fg=COLOURS[severity])


def print_finding(finding: Finding) -> None:
    click.echo(line(finding, coloured))


def show_findings(found: Sequence[Finding], *, hints: bool, as_json: bool, of: str = "") -> int:
    """Print findings, those of severity info only with `hints`, and a last line that counts them; gives the exit code."""
    shown = [finding for finding in found if hints or finding.severity is not Severity.INFO]
    if as_json:
        print_json([finding_json(finding) for finding in shown])
    else:
        for finding in shown:
            print_finding(finding)
        click.echo(f"{of}{len(shown)} findings")
    return exit_code(found)


def exit_code(findings: Sequence[Finding]) -> int:
    """1 where something needs a person; hints alone do not."""
    return int(any(finding.severity is not Severity.INFO for finding in findings))
