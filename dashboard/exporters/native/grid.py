"""The workbook inside a native chart: the sheet that it is drawn from, and the figures with sources."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

SHEET = "Chart"
RECORDS = "Data"
WRITTEN = "Written"

Cell = str | float | None


@dataclass(frozen=True)
class GridPlace:
    """The sheet on which a grid stands, as references name it, and the row of its headings, from 0."""

    sheet: str
    head: int = 0


@dataclass(frozen=True)
class GridColumn:
    """A column of the chart's sheet: its heading, its cells (None: left empty), where it stands, and what it
    is, in a sentence for who edits it.

    ``formulas`` are what its cells work out from others, so that a number is changed in one place: one for
    each cell, "" where it is written as it is; () for none.
    """

    heading: str
    cells: tuple[Cell, ...]
    number: int
    meaning: str
    place: GridPlace
    formulas: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        return str(xl_col_to_name(self.number))

    @property
    def reference(self) -> str:
        """Its cells as a chart names them."""
        first = self.place.head + 2
        return f"{self.place.sheet}!${self.letter}${first}:${self.letter}${first + len(self.cells) - 1}"

    def cell(self, row: int) -> str:
        """Where its cell of a row stands, counted from 0."""
        return f"{self.letter}{self.place.head + 2 + row}"

    @property
    def heading_reference(self) -> str:
        return f"{self.place.sheet}!${self.letter}${self.place.head + 1}"


@dataclass
class Grid:
    """The chart's sheet as it is filled, column by column."""

    columns: list[GridColumn] = field(default_factory=list)
    place: GridPlace = GridPlace(SHEET)

    def shared(self, heading: str, cells: Sequence[Cell], meaning: str) -> GridColumn:
        """A column that the charts of one sheet may have in common."""
        wanted = tuple(map(_whole, cells))
        same = (each for each in self.columns if (each.heading, each.cells) == (heading, wanted))
        return next(same, None) or self.add(heading, cells, meaning)

    def add(self, heading: str, cells: Sequence[Cell], meaning: str) -> GridColumn:
        """A further column."""
        column = GridColumn(heading, tuple(map(_whole, cells)), len(self.columns), meaning, self.place)
        self.columns.append(column)
        return column

    def copy(self, heading: str, cells: Sequence[Cell], original: GridColumn, meaning: str) -> GridColumn:
        """A further column whose cells repeat another's by formula."""
        return self.repeat(self.add(heading, cells, meaning), original)

    def repeat(self, column: GridColumn, original: GridColumn) -> GridColumn:
        """Turn a column into one whose cells repeat another's by formula."""
        formulas = tuple(original.cell(row) for row in range(len(column.cells)))
        self.columns[column.number] = replace(column, formulas=formulas)
        return self.columns[column.number]

    def lengthen(self, column: GridColumn, rows: int) -> GridColumn:
        """Turn a column into one with so many rows, the last ones empty."""
        empty = (None,) * (rows - len(column.cells))
        self.columns[column.number] = replace(column, cells=(*column.cells, *empty))
        return self.columns[column.number]

    def workbook(
        self,
        records: Sequence[Mapping[str, str | int | None]],
        moment: datetime,
        *,
        title: str,
        about: str,
        about_lines: Sequence[str],
        written: Sequence[str] = (),
    ) -> bytes:
        """The bytes of the workbook; ``records`` are those of ``dashboard.exporters.records``, ``about`` is
        the name of the sheet that says what each column is, below ``about_lines``; ``written`` are the cells
        of a sheet that is not seen (``native.written``).

        Equal input gives equal bytes: its dates are ``moment``.
        """
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content, {"in_memory": True})
        book.set_properties({"title": title, "created": moment})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(SHEET)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.freeze_panes(1, 1)
        for column in self.columns:
            sheet.set_column(column.number, column.number, 18)
            sheet.write_string(0, column.number, column.heading, bold)
            for row, cell in enumerate(column.cells, 1):
                if cell is None:
                    continue
                formula = column.formulas[row - 1] if row <= len(column.formulas) else ""
                if formula:
                    sheet.write_formula(row, column.number, f"={formula}", None, cell)
                elif isinstance(cell, str):
                    sheet.write_string(row, column.number, cell)
                else:
                    sheet.write_number(row, column.number, cell)
        _write_records(book.add_worksheet(RECORDS), records, bold)
        self._write_about(book.add_worksheet(about), about_lines, book)
        if written:
            unseen = book.add_worksheet(WRITTEN)
            unseen.very_hidden()
            for row, text in enumerate(written):
                unseen.write_string(row, 0, text)
        book.close()
        return content.getvalue()

    def _write_about(
        self,
        sheet: xlsxwriter.worksheet.Worksheet,
        lines: Sequence[str],
        book: xlsxwriter.Workbook,
    ) -> None:
        """What an edit does and does not, and what each column is."""
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for column, width in enumerate((8, 40, 70)):
            sheet.set_column(column, column, width)
        for row, text in enumerate(lines):
            sheet.merge_range(row, 0, row, 2, "", wrapped)
            sheet.write_string(row, 0, text, wrapped)
            sheet.set_row(row, 32)
        for row, each in enumerate(self.columns, len(lines) + 1):
            sheet.write_string(row, 0, each.letter, bold)
            sheet.write_string(row, 1, each.heading, wrapped)
            sheet.write_string(row, 2, each.meaning, wrapped)


def _whole(cell: Cell) -> Cell:
    """A whole number without a decimal point: 2008, not 2008.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _write_records(
    sheet: xlsxwriter.worksheet.Worksheet,
    records: Sequence[Mapping[str, str | int | None]],
    bold: xlsxwriter.format.Format,
) -> None:
    """The figures with their sources, as the CSV has them; texts stay texts, whatever they begin with."""
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.freeze_panes(1, 0)
    headings = list(dict.fromkeys(name for record in records for name in record))
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for row, record in enumerate(records, 1):
        for column, heading in enumerate(headings):
            value = record.get(heading)
            if isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, value)
