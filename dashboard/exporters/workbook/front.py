"""The first sheet of a workbook: title, charts, what they show, and their sources, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.exporters.native.grid import Grid
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.texts import FileTexts
from dashboard.exporters.workbook.cells import (
    DIGIT,
    HEADING,
    LINK,
    PLAIN,
    SMALL,
    SUBTITLE,
    TITLE,
    WorkbookPage,
    without_controls,
)
from dashboard.exporters.workbook.charts import native_chart
from dashboard.scene.key import KeyEntry
from dashboard.words import Words

WIDTHS = [15] * 8
"""The columns that texts and charts go over."""
SMALL_PANELS, IN_A_ROW = 4, 4
"""From so many panels on they are small ones, so many in a row."""
ROWS_OF_CHART = {1: 21, 2: 15, 3: 13}
ROWS_OF_SMALL_CHART = 10
ROW_HEIGHT = 20
"""The pixels of a row of no height of its own."""
WITH_CELLS = 2
"""A chart moves with the cells below it, and keeps its size."""


def write_front(
    page: WorkbookPage,
    text: FileTexts,
    panels: Sequence[NativePanel],
    grid: Grid,
    key: Sequence[KeyEntry],
    words: Words,
) -> None:
    """Write the sheet: the charts are drawn from columns that are added to ``grid``."""
    page.widths(WIDTHS)
    page.paragraph(0, text.title, WIDTHS, TITLE)
    row = 1
    if text.subtitle:
        page.paragraph(row, text.subtitle, WIDTHS, SUBTITLE)
        row += 1
    row = _insert_charts(page, row + 1, text, panels, grid, words)
    told = words("; ").join(entry.label for entry in key if not entry.series)  # those stand in the legends
    if told and panels:
        page.paragraph(row, words("Key: {entries}", entries=told), WIDTHS, SMALL)
        row += 1
    below = [(words("What the figures show"), HEADING)] if text.findings else []
    below += [(text, PLAIN) for text in (*text.findings, text.caveat)]
    below += [(text, SMALL) for text in (*text.notes, text.source_line, text.as_of)]
    for paragraph, look in (*below, (text.link, LINK)):
        if paragraph:
            page.paragraph(row, paragraph, WIDTHS, look)
            row += 1
    page.link(row - 1, 0, text.link)


def _insert_charts(
    page: WorkbookPage, first: int, text: FileTexts, panels: Sequence[NativePanel], grid: Grid, words: Words
) -> int:
    """Put the charts below each other, or small ones in rows; the row below them."""
    if not panels:
        return first
    is_small = len(panels) >= SMALL_PANELS
    in_a_row = IN_A_ROW if is_small else 1
    rows = ROWS_OF_SMALL_CHART if is_small else ROWS_OF_CHART[len(panels)]
    columns = len(WIDTHS) // in_a_row
    width, height = sum(WIDTHS[:columns]) * DIGIT, rows * ROW_HEIGHT
    for number, panel in enumerate(panels):
        xml = native_chart(
            panel, grid, width=width, height=height, face=page.book.face, is_small=is_small, words=words
        )
        chart = page.book.add_chart(xml)
        chart.set_size({"width": width, "height": height})
        alternative = without_controls(f"{panel.title}. {text.description}").replace("\n", " ")
        page.sheet.insert_chart(
            first + number // in_a_row * rows,
            number % in_a_row * columns,
            chart,
            {"description": alternative, "object_position": WITH_CELLS},
        )
    return first + rows * -(-len(panels) // in_a_row) + 1
