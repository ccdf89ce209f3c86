"""What a native chart draws besides figures, as series: levels, evaluated years, expected counts, editions.

As series they keep to the axis when a count is edited, and go with the chart wherever it is pasted.
"""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.exporters.native.parts import (
    BAND,
    FOOT,
    IN_COLUMNS,
    LEVEL,
    LIMIT,
    RANGE,
    SCALE,
    STEM,
    WINDOW,
    NativeMark,
    NativePanel,
    NativeSeries,
)
from dashboard.scene import scene, theme
from dashboard.scene.placed import Layout, Plot
from dashboard.words import Words, message

EDITIONS_JOINED = message("{series}: from the lowest to the highest edition")
SHADED = message("{level}, shaded")
LEFT_FREE = message("{level}, left free below")
HIGHEST = message("Highest of the panels that share this axis (not drawn)")
EDGE = theme.Style(theme.BAND_EDGE, "none", "dot")
SHADE = theme.Style(theme.BAND, "none", "solid")
YEARS = theme.Style(theme.WINDOW, "none", "solid")
UNSEEN = theme.Style(theme.PAPER, "none", "solid")


def of_panel(number: int, layout: Layout, panel: NativePanel, words: Words) -> Iterator[NativeSeries]:
    """The guides of a panel that has its positions; on an axis of numbers there are no shades."""
    plot = layout.plots[number]
    yield from _levels(plot, panel, words)
    yield from _expected(plot, panel)
    yield from _editions(plot, words)
    yield from _windows(layout.scene, panel)
    if layout.scene.is_grid and panel.positions:
        yield _scale(plot, layout, panel, words)


def _levels(plot: Plot, panel: NativePanel, words: Words) -> Iterator[NativeSeries]:
    """The edges of each level, and its shade where no columns of figures stand."""
    shaded: set[float] = set()
    has_columns = any(native.role in IN_COLUMNS for native in panel.series)
    for level in plot.panel.levels:
        last = level.last or plot.panel.last
        years = [x for x in _places(panel) if level.first - 0.5 <= x <= last + 0.6]
        if not years:
            continue
        for limit in sorted({level.low, level.high} - ({0} if level.high > 0 else set())):
            yield NativeSeries(level.name, "", LEVEL, EDGE, tuple(NativeMark(x, limit) for x in years))
        if has_columns or not panel.positions or level.low == level.high or shaded & {*years}:
            continue
        shaded |= {*years}
        if level.low:
            name = words(LEFT_FREE, level=level.name)
            yield NativeSeries(name, "", FOOT, UNSEEN, tuple(NativeMark(x, level.low) for x in years))
        height = level.high - level.low
        yield NativeSeries(
            words(SHADED, level=level.name), "", BAND, SHADE, tuple(NativeMark(x, height) for x in years)
        )


def _expected(plot: Plot, panel: NativePanel) -> Iterator[NativeSeries]:
    """The counts to be expected of a year, and the limits of the usual ones over their years."""
    for expected in plot.panel.ranges:
        style = theme.style_of(expected.look)
        if expected.since is None:
            mark = NativeMark(expected.x, expected.high, low=expected.low, high=expected.high)
            yield NativeSeries(expected.label, "", RANGE, style, (mark,))
            continue
        years = [x for x in _places(panel) if expected.since <= x <= expected.x]
        for limit in (expected.low, expected.high):
            yield NativeSeries(expected.label, "", LIMIT, style, tuple(NativeMark(x, limit) for x in years))


def _editions(plot: Plot, words: Words) -> Iterator[NativeSeries]:
    """For each year of a series that was restated, from the lowest edition to the highest."""
    for series in plot.panel.series if plot.panel.scale == scene.CHANGES else ():
        values: dict[float, list[float]] = {}
        for mark in series.known:
            if mark.edition != scene.PRINT:
                values.setdefault(mark.x, []).append(mark.value or 0)
        marks = tuple(
            NativeMark(x, max(of_year), low=min(of_year), high=max(of_year))
            for x, of_year in sorted(values.items())
            if min(of_year) < max(of_year)
        )
        if marks:
            name = words(EDITIONS_JOINED, series=series.label)
            yield NativeSeries(name, "", STEM, theme.style_of(series.look), marks)


def _windows(drawn: scene.Scene, panel: NativePanel) -> Iterator[NativeSeries]:
    for window in drawn.windows:
        years = [x for x in panel.positions if window.first - 0.5 <= x <= window.last + 0.5]
        if years:
            yield NativeSeries(window.label, "", WINDOW, YEARS, tuple(NativeMark(x, 1) for x in years))


def _scale(plot: Plot, layout: Layout, panel: NativePanel, words: Words) -> NativeSeries:
    """The highest count of the panels that share an axis, so that each draws it alike."""
    panels = [other for other in layout.scene.panels if other.group == plot.panel.group]
    highest = max((mark.value or 0 for other in panels for mark in other.marks), default=0)
    return NativeSeries(words(HIGHEST), "", SCALE, UNSEEN, (NativeMark(panel.positions[0], highest),))


def _places(panel: NativePanel) -> list[float]:
    return [*panel.positions] or [float(year) for year in range(panel.years.first, panel.years.last + 1)]
