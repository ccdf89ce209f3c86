"""The series of a native chart as XML: columns, joined marks, marks alone, with labels and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exporters.native.parts import (
    COLUMN,
    HOLLOW,
    LEVEL,
    LINE,
    OFFICE_PATTERNS,
    OFFICE_SYMBOLS,
    PART,
    STACKED,
    TOTAL,
    WHOLE_STYLE,
    Mark,
    Series,
)
from dashboard.exporters.slides.chart_axes import AXIS_IDS, Frame
from dashboard.exporters.slides.drawing_xml import (
    NO_LINE,
    chart_label,
    chart_text,
    fill,
    line,
    pattern,
    xml_text,
)
from dashboard.exporters.slides.fitting import width_of
from dashboard.exporters.slides.grid import Column
from dashboard.scene import theme

CENTRE = "centre"
"""White marks on the others: what makes these hollow, since LibreOffice fills a mark in its line's colour."""
OUTLINES = ("plus", "star", "x")
"""Symbols that are drawn by their line alone."""
PART_FILLINGS = {symbol: OFFICE_PATTERNS[name] for symbol, name in theme.PART_PATTERNS.items()}
"""By the symbol of a part of a stack."""
PARTIAL_FILLING, OPEN_FILLING = OFFICE_PATTERNS["diagonal"], OFFICE_PATTERNS["dotted"]
"""Of columns that are part of a year, and of those not exact or not final."""


@dataclass(frozen=True)
class ChartSeries:
    """A series with the columns of its numbers."""

    number: int
    series: Series
    marks: tuple[Mark | None, ...]
    places: Column
    values: Column
    plus: Column | None = None
    minus: Column | None = None


def columns(entries: Sequence[ChartSeries], frame: Frame, language: str) -> str:
    is_stack = any(entry.series.role in STACKED for entry in entries)
    grouping, overlap, gap = ("stacked", 100, 40) if is_stack else ("clustered", -6, 45)
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        + "".join(_column(entry, frame, language) for entry in entries)
        + f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{AXIS_IDS}</c:barChart>'
    )


def lines(entries: Sequence[ChartSeries], frame: Frame, language: str) -> str:
    series = "".join(
        f"<c:ser>{_head(entry)}{_stroke(entry.series)}{_marker(entry.series, frame)}{_points(entry)}"
        f"{_labels(entry, frame, language)}{_categories(entry)}{_numbers('val', entry.values)}"
        '<c:smooth val="0"/></c:ser>'
        for entry in entries
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/>{AXIS_IDS}</c:lineChart>'
    )


def scatter(entries: Sequence[ChartSeries], frame: Frame, language: str) -> str:
    series = "".join(
        f"<c:ser>{_head(entry)}{_stroke(entry.series)}{_marker(entry.series, frame)}{_points(entry)}"
        f"{_labels(entry, frame, language)}{_intervals(entry)}{_numbers('xVal', entry.places)}"
        f'{_numbers("yVal", entry.values)}<c:smooth val="0"/></c:ser>'
        for entry in reversed(entries)
    )
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f"{AXIS_IDS}</c:scatterChart>"
    )


def _column(entry: ChartSeries, frame: Frame, language: str) -> str:
    series, colour = entry.series, entry.series.style.colour
    if series.role in HOLLOW:
        look = f"<c:spPr>{fill('#FFFFFF')}{line(colour, 1)}</c:spPr>"
    elif series.role == PART and series.style.symbol in PART_FILLINGS:
        preset = PART_FILLINGS[series.style.symbol]
        look = f"<c:spPr>{pattern(preset, '#FFFFFF', colour)}{line(colour, 0.75)}</c:spPr>"
    else:
        look = f"<c:spPr>{fill(colour)}{line(colour, 0.75)}</c:spPr>"
    return (
        f'<c:ser>{_head(entry)}{look}<c:invertIfNegative val="0"/>{_points(entry)}'
        f"{_labels(entry, frame, language)}{_categories(entry)}{_numbers('val', entry.values)}</c:ser>"
    )


