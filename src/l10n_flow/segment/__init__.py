"""Blocks into units, by SRX rules."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Any

from l10n_flow.model import Article, L10nError, Role, Unit
from l10n_flow.text.arabic import CONTROLS, is_edge
from l10n_flow.text.inline import cut

DEFAULT_RULES = Path(__file__).with_name("rules.srx")
_WIDE_SPACE = str.maketrans(dict.fromkeys("\u00a0\u2003\u2009\u202f\u3000", " "))

__all__ = ["Segmenter"]


class Segmenter:
    """Splits text by the rules of one SRX file. Safe to share between threads.

    Args:
        rules: an SRX 2.0 file; None for the project's own.

    Raises:
        L10nError: the file is missing or is not SRX.
    """

    def __init__(self, rules: Path | None = None) -> None:
        self._path = rules or DEFAULT_RULES
        try:
            raw = self._path.read_bytes()
        except OSError as error:
            raise L10nError(
                f"cannot be read: {error.strerror}",
                where=str(self._path),
                mend="Check the path of the segmentation rules.",
            ) from None
        self.fingerprint = hashlib.sha256(raw).hexdigest()[:12]
        self._lock = threading.Lock()
        self._loaded: Any = None

    def segment(self, text: str) -> list[tuple[int, int]]:
        """Spans of the sentences of one block, trimmed, in order. Bidi controls and wide spaces are looked through."""
        clean, offsets = _seen_through(text)
        spans: list[tuple[int, int]] = []
        place = 0
        for piece in self._pieces(clean):
            start, end = offsets[place], offsets[place + len(piece)]
            place += len(piece)
            while start < end and is_edge(text[start]):
                start += 1
            while end > start and is_edge(text[end - 1]):
                end -= 1
            if start < end:
                spans.append((start, end))
        return spans

    def units(self, article: Article) -> tuple[Unit, ...]:
        """The units of an article in document order; boilerplate has none."""
        found = []
        for block in article.blocks:
            if block.role is Role.BOILERPLATE:
                continue
            for start, end in self.segment(block.text):
                found.append(cut(article, block, start, end))
        return tuple(found)

    def _pieces(self, text: str) -> list[str]:
        from choppa import SrxTextIterator  # 0.1 s to import

        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return list(SrxTextIterator(self._loaded, "ar", text))

    def _load(self) -> Any:
        from xml.sax import SAXParseException

        from choppa import SrxDocument

        try:
            document = SrxDocument(ruleset=str(self._path))
        except SAXParseException as error:
            what = f"not well-formed XML: {error.getMessage()}"
            raise L10nError(what, where=f"{self._path}:{error.getLineNumber()}", mend="Mend the segmentation rules.") from None
        if not any(document.get_language_rule_list("ar")):
            raise L10nError("no rules for Arabic ('ar')", where=str(self._path), mend="Add a <languagemap> that fits 'ar'.")
        self._check_patterns(document)
        return document

    def _check_patterns(self, document: Any) -> None:
        for language_rule in document.get_language_rule_list("ar"):
            for rule in language_rule.rules:
                for pattern in (rule.before_pattern, rule.after_pattern):
                    try:
                        document.compile(pattern)
                    except Exception as error:
                        line = _line_with(self._path, pattern)
                        what = f"'{pattern}' is not a regular expression: {error}"
                        raise L10nError(what, where=f"{self._path}:{line}", mend="Mend that rule.") from None


def _line_with(path: Path, pattern: str) -> int:
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        if pattern and pattern in line.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"):
            return number
    return 1


def _seen_through(text: str) -> tuple[str, list[int]]:
    """The text without controls and with plain spaces, and where each of its characters stands in the original."""
    kept = [place for place, char in enumerate(text) if char not in CONTROLS]
    clean = "".join(text[place] for place in kept).translate(_WIDE_SPACE)
    return clean, [*kept, len(text)]
