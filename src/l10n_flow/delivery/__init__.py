"""From reviewed catalogs to the article in each language: its text, a bilingual page, and the MO file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n_flow import lang
from l10n_flow.article import read_article, write_article
from l10n_flow.catalog import catalog_path, compile_catalog, list_entries, unit_keys
from l10n_flow.delivery.bilingual import as_html
from l10n_flow.delivery.rows import Delivery, Row
from l10n_flow.files import write_bytes
from l10n_flow.model import Article, L10nError, State, Unit
from l10n_flow.project import Project, slug
from l10n_flow.segment import Segmenter

DRAFT_MARK, MISSING_MARK = "[draft] ", "[untranslated] "

__all__ = ["DRAFT_MARK", "MISSING_MARK", "Builder", "Delivery", "Row", "deliver"]


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
        page = f"{name}.both.html" if article.path.suffix.lower() in (".html", ".htm", ".xhtml") else f"{name}.html"
        made = {
            out / code / f"{name}{article.path.suffix}": deliver(delivery, keep_boilerplate=self._keep),
            out / code / page: as_html(delivery).encode("utf-8"),
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


def deliver(delivery: Delivery, *, keep_boilerplate: bool = False) -> bytes:
    """The article in the language, in the source's format and structure, from left to right.

    A draft stands in it only where drafts were asked for. What is not delivered stays Arabic, so that nothing is silently
    dropped; both are marked.
    """
    translations = []
    for row in delivery.rows:
        if row.state is State.REVIEWED or (row.state is State.DRAFT and delivery.drafts):
            mark = "" if row.state is State.REVIEWED else DRAFT_MARK
            translations.append(mark + row.text.strip())
        else:
            translations.append(MISSING_MARK + row.unit.text)
    units = [row.unit for row in delivery.rows]
    return write_article(delivery.article, units, translations, language=delivery.language, keep_boilerplate=keep_boilerplate)
