"""The labels of a native chart as XML: values as numbers, so that they follow an edit, names at the ends.

A value that is written with a sign ("<3", "8*") is a number with a format. Where what is written is another
number than the one that is drawn (the count of an edition drawn by its change), it is taken from cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exporters.native.chart_axes import PlotFrame
from dashboard.exporters.native.drawing_xml import NO_LINE, chart_text, field_of_cells, fill, xml_text
from dashboard.exporters.native.fitting import LINE, width_of
from dashboard.exporters.native.parts import (
    COLUMN,
    GUIDES,
    HOLLOW,
    PART,
    WHOLE_STYLE,
    NativeMark,
    NativePanel,
    NativeSeries,
)
from dashboard.scene import theme
from dashboard.scene.labels import apart

BEFORE_VALUE = {"en": ": ", "ja": "："}
"""What stands between the name of a series and its value at its end."""
BESIDE_PLOT = 0.08
"""Inches between a plot and the names right of it."""
BESIDE_MARK = 0.09
"""Inches between a mark and what an office program writes right of it, about."""
WITHOUT_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""No line leads from a name to its mark: it would read as a line of figures."""
FROM_CELLS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"'
    ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
)


@dataclass(frozen=True)
class Labelled:
    """A series with the marks of its categories, and whether its values are written from cells."""

    series: NativeSeries
    marks: tuple[NativeMark | None, ...]
    from_cells: bool


Shift = tuple[float, float]
"""How far a label stands from its usual place, right and down, in shares of the chart."""


def value_format(text: str, value: float | None) -> str | None:
    """The number format by which a value reads as a text has it; None where no format does."""
    for decimals in (0, 1, 2, 3) if value is not None else ():
        number = f"{value:,.{decimals}f}"
        if number in text and abs(float(number.replace(",", "")) - (value or 0)) < 0.5 * 10**-decimals:
            before, _, after = text.partition(number)
            if not any(letter.isdigit() for letter in before + after):
                form = "#,##0" + ("." + "0" * decimals if decimals else "")
                return _quoted(before) + form + _quoted(after)
    return None


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', "”")) if text else ""


def is_from_cells(marks: Sequence[NativeMark | None]) -> bool:
    """Whether a series writes beside some mark what is no format of its value."""
    return any(mark and mark.text and value_format(mark.text, mark.value) is None for mark in marks)


def end_text(series: NativeSeries, language: str) -> str:
    """What stands at the end of a series: its name, and its value unless the name is all."""
    mark = series.end_mark
    if series.end is None or mark is None:
        return ""
    value = f"{BEFORE_VALUE[language]}{series.end.text}" if series.end.has_value else ""
    return f"{series.name}{value}"


def labels(entry: Labelled, frame: PlotFrame, language: str, shifts: Mapping[str, Shift]) -> str:
    """The values beside the telling marks, and the name at the end; "" where nothing is written."""
    series = entry.series
    colour = theme.INK if series.style == WHOLE_STYLE else series.style.colour
    ground = fill("#FFFFFF") if series.role == PART else "<a:noFill/>"
    shape = f"<c:spPr>{ground}{NO_LINE}</c:spPr>"
    style = chart_text(frame.points, colour, language)
    written = [(number, mark) for number, mark in enumerate(entry.marks) if mark and mark.text]
    end = next((number for number, mark in enumerate(entry.marks) if mark and mark is series.end_mark), None)
    if series.role == COLUMN:
        written = _with_room(written, frame.points, frame.inches / len(entry.marks))
    if series.has_limits or series.role in (*HOLLOW, *GUIDES):
        return ""
    numbers = sorted({number for number, _ in written} | ({end} if end is not None else set()))
    text = ""
    for number in numbers:
        mark = entry.marks[number]
        if mark is None:
            continue
        if number == end:
            text += _name(number, mark, series, frame, language, shifts.get(series.name))
            continue
        side = "outEnd" if series.role == COLUMN else mark.side
        form = value_format(mark.text, mark.value) or "General"
        own = field_of_cells(mark.text, frame.points, colour, language) if entry.from_cells else ""
        text += (
            f'<c:dLbl><c:idx val="{number}"/>{own}{_format(form)}{shape}{style}<c:dLblPos val="{side}"/>'
            f"{_shown(value=not entry.from_cells)}{FROM_CELLS if entry.from_cells else ''}</c:dLbl>"
        )
    return f"<c:dLbls>{text}{shape}{style}{_shown()}{WITHOUT_LEADERS}</c:dLbls>" if text else ""


