"""A native chart as XML (DrawingML, ISO/IEC 29500-1 clause 21.2): combined types, gaps, intervals.

python-pptx writes charts of one type without intervals; here columns, lines and marks share one plot. The
order of the elements is that of the schema (dml-chart.xsd): an office program refuses a file that has
another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.exporters.native import chart_series
from dashboard.exporters.native.chart_axes import (
    PlotFrame,
    behind_axes,
    categories_axis,
    counts_axis,
    numbers_axis,
)
from dashboard.exporters.native.chart_labels import is_from_cells, shifts_of
from dashboard.exporters.native.chart_series import CENTRE, OUTLINES, ChartSeries, Drawing
from dashboard.exporters.native.drawing_xml import NO_LINE, chart_text, text_run, xml_text
from dashboard.exporters.native.grid import Grid, GridColumn
from dashboard.exporters.native.parts import (
    BAND,
    FOOT,
    GUIDES,
    IN_COLUMNS,
    LEVEL,
    LIMIT,
    OFFICE_SYMBOLS,
    RANGE,
    REST,
    SCALE,
    SHADES,
    STEM,
    TOTAL,
    WHOLE,
    WINDOW,
    NativeMark,
    NativePanel,
    NativeSeries,
)
from dashboard.scene import theme
from dashboard.words import Words, interface_words, message

FIGURES = message("Figures as drawn; a blank is no zero.")
MEANINGS = {
    WHOLE: message("Repeats, by formula, the whole where its parts are not all known."),
    REST: message("What of the whole is in none of the parts drawn."),
    TOTAL: message("The whole as published: its values are written above the columns."),
    LEVEL: message("An edge of the reported level, drawn in short dashes."),
    LIMIT: message("A limit of the usual counts, drawn in long dashes."),
    FOOT: message("Below the reported level: left free, so that the shade begins above it."),
    BAND: message("How high the reported level reaches, shaded."),
    RANGE: message(
        "The upper end of the range to be expected; the next column is how far down the range reaches."
    ),
    STEM: message("The highest edition; the next column is how far down the lowest lies."),
    WINDOW: message("1 in each year that is shaded."),
    SCALE: message("Not drawn: keeps the axes of the panels alike. Raise it with a count above it."),
}
"""What a column of a series is, by its role, where it is not the figures themselves."""
PLACES = message("The places along the lower axis; beside a year where marks would lie upon each other.")
UP_TO, DOWN_TO = (
    message("How far the bar reaches above the value."),
    message("How far the bar reaches below the value."),
)
AS_WRITTEN = message("What is written beside each mark: change it with the number.")
REPEATED = message("Repeats the marks that are drawn hollow, by formula.")
LABELS_ABOVE = message("The upper limits, above which the values are written.")
ABOUT = message("About this sheet")
ABOUT_LINES = (
    message(
        "The chart is drawn from the sheet “Chart”: change a number there, and its mark follows, as do its "
        "label and the axis unless a column below says otherwise. The sheet “Data” holds the figures with "
        "their sources; the chart does not read it."
    ),
    message(
        "Headline, findings, notes and sources do not follow: they were written for the figures as recorded. "
        "A number changed here is kept when the file is brought up to date, and then does not agree with "
        "them. To correct a figure, correct it in the record."
    ),
)

NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True)
class Head:
    """A title above a chart and a legend below it, where nothing else says what it shows."""

    title: str
    has_legend: bool


UNNAMED = (CENTRE, TOTAL, SCALE, FOOT, RANGE, STEM)
"""What a legend leaves out: it explains nothing there, or has no mark that a legend could show."""


def chart_space(
    panel: NativePanel,
    frame: PlotFrame,
    *,
    language: str,
    first_heading: str,
    grid: Grid | None = None,
    head: Head | None = None,
) -> tuple[bytes, Grid]:
    """The chart's XML and the sheet that it is drawn from: one of its own, or ``grid`` with more columns."""
    grid = grid or Grid()
    entries = _entries(panel, grid, first_heading, interface_words(language))
    drawing = Drawing(frame, language, shifts_of(panel, frame, language))
    columns = [entry for entry in entries if is_column(entry)]
    windows = [entry for entry in entries if entry.series.role == WINDOW]
    others = [entry for entry in entries if not is_column(entry) and entry.series.role != WINDOW]
    plots = ""
    if columns:
        plots += chart_series.columns(columns, drawing)
    if others and panel.positions:
        plots += chart_series.lines(others, drawing)
    elif others:
        plots += chart_series.scatter(others, drawing)
    if windows:
        plots += chart_series.windows(windows, drawing)
    across = categories_axis if panel.positions else numbers_axis
    axes = across(panel, frame, language) + counts_axis(panel, frame, language)
    axes += behind_axes() if windows else ""
    title = _title(head.title, frame, language) if head and head.title else ""
    legend = _legend(entries, frame, language) if head and head.has_legend else ""
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {NAMES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{frame.left:.5f}"/><c:y val="{frame.top:.5f}"/>'
        f'<c:w val="{frame.width:.5f}"/><c:h val="{frame.height:.5f}"/>'
        f"</c:manualLayout></c:layout>{plots}{axes}"
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{chart_text(frame.points, theme.INK, language)}"
        "</c:chartSpace>"
    )
    return xml.encode("utf-8"), grid


def is_column(entry: ChartSeries) -> bool:
    """Whether a series is drawn as columns on the axis of values."""
    return entry.series.role in (*IN_COLUMNS, *SHADES)


