"""The figures of a chart in a grid: a line a period, a column a series, each with its source at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.frame import key_sample
from dashboard.pages.parts.table import scrolling
from dashboard.record.periods import months_label, year_label
from dashboard.scene.key import KeyEntry
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import pick

MOST_BESIDE = 3
"""Series whose grid has room beside the chart; that of more stands below it."""


def figures_grid(visit: Visit, sheet: Sheet) -> Component:
    """The newest period first; a figure leads to its publication and names it where a hand rests on it."""
    series = list(dict.fromkeys(row.observation.series for row in sheet.rows))
    samples = {entry.series: entry for entry in sheet.key if entry.series}
    head = [
        html.Th(visit.words("Period"), scope="col"),
        *(_heading(visit, name, samples.get(name)) for name in series),
    ]
    lines = [
        html.Tr(
            [
                html.Th(period, scope="row"),
                *(_cell(visit, sheet.selection, rows.get(name), period) for name in series),
            ]
        )
        for period, rows in _lines(sheet, visit.language)
    ]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(lines)], className="figures-grid")
    return scrolling(table, aria_labelledby="figures")


def _heading(visit: Visit, series: str, entry: KeyEntry | None) -> Component:
    name = pick(visit.catalogue.series[series], "short", visit.language)
    return html.Th([key_sample(entry), name] if entry else name, scope="col")


def _lines(sheet: Sheet, language: str) -> Iterator[tuple[str, dict[str, SheetRow]]]:
    """A year with its figures by series, the newest first, and with none where no figure is known; a part of
    a year stands in the line of its year, and has one of its own only where its series has several of it."""
    by_year: dict[tuple[int, bool], list[SheetRow]] = defaultdict(list)
    for row in sheet.rows:
        figure = row.observation
        by_year[figure.period_start.year, figure.period_kind == "FY"].append(row)
    calendar = [year for year, is_fiscal in by_year if not is_fiscal]
    for year in range(min(calendar, default=0), max(calendar, default=0)):
        by_year.setdefault((year, False), [])
    for (year, _), rows in sorted(by_year.items(), key=lambda pair: pair[0], reverse=True):
        if len({row.observation.series for row in rows}) == len(rows):
            whole = next((row.period for row in rows if not row.observation.is_of_a_part), None)
            yield whole or year_label(year, language), {row.observation.series: row for row in rows}
            continue
        periods = dict.fromkeys(row.period for row in rows)
        for period in periods:
            yield period, {row.observation.series: row for row in rows if row.period == period}


def _cell(visit: Visit, selection: Selection, row: SheetRow | None, period: str) -> Component:
    """A figure, with its months where they are not those of the line; nothing where none is known."""
    if row is None:
        return html.Td()
    told = f"{row.source} ({row.status})" if row.status else row.source
    link = html.A(row.value, href=source_address(row.observation, selection), title=told)
    months = html.Small(_months(row, visit.language)) if row.period != period else None
    return html.Td([link, months], **dashed(data_observation=row.observation.key))


def _months(row: SheetRow, language: str) -> str:
    """Which part of its year a figure is of: its months, or the period where it has no whole ones."""
    if row.observation.period_kind == "D":
        return row.period
    return months_label(*row.observation.months, language)
