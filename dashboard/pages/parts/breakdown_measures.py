"""The last part of Breakdown: each other measure as a small chart with its own axes, figures and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.charts.measures import CHART, build_one
from dashboard.pages import Visit
from dashboard.pages.parts.breakdown_tables import years_table
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.frame import chart_box, notes_of
from dashboard.pages.parts.share_menu import take_along
from dashboard.scene.sheet import Sheet
from dashboard.words import message, pick

ANCHOR, TITLE = "measures", message("Other measures")


@dataclass(frozen=True)
class Measure:
    """One measure: its series, the id of its graph, and its sheet."""

    series: str
    graph: str
    sheet: Sheet


def measure_sheets(visit: Visit) -> list[Measure]:
    """The measures that have figures at the reader's point of time."""
    selection = CHART.default(visit.engine, visit.catalogue, visit.selection)
    sheets = {
        series: build_one(visit.engine, visit.catalogue, series, selection) for series in selection.series
    }
    return [Measure(series, f"{series}-chart", sheet) for series, sheet in sheets.items() if sheet.key]


def measures_section(visit: Visit, measures: Sequence[Measure]) -> Component:
    """The measures side by side where there is room."""
    words = visit.words
    lead = words("Ships, crew and victims: counted apart, each on an axis of its own, never added up.")
    selection = CHART.default(visit.engine, visit.catalogue, visit.selection)
    whole = CHART.build(visit.engine, visit.catalogue, selection)
    cards = [_card(visit, measure) for measure in measures]
    return html.Section(
        id=ANCHOR,
        className="breakdown",
        children=[
            html.H2(words(TITLE), className="section-title"),
            html.Div([html.P(lead, className="lead"), take_along(visit, whole)], className="measures-head"),
            html.Div(cards, className="measures") if cards else html.P(whole.headline, className="empty"),
        ],
    )


def _card(visit: Visit, measure: Measure) -> Component:
    sheet = measure.sheet
    return html.Article(
        className="panel measure",
        children=[
            html.H3(sheet.headline, className="measure-headline"),
            html.P(
                pick(visit.catalogue.series[measure.series], "name", visit.language), className="subtitle"
            ),
            chart_box(visit, measure.graph, sheet),
            below_chart(visit, sheet),
            html.Details(
                [
                    html.Summary(visit.words("Figures, sources and notes")),
                    *years_table(visit, sheet),
                    notes_of(sheet.notes) if sheet.notes else None,
                ],
                className="measure-figures",
            ),
        ],
    )
