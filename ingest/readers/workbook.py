"""A workbook becomes rows: XLSX with openpyxl's knowledge of books and styles, XLS with xlrd.

One sheet is read: the named one, else the first that a person sees. Formulas are never calculated; what
Excel saved beside them is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlrd
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_WORKBOOK, SHARED_STRINGS, XLSM, XLSX, XLTM, XLTX
from openpyxl.xml.functions import fromstring

from ingest.readers import Limits
from ingest.readers.archive import Archive
from ingest.readers.cells import boolean_text, date_text, number_text
from ingest.readers.refusal import Refusal, excerpt, list_of_names
from ingest.readers.sheet_rows import SheetRows
from ingest.readers.sheet_xml import SheetFormat, SheetReader, shared_texts

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ASKS_TO_CALCULATE = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']")


@dataclass(frozen=True)
class Sheets:
    """The names of a book's sheets: the one to read, the others that a person sees, and the hidden ones."""

    name: str
    others: tuple[str, ...]
    hidden: tuple[str, ...]


def choose(names: dict[str, bool], sheet: str | None) -> Sheets:
    """Which sheet to read, of names and whether each is visible; raises Refusal when there is none."""
    visible = tuple(name for name, is_visible in names.items() if is_visible)
    hidden = tuple(name for name, is_visible in names.items() if not is_visible)
    if sheet is None:
        if not visible:
            raise Refusal("no-visible-sheet", found=list_of_names(hidden))
        name = visible[0]
    elif sheet in hidden:
        raise Refusal("named-sheet-hidden", found=excerpt(sheet))
    elif sheet in visible:
        name = sheet
    else:
        raise Refusal("unknown-sheet", found=excerpt(sheet), wanted=list_of_names(visible))
    return Sheets(name=name, others=tuple(other for other in visible if other != name), hidden=hidden)


@dataclass(frozen=True)
class _Book:
    """What openpyxl knows of an XLSX from its small parts."""

    visible: dict[str, bool]
    parts: dict[str, str]
    texts_part: str | None
    formats: SheetFormat


def read_xlsx(content: bytes, *, sheet: str | None, limits: Limits) -> tuple[SheetRows, Sheets]:
    """Rows and sheets of an XLSX or XLSM; raises Refusal."""
    rows = SheetRows(limits=limits)
    with Archive(content, limits=limits) as archive:
        archive.refuse_other_kinds()
        try:
            book = _book(archive)
        except Refusal:
            raise
        except Exception as error:  # openpyxl meets a damaged part with whatever its conversions raise
            raise Refusal("broken-workbook", found=type(error).__name__) from error
        sheets = choose(book.visible, sheet)
        texts = shared_texts(archive.chunks(book.texts_part)) if book.texts_part else []
        reader = SheetReader(rows, texts=texts, formats=book.formats)
        reader.read(archive.chunks(book.parts[sheets.name]))
    return _filled(rows, sheets), sheets


def _book(archive: Archive) -> _Book:
    root: Any = fromstring(archive.read(ARC_CONTENT_TYPES))
    manifest: Any = Manifest.from_tree(root)
    parts = [part for kind in (XLSX, XLSM, XLTX, XLTM) if (part := manifest.find(kind)) is not None]
    workbook_part = parts[0].PartName[1:] if parts else ARC_WORKBOOK
    parser: Any = WorkbookParser(archive, workbook_part, keep_links=False)
    parser.parse()
    apply_stylesheet(archive, parser.wb)
    # Charts have sheets too, but no cells.
    pages = [(entry, part) for entry, part in parser.find_sheets() if part.Type.endswith("/worksheet")]
    texts = manifest.find(SHARED_STRINGS)
    return _Book(
        visible={entry.name: entry.state == "visible" for entry, _ in pages},
        parts={entry.name: part.target for entry, part in pages},
        texts_part=None if texts is None else texts.PartName[1:],
        formats=SheetFormat(
            epoch=parser.wb.epoch,
            dates=frozenset(parser.wb._date_formats),
            durations=frozenset(parser.wb._timedelta_formats),
            recalculates=bool(_ASKS_TO_CALCULATE.search(archive.read(workbook_part))),
        ),
    )


def read_xls(content: bytes, *, sheet: str | None, limits: Limits) -> tuple[SheetRows, Sheets]:
    """Rows and sheets of an XLS (Excel 97-2003); raises Refusal."""
    if _ENCRYPTED_STREAM in content:
        raise Refusal("password")
    try:
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        names = {book.sheet_names()[n]: book._sheet_visibility[n] == 0 for n in range(book.nsheets)}
    except Exception as error:  # xlrd meets a damaged file with AssertionError, IndexError, struct.error
        raise _xls_refusal(error) from error
    sheets = choose(names, sheet)
    try:
        page = book.sheet_by_name(sheets.name)
    except Exception as error:
        raise _xls_refusal(error) from error
    rows = SheetRows(limits=limits)
    epoch = CALENDAR_MAC_1904 if book.datemode else CALENDAR_WINDOWS_1900
    texts: dict[int, Callable[[Any], str]] = {
        xlrd.XL_CELL_TEXT: str,
        xlrd.XL_CELL_NUMBER: number_text,
        xlrd.XL_CELL_DATE: lambda value: date_text(value, epoch=epoch),
        xlrd.XL_CELL_BOOLEAN: boolean_text,
        xlrd.XL_CELL_ERROR: lambda value: xlrd.error_text_from_code.get(value, "#VALUE!"),
    }
    for number in range(page.nrows):
        cells = {
            column: texts[kind](value)
            for column, (kind, value) in enumerate(
                zip(page.row_types(number), page.row_values(number), strict=True), start=1
            )
            if kind in texts
        }
        rows.add(number + 1, {column: text for column, text in cells.items() if text})
    rows.close()
    return _filled(rows, sheets), sheets


def _xls_refusal(error: Exception) -> Refusal:
    text = str(error)
    if "encrypted" in text.lower():
        return Refusal("password")
    if "find workbook" in text.lower():
        return Refusal("is-document", found="Office 97-2003")
    return Refusal("broken-workbook", found=type(error).__name__)


def _filled(rows: SheetRows, sheets: Sheets) -> SheetRows:
    if not rows.rows:
        raise Refusal("empty-sheet", found=excerpt(sheets.name), wanted=list_of_names(sheets.others) or "-")
    return rows