def _head(entry: ChartSeries) -> str:
    return (
        f'<c:idx val="{entry.number}"/><c:order val="{entry.number}"/><c:tx><c:strRef>'
        f'<c:f>{entry.values.heading_reference}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{xml_text(entry.values.heading)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _stroke(series: Series) -> str:
    """The line that joins the marks: none unless they are joined on the page too."""
    if series.role == LINE:
        return f"<c:spPr>{line(series.style.colour, 2, dash=series.style.dash)}</c:spPr>"
    if series.role == LEVEL:
        return f"<c:spPr>{line(series.style.colour, 1.5, dash='dot')}</c:spPr>"
    return f"<c:spPr>{NO_LINE}</c:spPr>"


def _marker(series: Series, frame: Frame) -> str:
    if series.role in (LEVEL, TOTAL):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = 6 if frame.points < 10 or len(series.marks) > 22 else 8
    symbol, colour = OFFICE_SYMBOLS[series.style.symbol], series.style.colour
    if series.role == CENTRE:
        look = f"<c:spPr>{fill('#FFFFFF')}{NO_LINE}</c:spPr>"
        return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size - 3}"/>{look}</c:marker>'
    ink = "<a:noFill/>" if symbol in OUTLINES else fill(colour)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{ink}{line(colour, 2.25 if symbol in OUTLINES else 1.5)}</c:spPr></c:marker>"
    )


def _points(entry: ChartSeries) -> str:
    """Columns that are hatched (part of a year) or dotted (not exact or not final)."""
    if entry.series.role != COLUMN:
        return ""
    colour, points = entry.series.style.colour, ""
    for number, mark in enumerate(entry.marks):
        if mark is None or mark.value is None or not (mark.is_open or mark.is_partial):
            continue
        look = pattern(PARTIAL_FILLING if mark.is_partial else OPEN_FILLING, colour, "#FFFFFF")
        points += (
            f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{look}{line(colour, 1.5)}</c:spPr></c:dPt>"
        )
    return points


def _labels(entry: ChartSeries, frame: Frame, language: str) -> str:
    """The values beside the telling marks: as numbers where that is what is written, else as the text."""
    series = entry.series
    colour = theme.INK if series.style == WHOLE_STYLE else series.style.colour
    ground = fill("#FFFFFF") if series.role == PART else "<a:noFill/>"
    shape = f"<c:spPr>{ground}{NO_LINE}</c:spPr>"
    points = frame.points - 1 if frame.points < 10 else frame.points
    style = chart_text(points, colour, language)
    marks = [(number, mark) for number, mark in enumerate(entry.marks) if mark and mark.text]
    if series.role == COLUMN:
        marks = _labels_with_room(marks, points, frame.inches / len(entry.marks))
    if not marks or series.has_limits or series.role in (*HOLLOW, LEVEL):
        return ""
    labels = ""
    for number, mark in marks:
        side = "outEnd" if series.role == COLUMN else mark.side
        is_plain = mark.value is not None and mark.text == f"{mark.value:,}"
        text = "" if is_plain else chart_label(mark.text, points, colour, language)
        labels += (
            f'<c:dLbl><c:idx val="{number}"/>{text}<c:numFmt formatCode="#,##0" sourceLinked="0"/>{shape}'
            f'{style}<c:dLblPos val="{side}"/>{_LABEL_PARTS.format(value=1)}</c:dLbl>'
        )
    return f"<c:dLbls>{labels}{shape}{style}{_LABEL_PARTS.format(value=0)}</c:dLbls>"


def _labels_with_room(
    marks: Sequence[tuple[int, Mark]], points: float, room: float
) -> list[tuple[int, Mark]]:
    """The labels that touch no other, the highest columns' first; ``room`` is that of one category."""
    labels: list[tuple[int, Mark]] = []
    for number, mark in sorted(marks, key=lambda pair: -(pair[1].value or 0)):
        wide = width_of(mark.text, points)
        if all(
            abs(number - other) * room > (wide + width_of(neighbour.text, points)) / 2
            for other, neighbour in labels
        ):
            labels.append((number, mark))
    return sorted(labels, key=lambda pair: pair[0])


_LABEL_PARTS = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _intervals(entry: ChartSeries) -> str:
    if entry.plus is None or entry.minus is None:
        return ""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>{_numbers("plus", entry.plus)}{_numbers("minus", entry.minus)}'
        f"<c:spPr>{line(entry.series.style.colour, 1.5)}</c:spPr></c:errBars>"
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


def _numbers(name: str, column: Column) -> str:
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
