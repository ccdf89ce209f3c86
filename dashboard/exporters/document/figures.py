"""The table of figures: a row a period, a column a series, each value with its signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from dashboard.exporters.document.opening import CELL, LINE, SIZES, TABLE, text_width
from dashboard.exporters.native.fitting import lines_of, width_of
from dashboard.exporters.pdf_file import worked_out
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import Words

MOST_COLUMNS = 6
"""More series than this stand in several tables, one below the other."""
HEAD = "EEF1F6"
MOST_WIDE = 2.2
"""The width of a column of values at most, in inches."""
BESIDE = 0.16
"""Between a cell's text and its lines, both sides together."""
POINTS = SIZES[CELL][0]

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Headings and rows."""


def tables_of(sheet: Sheet, words: Words) -> list[Table]:
    """The figures in tables of so many series as have room; an empty cell is a gap.

    Several editions of one figure stand in one cell, as the chart has them.
    """
    names = dict.fromkeys(row.series_label for row in sheet.rows)
    rows = sorted(sheet.rows, key=lambda row: (row.observation.period_start, row.observation.period_end))
    periods = list(dict.fromkeys(row.period for row in rows))
    tables: list[Table] = []
    for first in range(0, len(names), MOST_COLUMNS):
        columns = list(names)[first : first + MOST_COLUMNS]
        cells: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            cells.setdefault((row.period, row.series_label), []).append(_cell(row, sheet, words))
        lines = [
            (period, *(words("; ").join(cells.get((period, name), ())) for name in columns))
            for period in periods
        ]
        kept = tuple(line for line in lines if any(line[1:]))
        tables.append(((words("Period"), *columns), kept))
    return tables


def _cell(row: SheetRow, sheet: Sheet, words: Words) -> str:
    """A value; what is worked out from it in brackets, or below it where that has brackets of its own."""
    more = worked_out(row, words) if sheet.added_columns else ""
    if not more:
        return row.value
    has_brackets = not {"(", "（"}.isdisjoint(more)
    return f"{row.value}\n{more}" if has_brackets else f"{row.value} ({more})"


def widths_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """The widths of the columns in inches: periods stand on one line, the others share what is left."""
    first = max(width_of(row[0], POINTS, bold=True) for row in (headings, *rows)) * 1.06 + BESIDE
    rest = (text_width() - first) / max(1, len(headings) - 1)
    return [first, *[min(rest, MOST_WIDE)] * (len(headings) - 1)]


def height_of_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """About how high a table is, in inches."""
    widths = widths_of(headings, rows)
    lines = sum(
        max(lines_of(text, POINTS, width - BESIDE) for text, width in zip(row, widths, strict=True))
        for row in (headings, *rows)
    )
    return lines * (POINTS * LINE + 0.5) / 72 + 0.015 * len(rows)


def add_table(document: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """A table whose headings stand again on each page, with no row broken between two."""
    table = document.add_table(rows=1 + len(rows), cols=len(headings), style=TABLE)
    table.autofit = False
    widths = widths_of(headings, rows)
    # By its id: python-docx looks through all styles for each name that it is given.
    like = document.styles[CELL].style_id
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, (row, texts) in enumerate(zip(table.rows, (headings, *rows), strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Inches(widths[place])
            paragraph = cell.paragraphs[0]
            paragraph._p.style = like
            if place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.add_run(text).bold = True if number == 0 else None
            if number == 0:
                shading = OxmlElement("w:shd")
                for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD)):
                    shading.set(qn(f"w:{name}"), value)
                cell._tc.get_or_add_tcPr().append(shading)
    return table
