"""What a sheet plots, as numbers by category: the only place that says what a workbook draws. Pure.

A part-year stays a series of its own, and a gap stays without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.exporters.native import parts
from dashboard.exporters.native.panels import PARTIAL, ROLE_WORDS, panels_of
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words


@dataclass
class PlotSeries:
    """One series of a panel: ``role`` is that of its native series; of a stack the total is drawn.

    ``values`` by category; ``open`` are the categories drawn hollow; ``above`` and ``below`` are the
    lengths of the error bars, where there are some.
    """

    name: str
    role: str
    colour: str
    symbol: str = "circle"
    values: dict[str, float] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    above: dict[str, float] = field(default_factory=dict)
    below: dict[str, float] = field(default_factory=dict)

    def add(self, category: str, mark: parts.Mark, value: float) -> None:
        """Take up one mark."""
        self.values[category] = value
        if mark.is_open:
            self.open.add(category)
        if mark.low is not None and mark.high is not None:
            self.above[category], self.below[category] = mark.high - value, value - mark.low


@dataclass(frozen=True)
class PlotPanel:
    """One panel: its title, its categories from left to right, its axis of values and its series."""

    title: str
    categories: tuple[str, ...]
    low: float
    high: float
    is_stacked: bool
    series: tuple[PlotSeries, ...]


def plot_panels(sheet: Sheet) -> tuple[PlotPanel, ...]:
    """The panels of the sheet's large drawing, from the top; none where nothing is drawn."""
    words = interface_words(sheet.selection.language)
    return tuple(_panel(panel, words) for panel in panels_of(sheet))


def _panel(panel: parts.Panel, words: Words) -> PlotPanel:
    names = _names(panel)
    return PlotPanel(
        title=panel.title,
        categories=tuple(names.values()),
        low=panel.low,
        high=panel.high,
        is_stacked=any(series.role in parts.STACKED for series in panel.series),
        series=tuple(
            plot_series
            for series in panel.series
            if series.role not in parts.HOLLOW
            for plot_series in _series(series, names, words)
        ),
    )


def _names(panel: parts.Panel) -> dict[int, str]:
    """The categories by their place: the names that the axis has, else every year from first to last."""
    names = dict(zip(panel.positions, panel.categories, strict=True))
    if any(name != f"{x:g}" for x, name in names.items()):
        return {round(x): name for x, name in names.items()}
    mark_years = [round(mark.x) for series in panel.series for mark in series.marks if mark.value is not None]
    years = range(min(panel.years.first, *mark_years), max(panel.years.last, *mark_years) + 1)
    return {year: str(year) for year in years}


def _series(series: parts.Series, names: dict[int, str], words: Words) -> Iterator[PlotSeries]:
    """A series, part-years apart; two halves of one year are two series."""
    partial = ROLE_WORDS[PARTIAL]
    by_turn: dict[tuple[bool, int], PlotSeries] = {}
    for mark in series.marks:
        if mark.value is None:
            continue
        category, turn = names[round(mark.x)], 0
        while category in getattr(by_turn.get((mark.is_partial, turn)), "values", ()):
            turn += 1
        name = words(partial, series=series.name) if mark.is_partial else series.name
        plot_series = by_turn.setdefault(
            (mark.is_partial, turn),
            PlotSeries(
                f"{name} ({turn + 1})" if turn else name,
                series.role,
                series.style.colour,
                series.style.symbol,
            ),
        )
        plot_series.add(category, mark, mark.value)
    yield from by_turn.values()
