"""The table of what clusters do to each test and interval, for the methods page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.statistics.simulation import Effect, clustering_effects


def clustering_table(visit: Visit) -> Component:
    """False alarms and coverage under a constant rate, for each mean, number of years and ratio."""
    words = visit.words
    head = [
        words("Mean a year"),
        words("Years"),
        words("Variance / mean"),
        words("False alarms: change over years (exact test)"),
        words("False alarms: against earlier years"),
        words("False alarms: above the level"),
        words("Coverage: interval of a count"),
        words("Coverage: prediction"),
    ]
    rows = [_row(one) for one in clustering_effects()]
    return html.Section(
        [
            html.H2(words("What clustering does to tests and intervals")),
            html.P(
                words(
                    "Under a rate that never changes. Where incidents are independent (ratio 1) no test "
                    "calls "
                    "chance a change in more than 5 % of cases, and intervals hold in 95 % or more: "
                    "these rows "
                    "are computed exactly. With clusters (negative binomial counts, {runs} simulated "
                    "runs, fixed "
                    "seed) they do not hold, and this table says by how much. From ten years on the site "
                    "uses the "
                    "quasi-Poisson test instead, which allows for them.",
                    runs=f"{max(one.runs for one in clustering_effects()):,}",
                )
            ),
            html.Div(
                html.Table(
                    [
                        html.Thead(html.Tr([html.Th(one, scope="col") for one in head])),
                        html.Tbody(rows),
                    ],
                    className="figures-table effects",
                ),
                className="table-scroll",
                tabIndex=0,
                role="region",
                **dashed(aria_label=words("What clustering does to tests and intervals")),
            ),
        ],
        className="panel rule effects-panel",
        id="clustering-table",
    )


def _row(one: Effect) -> Component:
    alarms = (one.trend_false_alarms, one.earlier_false_alarms, one.exceedance_false_alarms)
    coverage = (one.interval_coverage, one.prediction_coverage)
    cells = [
        *(html.Td(_percent(share), className="broken" if share > 0.05 else "") for share in alarms),
        *(html.Td(_percent(share), className="broken" if share < 0.95 else "") for share in coverage),
    ]
    return html.Tr(
        [html.Th(f"{one.mean:g}", scope="row"), html.Td(one.years), html.Td(f"{one.ratio:g}"), *cells]
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
