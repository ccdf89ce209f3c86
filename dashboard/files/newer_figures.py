"""Whether a chart that stands still, as of a day of our record, would say something else today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.address.selection import Selection
from dashboard.charts import Chart
from dashboard.record.queries import Database, catalogue
from dashboard.scene.sheet import Sheet

Figures = frozenset[tuple[str, str, str, str]]


def newer_selection(engine: Database, chart: Chart, selection: Selection) -> Selection | None:
    """The selection that shows the newer figures; None where there are none, or nothing is pinned.

    A chart that reached the newest year of its time is also behind when a later year has come since; one of
    earlier years that were chosen on purpose is not.
    """
    if selection.recorded is None:
        return None
    chosen = chart.default(engine, catalogue(engine, recorded=selection.recorded), selection)
    without_end = replace(chosen, last=None)
    then = _sheet(engine, chart, without_end)
    reaches_the_end = chosen.last is None or _last_year(then) <= chosen.last
    last = None if reaches_the_end else chosen.last
    today = _sheet(engine, chart, replace(without_end, recorded=None))
    if _figures(then, last) == _figures(today, last):
        return None
    return replace(selection, recorded=None, last=last)


def _sheet(engine: Database, chart: Chart, selection: Selection) -> Sheet:
    return chart.build(engine, catalogue(engine, recorded=selection.recorded), selection)


def _figures(sheet: Sheet, last: int | None) -> Figures:
    """What is said of each period up to a year: value and marks as written, and by which publication."""
    return frozenset(
        (row.observation.key, row.value, row.status, row.observation.publication)
        for row in sheet.rows
        if last is None or row.observation.period_start.year <= last
    )


def _last_year(sheet: Sheet) -> int:
    years: Iterable[int] = (row.observation.period_start.year for row in sheet.rows)
    return max(years, default=0)
