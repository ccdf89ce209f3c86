"""The sheet of the numbers that are drawn: a row a year, a column a series; where there is none, a blank."""

from __future__ import annotations

from itertools import zip_longest

from dashboard.exporters.native.grid import Cell, Grid, GridColumn
from dashboard.exporters.workbook.cells import CellLook, WorkbookPage
from dashboard.words import Words

HEAD = 2
"""The row of the names."""
WIDTH = 14


def write_numbers(page: WorkbookPage, grid: Grid, words: Words) -> None:
    """Write the columns that the charts are drawn from, with what each of them is."""
    page.write(
        0, 0, words("The numbers that are drawn; a blank is no zero."), CellLook(bold=True, wrap=False)
    )
    headings = [column.heading for column in grid.columns]
    page.header(HEAD, headings, frozen=1)
    page.fit(HEAD, headings, [WIDTH] * len(headings), size=10)
    page.widths([WIDTH] * len(headings))
    for column in grid.columns:
        for row, (cell, formula) in enumerate(zip_longest(column.cells, column.formulas), HEAD + 1):
            _write(page, row, column, cell, formula)


def _write(page: WorkbookPage, row: int, column: GridColumn, cell: Cell, formula: str | None) -> None:
    if cell is None:
        return
    if formula:
        page.formula(row, column.number, formula, cell, CellLook(form="#,##0"))
    elif isinstance(cell, str):
        value = int(cell) if cell.isascii() and cell.isdigit() else cell
        page.write(row, column.number, value, CellLook(align="left", wrap=False))
    else:
        page.write(row, column.number, cell, CellLook(form="#,##0" if isinstance(cell, int) else "0.00"))
