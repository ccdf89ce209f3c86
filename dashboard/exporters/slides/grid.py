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

Cell = str | float | None


@dataclass(frozen=True)
class Column:
    """A column of the chart's sheet: its heading, its cells (None: left empty), and where it stands.

    ``copies`` is the column that its cells repeat by formula, so that a number is changed in one place.
    """

    heading: str
    cells: tuple[Cell, ...]
    number: int
    copies: int | None = None

    @property
    def reference(self) -> str:
        """Its cells as a chart names them."""
        letter = xl_col_to_name(self.number)
        return f"{SHEET}!${letter}$2:${letter}${len(self.cells) + 1}"

    @property
    def heading_reference(self) -> str:
        return f"{SHEET}!${xl_col_to_name(self.number)}$1"


@dataclass
class Grid:
    """The chart's sheet as it is filled, column by column."""

    columns: list[Column] = field(default_factory=list)

    def add(self, heading: str, cells: Sequence[Cell], *, copies: Column | None = None) -> Column:
        column = Column(
            heading, tuple(map(_whole, cells)), len(self.columns), copies.number if copies else None
        )
        self.columns.append(column)
        return column

    def repeat(self, column: Column, original: Column) -> Column:
        """Turn a column into one whose cells repeat another's by formula."""
        self.columns[column.number] = replace(column, copies=original.number)
        return self.columns[column.number]

    def lengthen(self, column: Column, rows: int) -> Column:
        """Turn a column into one with so many rows, the last ones empty."""
        empty = (None,) * (rows - len(column.cells))
        self.columns[column.number] = replace(column, cells=(*column.cells, *empty))
        return self.columns[column.number]

    def workbook(
        self, records: Sequence[Mapping[str, str | int | None]], moment: datetime, *, title: str
    ) -> bytes:
        """The bytes of the workbook; ``records`` are those of ``dashboard.exporters.records``.

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
                if column.copies is not None:
                    place = f"{xl_col_to_name(column.copies)}{row + 1}"
                    sheet.write_formula(row, column.number, f"={place}", None, cell)
                elif isinstance(cell, str):
                    sheet.write_string(row, column.number, cell)
                else:
                    sheet.write_number(row, column.number, cell)
        _write_records(book.add_worksheet(RECORDS), records, bold)
        book.close()
        return content.getvalue()


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
