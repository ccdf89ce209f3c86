"""A chart as an Excel workbook: drawn by Excel over its numbers, with intervals, sources and definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.address.options import Options
from dashboard.exporters import Exporter
from dashboard.exporters.plotted import PlottedPanel, plotted
from dashboard.exporters.texts import Carried, carried
from dashboard.exporters.workbook import (
    FACES,
    HEADING,
    LINK,
    SMALL,
    SUBTITLE,
    TITLE,
    Look,
    as_bytes,
    header,
    height_of,
    to_print,
    widths,
    write,
)
from dashboard.exporters.xlsx_charts import native_chart
from dashboard.exporters.xlsx_tables import (
    write_definitions,
    write_figures,
    write_intervals,
    write_sources,
)
from dashboard.record.queries import Catalogue
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words

COLUMNS, WIDTH = 8, 15
"""The columns that texts and charts go over, and the width of each in digits."""
SMALL_PANELS, IN_A_ROW = 4, 4
"""From so many panels on they are small ones, so many in a row."""
ROWS_OF_CHART = {1: 21, 2: 15, 3: 13}
ROWS_OF_SMALL_CHART = 10
DATA_WIDTH = 14
UNWRAPPED = Look(bold=True, wrap=False)


@dataclass(frozen=True)
class _Table:
    """Where the chart's numbers stand: the row of the names, and for each panel its rows and columns."""

    head: int
    rows: list[tuple[int, int]]
    columns: list[dict[int, int]]
    bars: list[dict[int, tuple[int, int]]]


def export(sheet: Sheet, catalogue: Catalogue, options: Options) -> bytes:
    words = interface_words(sheet.selection.language)
    face = FACES[words.language]
    text = carried(sheet, catalogue, options)
    book = Workbook()
    names = [words("Chart"), words("Chart data"), words("All figures"), words("Intervals")]
    names += [words("Sources"), words("Definitions")]
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook without a sheet")
    first.title = names[0]
    panels = plotted(sheet)
    data = book.create_sheet(names[1])
    table = _write_data(data, panels, words, face)
    _write_chart(first, data, text, panels, table, words, face)
    to_print(data, footer=text.source_line)
    for name, fill in zip(
        names[2:], (write_figures, write_intervals, write_sources, write_definitions), strict=True
    ):
        page = book.create_sheet(name)
        fill(page, sheet, catalogue, words, face)
        to_print(page, footer=text.source_line)
    to_print(first, footer=text.as_of)
    first.page_setup.fitToHeight = 1
    about = book.properties
    about.title, about.subject, about.description = text.title, text.subtitle, text.description
    about.creator = about.lastModifiedBy = words("Maritime Piracy Statistics")
    about.keywords, about.language = text.source_line[:255], words.language
    about.identifier = text.link or None
    alternatives = [f"{panel.title}. {text.description}" for panel in panels]
    return as_bytes(book, moment=sheet.version.recorded_at, alternatives=alternatives)


def _write_chart(
    page: Worksheet,
    data: Worksheet,
    text: Carried,
    panels: tuple[PlottedPanel, ...],
    table: _Table,
    words: Words,
    face: str,
) -> None:
    """Title, charts over the numbers of ``data``, what they show, and their sources: one page."""
    widths(page, [WIDTH] * COLUMNS)
    row = _paragraph(page, 1, text.title, face, TITLE)
    row = _paragraph(page, row, text.subtitle, face, SUBTITLE)
    top, places = _places(panels, row + 1)
    row = top
    if text.findings:
        row = _paragraph(page, row, words("What the years show"), face, HEADING)
        for finding in text.findings:
            row = _paragraph(page, row, finding, face, Look())
    row = _paragraph(page, row, text.caveat, face, Look())
    for note in text.notes:
        row = _paragraph(page, row, note, face, SMALL)
    row = _paragraph(page, row, text.source_line, face, SMALL)
    row = _paragraph(page, row, text.as_of, face, SMALL)
    if text.link:
        page.cell(row, 1).hyperlink = text.link
        row = _paragraph(page, row, text.link, face, LINK)
    for place, panel in enumerate(panels):
        chart = native_chart(
            panel,
            data,
            columns=table.columns[place],
            bars=table.bars[place],
            rows=table.rows[place],
            head=table.head,
            face=face,
            is_small=len(panels) >= SMALL_PANELS,
            with_legend=len(panel.series) > 1,
        )
        chart.anchor = places[place]
        page.add_chart(chart)


