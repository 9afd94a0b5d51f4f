"""Terms as tables: CSV and TSV in our own, Weblate's and DeepL's columns, and XLSX.

Weblate reads and writes the columns of translate-toolkit's CSV; DeepL's glossaries are two columns without a header, or four
with the languages. The full layout has one column a field; several texts in a cell stand on lines of their own.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from l10n_flow.glossary.fields import Fields, field_names, is_list
from l10n_flow.model import L10nError

WEBLATE = ("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments")
SOURCE = "ar"
SHEET = "glossary"
WIDTH = 24  # characters of a column
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take such a cell for a formula


def write_csv(rows: Sequence[Fields], *, layout: str, language: str, tab: bool) -> bytes:
    """UTF-8 with a byte-order mark in the full layout, so that spreadsheets read it; without one else."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if tab else ",", lineterminator="\r\n")
    writer.writerows({"full": _full, "weblate": _weblate, "deepl": _deepl}[layout](rows, language))
    return out.getvalue().encode("utf-8-sig" if layout == "full" else "utf-8")


def _full(rows: Sequence[Fields], language: str = "") -> Iterator[Sequence[str]]:
    names = [name for name in field_names() if any(row.get(name) for row in rows)]
    yield names
    for row in rows:
        yield ["\n".join(row.get(name, ())) for name in names]


def _weblate(rows: Sequence[Fields], language: str) -> Iterator[Sequence[str]]:
    yield WEBLATE
    for row in rows:
        for target, comment in _targets(row, language):
            for source in (*row.get("ar.term", ()), *row.get("ar.variants", ())):
                draft = "True" if row.get("status") == ("proposed",) else ""
                note = "; ".join((*row.get("note", ()), *comment))
                yield ("", source, target, "", draft, "/".join((*row["kind"], *row["id"])), "", note)


def _deepl(rows: Sequence[Fields], language: str) -> Iterator[Sequence[str]]:
    for row in rows:
        for target in row.get(f"{language}.term", ()):
            for source in (*row.get("ar.term", ()), *row.get("ar.variants", ())):
                yield (source, target, SOURCE, language)


def _targets(row: Fields, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for target in row.get(f"{language}.term", ()):
        yield target, ()
    for target in row.get(f"{language}.forbidden", ()):
        yield target, ("forbidden",)


def read_csv(raw: bytes, path: Path, *, layout: str, language: str, tab: bool) -> list[Fields]:
    """Rows of a table. Raises L10nError with the line of what is wrong."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise L10nError("not UTF-8", where=f"{path}:{line}", mend="Save the table as 'CSV UTF-8'.") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tab else _delimiter(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise L10nError(f"not a table: {error}", where=f"{path}:{reader.line_num}", mend="Mend the quotes there.") from None
    if not rows:
        raise L10nError("the table is empty", where=str(path), mend="Give a table with terms.")
    if layout == "deepl":
        return _read_deepl(rows, path, language)
    (_, header), *body = rows
    return _read_weblate(header, body, path, language) if layout == "weblate" else _read_full(header, body, path)


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=head.count)


def _read_full(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], path: Path) -> list[Fields]:
    names = [name.strip() for name in header]
    unknown = [name for name in names if name and name not in field_names()]
    if unknown or "ar.term" not in names:
        what = f"unknown column '{unknown[0]}'" if unknown else "there is no column 'ar.term'"
        mend = f"Columns are {', '.join(field_names()[:8])}, ... as 'glossary export' writes them."
        raise L10nError(what, where=f"{path}:1", mend=mend)
    found: list[Fields] = []
    for line, row in rows:
        fields = {
            name: tuple(part.strip() for part in cell.split("\n") if part.strip()) if is_list(name) else (cell.strip(),)
            for name, cell in zip(names, row, strict=False)
            if name and cell.strip()
        }
        _need_source(fields, path, line)
        found.append(fields)
    return found


def _read_weblate(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], path: Path, language: str) -> list[Fields]:
    if not {"source", "target"} <= set(header):
        raise L10nError("no columns 'source' and 'target'", where=f"{path}:1", mend="Export the glossary as CSV from Weblate.")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line, row in rows:
        cell = dict(zip(header, row, strict=False))
        source, target = cell["source"].strip(), cell.get("target", "").strip()
        kind, _, identity = cell.get("context", "").strip().rpartition("/")
        _need_source({"ar.term": (source,)} if source else {}, path, line)
        fields = found.setdefault(identity or source, {"ar.term": (source,)})
        if source != fields["ar.term"][0]:
            fields["ar.variants"] = tuple(dict.fromkeys((*fields.get("ar.variants", ()), source)))
        fields |= {"id": (identity,)} if identity else {}
        fields |= {"kind": (kind,)} if kind else {}
        fields |= {"status": ("proposed",)} if cell.get("fuzzy", "").strip().lower() == "true" else {}
        notes = [note.strip() for note in cell.get("developer_comments", "").split(";") if note.strip()]
        name = f"{language}.forbidden" if "forbidden" in notes else f"{language}.term"
        if target and (name.endswith("forbidden") or name not in fields):
            fields[name] = tuple(dict.fromkeys((*fields.get(name, ()), target)))
        if rest := [note for note in notes if note != "forbidden"]:
            fields["note"] = ("; ".join(rest),)
    return list(found.values())


def _read_deepl(rows: Iterable[tuple[int, Sequence[str]]], path: Path, language: str) -> list[Fields]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line, row in rows:
        if len(row) not in (2, 4):
            mend = "DeepL's rows have two cells, or four with the languages."
            raise L10nError(f"a row of {len(row)} cells", where=f"{path}:{line}", mend=mend)
        if len(row) == 4 and (row[2].strip().lower(), row[3].strip().lower().split("-")[0]) != (SOURCE, language):
            continue  # a row of another language pair
        source, target = row[0].strip(), row[1].strip()
        _need_source({"ar.term": (source,)} if source else {}, path, line)
        found.setdefault(source, {"ar.term": (source,), f"{language}.term": (target,)})
    return list(found.values())


def _need_source(fields: Fields, path: Path, line: int) -> None:
    if not fields.get("ar.term"):
        raise L10nError("a row without an Arabic name", where=f"{path}:{line}", mend="Fill its cell, or delete the row.")


def write_xlsx(rows: Sequence[Fields]) -> bytes:
    """A workbook with one sheet, its header frozen and Arabic columns written from the right."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for number, row in enumerate(_full(rows), 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value or None)
            cell.data_type = "s" if value.startswith(_FORMULA) else cell.data_type
            arabic = number > 1 and sheet.cell(1, place).value in ("ar.term", "ar.variants")
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if arabic else 0)
            cell.font = Font(bold=number == 1)
    for place in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_xlsx(raw: bytes, path: Path) -> list[Fields]:
    """Rows of the sheet 'glossary', or of the first one. Raises L10nError."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise L10nError(f"not a workbook: {error}", where=str(path), mend="Save it as .xlsx in a spreadsheet.") from None
    sheet: Any = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    rows = [(number, [_cell(value) for value in row]) for number, row in enumerate(sheet.iter_rows(values_only=True), 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise L10nError("the sheet is empty", where=str(path), mend="Give a sheet with terms.")
    (_, header), *body = rows
    return _read_full(header, body, path)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
