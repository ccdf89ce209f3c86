"""A native chart as XML (DrawingML, ISO/IEC 29500-1 clause 21.2): combined types, gaps, intervals.

python-pptx writes charts of one type without intervals; here columns, lines and marks share one plot. The
order of the elements is that of the schema (dml-chart.xsd): an office program refuses a file that has
another.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.exporters.native.parts import IN_COLUMNS, OFFICE_SYMBOLS, TOTAL, WHOLE, Mark, Panel, Series
from dashboard.exporters.slides import chart_series
from dashboard.exporters.slides.chart_axes import Frame, categories_axis, counts_axis, numbers_axis
from dashboard.exporters.slides.chart_series import CENTRE, OUTLINES, ChartSeries
from dashboard.exporters.slides.drawing_xml import NO_LINE, chart_text
from dashboard.exporters.slides.grid import Column, Grid
from dashboard.scene import theme
from dashboard.words import Words, interface_words

NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def chart_space(panel: Panel, frame: Frame, *, language: str, first_heading: str) -> tuple[bytes, Grid]:
    """The chart's XML and the sheet that it is drawn from."""
    grid = Grid()
    entries = _entries(panel, grid, first_heading, interface_words(language))
    columns = [entry for entry in entries if entry.series.role in IN_COLUMNS]
    others = [entry for entry in entries if entry.series.role not in IN_COLUMNS]
    plots = ""
    if columns:
        plots += chart_series.columns(columns, frame, language)
    if others and panel.positions:
        plots += chart_series.lines(others, frame, language)
    elif others:
        plots += chart_series.scatter(others, frame, language)
    across = categories_axis if panel.positions else numbers_axis
    axes = across(panel, frame, language) + counts_axis(panel, frame, language)
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {NAMES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{frame.left:.5f}"/><c:y val="{frame.top:.5f}"/>'
        f'<c:w val="{frame.width:.5f}"/><c:h val="{frame.height:.5f}"/>'
        f"</c:manualLayout></c:layout>{plots}{axes}"
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{chart_text(frame.points, theme.INK, language)}"
        "</c:chartSpace>"
    )
    return xml.encode("utf-8"), grid


def _entries(panel: Panel, grid: Grid, first_heading: str, words: Words) -> list[ChartSeries]:
    """Each series with its columns: on categories one column a series, else one of places beside it."""
    axis = grid.add(first_heading, panel.categories) if panel.positions else None
    entries = [_with_columns(series, panel, grid, first_heading, axis) for series in panel.series]
    total = next((entry.values for entry in entries if entry.series.role == TOTAL), None)
    if total:
        entries = [
            replace(entry, values=grid.repeat(entry.values, total)) if entry.series.role == WHOLE else entry
            for entry in entries
        ]
    entries += [_limits(entry, grid, words) for entry in entries if entry.series.has_limits]
    entries += [centre for entry in entries if (centre := _centre(entry, grid))]
    if axis is None:
        rows = max(len(entry.places.cells) for entry in entries)
        entries = [_as_long(entry, grid, rows) for entry in entries]
    return [replace(entry, number=number) for number, entry in enumerate(entries)]


def _with_columns(
    series: Series, panel: Panel, grid: Grid, first_heading: str, axis: Column | None
) -> ChartSeries:
    marks: tuple[Mark | None, ...] = series.marks
    if axis is not None:
        by_place = {mark.x: mark for mark in series.marks}
        marks = tuple(by_place.get(x) for x in panel.positions)
    places = axis or grid.add(f"{series.name}: {first_heading}", [mark.x for mark in series.marks])
    values = grid.add(series.name, [mark.value if mark else None for mark in marks])
    plus = minus = None
    if series.has_limits:
        plus = grid.add(f"{series.name} +", [_limit(mark, up=True) for mark in series.marks])
        minus = grid.add(f"{series.name} −", [_limit(mark, up=False) for mark in series.marks])
    return ChartSeries(0, series, marks, places, values, plus, minus)


def _as_long(entry: ChartSeries, grid: Grid, rows: int) -> ChartSeries:
    """A series with as many rows as the longest: LibreOffice loses those that stand before a longer one."""
    return replace(
        entry,
        places=grid.lengthen(entry.places, rows),
        values=grid.lengthen(entry.values, rows),
        plus=entry.plus and grid.lengthen(entry.plus, rows),
        minus=entry.minus and grid.lengthen(entry.minus, rows),
    )


def _centre(entry: ChartSeries, grid: Grid) -> ChartSeries | None:
    """White marks for the hollow ones of a series; their numbers are copies by formula."""
    cells = [mark.value if mark and mark.is_open else None for mark in entry.marks]
    if entry.series.role in IN_COLUMNS or all(cell is None for cell in cells):
        return None
    symbol = "circle" if OFFICE_SYMBOLS[entry.series.style.symbol] in OUTLINES else entry.series.style.symbol
    values = grid.add(f"{entry.series.name} ○", cells, copies=entry.values)
    style = theme.Style("#FFFFFF", symbol, "solid")
    series = Series(values.heading, entry.series.id, CENTRE, style, entry.series.marks)
    return ChartSeries(0, series, (), entry.places, values)


def _limits(entry: ChartSeries, grid: Grid, words: Words) -> ChartSeries:
    """The upper ends of a series' intervals, without marks: the values are written above them."""
    values = grid.add(
        words("{series}: upper limit", series=entry.series.name), [mark.high for mark in entry.series.marks]
    )
    marks = tuple(replace(mark, low=None, high=None, is_open=False) for mark in entry.series.marks)
    series = Series(values.heading, entry.series.id, TOTAL, entry.series.style, marks)
    return ChartSeries(0, series, marks, entry.places, values)


def _limit(mark: Mark, *, up: bool) -> float | None:
    """How far an interval reaches above or below its value."""
    if mark.value is None or mark.low is None or mark.high is None:
        return None
    return round(mark.high - mark.value if up else mark.value - mark.low, 3)
