"""From reviewed catalogs to the article in each language: its text, a bilingual page, and the MO file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from l10n_flow import lang
from l10n_flow.article import read_article, rebuild_article
from l10n_flow.catalog import catalog_path, compile_catalog, list_entries, unit_keys
from l10n_flow.delivery.bilingual import as_html
from l10n_flow.delivery.rows import Delivery, Row
from l10n_flow.files import write_bytes
from l10n_flow.model import Article, L10nError, State, Unit
from l10n_flow.project import Project, slug
from l10n_flow.segment import Segmenter
from l10n_flow.text.arabic import CONTROLS

DRAFT_MARK, MISSING_MARK = "[draft] ", "[untranslated] "

__all__ = ["DRAFT_MARK", "MISSING_MARK", "Builder", "Delivery", "Row", "deliver_text"]


class Builder:
    """Builds the articles of a project; the segmentation rules are loaded once.

    Args:
        drafts: deliver drafts too, marked; else what is not reviewed stays Arabic.
        min_reviewed: percentage of an article's units that must be reviewed.
        keep_boilerplate: deliver website boilerplate too, in Arabic.
    """

    def __init__(
        self, project: Project, *, drafts: bool = False, min_reviewed: float = 100, keep_boilerplate: bool = False
    ) -> None:
        self._project, self._drafts, self._min, self._keep = project, drafts, min_reviewed, keep_boilerplate
        self._segmenter = Segmenter(project.rules)

    def build(self, path: Path, *, out: Path, targets: Sequence[str] = ()) -> list[Delivery]:
        """Build one article in each language into `out/<language>/`, unless too little of it is reviewed.

        Raises:
            L10nError: the article or a catalog is missing or broken, or a file cannot be written.
        """
        article = read_article(path)
        units = self._segmenter.units(article)
        return [self._build(article, units, code, out) for code in targets or self._project.targets]

    def _build(self, article: Article, units: Sequence[Unit], code: str, out: Path) -> Delivery:
        name = slug(article.path)
        catalog = catalog_path(self._project.locales, code, name)
        delivery = Delivery(article, name, lang.get(code), catalog, _rows(units, catalog), drafts=self._drafts)
        if 100 * delivery.count(State.REVIEWED) < self._min * len(delivery.rows):
            return delivery
        text = deliver_text(delivery, keep_boilerplate=self._keep)
        made = {
            out / code / f"{name}{article.path.suffix}": text.encode("utf-8"),
            out / code / f"{name}.html": as_html(delivery).encode("utf-8"),
            out / code / f"{name}.mo": compile_catalog(catalog, drafts=self._drafts),
        }
        for file, data in made.items():
            write_bytes(file, data)
        return delivery.written(tuple(made))


def _rows(units: Sequence[Unit], catalog: Path) -> tuple[Row, ...]:
    if not catalog.exists():
        raise L10nError("there is no such catalog", where=str(catalog), mend="Run 'l10n-flow run' to make it.")
    entries = {(entry.msgid, entry.context): entry for entry in list_entries(catalog)}
    rows = []
    for key, unit in zip(unit_keys(units), units, strict=True):
        entry = entries.get(key)
        if entry is None or not entry.msgstr.strip():
            rows.append(Row(unit, State.UNTRANSLATED, "", entry.line if entry else 0))
        else:
            rows.append(Row(unit, entry.state, entry.msgstr, entry.line))
    return tuple(rows)


def deliver_text(delivery: Delivery, *, keep_boilerplate: bool = False) -> str:
    """The article in the language, in the source's structure, from left to right.

    A draft stands in it only where drafts were asked for. What is not delivered stays Arabic, so that nothing is silently
    dropped; both are marked.
    """
    end = next((end for end in ("\r\n", "\n", "\r") if end in delivery.article.text), "\n")
    translations = []
    for row in delivery.rows:
        if delivery.delivers(row):
            mark = "" if row.state is State.REVIEWED else DRAFT_MARK
            text = mark + row.text.strip()
        else:
            text = MISSING_MARK + row.unit.text
        translations.append(end.join(text.splitlines()))
    units = [row.unit for row in delivery.rows]
    text = rebuild_article(delivery.article, units, translations, keep_boilerplate=keep_boilerplate, between=_left_to_right)
    return text.strip(" ")


def _left_to_right(gap: str) -> str:
    """White space and list marks without right-to-left controls and with European digits; a space between sentences."""
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else "-" if char == "\u0640" else char
        for char in gap
        if char not in CONTROLS
    )
    return plain or " "
