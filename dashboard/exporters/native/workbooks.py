"""The workbook of a chart that was made before, with the sheets that a hand has put into it."""

from __future__ import annotations

import io
from typing import Any
from zipfile import BadZipFile

import openpyxl

from dashboard.exporters.native.grid import RECORDS, SHEET, WRITTEN

Book = openpyxl.Workbook


def with_own_sheets(old: bytes | None, fresh: bytes, ours: set[str]) -> bytes:
    """Today's workbook; where the old one has sheets or columns of a hand's, with these.

    ``ours`` are further names of sheets that we write, in any language.
    """
    if old is None or old == fresh:
        return fresh
    written = {SHEET, RECORDS, WRITTEN, *ours}
    try:
        # As a stream first: few hands have put anything into it, and to take it in whole takes ten times
        # as long.
        seen = openpyxl.load_workbook(io.BytesIO(old), read_only=True)
        own = [name for name in seen.sheetnames if name not in written]
        columns = _columns_beyond(seen, fresh)
        if not own and not columns:
            return fresh
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


def _columns_beyond(before: Book, fresh: bytes) -> list[tuple[int, int, Any]]:
    """What stands right of our columns, or below them, in the sheet that a chart is drawn from."""
    if SHEET not in before.sheetnames:
        return []
    today = openpyxl.load_workbook(io.BytesIO(fresh), read_only=True)[SHEET]
    rows, columns = today.max_row, today.max_column
    return [
        (cell.row, cell.column, cell.value)
        for row in before[SHEET].iter_rows()
        for cell in row
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
