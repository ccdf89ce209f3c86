"""Charts that Excel draws over the cells of a sheet: the very ones of a slide, with title and legend."""

from __future__ import annotations

from dashboard.exporters.native.chart_axes import PlotFrame
from dashboard.exporters.native.chart_labels import end_text
from dashboard.exporters.native.chart_space import Head, chart_space
from dashboard.exporters.native.fitting import width_of
from dashboard.exporters.native.grid import Grid
from dashboard.exporters.native.parts import GUIDES, WINDOW, NativePanel
from dashboard.exporters.workbook.cells import without_controls
from dashboard.words import Words

DPI = 96
TITLE, YEARS, LEGEND_ROW = 0.36, 0.32, 0.2
"""Heights in inches: above the plot, of the years below it, of a row of the legend."""
SAMPLE = 0.45
"""The width of a legend's sample with the air around its name, in inches."""


def native_chart(
    panel: NativePanel, grid: Grid, *, width: int, height: int, face: str, is_small: bool, words: Words
) -> bytes:
    """The XML of a panel's chart for a place of so many pixels, drawn from further columns of ``grid``."""
    points = 8.0 if is_small else 9.0
    wide, high = width / DPI, height / DPI
    figures = [series for series in panel.series if series.role not in GUIDES]
    has_legend = len({series.name for series in figures}) > 1 or len(figures) < len(panel.series)
    has_legend = has_legend and not is_small
    named = [end_text(series, words.language) for series in panel.series if series.end]
    left = 0.2 + width_of(f"{panel.high:,.0f}" + (".0" if not panel.is_whole else ""), points) * 1.3
    right = min(0.25 + max(width_of(text, points, bold=True) for text in named), wide / 3) if named else 0.15
    below = YEARS + (LEGEND_ROW * _legend_rows(panel, wide, points) + 0.1 if has_legend else 0.05)
    plot = wide - left - right
    frame = PlotFrame(
        left=left / wide,
        top=TITLE / high,
        width=plot / wide,
        height=(high - TITLE - below) / high,
        points=points,
        inches=plot,
        ratio=high / wide,
    )
    head = Head(without_controls(panel.title), has_legend)
    xml, _ = chart_space(
        panel, frame, language=words.language, first_heading=words("Period"), grid=grid, head=head
    )
    for theme_font in (b"+mn-lt", b"+mn-ea"):
        xml = xml.replace(theme_font, face.encode())
    return xml


def _legend_rows(panel: NativePanel, wide: float, points: float) -> int:
    names = {series.name for series in panel.series if series.role not in GUIDES or series.role == WINDOW}
    return max(1, -(-int(100 * sum(SAMPLE + width_of(name, points) for name in names)) // int(90 * wide)))
