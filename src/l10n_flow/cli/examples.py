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
    "batch": (
        ("all articles of a folder and of those below it", "l10n-flow batch 'in/**/*'"),
        ("what a list names, told as JSON lines", "l10n-flow batch --manifest today.list --json"),
        ("whatever comes into a folder, until stopped", "l10n-flow batch in --watch"),
        ("on a Dask cluster that runs already", "l10n-flow batch in --scheduler tcp://scheduler:8786"),
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
    "review": (
        ("all articles, in the browser", "l10n-flow review"),
        ("one language, on a machine without a browser", "l10n-flow review --lang kk --no-browser --port 8000"),
    ),
    "report": (("a page for the editors", "l10n-flow report"), ("its figures for another program", "l10n-flow report --json")),
    "build": (
        ("articles whose every entry is reviewed", "l10n-flow build"),
        ("one as it stands, drafts marked", "l10n-flow build story.txt --drafts"),
        ("from nine tenths of reviewed entries", "l10n-flow build --min-reviewed 90 --drafts"),
    ),
    "xliff": (("what each subcommand does", "l10n-flow help xliff export"),),
    "xliff export": (("all catalogs, for a CAT tool", "l10n-flow xliff export --lang tr --out to-translate"),),
    "xliff import": (("say what would change", "l10n-flow xliff import to-translate/tr.xlf --dry-run"),),
    "models": (("what each subcommand does", "l10n-flow help models install"),),
    "models list": (
        ("what is here", "l10n-flow models list"),
        ("what the index has", "l10n-flow models list --available --from ar"),
    ),
    "models install": (
        ("two pairs of the index, for Turkish over English", "l10n-flow models install ar_en en_tr"),
        ("from a folder of files, with no network", "l10n-flow models install ar_en --offline packages"),
    ),
    "models remove": (("a pair", "l10n-flow models remove ar_en"),),
    "models pack": (
        (
            "a converted NLLB model, for Kazakh",
            "l10n-flow models pack nllb --from ar --to kk --tokenizer nllb/tokenizer.json --prefix kaz_Cyrl "
            "--source-prefix arb_Arab --source-suffix '</s>'",
        ),
    ),
    "models verify": (("everything that is here", "l10n-flow models verify"),),
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
