"""The sheet of the numbers that are drawn: a row a year, a column a series; where there is none, a blank."""

from __future__ import annotations

from itertools import zip_longest

from dashboard.exporters.native.grid import Cell, Column, Grid
from dashboard.exporters.workbook.cells import Look, Page
from dashboard.words import Words

HEAD = 2
"""The row of the names."""
WIDTH = 14


def write_numbers(page: Page, grid: Grid, words: Words) -> None:
    """Write the columns that the charts are drawn from, with what each of them is."""
    page.write(0, 0, words("The numbers that are drawn; a blank is no zero."), Look(bold=True, wrap=False))
    headings = [column.heading for column in grid.columns]
    page.header(HEAD, headings, frozen=1)
    page.fit(HEAD, headings, [WIDTH] * len(headings), size=10)
    page.widths([WIDTH] * len(headings))
    for column in grid.columns:
        for row, (cell, formula) in enumerate(zip_longest(column.cells, column.formulas), HEAD + 1):
            _write(page, row, column, cell, formula)


def _write(page: Page, row: int, column: Column, cell: Cell, formula: str | None) -> None:
    if cell is None:
        return
    if formula:
        page.formula(row, column.number, formula, cell, Look(form="#,##0"))
    elif isinstance(cell, str):
        value = int(cell) if cell.isascii() and cell.isdigit() else cell
        page.write(row, column.number, value, Look(align="left", wrap=False))
    else:
        page.write(row, column.number, cell, Look(form="#,##0" if isinstance(cell, int) else "0.00"))
