"""The way from a chart to the page that explores it."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts import as_chosen
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.frame import in_words
from dashboard.scene.sheet import Sheet

EXPLORE, CHART = "/explore", "chart"
"""The path of the page, and the option that names the chart there."""


def below_chart(visit: Visit, sheet: Sheet) -> Component:
    """What stands below a chart: its words, and the way to explore it."""
    return html.Div([in_words(visit, sheet), explore_link(visit, sheet)], className="below-chart")


def explore_link(visit: Visit, sheet: Sheet) -> Component | None:
    """One click from the chart; none where no server answers, nor where nothing is drawn.

    A card's chart is that of its indicator; a chart that brings its series is, of some of them, the trend.
    """
    if visit.published or not sheet.rows:
        return None
    chart, selection = sheet.chart, as_chosen(sheet.chart, sheet.selection)
    if sheet.judged is not None:
        chart, selection = "objective", replace(selection.plain(), indicator=sheet.judged.indicator)
    elif chart == "measures":
        chart, selection = "trend", sheet.selection
    return html.A(
        visit.words("Explore this chart"),
        href=f"{EXPLORE}?{CHART}={chart}&{selection.query()}",
        className="explore-link",
        **dashed(data_explore="yes"),
    )
