"""Read `glossary.yaml`: every mistake is found in one go, each with its line and column."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from l10n_flow import lang
from l10n_flow.glossary.terms import CASES, KINDS, STATUSES, Glossary, Target, Term
from l10n_flow.model import L10nError
from l10n_flow.text.arabic import fold, is_arabic

TERM_KEYS = ("id", "kind", "ar", "note", "case", "inflect", "do_not_translate", "status")
TARGET_KEYS = ("term", "short", "variants", "forbidden", "nisba", "pron", "compound", "article")
SOURCE_KEYS = ("term", "variants", "except", "near", "nisba")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FORMAT_VERSION = "1"


class GlossaryError(L10nError):
    """Every mistake of one file; `problems` holds them, one "file:line:column: what" each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        count = f"{len(problems)} mistake{'s' if len(problems) != 1 else ''} in the glossary"
        super().__init__(
            "\n".join([f"{count}:", *problems]), mend="Correct them and run again; docs/glossary.md lists every key."
        )


class _Reader:
    """Walks the YAML node tree, which knows lines, and gathers problems instead of stopping at the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[tuple[int, int, str]] = []

    def problem(self, node: yaml.Node, what: str) -> None:
        self.problems.append((node.start_mark.line + 1, node.start_mark.column + 1, what))

    def fields(self, node: yaml.Node, known: Iterable[str], what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, f"{what} must be a mapping (key: value)")
            return {}
        found: dict[str, yaml.Node] = {}
        known = tuple(known)
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                self.problem(key, f"unknown key '{name}' in {what}; known are {', '.join(known)}")
            elif name in found:
                self.problem(key, f"key '{name}' stands twice in {what}")
            else:
                found[name] = value
        return found

    def text(self, node: yaml.Node | None, what: str, *, allowed: Sequence[str] = ()) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
            self.problem(node, f"{what} must be a text that is not empty")
            return ""
        value = str(node.value).strip()
        if allowed and value not in allowed:
            self.problem(node, f"{what} is '{value}'; it may be {', '.join(allowed)}")
        return value

    def texts(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node]]:
        if node is None:
            return []
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [(value, item) for item in items if (value := self.text(item, what))]

    def flag(self, node: yaml.Node | None, what: str, default: bool) -> bool:
        if node is None:
            return default
        value = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
        if value not in ("true", "false"):
            self.problem(node, f"{what} must be true or false")
        return value == "true"

    def script(self, node: yaml.Node, language: str, text: str) -> None:
        wrong = lang.get(language).foreign_letters(text)
        if wrong:
            shown = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in dict.fromkeys(wrong))
            self.problem(node, f"'{text}' has letters that {lang.get(language).name} is not written with: {shown}")

    def target(self, node: yaml.Node, language: str, *, same: bool) -> Target | None:
        what = f"the {language} form"
        keys: dict[str, yaml.Node] = {}
        term_node: yaml.Node = node
        if isinstance(node, yaml.ScalarNode):
            term = self.text(node, what)
        else:
            keys = self.fields(node, TARGET_KEYS, what)
            if not keys:
                return None
            if "term" not in keys:
                self.problem(node, f"{what} has no 'term'")
                return None
            term, term_node = self.text(keys["term"], what), keys["term"]
        if not term:
            return None
        short = self.text(keys.get("short"), f"'short' of {what}")
        lists = {key: self.texts(keys.get(key), f"'{key}' of {what}") for key in ("variants", "forbidden", "nisba")}
        if not same:
            shorts = [(short, keys["short"])] if short else []
            for text, place in [(term, term_node), *shorts, *lists["variants"], *lists["nisba"]]:
                self.script(place, language, text)
        for text, place in lists["forbidden"]:
            if text in (term, short) or text in [variant for variant, _ in lists["variants"]]:
                self.problem(place, f"'{text}' is both approved and forbidden")
        compound = self.flag(keys["compound"], "compound", False) if "compound" in keys else None
        return Target(
            term=term,
            short=short,
            variants=tuple(text for text, _ in lists["variants"]),
            forbidden=tuple(text for text, _ in lists["forbidden"]),
            nisba=tuple(text for text, _ in lists["nisba"]),
            pron=self.text(keys.get("pron"), "pron") or None,
            compound=compound,
            article=self.flag(keys.get("article"), "article", False),
        )

    def term(self, node: yaml.Node, languages: Sequence[str]) -> tuple[Term | None, list[tuple[str, yaml.Node]]]:
        keys = self.fields(node, (*TERM_KEYS, *languages), "a term")
        if not keys:
            return None, []
        for needed in ("id", "kind", "ar"):
            if needed not in keys:
                self.problem(node, f"a term has no '{needed}'")
        slug = self.text(keys.get("id"), "id")
        if slug and not SLUG.fullmatch(slug):
            self.problem(keys["id"], f"id '{slug}' must be lower-case letters, digits and single hyphens")
        sources: list[tuple[str, yaml.Node]] = []
        nisba = False
        exceptions: list[tuple[str, yaml.Node]] = []
        near: list[tuple[str, yaml.Node]] = []
        if "ar" in keys and isinstance(keys["ar"], yaml.MappingNode):
            source = self.fields(keys["ar"], SOURCE_KEYS, "'ar'")
            if "term" not in source:
                self.problem(keys["ar"], "'ar' has no 'term'")
            sources = self.texts(source.get("term"), "the Arabic term") + self.texts(source.get("variants"), "variants")
            nisba = self.flag(source.get("nisba"), "nisba", False)
            exceptions = self.texts(source.get("except"), "except")
            near = self.texts(source.get("near"), "near")
        elif "ar" in keys:
            sources = self.texts(keys["ar"], "the Arabic term")
        fixed = self.flag(keys.get("do_not_translate"), "do_not_translate", False)
        for text, place in sources:
            if not fixed and not any(map(is_arabic, text)):
                self.problem(place, f"'{text}' has no Arabic letter")
        targets = {
            language: target
            for language in languages
            if language in keys and (target := self.target(keys[language], language, same=fixed))
        }
        if not targets and not fixed:
            self.problem(node, f"term '{slug}' has no form in any of {', '.join(languages)}")
        term = Term(
            id=slug,
            kind=self.text(keys.get("kind"), "kind", allowed=KINDS),
            ar=sources[0][0] if sources else "",
            variants=tuple(text for text, _ in sources[1:]),
            exceptions=tuple(text for text, _ in exceptions),
            near=tuple(text for text, _ in near),
            nisba=nisba,
            targets=targets,
            note=self.text(keys.get("note"), "note") if "note" in keys else "",
            case=self.text(keys.get("case"), "case", allowed=CASES) or "exact",
            inflect=self.flag(keys.get("inflect"), "inflect", True),
            do_not_translate=fixed,
            status=self.text(keys.get("status"), "status", allowed=STATUSES) or "approved",
            line=node.start_mark.line + 1,
        )
        return term, sources


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise L10nError(
            "there is no such glossary", where=str(path), mend="Give the path with --glossary, or create it."
        ) from None
    except IsADirectoryError:
        raise L10nError("this is a folder, not a glossary", where=str(path), mend="Give a YAML file.") from None
    except OSError as error:
        raise L10nError(f"cannot be read: {error.strerror}", where=str(path), mend="Check the file's permissions.") from None


class _TextLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is a text: "no" is a word and 2026 a name, and guessing types takes time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return str(super().resolve(kind, value, (False, False))) if kind is not yaml.ScalarNode else "tag:yaml.org,2002:str"


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Pause the cycle collector: a large glossary is millions of objects and no cycle, and it would look at them all
    again and again (50,000 terms: 4.8 s with it, 0.7 s without, to compose the YAML alone)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def compose(raw: bytes, path: Path) -> yaml.Node | None:
    """The node tree of a glossary's YAML, which knows its lines. Raises L10nError."""
    try:
        root: yaml.Node | None = yaml.compose(raw.decode("utf-8-sig"), Loader=_TextLoader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise L10nError("not UTF-8", where=f"{path}:{line}", mend="Save the glossary as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise L10nError(
            f"not valid YAML: {error.problem}", where=place, mend="Check indentation, quotes and colons there."
        ) from None
    except yaml.YAMLError as error:
        raise L10nError(f"not valid YAML: {error}", where=str(path), mend="Remove control characters.") from None
    return root


def load_glossary(path: Path) -> Glossary:
    """Read and check a glossary file; see `parse_glossary`."""
    return parse_glossary(_read(path), path)


def parse_glossary(raw: bytes, path: Path) -> Glossary:
    """Check the bytes of a glossary; `path` is what messages call it.

    Raises:
        GlossaryError: with every mistake of the file, sorted by line.
        L10nError: the file cannot be read or is not YAML.
    """
    with _without_collection():
        return _parsed(raw, path)


def _parsed(raw: bytes, path: Path) -> Glossary:
    root = compose(raw, path)
    reader = _Reader(path)
    terms: dict[str, Term] = {}
    if root is None:
        raise L10nError("the glossary is empty", where=str(path), mend="Begin with 'version: 1' and 'terms:'.")
    top = reader.fields(root, ("version", "terms"), "the glossary")
    if top and reader.text(top.get("version"), "version") != FORMAT_VERSION:
        reader.problem(top.get("version", root), f"'version: {FORMAT_VERSION}' is missing or another")
    listed = top.get("terms")
    if listed is not None and not isinstance(listed, yaml.SequenceNode):
        reader.problem(listed, "'terms' must be a list (lines that begin with '- ')")
        listed = None
    claimed: dict[str, str] = {}
    for node in listed.value if listed is not None else ():
        term, sources = reader.term(node, lang.codes())
        if term is None:
            continue
        if term.id in terms:
            reader.problem(node, f"id '{term.id}' is taken by the term at line {terms[term.id].line}")
        terms.setdefault(term.id, term)
        for text, place in sources if term.status != "retired" else ():
            owner = claimed.setdefault(fold(text).text, term.id)
            if owner != term.id:
                reader.problem(
                    place, f"'{text}' is claimed by '{owner}' already (spellings are compared without hamza and marks)"
                )
    if reader.problems:
        raise GlossaryError([f"{path}:{line}:{column}: {what}" for line, column, what in sorted(reader.problems)])
    live = {slug: term for slug, term in terms.items() if term.status == "approved"}
    idle = {slug: term for slug, term in terms.items() if term.status != "approved"}
    return Glossary(path, live, hashlib.sha256(raw).hexdigest()[:12], idle)
