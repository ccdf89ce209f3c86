"""The workbook of a chart that was made before, with the sheets that a hand has put into it."""

from __future__ import annotations

import io
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell

from dashboard.exporters.native.grid import RECORDS, SHEET, WRITTEN


def with_own_sheets(old: bytes | None, fresh: bytes, ours: set[str]) -> bytes:
    """Today's workbook; where the old one has sheets or columns of a hand's, with these.

    ``ours`` are further names of sheets that we write, in any language.
    """
    if old is None or old == fresh:
        return fresh
    written = {SHEET, RECORDS, WRITTEN, *ours}
    try:
        names, cells = _looked_into(old)
    except (BadZipFile, KeyError, ValueError, OSError):
        return fresh
    own = [name for name in names if name not in written]
    columns = _beyond(cells, _looked_into(fresh)[1])
    if not own and not columns:
        return fresh
    try:
        before = openpyxl.load_workbook(io.BytesIO(old))
    except (BadZipFile, KeyError, ValueError, OSError):
        return fresh
    today = openpyxl.load_workbook(io.BytesIO(fresh))
    for name in [name for name in before.sheetnames if name in written]:
        del before[name]
    for place, name in enumerate(today.sheetnames):
        _copy(today[name], before.create_sheet(name, place))
    for row, column, value in columns:
        before[SHEET].cell(row, column, value)
    before.active = 0
    before.properties.modified = today.properties.modified
    content = io.BytesIO()
    before.save(content)
    return content.getvalue()


def _looked_into(workbook: bytes) -> tuple[list[str], list[Any]]:
    """The names of its sheets, and the cells of the one that a chart is drawn from.

    Most workbooks hold nothing of a hand's: to see that, what else we wrote into them is not read.
    """
    book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True)
    if SHEET not in book.sheetnames:
        return book.sheetnames, []
    sheet = book[SHEET]
    sheet.reset_dimensions()  # what a program says of them may be wrong
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, ReadOnlyCell)]
    return book.sheetnames, cells


def _beyond(before: list[Any], today: list[Any]) -> list[tuple[int, int, Any]]:
    """What stands right of our columns, or below them."""
    rows, columns = max(cell.row for cell in today), max(cell.column for cell in today)
    return [
        (cell.row, cell.column, cell.value)
        for cell in before
        if cell.value is not None and (cell.row > rows or cell.column > columns)
    ]


def _copy(old: Any, new: Any) -> None:
    for row in old.iter_rows():
        for cell in row:
            if cell.value is not None:
                new.cell(cell.row, cell.column, cell.value)
    for letter, dimension in old.column_dimensions.items():
        new.column_dimensions[letter].width = dimension.width
    new.sheet_state = old.sheet_state
