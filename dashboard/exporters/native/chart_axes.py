"""The axes of a native chart as XML: years or categories below, counts from zero at the left."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exporters.native.drawing_xml import NO_LINE, chart_text, line, xml_text
from dashboard.exporters.native.fitting import width_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.scene import theme

ACROSS, UP = 111111111, 222222222
"""The numbers by which the two axes know each other."""


@dataclass(frozen=True)
class PlotFrame:
    """Where the plot lies within the chart, as shares of it from the upper left, and the size of texts.

    ``inches`` is the plot's width, ``ratio`` the chart's height by its width. ``has_numbers`` and
    ``has_years``: whether its axes are labelled, or read off a neighbour's.
    """

    left: float
    top: float
    width: float
    height: float
    points: float
    inches: float
    ratio: float
    has_numbers: bool = True
    has_years: bool = True


AXIS_IDS = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
BEHIND_ACROSS, BEHIND_UP = 333333333, 444444444
"""The axes of shaded years, which are not seen: from 0 to 1 whatever the counts are."""
BEHIND_IDS = f'<c:axId val="{BEHIND_ACROSS}"/><c:axId val="{BEHIND_UP}"/>'
FEW = 10
"""Up to this count an axis has a step of its own: by itself a program may write halves of incidents."""


def categories_axis(panel: NativePanel, frame: PlotFrame, language: str) -> str:
    """An axis of categories, as many of them named as there is room for."""
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f"{_look(frame, language, may_skip=True)}"
        f'<c:crossAx val="{UP}"/><c:crosses val="{_crosses(panel)}"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{_step(panel, frame)}"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _step(panel: NativePanel, frame: PlotFrame) -> int:
    """Every how many categories there is room to name one."""
    room = frame.inches / max(1, len(panel.categories))
    widest = max(width_of(name, frame.points) for name in panel.categories) + 0.06
    return next((step for step in (1, 2, 5, 10) if room * step >= widest), 20)


def behind_axes() -> str:
    """The unseen axes of shaded years: the one of values is there, since a program draws nothing without."""
    return (
        f'<c:catAx><c:axId val="{BEHIND_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{BEHIND_UP}"/><c:crosses val="min"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{BEHIND_UP}"/><c:scaling><c:orientation val="minMax"/><c:max val="1"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="r"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>{NO_LINE}</c:spPr>'
        f'<c:crossAx val="{BEHIND_ACROSS}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )


def _crosses(panel: NativePanel) -> str:
    """The axis of categories stands where the counts begin; that of changes, at no change."""
    return "autoZero" if panel.low < 0 else "min"


def numbers_axis(panel: NativePanel, frame: PlotFrame, language: str) -> str:
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


def _look(frame: PlotFrame, language: str, *, may_skip: bool = False) -> str:
    """Ticks, labels and line of the axis below."""
    return (
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if frame.has_years else "none"}"/>'
        f"<c:spPr>{line(theme.QUIET, 0.75)}</c:spPr>"
        f"{chart_text(frame.points, theme.INK, language, may_skip=may_skip)}"
    )


def counts_axis(panel: NativePanel, frame: PlotFrame, language: str) -> str:
    """The axis of values: it begins at zero, or below the changes, and ends where the program finds room."""
    between = "between" if panel.positions else "midCat"
    step = f'<c:majorUnit val="{panel.step}"/>' if panel.high <= FEW and panel.is_whole else ""
    return (
        f'<c:valAx><c:axId val="{UP}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{panel.low}"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{line(theme.GRID, 0.75)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{xml_text(panel.format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if frame.has_numbers else "none"}"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{chart_text(frame.points, theme.QUIET, language)}"
        f'<c:crossAx val="{ACROSS}"/><c:crosses val="min"/><c:crossBetween val="{between}"/>'
        f"{step}</c:valAx>"
    )
