"""A new project: the few files that a first run needs, and never one over another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow import lang
from l10n_flow.files import write_atomically
from l10n_flow.model import L10nError
from l10n_flow.project import FILE, SETTINGS, Project, load_project

IGNORED = (".l10n-flow/", "build/", "memory.sqlite*", "*.part")
ARTICLE = """\
كازاخستان تفتح مكتبة جديدة في أستانا

افتُتحت في أستانا يوم الاثنين مكتبة جديدة تضم 120 ألف كتاب بأربع لغات. وقال مدير المكتبة إن الدخول إليها مجاني للجميع.

وتستقبل المكتبة زوارها من الساعة 9 صباحا. وستنظم كازاخستان فيها معرضا للكتاب في شهر مايو.
"""
_TERMS = (
    ("kazakhstan", "كازاخستان", {"en": "Kazakhstan", "tr": "Kazakistan", "kk": "Қазақстан"}),
    ("astana", "أستانا", {"en": "Astana", "tr": "Astana", "kk": "Астана"}),
)
_GLOSSARY = """\
# Names and the forms that are approved for them. Every draft of a text that holds one gets its form, with the suffix
# that its place asks for. 'l10n-flow glossary lint' finds mistakes; 'l10n-flow glossary extract ARTICLE' proposes names.
version: 1
terms:
"""
_EXAMPLE = """\
  # One with all that a term may say; take the marks off and change it:
  # - id: turkiye                     # small letters, digits, hyphens; stays when the names change
  #   kind: place                     # person, place, org, title, award, event, work, product, phrase
  #   ar: {term: تركيا, variants: [توركيا], nisba: true}    # other spellings; nisba: also التركي, تركية, ...
  #   en: {term: Türkiye, variants: [Turkey], nisba: [Turkish]}    # variants: fine where a person writes them
  #   tr: Türkiye                     # a form alone
  #   kk: {term: Түркия, forbidden: [Туркия]}    # forbidden: an error wherever it stands
  #   note: As the government writes it in English since 2022.
"""
_README = """\
# Translations

Arabic articles are in `{articles}/`, their translations in `{locales}/<language>/LC_MESSAGES/*.po` ({languages}).

    l10n-flow run           # draft new and changed articles
    l10n-flow status        # how far each one is
    l10n-flow check         # what looks wrong
    l10n-flow help          # everything else

Translators edit the PO files and take the fuzzy mark off what they have finished; no run changes that again. Names and their
approved forms are in `{glossary}`.
"""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What became of a folder: files written, and files that were there and were left alone."""

    written: tuple[Path, ...]
    extended: tuple[Path, ...]  # lines were put at its end
    left: tuple[Path, ...]
    project: Project


def create(root: Path, targets: Sequence[str]) -> Scaffold:
    """Make `root` a project. Where it has settings already, the rest goes where they say.

    Args:
        targets: codes of languages; none for the default ones.

    Raises:
        L10nError: a language is not known, `root` is a file, its settings are broken, or it cannot be written to.
    """
    for code in targets:
        lang.get(code)
    if root.exists() and not root.is_dir():
        raise L10nError("this is a file, not a folder", where=str(root), mend="Name a folder; it need not exist.")
    done: dict[str, list[Path]] = {"written": [], "extended": [], "left": []}

    def write(path: Path, text: Callable[[], str]) -> None:
        if path.exists() or path.is_symlink():
            done["left"].append(path)
        else:
            write_atomically(path, text())
            done["written"].append(path)

    codes = tuple(dict.fromkeys(targets)) or Project(root).targets
    write(root / FILE, lambda: _settings(codes))
    project = load_project(root)
    if not project.articles.is_dir() or not any(project.articles.iterdir()):
        write(project.articles / "example.txt", lambda: ARTICLE)
    else:
        done["left"].append(project.articles)
    write(project.glossary, lambda: _glossary(project.targets))
    write(root / "README.md", lambda: _readme(project))
    _ignore(root / ".gitignore", done)
    return Scaffold(tuple(done["written"]), tuple(done["extended"]), tuple(done["left"]), project)


def _settings(codes: Sequence[str]) -> str:
    lines = ["# Settings of l10n-flow; every one may be left out. Paths are from this folder, with forward slashes."]
    for key, (example, meaning) in SETTINGS.items():
        value, mark = (f"[{', '.join(codes)}]", "") if key == "targets" else (example, "# ")
        lines.append(f"{f'{mark}{key}: {value}':<28}# {meaning}")
    return "\n".join(lines) + "\n"


def _glossary(codes: Sequence[str]) -> str:
    rows = []
    for identity, arabic, forms in _TERMS:
        known = "".join(f", {code}: {forms[code]}" for code in codes if code in forms)
        rows.append(f"  - {{id: {identity}, kind: place, ar: {arabic}{known}}}\n")
    return _GLOSSARY + "".join(rows) + _EXAMPLE


def _readme(project: Project) -> str:
    names = {name: project.relative(getattr(project, name)) for name in ("articles", "locales", "glossary")}
    return _README.format(languages=", ".join(lang.get(code).name for code in project.targets), **names)


def _ignore(path: Path, done: dict[str, list[Path]]) -> None:
    """Lines for what git should not keep; those that are there stay as they are."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise L10nError(f"cannot be read: {error}", where=str(path), mend="Save it as UTF-8.") from None
    missing = [line for line in IGNORED if line not in text.splitlines()]
    if not missing:
        done["left"].append(path)
        return
    write_atomically(path, text + ("\n" if text and not text.endswith("\n") else "") + "\n".join(missing) + "\n")
    done["extended" if text else "written"].append(path)
