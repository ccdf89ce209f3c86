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
from dashboard.exporters.slides.chart_series import CENTRE, OUTLINES, Drawn
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
    drawn = _drawn(panel, grid, first_heading, interface_words(language))
    columns = [one for one in drawn if one.series.role in IN_COLUMNS]
    others = [one for one in drawn if one.series.role not in IN_COLUMNS]
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


def _drawn(panel: Panel, grid: Grid, first_heading: str, words: Words) -> list[Drawn]:
    """Each series with its columns: on categories one column a series, else one of places beside it."""
    shared = grid.add(first_heading, panel.categories) if panel.positions else None
    totals = [one for one in panel.series if one.role == TOTAL]
    found = {id(one): _with_columns(one, panel, grid, first_heading, shared) for one in panel.series}
    for series in panel.series:
        if series.role == WHOLE and totals:
            one, total = found[id(series)], found[id(totals[0])]
            found[id(series)] = replace(one, values=grid.copied(one.values, total.values))
    drawn = [found[id(one)] for one in panel.series]
    drawn += [_limits(one, grid, words) for one in drawn if one.series.has_limits]
    drawn += [centre for one in drawn if (centre := _centre(one, grid))]
    if shared is None:
        rows = max(len(one.places.cells) for one in drawn)
        drawn = [_as_long(one, grid, rows) for one in drawn]
    return [replace(one, number=number) for number, one in enumerate(drawn)]


def _with_columns(
    series: Series, panel: Panel, grid: Grid, first_heading: str, shared: Column | None
) -> Drawn:
    marks: tuple[Mark | None, ...] = series.marks
    if shared is not None:
        by_place = {mark.x: mark for mark in series.marks}
        marks = tuple(by_place.get(x) for x in panel.positions)
    places = shared or grid.add(f"{series.name}: {first_heading}", [mark.x for mark in series.marks])
    values = grid.add(series.name, [mark.value if mark else None for mark in marks])
    plus = minus = None
    if series.has_limits:
        plus = grid.add(f"{series.name} +", [_limit(mark, up=True) for mark in series.marks])
        minus = grid.add(f"{series.name} −", [_limit(mark, up=False) for mark in series.marks])
    return Drawn(0, series, marks, places, values, plus, minus)


def _as_long(one: Drawn, grid: Grid, rows: int) -> Drawn:
    """A series with as many rows as the longest: LibreOffice loses those that stand before a longer one."""
    return replace(
        one,
        places=grid.lengthened(one.places, rows),
        values=grid.lengthened(one.values, rows),
        plus=one.plus and grid.lengthened(one.plus, rows),
        minus=one.minus and grid.lengthened(one.minus, rows),
    )


def _centre(one: Drawn, grid: Grid) -> Drawn | None:
    """White marks for the hollow ones of a series; their numbers are copies by formula."""
    cells = [mark.value if mark and mark.is_open else None for mark in one.marks]
    if one.series.role in IN_COLUMNS or all(cell is None for cell in cells):
        return None
    symbol = "circle" if OFFICE_SYMBOLS[one.series.style.symbol] in OUTLINES else one.series.style.symbol
    values = grid.add(f"{one.series.name} ○", cells, copies=one.values)
    style = theme.Style("#FFFFFF", symbol, "solid")
    series = Series(values.heading, one.series.id, CENTRE, style, one.series.marks)
    return Drawn(0, series, (), one.places, values)


def _limits(one: Drawn, grid: Grid, words: Words) -> Drawn:
    """The upper ends of a series' intervals, without marks: the values are written above them."""
    values = grid.add(
        words("{series}: upper limit", series=one.series.name), [mark.high for mark in one.series.marks]
    )
    marks = tuple(replace(mark, low=None, high=None) for mark in one.series.marks)
    series = Series(values.heading, one.series.id, TOTAL, one.series.style, marks)
    return Drawn(0, series, marks, one.places, values)


def _limit(mark: Mark, *, up: bool) -> float | None:
    """How far an interval reaches above or below its value."""
    if mark.value is None or mark.low is None or mark.high is None:
        return None
    return round(mark.high - mark.value if up else mark.value - mark.low, 3)
