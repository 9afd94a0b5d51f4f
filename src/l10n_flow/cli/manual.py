"""The manual: pages of commands, made from the commands themselves, and of topics; as text and as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import click

from l10n_flow.checks import ALL
from l10n_flow.cli.examples import EXAMPLES, as_text
from l10n_flow.cli.lazy import LazyGroup
from l10n_flow.project import FILE, SETTINGS

PROGRAM = "l10n-flow"
BAR = "\\|"  # in a cell of a Markdown table, also within a code span


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page: paragraphs (lists of lines that stay as they are, or one text to be filled), then rows."""

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `name` is what `l10n-flow help` calls it."""

    name: str
    summary: str
    sections: tuple[Section, ...]


def _settings() -> Page:
    rows = tuple((f"{key}: {example}", meaning) for key, (example, meaning) in SETTINGS.items())
    about = f"{FILE} lies in the project's folder; every key may be left out. Paths are from that folder, with forward slashes."
    return Page("settings", f"the keys of {FILE}", (Section("Description", (about,)), Section("Keys", rows=rows)))


def _checks() -> Page:
    rows = tuple((f"{one.id} ({one.severity.value})", " ".join(inspect.cleandoc(one.help).split())) for one in ALL.values())
    return Page("checks", "what each check looks for", (Section("Checks", rows=rows),))


def _environment() -> Page:
    rows = (
        ("NO_COLOR", "Not empty: no colour, as with --no-color."),
        ("FORCE_COLOR", "Not empty: colour also into a file or pipe, as with --color. NO_COLOR wins."),
        ("PAGER", "Program that shows these pages; default: less, where there is one."),
        ("COLUMNS", "Width of a table, where it goes to a terminal."),
        ("ARGOS_PACKAGES_DIR", "Folder of installed Argos packages."),
        ("SOURCE_DATE_EPOCH", "Seconds since 1970: the date that new catalogs bear, so that two runs write the same bytes."),
        ("XDG_CACHE_HOME", "Finished translations are kept in l10n-flow/ below it (default: the system's folder for that)."),
    )
    return Page("environment", "variables that change what it does", (Section("Variables", rows=rows),))


def _exit_codes() -> Page:
    rows = (
        ("0", "Fine: nothing was found, or only hints."),
        ("1", "Findings: errors or warnings in catalogs, a name that could not be placed, terms that differ."),
        ("2", "Wrong use or bad input. The message says where and how to mend it; nothing was half written."),
        ("130", "Stopped with Ctrl-C. Every catalog is whole."),
    )
    return Page("exit-codes", "what the program ends with", (Section("Codes", rows=rows),))


TOPICS: dict[str, Callable[[], Page]] = {
    "settings": _settings, "checks": _checks, "environment": _environment, "exit-codes": _exit_codes,
}  # fmt: skip


def commands(group: LazyGroup, parent: click.Context | None = None) -> Iterator[tuple[str, click.Command, click.Context]]:
    """(path, command, its context) of every command, groups before what is in them."""
    context = parent or click.Context(group, info_name=PROGRAM, **group.context_settings)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield inner.command_path.removeprefix(f"{PROGRAM} "), command, inner
        if isinstance(command, LazyGroup):
            yield from commands(command, inner)


def command_page(path: str, command: click.Command, context: click.Context) -> Page:
    """The page of one command."""
    synopsis = f"{PROGRAM} {path} {' '.join(command.collect_usage_pieces(context))}"
    about = tuple(_paragraphs(command.help or ""))
    records = [one.get_help_record(context) for one in command.get_params(context)]
    options = tuple(record for record in records if record and record[1])
    sections = [Section("Synopsis", literal=f"    {synopsis}"), Section("Description", about)]
    if isinstance(command, LazyGroup):
        sections.append(Section("Commands", rows=tuple((f"{path} {name}", text) for name, (_, text) in command.known.items())))
    sections.append(Section("Options", rows=options))
    if path in EXAMPLES:
        sections.append(Section("Examples", literal=as_text(path, indent="    ")))
    return Page(path, _summary(command, context), tuple(sections))


def find_page(group: LazyGroup, name: str) -> Page | None:
    """The page of a command or topic; None where there is none."""
    if name in TOPICS:
        return TOPICS[name]()
    return next((command_page(*found) for found in commands(group) if found[0] == name), None)


def overview(group: LazyGroup) -> Page:
    """The page that names all others."""
    rows = tuple((path, _summary(command, context)) for path, command, context in commands(group))
    topics = tuple((name, page().summary) for name, page in TOPICS.items())
    about = f"'{PROGRAM} help NAME' shows the page of one; '{PROGRAM} COMMAND --help' is its short form."
    text = tuple(_paragraphs(group.help or ""))[:1]
    return Page(
        "", "", (Section("Description", (*text, about)), Section("Commands", rows=rows), Section("Topics", rows=topics))
    )


def _summary(command: click.Command, context: click.Context) -> str:
    known = context.parent.command if context.parent else None
    return known.known[command.name or ""][1] if isinstance(known, LazyGroup) else command.get_short_help_str(100)


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs of a docstring; one that click is not to fill keeps its lines."""
    for part in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        yield part.removeprefix("\b\n") if part.startswith("\b\n") else " ".join(part.split())


def as_plain(page: Page, *, width: int = 80, bold: Callable[[str], str] = str) -> str:
    """A page as `man` sets it: titles at the margin, text indented and filled."""
    out = [f"{bold('NAME')}\n    {PROGRAM} {page.name} - {page.summary}"] if page.name else []
    for section in page.sections:
        parts = [_filled(text, width) for text in section.paragraphs]
        parts += [section.literal] if section.literal else []
        parts += [_rows(section.rows, width)] if section.rows else []
        out.append(f"{bold(section.title.upper())}\n" + "\n\n".join(parts))
    return "\n\n".join(out) + "\n"


def _rows(rows: Sequence[tuple[str, str]], width: int) -> str:
    formatter = click.HelpFormatter(width=width)
    formatter.current_indent = 4
    formatter.write_dl(rows, col_max=26)
    return formatter.getvalue().rstrip("\n")


def _filled(text: str, width: int) -> str:
    return _indented(text) if "\n" in text else click.wrap_text(text, width, "    ", "    ")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def as_markdown(page: Page) -> str:
    """A page as a part of docs/reference.md."""
    out = [f"## {page.name}", f"{page.summary[:1].upper()}{page.summary[1:].rstrip('.')}."]
    for section in page.sections:
        rows = [f"| `{name.replace('|', BAR)}` | {_escaped(text).replace('|', BAR)} |" for name, text in section.rows]
        table = "\n".join(["| | |", "| --- | --- |", *rows]) if rows else ""
        title = f"**{section.title}**" if section.title not in ("Synopsis", "Description") else ""
        texts = [_escaped(text) if "\n" not in text else _indented(text) for text in section.paragraphs]
        out += [part for part in (title, *texts, section.literal, table) if part]
    return "\n\n".join(out) + "\n"


def _escaped(text: str) -> str:
    """A text whose signs mean nothing to Markdown."""
    return re.sub(r"([*_`\[\]\\])", r"\\\1", " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;"))


def reference(group: LazyGroup) -> str:
    """docs/reference.md: every command and topic."""
    pages = [command_page(*found) for found in commands(group)]
    pages += [page() for page in TOPICS.values()]
    head = "# Reference\n\nEvery command and topic, as `l10n-flow help NAME` shows it. Made by `scripts/build_reference.py`.\n"
    return "\n".join([head, *map(as_markdown, pages)])
