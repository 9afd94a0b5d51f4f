"""Examples of every command: `--help`, `help` and docs/reference.md show them, and a test reads each with the command."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "init": (
        ("a new project in this folder", "l10n-flow init"),
        ("one in a folder of its own, for two languages", "l10n-flow init newsroom --lang en --lang kk"),
    ),
    "run": (
        ("draft or update every article in articles/", "l10n-flow run"),
        ("one article, one language", "l10n-flow run story.txt --lang tr"),
        ("another glossary, and no finished translations of before", "l10n-flow run --glossary names.yaml --no-cache"),
    ),
    "check": (
        ("all catalogs of the project", "l10n-flow check"),
        ("two checks on one catalog", "l10n-flow check locales/tr/LC_MESSAGES/story.po --only numbers --only dates"),
        ("what a check looks for", "l10n-flow check --explain numbers"),
        ("findings for a code host, in a file", "l10n-flow check --format sarif --output findings.sarif"),
    ),
    "status": (
        ("a table of all articles", "l10n-flow status"),
        ("for another program", "l10n-flow status --lang kk --json"),
    ),
    "report": (
        ("one page on the whole project", "l10n-flow report"),
        ("on one language, somewhere else", "l10n-flow report --lang kk --out kk.html"),
    ),
    "build": (
        ("every article that is reviewed, in every language", "l10n-flow build"),
        ("one with its drafts, marked as such", "l10n-flow build articles/story.txt --drafts"),
    ),
    "xliff": (("what each subcommand does", "l10n-flow help xliff export"),),
    "xliff export": (("one file a language, for a CAT tool", "l10n-flow xliff export --lang tr"),),
    "xliff import": (("say what would happen", "l10n-flow xliff import build/xliff/tr.xlf --dry-run"),),
    "glossary": (("what each subcommand does", "l10n-flow help glossary diff"),),
    "glossary lint": (
        ("mistakes, with line and column", "l10n-flow glossary lint"),
        ("unused terms and other hints too", "l10n-flow glossary lint --hints"),
    ),
    "glossary diff": (
        ("what changed since the last commit, and which entries that touches", "l10n-flow glossary diff"),
        ("between a branch and this folder, for a pull request", "l10n-flow glossary diff --against main --format markdown"),
        ("between two files", "l10n-flow glossary diff old.yaml new.yaml"),
    ),
    "glossary apply": (
        ("draft anew what nobody touched, flag what a person wrote", "l10n-flow glossary apply"),
        ("and write the text with the new names beside flagged entries", "l10n-flow glossary apply --propose"),
    ),
    "glossary extract": (
        ("names of an article that the glossary lacks", "l10n-flow glossary extract story.txt"),
        ("add those that stand twice or more, as proposed", "l10n-flow glossary extract story.txt --least 2 --write"),
    ),
    "glossary export": (
        ("as TBX-Basic", "l10n-flow glossary export names.tbx"),
        ("for Weblate, one language", "l10n-flow glossary export names.csv --layout weblate --lang tr"),
    ),
    "glossary import": (
        ("say what would happen", "l10n-flow glossary import names.xlsx --dry-run"),
        ("and change terms that differ", "l10n-flow glossary import names.xlsx --update"),
    ),
    "memory": (("what each subcommand does", "l10n-flow help memory learn"),),
    "memory learn": (
        ("all reviewed entries", "l10n-flow memory learn"),
        ("those of one catalog", "l10n-flow memory learn locales/kk/LC_MESSAGES/story.po"),
    ),
    "memory stats": (("pairs, sources, translators", "l10n-flow memory stats"),),
    "memory lookup": (("what it has for a text", "l10n-flow memory lookup 'وصل الرئيس إلى أنقرة' --lang tr"),),
    "memory export": (("as TMX 1.4b", "l10n-flow memory export memory.tmx"),),
    "memory import": (("pairs of another tool", "l10n-flow memory import memory.tmx --lang tr"),),
    "help": (
        ("everything there is help on", "l10n-flow help"),
        ("a command", "l10n-flow help glossary diff"),
        ("the keys of l10n-flow.yaml", "l10n-flow help settings"),
    ),
    "completion": (("for bash, in this shell only", 'eval "$(l10n-flow completion bash)"'),),
}


def as_text(path: str, *, indent: str = "  ") -> str:
    """The examples of a command, each below the line that says what it does."""
    return "\n".join(f"{indent}# {what}\n{indent}{line}" for what, line in EXAMPLES.get(path, ()))
