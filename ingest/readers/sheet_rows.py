"""The filled rows of a sheet, gathered within the limits, from whichever kind of workbook they come.

Rows and columns without content cost nothing and do not count: a format that was dragged to the last of a
million rows is no table. The numbers of the rows tell where gaps are.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from ingest.readers import Beside, Limits, Merged
from ingest.readers.refusal import Refusal


class SheetRows:
    """Collects rows; raises Refusal at the first cell past a limit."""

    def __init__(self, *, limits: Limits) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.lines: list[int] = []
        self.merged: list[Merged] = []
        self.hidden_lines: list[int] = []
        self.hidden_columns: list[range] = []
        self.unseen: list[tuple[int, int]] = []
        self.beside: list[Beside] = []
        self._limits = limits
        self._count = 0
        self._first_too_many: int | None = None

    def merge(self, cells: Merged) -> None:
        """Cells that show as one."""
        if len(self.merged) < self._limits.rows:
            self.merged.append(cells)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from 1 that nobody sees."""
        self.hidden_columns.append(range(first - 1, last))

    def add(self, number: int, cells: dict[int, str], *, is_hidden: bool = False) -> None:
        """One row: its number and its cells that are not empty, by column from 1."""
        if not cells:
            return
        if is_hidden:
            self.hidden_lines.append(number)
        width = max(cells)
        if width > self._limits.columns:
            raise Refusal(
                "too-many-columns",
                row=number,
                column=get_column_letter(width),
                found=width,
                wanted=self._limits.columns,
            )
        row = [""] * width
        for column, text in cells.items():
            self._check(text, number, column)
            row[column - 1] = text
        self._count += 1
        if self._count <= self._limits.rows:
            self.rows.append(tuple(row))
            self.lines.append(number)
        elif self._first_too_many is None:
            self._first_too_many = number
            self.rows.clear()  # the rest is only counted, so that the refusal can say how many there are

    def _check(self, text: str, number: int, column: int) -> None:
        if len(text) > self._limits.cell_characters:
            raise Refusal(
                "cell-too-long",
                row=number,
                column=get_column_letter(column),
                found=len(text),
                wanted=self._limits.cell_characters,
            )
        if "\x00" in text:
            raise Refusal("nul-byte", row=number, column=get_column_letter(column))

    def close(self) -> None:
        """Raises Refusal when there were more rows than may be."""
        if self._first_too_many is not None:
            raise Refusal(
                "too-many-rows", row=self._first_too_many, found=self._count, wanted=self._limits.rows
            )