def _title(text: str, frame: PlotFrame, language: str) -> str:
    look = text_run("rPr", frame.points + 1, theme.INK, language, bold=True)
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>"
        f"<a:r>{look}<a:t>{xml_text(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _legend(entries: Sequence[ChartSeries], frame: PlotFrame, language: str) -> str:
    """The series by name; a level's second edge and what has no mark of its own are left out."""
    named: set[tuple[str, str]] = set()
    left_out = ""
    for entry in entries:
        name = (entry.series.role, entry.series.name)
        if entry.series.role in UNNAMED or name in named:
            left_out += f'<c:legendEntry><c:idx val="{entry.number}"/><c:delete val="1"/></c:legendEntry>'
        named.add(name)
    return (
        f'<c:legend><c:legendPos val="b"/>{left_out}<c:overlay val="0"/>'
        f"{chart_text(frame.points, theme.INK, language)}</c:legend>"
    )


def _entries(panel: NativePanel, grid: Grid, first_heading: str, words: Words) -> list[ChartSeries]:
    """Each series with its columns: on categories one column a series, else one of places beside it."""
    axis = grid.shared(first_heading, panel.categories, words(PLACES)) if panel.positions else None
    entries = [_with_columns(series, panel, grid, first_heading, axis, words) for series in panel.series]
    total = next((entry.values for entry in entries if entry.series.role == TOTAL), None)
    if total:
        entries = [
            replace(entry, values=grid.repeat(entry.values, total)) if entry.series.role == WHOLE else entry
            for entry in entries
        ]
    entries += [_limits(entry, grid, words) for entry in entries if entry.series.has_limits]
    entries += [centre for entry in entries if (centre := _centre(entry, grid, words))]
    entries = [_with_texts(entry, grid, words) for entry in entries]
    if axis is None:
        rows = max(len(entry.places.cells) for entry in entries)
        entries = [_as_long(entry, grid, rows) for entry in entries]
    # As a legend names them: columns first, what lies behind last.
    entries.sort(key=lambda entry: 2 if entry.series.role == WINDOW else int(not is_column(entry)))
    return [replace(entry, number=number) for number, entry in enumerate(entries)]


def _with_columns(
    series: NativeSeries,
    panel: NativePanel,
    grid: Grid,
    first_heading: str,
    axis: GridColumn | None,
    words: Words,
) -> ChartSeries:
    marks: tuple[NativeMark | None, ...] = series.marks
    if axis is not None:
        by_place = {mark.x: mark for mark in series.marks}
        marks = tuple(by_place.get(x) for x in panel.positions)
    places = axis or grid.add(
        f"{series.name}: {first_heading}", [mark.x for mark in series.marks], words(PLACES)
    )
    meaning = words(MEANINGS.get(series.role, FIGURES))
    values = grid.add(series.name, [mark.value if mark else None for mark in marks], meaning)
    plus = minus = None
    if any(mark and mark.low is not None for mark in marks):
        if series.has_limits:
            up = [_limit(mark, up=True) for mark in marks]
            plus = grid.add(f"{series.name} +", up, words(UP_TO))
        down = [_limit(mark, up=False) for mark in marks]
        minus = grid.add(f"{series.name} −", down, words(DOWN_TO))
    return ChartSeries(0, series, marks, places, values, plus, minus)


def _with_texts(entry: ChartSeries, grid: Grid, words: Words) -> ChartSeries:
    """With the cells of what is written beside its marks, where that is no format of their values."""
    if entry.series.role in GUIDES or entry.series.has_limits or not is_from_cells(entry.marks):
        return entry
    heading = words("{series}: as written", series=entry.series.name)
    texts = [mark.text if mark else None for mark in entry.marks]
    return replace(entry, texts=grid.add(heading, texts, words(AS_WRITTEN)))


def _as_long(entry: ChartSeries, grid: Grid, rows: int) -> ChartSeries:
    """A series with as many rows as the longest: LibreOffice loses those that stand before a longer one."""
    return replace(
        entry,
        places=grid.lengthen(entry.places, rows),
        values=grid.lengthen(entry.values, rows),
        plus=entry.plus and grid.lengthen(entry.plus, rows),
        minus=entry.minus and grid.lengthen(entry.minus, rows),
        texts=entry.texts and grid.lengthen(entry.texts, rows),
    )


def _centre(entry: ChartSeries, grid: Grid, words: Words) -> ChartSeries | None:
    """White marks for the hollow ones of a series; their numbers are copies by formula."""
    cells = [mark.value if mark and mark.is_open else None for mark in entry.marks]
    if entry.series.role in (*IN_COLUMNS, *GUIDES) or all(cell is None for cell in cells):
        return None
    symbol = "circle" if OFFICE_SYMBOLS[entry.series.style.symbol] in OUTLINES else entry.series.style.symbol
    values = grid.copy(f"{entry.series.name} ○", cells, entry.values, words(REPEATED))
    style = theme.Style("#FFFFFF", symbol, "solid")
    series = NativeSeries(values.heading, entry.series.id, CENTRE, style, entry.series.marks)
    return ChartSeries(0, series, (), entry.places, values)


def _limits(entry: ChartSeries, grid: Grid, words: Words) -> ChartSeries:
    """The upper ends of a series' intervals, without marks: the values are written above them."""
    name = words("{series}: upper limit", series=entry.series.name)
    values = grid.add(name, [mark.high for mark in entry.series.marks], words(LABELS_ABOVE))
    marks = tuple(
        replace(mark, value=mark.high, low=None, high=None, is_open=False, is_wide=False)
        for mark in entry.series.marks
    )
    series = NativeSeries(values.heading, entry.series.id, TOTAL, entry.series.style, marks)
    return ChartSeries(0, series, marks, entry.places, values)


def _limit(mark: NativeMark | None, *, up: bool) -> float | None:
    """How far an interval reaches above or below its value."""
    if mark is None or mark.value is None or mark.low is None or mark.high is None:
        return None
    return round(mark.high - mark.value if up else mark.value - mark.low, 3)
