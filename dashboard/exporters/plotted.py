"""What a sheet's drawing plots, as numbers by category: the slide's panels for a spreadsheet. Pure.

A part-year stays a series of its own, and a gap stays without a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.exporters.slides.panels import ROLE_WORDS, panels_of
from dashboard.exporters.slides.parts import (
    COLUMN,
    LEVEL,
    LINE,
    MARKS,
    PART,
    STACKED,
    TOTAL,
    Mark,
    Panel,
    Series,
)
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words

DRAWN_AS = {COLUMN: "columns", PART: "columns", TOTAL: "whole", LINE: "line", MARKS: "markers", LEVEL: LEVEL}
"""How each role of a series is drawn by a spreadsheet; the hollow columns of a stack are its wholes."""


@dataclass
class Plotted:
    """One series of a panel: ``mark`` is "line", "markers", "columns", "whole" (of a stack) or "level".

    ``values`` by category; ``open`` are the categories drawn hollow; ``above`` and ``below`` are the
    lengths of the error bars, where there are some.
    """

    name: str
    mark: str
    colour: str
    symbol: str = "circle"
    values: dict[str, float] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    above: dict[str, float] = field(default_factory=dict)
    below: dict[str, float] = field(default_factory=dict)

    def add(self, category: str, mark: Mark, value: float) -> None:
        """Take up one mark."""
        self.values[category] = value
        if mark.is_open:
            self.open.add(category)
        if mark.low is not None and mark.high is not None:
            self.above[category], self.below[category] = mark.high - value, value - mark.low


@dataclass(frozen=True)
class PlottedPanel:
    """One panel: its title, its categories from left to right, its axis of values and its series."""

    title: str
    categories: tuple[str, ...]
    low: float
    high: float
    is_stacked: bool
    series: tuple[Plotted, ...]


def plotted(sheet: Sheet) -> tuple[PlottedPanel, ...]:
    """The panels of the sheet's large drawing, from the top; none where nothing is drawn."""
    words = interface_words(sheet.selection.language)
    return tuple(_plotted(panel, words) for panel in panels_of(sheet))


def _plotted(panel: Panel, words: Words) -> PlottedPanel:
    names = _names(panel)
    return PlottedPanel(
        title=panel.title,
        categories=tuple(names.values()),
        low=panel.low,
        high=panel.high,
        is_stacked=any(one.role in STACKED for one in panel.series),
        series=tuple(
            found for one in panel.series if one.role in DRAWN_AS for found in _series(one, names, words)
        ),
    )


def _names(panel: Panel) -> dict[int, str]:
    """The categories by their place: the names that the axis has, else every year from first to last."""
    places = zip(panel.positions, panel.categories, strict=True)
    if any(name != f"{x:g}" for x, name in places):
        return {round(x): name for x, name in zip(panel.positions, panel.categories, strict=True)}
    drawn = [round(mark.x) for one in panel.series for mark in one.marks if mark.value is not None]
    years = range(min(panel.years.first, *drawn), max(panel.years.last, *drawn) + 1)
    return {year: str(year) for year in years}


def _series(series: Series, names: dict[int, str], words: Words) -> Iterator[Plotted]:
    """A series, part-years apart; two halves of one year are two series."""
    partial = ROLE_WORDS["partial"]
    found: dict[tuple[bool, int], Plotted] = {}
    for mark in series.marks:
        if mark.value is None:
            continue
        category, turn = names[round(mark.x)], 0
        while category in getattr(found.get((mark.is_partial, turn)), "values", ()):
            turn += 1
        name = words(partial, series=series.name) if mark.is_partial else series.name
        one = found.setdefault(
            (mark.is_partial, turn),
            Plotted(
                f"{name} ({turn + 1})" if turn else name,
                DRAWN_AS[series.role],
                series.style.colour,
                series.style.symbol,
            ),
        )
        one.add(category, mark, mark.value)
    yield from found.values()
