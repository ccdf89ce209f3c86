"""Links above a chart that switch what it leaves out and how its values are scaled; they need no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.detail import low_from
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.finding import LIVE
from dashboard.record.nearness import ORIGINAL
from dashboard.scene.sheet import Sheet


def chart_switches(visit: Visit, sheet: Sheet, path: str) -> Component | None:
    """The switches that would change a chart, whose page is at ``path``; None where none would."""
    if visit.published:
        return None
    links = [
        html.A(
            text,
            href=selection.address(path),
            className="chart-switch",
            **LIVE,
            **dashed(data_focus=f"switch-{name}"),
        )
        for name, text, selection in _switches(visit, sheet)
    ]
    return html.P(links, className="chart-switches") if links else None


def _switches(visit: Visit, sheet: Sheet) -> Iterator[tuple[str, str, Selection]]:
    words, selection = visit.words, visit.selection
    if selection.is_full_years:
        yield "years", words("Show parts of years too"), replace(selection, is_full_years=False)
    elif any(not row.observation.is_whole_year for row in sheet.rows):
        yield "years", words("Full years only"), replace(selection, is_full_years=True)
    if selection.is_original_only:
        yield "read", words("Figures read elsewhere too"), replace(selection, is_original_only=False)
    elif len(kinds := {row.nearness for row in sheet.rows}) > 1 and ORIGINAL in kinds:
        yield "read", words("Read in the original only"), replace(selection, is_original_only=True)
    if sheet.scene.is_grid:
        return
    if selection.detail is None:
        if starts := [start for panel in sheet.scene.panels if (start := low_from(panel))]:
            text = words("Low years from {year} on an axis of their own", year=min(starts))
            yield "detail", text, replace(selection, detail=min(starts))
    elif any(mark.x < selection.detail for mark in sheet.scene.marks):
        yield "detail", words("One axis for all years"), replace(selection, detail=None)
