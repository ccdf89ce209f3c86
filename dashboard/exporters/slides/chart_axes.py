"""The axes of a native chart as XML: years or categories below, counts from zero at the left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.exporters.native.parts import Panel
from dashboard.exporters.slides.drawing_xml import NO_LINE, chart_text, line, xml_text
from dashboard.exporters.slides.fitting import width_of
from dashboard.scene import theme

ACROSS, UP = 111111111, 222222222
"""The numbers by which the two axes know each other."""


@dataclass(frozen=True)
class Frame:
    """Where the plot lies within the chart, as shares of it from the upper left, and the size of texts.

    ``inches`` is the plot's width. ``has_numbers`` and ``has_years``: whether its axes are labelled, or read
    off a neighbour's.
    """

    left: float
    top: float
    width: float
    height: float
    points: float
    inches: float
    has_numbers: bool = True
    has_years: bool = True


LEAST = 7.0
"""The smallest size of text in points."""
AXIS_IDS = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'


def categories_axis(panel: Panel, frame: Frame, language: str) -> str:
    """An axis of categories, all of them named."""
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f"{_look(_fitting(panel, frame), language)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="{_crosses(panel)}"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _fitting(panel: Panel, frame: Frame) -> Frame:
    """The frame with a size of text at which the names of all categories fit side by side.

    LibreOffice knows no skipping of names: where they do not fit, it breaks 2024 into two lines.
    """
    room = frame.inches / max(1, len(panel.categories)) - 0.04
    points = frame.points
    while points > LEAST and max(width_of(name, points) for name in panel.categories) > room:
        points -= 0.5
    return replace(frame, points=points)


def _crosses(panel: Panel) -> str:
    """The axis of categories stands where the counts begin; that of changes, at no change."""
    return "autoZero" if panel.low < 0 else "min"


def numbers_axis(panel: Panel, frame: Frame, language: str) -> str:
    """An axis of years as numbers; what lies beyond the first and last year stays without a label."""
    years = panel.years
    form = f"[&lt;{years.first}]&quot;&quot;;[&gt;{years.last}]&quot;&quot;;0"
    return (
        f'<c:valAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{years.high}"/><c:min val="{years.low}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="{form}" sourceLinked="0"/>'
        f"{_look(frame, language)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="{_crosses(panel)}"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{years.step}"/></c:valAx>'
    )


def _look(frame: Frame, language: str) -> str:
    """Ticks, labels and line of the axis below."""
    return (
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if frame.has_years else "none"}"/>'
        f"<c:spPr>{line(theme.QUIET, 0.75)}</c:spPr>{chart_text(frame.points, theme.INK, language)}"
    )


def counts_axis(panel: Panel, frame: Frame, language: str) -> str:
    between = "between" if panel.positions else "midCat"
    return (
        f'<c:valAx><c:axId val="{UP}"/><c:scaling><c:orientation val="minMax"/><c:max val="{panel.high}"/>'
        f'<c:min val="{panel.low}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{line(theme.GRID, 0.75)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{xml_text(panel.format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if frame.has_numbers else "none"}"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{chart_text(frame.points, theme.QUIET, language)}"
        f'<c:crossAx val="{ACROSS}"/><c:crosses val="min"/><c:crossBetween val="{between}"/>'
        f'<c:majorUnit val="{panel.step}"/></c:valAx>'
    )
