"""The series of a native chart as XML: columns, joined marks, marks alone, with labels and intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exporters.native.chart_axes import AXIS_IDS, BEHIND_IDS, PlotFrame
from dashboard.exporters.native.chart_labels import Labelled, Shift, labels, range_of
from dashboard.exporters.native.drawing_xml import NO_LINE, fill, line, pattern, xml_text
from dashboard.exporters.native.grid import GridColumn
from dashboard.exporters.native.parts import (
    BAND,
    COLUMN,
    FOOT,
    GUIDES,
    HOLLOW,
    LEVEL,
    LIMIT,
    LINE,
    MARKS,
    OFFICE_PATTERNS,
    OFFICE_SYMBOLS,
    PART,
    RANGE,
    SHADES,
    STACKED,
    STEM,
    TOTAL,
    WINDOW,
    NativeMark,
    NativeSeries,
)
from dashboard.scene import theme

CENTRE = "centre"
"""White marks on the others: what makes these hollow, since LibreOffice fills a mark in its line's colour."""
OUTLINES = ("plus", "star", "x")
"""Symbols that are drawn by their line alone."""
PART_FILLINGS = {symbol: OFFICE_PATTERNS[name] for symbol, name in theme.PART_PATTERNS.items()}
"""By the symbol of a part of a stack."""
PARTIAL_FILLING, OPEN_FILLING = OFFICE_PATTERNS["diagonal"], OFFICE_PATTERNS["dotted"]
"""Of columns that are part of a year, and of those not exact or not final."""
WINDOW_OPACITY = 0.18
"""Of shaded years: they lie over the figures, since an office program draws them last."""
EXPECTED = 9.0
"""How wide the bar of counts to be expected is, in points."""


@dataclass(frozen=True)
class ChartSeries:
    """A series with the columns of its numbers; ``texts`` are the cells that its labels are written from."""

    number: int
    series: NativeSeries
    marks: tuple[NativeMark | None, ...]
    places: GridColumn
    values: GridColumn
    plus: GridColumn | None = None
    minus: GridColumn | None = None
    texts: GridColumn | None = None


@dataclass(frozen=True)
class Drawing:
    """What goes for all series of a chart: its frame, its language, and how far the names at the ends of
    series stand from their marks."""

    frame: PlotFrame
    language: str
    shifts: Mapping[str, Shift]


def columns(entries: Sequence[ChartSeries], drawing: Drawing) -> str:
    """Columns side by side or stacked; shades of levels are a stack without gaps."""
    roles = {entry.series.role for entry in entries}
    if roles <= {*SHADES}:
        look = ("stacked", 100, 0)
    else:
        look = ("stacked", 100, 40) if roles & {*STACKED} else ("clustered", -6, 45)
    return _bars(entries, drawing, AXIS_IDS, *look)


def windows(entries: Sequence[ChartSeries], drawing: Drawing) -> str:
    """Shaded years: columns without gaps, as high as the plot."""
    return _bars(entries, drawing, BEHIND_IDS, "clustered", 100, 0)


def _bars(
    entries: Sequence[ChartSeries], drawing: Drawing, axes: str, grouping: str, overlap: int, gap: int
) -> str:
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        + "".join(_column(entry, drawing) for entry in entries)
        + f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axes}</c:barChart>'
    )


def lines(entries: Sequence[ChartSeries], drawing: Drawing) -> str:
    series = "".join(
        f"<c:ser>{_head(entry)}{_stroke(entry.series)}{_marker(entry, drawing.frame)}"
        f"{_points(entry, drawing.frame)}{_labels(entry, drawing)}{_bars_up(entry)}{_categories(entry)}"
        f'{_numbers("val", entry.values)}<c:smooth val="0"/>{_range(entry)}</c:ser>'
        for entry in entries
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/>{AXIS_IDS}</c:lineChart>'
    )


def scatter(entries: Sequence[ChartSeries], drawing: Drawing) -> str:
    series = "".join(
        f"<c:ser>{_head(entry)}{_stroke(entry.series)}{_marker(entry, drawing.frame)}"
        f"{_points(entry, drawing.frame)}{_labels(entry, drawing)}{_bars_up(entry)}"
        f'{_numbers("xVal", entry.places)}{_numbers("yVal", entry.values)}<c:smooth val="0"/>'
        f"{_range(entry)}</c:ser>"
        for entry in reversed(entries)
    )
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f"{AXIS_IDS}</c:scatterChart>"
    )


def _column(entry: ChartSeries, drawing: Drawing) -> str:
    series, colour = entry.series, entry.series.style.colour
    if series.role == FOOT:
        look = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    elif series.role == BAND:
        look = f"<c:spPr>{fill(colour)}{NO_LINE}</c:spPr>"
    elif series.role == WINDOW:
        look = f"<c:spPr>{fill(theme.WINDOW_EDGE, WINDOW_OPACITY)}{NO_LINE}</c:spPr>"
    elif series.role in HOLLOW:
        look = f"<c:spPr>{fill('#FFFFFF')}{line(colour, 1)}</c:spPr>"
    elif series.role == PART and series.style.symbol in PART_FILLINGS:
        preset = PART_FILLINGS[series.style.symbol]
        look = f"<c:spPr>{pattern(preset, '#FFFFFF', colour)}{line(colour, 0.75)}</c:spPr>"
    else:
        look = f"<c:spPr>{fill(colour)}{line(colour, 0.75)}</c:spPr>"
    return (
        f'<c:ser>{_head(entry)}{look}<c:invertIfNegative val="0"/>{_points(entry, drawing.frame)}'
        f"{_labels(entry, drawing)}{_categories(entry)}{_numbers('val', entry.values)}</c:ser>"
    )


