"""The sheet of the numbers that are drawn: a row a year, a column a series; where there is none, a blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.exporters.workbook.cells import Look, Page
from dashboard.exporters.workbook.plot_data import PlotPanel, PlotSeries
from dashboard.words import Words

HEAD = 2
"""The row of the names."""
WIDTH = 14


@dataclass(frozen=True)
class Cells:
    """Cells below each other as a chart names them, with those of their heading, and what stands in them."""

    heading: str
    reference: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class SeriesCells:
    """The values of a series, and the lengths of its error bars up and down if it has some."""

    values: Cells
    bars: tuple[Cells, Cells] | None


@dataclass(frozen=True)
class PanelCells:
    """Where a panel's categories and its series stand."""

    categories: str
    series: tuple[SeriesCells, ...]


@dataclass
class _Table:
    """The columns as they are written, one after the other, with a row for each category."""

    page: Page
    categories: list[str]
    headings: list[str]

    def add(self, heading: str, values: Mapping[str, float], panel: PlotPanel) -> Cells:
        """Write a column of numbers below its heading; a chart takes the rows of its panel."""
        column = len(self.headings)
        self.headings.append(heading)
        for row, category in enumerate(self.categories, HEAD + 1):
            value = values.get(category)
            number = int(value) if value is not None and float(value).is_integer() else value
            self.page.write(row, column, number, Look(form="#,##0" if isinstance(number, int) else "0.00"))
        return Cells(
            self.page.reference(column, HEAD, HEAD),
            self.reference(column, panel),
            tuple(values.get(category) for category in panel.categories),
        )

    def reference(self, column: int, panel: PlotPanel) -> str:
        """The cells of a column in the rows of a panel."""
        first, last = (self.categories.index(panel.categories[place]) for place in (0, -1))
        return self.page.reference(column, HEAD + 1 + first, HEAD + 1 + last)


def write_numbers(page: Page, panels: Sequence[PlotPanel], words: Words) -> tuple[PanelCells, ...]:
    """Write the numbers of all panels; where each of them stands."""
    page.write(0, 0, words("The numbers that are drawn; a blank is no zero."), Look(bold=True, wrap=False))
    categories = list(dict.fromkeys(category for panel in panels for category in panel.categories))
    if all(category.isdigit() for category in categories):
        categories.sort(key=int)
    table = _Table(page, categories, [words("Period")])
    cells = tuple(
        PanelCells(
            table.reference(0, panel), tuple(_series(table, panel, series, words) for series in panel.series)
        )
        for panel in panels
    )
    page.header(HEAD, table.headings, frozen=1)
    page.fit(HEAD, table.headings, [WIDTH] * len(table.headings), size=10)
    page.widths([WIDTH] * len(table.headings))
    for row, category in enumerate(categories, HEAD + 1):
        page.write(row, 0, int(category) if category.isdigit() else category, Look(align="left", wrap=False))
    return cells


def _series(table: _Table, panel: PlotPanel, series: PlotSeries, words: Words) -> SeriesCells:
    values = table.add(series.name, series.values, panel)
    if not series.above:
        return SeriesCells(values, None)
    up, down = words("{series}: up", series=series.name), words("{series}: down", series=series.name)
    return SeriesCells(values, (table.add(up, series.above, panel), table.add(down, series.below, panel)))
