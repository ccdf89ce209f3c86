"""The table of what clusters do to each test and interval, for the methods page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.table import scrolling, table_head
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
        words("Coverage: one more year at the same rate"),
    ]
    rows = [_row(effect) for effect in clustering_effects()]
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
                    runs=f"{max(effect.runs for effect in clustering_effects()):,}",
                )
            ),
            scrolling(
                html.Table([table_head(head), html.Tbody(rows)], className="figures-table effects"),
                aria_label=words("What clustering does to tests and intervals"),
            ),
        ],
        className="panel rule effects-panel",
        id="clustering-table",
    )


def _row(effect: Effect) -> Component:
    alarms = (effect.trend_false_alarms, effect.earlier_false_alarms, effect.exceedance_false_alarms)
    coverage = (effect.interval_coverage, effect.prediction_coverage)
    cells = [
        *(html.Td(_percent(share), className="broken" if share > 0.05 else "") for share in alarms),
        *(html.Td(_percent(share), className="broken" if share < 0.95 else "") for share in coverage),
    ]
    return html.Tr(
        [
            html.Th(f"{effect.mean:g}", scope="row"),
            html.Td(effect.years),
            html.Td(f"{effect.ratio:g}"),
            *cells,
        ]
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