def _head(entry: ChartSeries) -> str:
    return (
        f'<c:idx val="{entry.number}"/><c:order val="{entry.number}"/><c:tx><c:strRef>'
        f'<c:f>{entry.values.heading_reference}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{xml_text(entry.values.heading)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _stroke(series: NativeSeries) -> str:
    """The line that joins the marks: none unless they are joined on the page too."""
    if series.role == LINE:
        return f"<c:spPr>{line(series.style.colour, 2, dash=series.style.dash)}</c:spPr>"
    if series.role == LEVEL:
        return f"<c:spPr>{line(series.style.colour, 1.5, dash='dot')}</c:spPr>"
    if series.role == LIMIT:
        return f"<c:spPr>{line(series.style.colour, 1.5, dash='dash')}</c:spPr>"
    return f"<c:spPr>{NO_LINE}</c:spPr>"


def _marker(entry: ChartSeries, frame: PlotFrame) -> str:
    series = entry.series
    colour = series.style.colour
    if series.role in (LEVEL, LIMIT) and len(series.marks) == 1:  # a line of one year has no length
        ink = f"<c:spPr>{fill(colour)}{NO_LINE}</c:spPr>"
        return f'<c:marker><c:symbol val="dash"/><c:size val="20"/>{ink}</c:marker>'
    if series.role in (*GUIDES, TOTAL):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size, symbol = _size(entry, frame), OFFICE_SYMBOLS[series.style.symbol]
    if series.role == CENTRE:
        look = f"<c:spPr>{fill('#FFFFFF')}{NO_LINE}</c:spPr>"
        return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size - 3}"/>{look}</c:marker>'
    return _mark(series, size)


def _size(entry: ChartSeries, frame: PlotFrame) -> int:
    return 6 if frame.inches < 0.3 * len(entry.places.cells) else 8


def _mark(series: NativeSeries, size: int) -> str:
    symbol, colour = OFFICE_SYMBOLS[series.style.symbol], series.style.colour
    ink = "<a:noFill/>" if symbol in OUTLINES else fill(colour)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{ink}{line(colour, 2.25 if symbol in OUTLINES else 1.5)}</c:spPr></c:marker>"
    )


def _points(entry: ChartSeries, frame: PlotFrame) -> str:
    """Columns that are hatched (part of a year) or dotted (not exact or not final); marks that are larger,
    since another of the same place lies upon them."""
    colour, points = entry.series.style.colour, ""
    for number, mark in enumerate(entry.marks):
        if mark is None or mark.value is None:
            continue
        if entry.series.role == COLUMN and (mark.is_open or mark.is_partial):
            look = pattern(PARTIAL_FILLING if mark.is_partial else OPEN_FILLING, colour, "#FFFFFF")
            points += (
                f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
                f"<c:spPr>{look}{line(colour, 1.5)}</c:spPr></c:dPt>"
            )
        elif entry.series.role in (LINE, MARKS) and mark.is_wide:
            larger = _mark(entry.series, _size(entry, frame) + 5)
            points += (
                f'<c:dPt><c:idx val="{number}"/>{larger}<c:bubble3D val="0"/>{_stroke(entry.series)}</c:dPt>'
            )
    return points


def _labels(entry: ChartSeries, drawing: Drawing) -> str:
    labelled = Labelled(entry.series, entry.marks, entry.texts is not None)
    return labels(labelled, drawing.frame, drawing.language, drawing.shifts)


def _range(entry: ChartSeries) -> str:
    return range_of(entry.texts.reference, entry.texts.cells) if entry.texts else ""


def _bars_up(entry: ChartSeries) -> str:
    """The bars from a mark to the limits of its interval; from an unseen one down to the other end of what is
    to be expected, or of a year's editions."""
    colour = entry.series.style.colour
    if entry.minus is None:
        return ""
    has_caps, look = "0", line(colour, 1.5)
    if entry.series.role == RANGE:
        has_caps, look = "1", line(colour, EXPECTED, opacity=0.3)
    elif entry.series.role == STEM:
        has_caps = "1"
    kind = "both" if entry.plus else "minus"
    plus = _numbers("plus", entry.plus) if entry.plus else ""
    direction = '<c:errDir val="y"/>'
    return (
        f'<c:errBars>{direction}<c:errBarType val="{kind}"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="{has_caps}"/>{plus}{_numbers("minus", entry.minus)}'
        f"<c:spPr>{look}</c:spPr></c:errBars>"
    )


def _categories(entry: ChartSeries) -> str:
    cells = entry.places.cells
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{xml_text(str(cell))}</c:v></c:pt>' for number, cell in enumerate(cells)
    )
    return (
        f"<c:cat><c:strRef><c:f>{entry.places.reference}</c:f><c:strCache>"
        f'<c:ptCount val="{len(cells)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _numbers(name: str, column: GridColumn) -> str:
    """The numbers of a column; an empty cell has no point, so that it is a gap and no zero."""
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{cell}</c:v></c:pt>'
        for number, cell in enumerate(column.cells)
        if cell is not None
    )
    return (
        f"<c:{name}><c:numRef><c:f>{column.reference}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(column.cells)}"/>{points}</c:numCache></c:numRef></c:{name}>'
    )
