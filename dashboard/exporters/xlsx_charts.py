"""Charts that Excel itself draws over the cells of a sheet, one for each panel of the picture."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import NumDataSource, NumRef, StrRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exporters.plotted import Plotted, PlottedPanel
from dashboard.exporters.slides.parts import LEVEL

SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "cross": "plus",
    "triangle-down": "star",
    "x": "x",
}
INK, QUIET, GRID = "1A1A1C", "5C5F66", "E3E5E8"
FEW_COLUMNS = 20
"""Up to so many columns have their count written above them."""


def native_chart(
    panel: PlottedPanel,
    sheet: Worksheet,
    *,
    columns: Mapping[int, int],
    bars: Mapping[int, tuple[int, int]],
    rows: tuple[int, int],
    head: int,
    face: str,
    is_small: bool,
    with_legend: bool,
) -> Any:
    """A chart of a panel: columns, lines or both, from zero, with gaps where there is no number.

    ``columns`` gives each series' column (and ``bars`` those of its error bars) by its place in the panel,
    ``rows`` the first and last row of the panel's categories, ``head`` the row of the names.
    """
    categories = Reference(sheet, min_col=1, min_row=rows[0], max_row=rows[1])
    columned, lined = BarChart(), LineChart()
    columned.type, columned.gapWidth = "col", 40
    if panel.is_stacked:
        columned.grouping, columned.overlap = "stacked", 100
    for place, one in enumerate(panel.series):
        series = _series(sheet, columns[place], rows, head)
        _looks(series, one, panel)
        if place in bars:
            series.errBars = _error_bars(sheet, bars[place], rows, one.colour)
        (columned if one.mark == "columns" else lined).series.append(series)
    drawn = [chart for chart in (columned, lined) if chart.series]
    for chart in drawn:
        chart.set_categories(categories)
    main = drawn[0]
    _label_columns(columned, panel, face, is_small)
    _axes(main, panel, face, is_small)
    for other in drawn[1:]:
        main += other
    main.title = _title(panel.title, face, is_small)
    main.display_blanks = "gap"
    main.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    main.legend = Legend(legendPos="b", txPr=_text(face, 900)) if with_legend else None
    return main


def _series(sheet: Worksheet, column: int, rows: tuple[int, int], head: int) -> Any:
    values = Reference(sheet, min_col=column, min_row=rows[0], max_row=rows[1])
    name = Reference(sheet, min_col=column, min_row=head, max_row=head)
    series = Series(values)
    series.tx = SeriesLabel(strRef=StrRef(str(name)))
    return series


def _looks(series: Any, one: Plotted, panel: PlottedPanel) -> None:
    """Colour, symbol and dash as in the picture; hollow where it is."""
    colour = one.colour.lstrip("#")
    if one.mark == "columns":
        series.graphicalProperties = GraphicalProperties(
            solidFill=colour, ln=LineProperties(solidFill=colour)
        )
        series.invertIfNegative = False
        for place in _open_places(one, panel):
            hollow = GraphicalProperties(
                solidFill=_pale(colour), ln=LineProperties(solidFill=colour, w=15_875)
            )
            series.dPt.append(DataPoint(idx=place, invertIfNegative=False, spPr=hollow))
        return
    series.smooth = False
    if one.mark == LEVEL:
        line = LineProperties(solidFill=colour, w=19_050, prstDash="sysDash")
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.marker = Marker(symbol="none")
        return
    is_line = one.mark == "line"
    line = LineProperties(solidFill=colour, w=22_225) if is_line else LineProperties(noFill=True)
    series.graphicalProperties = GraphicalProperties(ln=line)
    symbol = "dash" if one.mark == "whole" else SYMBOLS.get(one.symbol, "circle")
    is_hollow = bool(one.values) and set(one.values) <= one.open
    series.marker = _marker(symbol, colour, is_hollow=is_hollow)
    if not is_hollow:
        for place in _open_places(one, panel):
            series.dPt.append(DataPoint(idx=place, marker=_marker(symbol, colour, is_hollow=True), spPr=None))


def _open_places(one: Plotted, panel: PlottedPanel) -> list[int]:
    return [place for place, category in enumerate(panel.categories) if category in one.open]


def _marker(symbol: Any, colour: str, *, is_hollow: bool) -> Marker:
    edge = LineProperties(solidFill=colour, w=15_875)
    fill = GraphicalProperties(solidFill=_pale(colour) if is_hollow else colour, ln=edge)
    return Marker(symbol=symbol, size=7, spPr=fill)


def _pale(colour: str) -> str:
    """A colour three quarters of the way to white: LibreOffice draws no edge, and white would be unseen."""
    parts = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * 0.3):02X}" for part in parts)


def _error_bars(sheet: Worksheet, columns: tuple[int, int], rows: tuple[int, int], colour: str) -> ErrorBars:
    above, below = (
        NumDataSource(numRef=NumRef(f=str(Reference(sheet, min_col=one, min_row=rows[0], max_row=rows[1]))))
        for one in columns
    )
    line = GraphicalProperties(ln=LineProperties(solidFill=colour.lstrip("#"), w=15_875))
    return ErrorBars(errDir="y", errBarType="both", errValType="cust", plus=above, minus=below, spPr=line)


def _label_columns(chart: BarChart, panel: PlottedPanel, face: str, is_small: bool) -> None:
    """Counts above columns where they have room: one series beside no other."""
    if len(chart.series) == 1 and not panel.is_stacked and len(panel.categories) <= FEW_COLUMNS:
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
        chart.dataLabels.txPr = _text(face, 800 if is_small else 900)


def _axes(chart: Any, panel: PlottedPanel, face: str, is_small: bool) -> None:
    x, y = chart.x_axis, chart.y_axis
    # openpyxl hides both unless told not to.
    x.delete = y.delete = False
    x.txPr, y.txPr = _text(face, 800 if is_small else 900), _text(face, 800 if is_small else 900)
    x.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=QUIET))
    y.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    y.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID))
    x.tickLblPos = "low"
    x.majorTickMark, y.majorTickMark = "out", "none"
    x.tickLblSkip = max(1, math.ceil(len(panel.categories) / (4 if is_small else 18)))
    y.numFmt, y.number_format = None, "#,##0"
    y.majorUnit = _step(panel.high, 4 if is_small else 6)
    y.scaling.min = min(0.0, float(math.ceil(panel.low)))
    y.scaling.max = math.ceil(panel.high / y.majorUnit) * y.majorUnit


def _step(high: float, most: int) -> float:
    """The round step that needs at most so many lines up to a value: 1, 2, 5, 10, 20 ..."""
    size = 1.0
    while True:
        for step in (size, 2 * size, 5 * size):
            if high / step <= most:
                return step
        size *= 10


def _title(text: str, face: str, is_small: bool) -> Title:
    run = RegularTextRun(rPr=_character(face, 900 if is_small else 1000, bold=True), t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_character(face, 900)), r=[run])
    title = Title(overlay=False)
    title.tx = Text(rich=RichText(p=[paragraph]))
    return title


def _text(face: str, size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_character(face, size))
    upright = RichTextProperties(rot=0)
    return RichText(upright, p=[Paragraph(pPr=properties, endParaRPr=_character(face, size))])


def _character(face: str, size: int, *, bold: bool = False) -> CharacterProperties:
    font = Font(typeface=face)
    return CharacterProperties(latin=font, ea=font, sz=size, b=bold, solidFill=INK if bold else QUIET)