def _name(
    number: int, mark: NativeMark, series: NativeSeries, frame: PlotFrame, language: str, shift: Shift | None
) -> str:
    """The name of a series at its end, as the program itself writes it: name and value."""
    place = (
        ""
        if shift is None
        else f'<c:layout><c:manualLayout><c:x val="{shift[0]:.5f}"/><c:y val="{shift[1]:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
    has_value = bool(series.end and series.end.has_value)
    form = value_format(series.end.text, mark.value) if series.end else None
    side = "ctr" if series.role == PART else "r"
    style = chart_text(frame.points, series.style.colour, language, bold=True)
    separator = f"<c:separator>{BEFORE_VALUE[language]}</c:separator>" if has_value else ""
    return (
        f'<c:dLbl><c:idx val="{number}"/>{place}{_format(form or "#,##0")}'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
        f'{style}<c:dLblPos val="{side}"/>{_shown(value=has_value, name=True)}{separator}</c:dLbl>'
    )


def _format(form: str) -> str:
    return f'<c:numFmt formatCode="{xml_text(form)}" sourceLinked="0"/>'


def _shown(*, value: bool = False, name: bool = False) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _with_room(
    marks: Sequence[tuple[int, NativeMark]], points: float, room: float
) -> list[tuple[int, NativeMark]]:
    """The labels that touch no other, the highest columns' first; ``room`` is that of one category."""
    fitting: list[tuple[int, NativeMark]] = []
    for number, mark in sorted(marks, key=lambda pair: -(pair[1].value or 0)):
        wide = width_of(mark.text, points)
        if all(
            abs(number - other) * room > (wide + width_of(neighbour.text, points)) / 2
            for other, neighbour in fitting
        ):
            fitting.append((number, mark))
    return fitting


def shifts_of(panel: NativePanel, frame: PlotFrame, language: str) -> dict[str, Shift]:
    """How far the names right of the plot stand from their marks, by series: none lies over another."""
    named = [series for series in panel.series if series.end and series.end.is_beside]
    high = frame.inches * frame.height / frame.width * frame.ratio
    ends = sorted(
        ((high * (1 - _share(panel, series)), series) for series in named), key=lambda pair: pair[0]
    )
    line = frame.points * LINE / 72
    tops = apart([top for top, _ in ends], [line] * len(ends), line / 2, high - line / 2)
    wide, tall = frame.inches / frame.width, high / frame.height
    return {
        series.name: (
            (across + (width_of(end_text(series, language), frame.points, bold=True) / 2 if middle else 0))
            / wide,
            (top - actual) / tall,
        )
        for (actual, series), top in zip(ends, tops, strict=True)
        for across, middle in [_across(panel, series, frame)]
    }


def _share(panel: NativePanel, series: NativeSeries) -> float:
    """How high the end of a series is, as a share of the plot."""
    middle = series.end.middle if series.end else 0.0
    return min(1.0, max(0.0, (middle - panel.low) / (panel.high - panel.low)))


def _across(panel: NativePanel, series: NativeSeries, frame: PlotFrame) -> tuple[float, bool]:
    """From a mark to the names right of the plot in inches; and whether its label is centred on it."""
    x = series.end.x if series.end else 0.0
    left = (1 - panel.across(x)) * frame.inches + BESIDE_PLOT
    is_part = series.role == PART
    return (left if is_part else left - BESIDE_MARK), is_part


def range_of(reference: str, cells: Sequence[object]) -> str:
    """The cells that labels are written from, as an extension of their series."""
    points = "".join(_cached(cells))
    return (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}"'
        ' xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:datalabelsRange>'
        f"<c15:f>{reference}</c15:f><c15:dlblRangeCache>"
        f'<c:ptCount val="{len(cells)}"/>{points}</c15:dlblRangeCache></c15:datalabelsRange>'
        "</c:ext></c:extLst>"
    )


def _cached(cells: Sequence[object]) -> Iterator[str]:
    for number, cell in enumerate(cells):
        if cell not in (None, ""):
            yield f'<c:pt idx="{number}"><c:v>{xml_text(str(cell))}</c:v></c:pt>'