def _paragraph(page: Worksheet, row: int, text: str, face: str, look: Look) -> int:
    """Text over the first columns, as high as it needs; the row below it."""
    if not text:
        return row
    write(page, row, 1, text, face=face, look=look)
    page.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=COLUMNS)
    page.row_dimensions[row].height = height_of([(text, WIDTH * COLUMNS)], size=look.size)
    return row + 1


def _places(panels: tuple[PlottedPanel, ...], first: int) -> tuple[int, list[TwoCellAnchor]]:
    """The row below the charts, and where each of them stands."""
    if not panels:
        return first, []
    is_small = len(panels) >= SMALL_PANELS
    in_a_row = IN_A_ROW if is_small else 1
    rows, columns = ROWS_OF_SMALL_CHART if is_small else ROWS_OF_CHART[len(panels)], COLUMNS // in_a_row
    places = []
    for number in range(len(panels)):
        left, top = number % in_a_row * columns, first - 1 + number // in_a_row * rows
        corners = AnchorMarker(col=left, row=top), AnchorMarker(col=left + columns, row=top + rows)
        places.append(TwoCellAnchor("oneCell", _from=corners[0], to=corners[1]))
    return first + rows * -(-len(panels) // in_a_row) + 1, places


def _write_data(page: Worksheet, panels: tuple[PlottedPanel, ...], words: Words, face: str) -> _Table:
    """The numbers that are drawn: a row a year, a column a series; where there is none, a blank."""
    head = 3
    write(page, 1, 1, words("The numbers that are drawn; a blank is no zero."), face=face, look=UNWRAPPED)
    years = [one for panel in panels for one in panel.categories]
    categories = sorted(dict.fromkeys(years), key=years.index)
    if all(one.isdigit() for one in categories):
        categories.sort(key=int)
    table = _Table(head, [], [], [])
    headings = [words("Period")]
    for panel in panels:
        columns: dict[int, int] = {}
        bars: dict[int, tuple[int, int]] = {}
        for place, one in enumerate(panel.series):
            columns[place] = _write_column(page, headings, one.name, one.values, categories, face)
            if one.above:
                up, down = words("{series}: up", series=one.name), words("{series}: down", series=one.name)
                bars[place] = (
                    _write_column(page, headings, up, one.above, categories, face),
                    _write_column(page, headings, down, one.below, categories, face),
                )
        first, last = categories.index(panel.categories[0]), categories.index(panel.categories[-1])
        table.rows.append((head + 1 + first, head + 1 + last))
        table.columns.append(columns)
        table.bars.append(bars)
    header(page, head, headings, face=face)
    page.row_dimensions[head].height = height_of([(one, DATA_WIDTH) for one in headings], size=10)
    page.freeze_panes = f"B{head + 1}"
    for number, category in enumerate(categories, head + 1):
        write(page, number, 1, int(category) if category.isdigit() else category, face=face)
        page.cell(number, 1).alignment = Alignment(horizontal="left")
    widths(page, [DATA_WIDTH] * len(headings))
    return table


def _write_column(
    page: Worksheet,
    headings: list[str],
    heading: str,
    values: Mapping[str, float],
    categories: Sequence[str],
    face: str,
) -> int:
    """The values of one series below its name; the number of its column."""
    headings.append(heading)
    for number, category in enumerate(categories, 4):
        value = values.get(category)
        shown = int(value) if value is not None and float(value).is_integer() else value
        look = Look(form="#,##0" if isinstance(shown, int) else "0.00")
        write(page, number, len(headings), shown, face=face, look=look)
    return len(headings)


EXPORTER = Exporter(
    format="xlsx",
    content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    export=export,
    name="Excel",
)
