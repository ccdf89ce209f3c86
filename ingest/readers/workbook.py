"""A workbook becomes rows: XLSX with openpyxl's knowledge of books and styles, XLS with xlrd.

One sheet is read: the named one, else the first that a person sees. Formulas are never calculated; what
Excel saved beside them is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlrd
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_WORKBOOK, SHARED_STRINGS, XLSM, XLSX, XLTM, XLTX
from openpyxl.xml.functions import fromstring

from ingest.readers import Beside, Limits, Merged
from ingest.readers.archive import Archive
from ingest.readers.cells import boolean_text, number_text
from ingest.readers.faint import faint_styles, is_faint_in_xls
from ingest.readers.refusal import Refusal, excerpt, list_of_names
from ingest.readers.sheet_beside import texts_beside_sheet
from ingest.readers.sheet_rows import SheetRows
from ingest.readers.sheet_xml import SheetFormat, SheetReader, shared_texts
from ingest.readers.shown import NumberFormat, number_format
from ingest.visible import in_font

JAPANESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 57), "ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), 'ggge"年"m"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
}
"""Formats that a Japanese Excel knows by number alone."""
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
        rows.beside = texts_beside_sheet(archive, book.parts[sheets.name])
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
            numbers=_number_formats(parser.wb),
            struck=_styles_whose_font(parser.wb, lambda font: bool(font.strike)),
            raised=_styles_whose_font(parser.wb, lambda font: font.vertAlign in ("superscript", "subscript")),
            faint=faint_styles(parser.wb),
            recalculates=bool(_ASKS_TO_CALCULATE.search(archive.read(workbook_part))),
        ),
    )


def _number_formats(book: Any) -> tuple[NumberFormat, ...]:
    """The number format of each style of a book."""
    own, known = book._number_formats, JAPANESE_FORMATS | BUILTIN_FORMATS
    formats = []
    for style in book._cell_styles:
        number = style.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        code = own[number] if 0 <= number < len(own) else known.get(style.numFmtId)
        formats.append(number_format(code or "General"))
    return tuple(formats)


def _styles_whose_font(book: Any, is_so: Callable[[Any], bool]) -> frozenset[int]:
    fonts = book._fonts
    return frozenset(
        number
        for number, style in enumerate(book._cell_styles)
        if style.fontId < len(fonts) and is_so(fonts[style.fontId])
    )


def read_xls(content: bytes, *, sheet: str | None, limits: Limits) -> tuple[SheetRows, Sheets]:
    """Rows and sheets of an XLS (Excel 97-2003); raises Refusal."""
    if _ENCRYPTED_STREAM in content:
        raise Refusal("password")
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,
            formatting_info=True,
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
    for number in range(page.nrows):
        cells = {
            column + 1: text
            for column, cell in enumerate(page.row(number))
            if (text := _xls_text(book, page.rich_text_runlist_map.get((number, column), ()), cell, epoch))
        }
        rows.unseen += [
            (number + 1, column - 1)
            for column in cells
            if _is_unseen(book, page.cell(number, column - 1), shows_zeros=bool(page.show_zero_values))
        ]
        row = page.rowinfo_map.get(number)
        rows.add(number + 1, cells, is_hidden=bool(row and row.hidden))
    for top, bottom, left, right in page.merged_cells:
        rows.merge(Merged(top + 1, left, bottom, right - 1))
    for column, info in page.colinfo_map.items():
        if info.hidden:
            rows.hide_columns(column + 1, column + 1)
    rows.beside = [
        Beside(note.text.strip(), line + 1, column) for (line, column), note in page.cell_note_map.items()
    ]
    rows.close()
    return _filled(rows, sheets), sheets


def _is_unseen(book: Any, cell: Any, *, shows_zeros: bool) -> bool:
    """Whether a cell of an XLS that holds something shows nothing."""
    style = book.xf_list[cell.xf_index] if cell.xf_index < len(book.xf_list) else None
    if style is None:
        return False
    font = book.font_list[style.font_index] if style.font_index < len(book.font_list) else None
    code = book.format_map[style.format_key].format_str
    is_number = cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
    if is_number and cell.value == 0 and not shows_zeros:
        return True
    return is_faint_in_xls(book, style, font) or (is_number and number_format(code).hides(cell.value))


def _xls_text(book: Any, runs: Sequence[tuple[int, int]], cell: Any, epoch: datetime) -> str:
    """A cell of an XLS as it is shown; ``runs`` are where its text changes its font, and to which."""
    style = book.xf_list[cell.xf_index] if cell.xf_index < len(book.xf_list) else None
    fonts = dict(enumerate(book.font_list))
    font = fonts.get(style.font_index) if style else None
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = book.format_map[style.format_key].format_str if style else "General"
        text = number_format(code).text(cell.value, number_text(cell.value), epoch=epoch)
        return _in_font(text, font)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        starts = [(0, font), *((start, fonts.get(number)) for start, number in runs)]
        ends = [*(start for start, _ in starts[1:]), len(cell.value)]
        return "".join(
            _in_font(cell.value[start:end], font) for (start, font), end in zip(starts, ends, strict=True)
        )
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return boolean_text(cell.value)
    is_error = cell.ctype == xlrd.XL_CELL_ERROR
    return str(xlrd.error_text_from_code.get(cell.value, "#VALUE!")) if is_error else ""


def _in_font(text: str, font: Any) -> str:
    if font is None:
        return text
    return in_font(text, is_raised=bool(font.escapement), is_struck=bool(font.struck_out))


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
