"""Charts that Excel itself draws over the cells of a sheet, one for each panel of the picture."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.chart_column import ChartColumn
from xlsxwriter.chart_line import ChartLine

from dashboard.exporters.native.parts import IN_COLUMNS, LEVEL, LINE, OFFICE_SYMBOLS, TOTAL
from dashboard.exporters.workbook.cells import Book, without_controls
from dashboard.exporters.workbook.numbers import PanelCells, SeriesCells
from dashboard.exporters.workbook.plot_data import PlotPanel, PlotSeries
from dashboard.scene.theme import GRID, INK, QUIET

FEW_COLUMNS = 20
"""Up to so many columns have their count written above them."""

Options = dict[str, Any]
"""What XlsxWriter takes as the looks of a part."""


class _Faces:
    """A chart whose font is that of Japanese letters too: XlsxWriter names it for Latin ones alone."""

    def _write_a_latin(self: Any, attributes: list[tuple[str, str]]) -> None:
        super()._write_a_latin(attributes)  # type: ignore[misc]
        self._xml_empty_tag("a:ea", attributes)


class _Columns(_Faces, ChartColumn):  # type: ignore[misc]
    pass


class _Lines(_Faces, ChartLine):  # type: ignore[misc]
    """Lines whose hollow points have the symbol of their series: XlsxWriter leaves the choice to Excel."""

    def _write_ser(self, series: Options) -> None:
        self._marker = series["marker"]
        super()._write_ser(series)

    def _write_d_pt_point(self, index: int, point: Options) -> None:
        self._xml_start_tag("c:dPt")
        self._write_idx(index)
        self._write_marker(self._marker | point)
        self._xml_end_tag("c:dPt")


def native_chart(book: Book, panel: PlotPanel, cells: PanelCells, *, is_small: bool) -> Any:
    """A chart of a panel: columns, lines or both, from zero, with gaps where there is no number."""
    size = 8 if is_small else 9
    columns = _Columns({"subtype": "stacked"} if panel.is_stacked else {})
    lines = _Lines()
    is_labelled = (
        sum(series.role in IN_COLUMNS for series in panel.series) == 1
        and not panel.is_stacked
        and len(panel.categories) <= FEW_COLUMNS
    )
    labels = {"data_labels": {"value": True, "font": _font(book, size)}} if is_labelled else {}
    for series, place in zip(panel.series, cells.series, strict=True):
        options = {
            "name": place.values.heading,
            "categories": cells.categories,
            "values": place.values.reference,
            "y_error_bars": _error_bars(place, series.colour),
        }
        if series.role in IN_COLUMNS:
            columns.add_series(options | _column_looks(series, panel) | labels)
        else:
            lines.add_series(options | _line_looks(series, panel))
    main, *others = (chart for chart in (columns, lines) if chart.series)
    for chart in (main, *others):
        book.add_chart(chart)
    for other in others:
        main.combine(other)
    _axes(main, panel, _font(book, size) | {"rotation": 0}, is_small=is_small)
    main.set_title({"name": " ", "font": _font(book, 9 if is_small else 10, is_bold=True)})
    # Not by set_title, which takes a title such as "A!B1" for a reference to a cell.
    main.title.name = without_controls(panel.title)
    main.set_chartarea({"border": {"none": True}})
    legend = {"position": "bottom", "font": _font(book, 9) | {"rotation": 0}}
    main.set_legend(legend if len(panel.series) > 1 else {"none": True})
    return main


def _column_looks(series: PlotSeries, panel: PlotPanel) -> Options:
    """Colour as in the picture; pale where it is hollow."""
    hollow = {"fill": {"color": _pale(series.colour)}, "border": {"color": series.colour, "width": 1.25}}
    return {
        "fill": {"color": series.colour},
        "border": {"color": series.colour},
        "gap": 40,
        "points": _points(series, panel, hollow),
    }


def _line_looks(series: PlotSeries, panel: PlotPanel) -> Options:
    """Colour, symbol and dash as in the picture; hollow where it is."""
    if series.role == LEVEL:
        line = {"color": series.colour, "width": 1.5, "dash_type": "square_dot"}
        return {"line": line, "marker": {"type": "none"}}
    is_hollow = bool(series.values) and set(series.values) <= series.open
    edge = {"border": {"color": series.colour, "width": 1.25}}
    hollow = edge | {"fill": {"color": _pale(series.colour)}}
    solid = edge | {"fill": {"color": series.colour}}
    symbol = "long_dash" if series.role == TOTAL else OFFICE_SYMBOLS.get(series.symbol, "circle")
    return {
        "line": {"color": series.colour, "width": 1.75} if series.role == LINE else {"none": True},
        "marker": {"type": symbol, "size": 7} | (hollow if is_hollow else solid),
        "points": [] if is_hollow else _points(series, panel, hollow),
    }


def _points(series: PlotSeries, panel: PlotPanel, hollow: Options) -> list[Options | None]:
    """For each category the look of its own that it has."""
    return [hollow if category in series.open else None for category in panel.categories]


def _pale(colour: str) -> str:
    """A colour three quarters of the way to white: LibreOffice draws no edge, and white would be unseen."""
    parts = (int(colour.lstrip("#")[place : place + 2], 16) for place in (0, 2, 4))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.3):02X}" for part in parts)


def _error_bars(place: SeriesCells, colour: str) -> Options:
    if place.bars is None:
        return {}
    above, below = place.bars
    return {
        "type": "custom",
        "plus_values": above.reference,
        "plus_data": above.values,
        "minus_values": below.reference,
        "minus_data": below.values,
        "line": {"color": colour, "width": 1.25},
    }


def _axes(chart: Any, panel: PlotPanel, font: Options, *, is_small: bool) -> None:
    step = _step(panel.high, 4 if is_small else 6)
    chart.set_x_axis(
        {
            "num_font": font,
            "line": {"color": QUIET},
            "label_position": "low",
            "major_tick_mark": "outside",
            "interval_unit": max(1, math.ceil(len(panel.categories) / (4 if is_small else 18))),
        }
    )
    chart.set_y_axis(
        {
            "num_font": font,
            "num_format": "#,##0",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": GRID}},
            "major_tick_mark": "none",
            "major_unit": step,
            "min": min(0, math.ceil(panel.low)),
            "max": math.ceil(panel.high / step) * step,
        }
    )


def _step(high: float, most: int) -> int:
    """The round step that needs at most so many lines up to a value: 1, 2, 5, 10, 20 ..."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if high / step <= most:
                return step
        size *= 10


def _font(book: Book, size: int, *, is_bold: bool = False) -> Options:
    return {"name": book.face, "size": size, "bold": is_bold, "color": INK if is_bold else QUIET}
