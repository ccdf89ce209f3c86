"""The record of the ranges for the next year, series by series, for the methods page."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.pages.parts.table import scrolling, table_head
from dashboard.verdicts.ahead_record import records
from dashboard.verdicts.details import record_text
from dashboard.words import pick


def record_table(visit: Visit) -> Component:
    """How many ranges were made of each series from earlier years alone, and how many the year fell into."""
    words = visit.words
    title = words("How often ranges for the next year held")
    rows = [
        html.Tr(
            [
                html.Th(
                    pick(visit.catalogue.series[series], "name", visit.language),
                    scope="row",
                    className="name",
                ),
                html.Td(record.made, className="count"),
                html.Td(record.held, className="count"),
            ]
        )
        for series, record in records().items()
        if series in visit.catalogue.series
    ]
    head = [words("Series"), words("Ranges made"), words("Held")]
    return html.Section(
        [
            html.H2(title),
            html.P(record_text(words)),
            html.P(
                words(
                    "Counted are years that follow three known years or more of their series, the last of "
                    "them the year before, in the editions that stand today. Ranges of series that overlap "
                    "are not independent of one another, and the usual spread between years was taken from "
                    "the same record."
                )
            ),
            scrolling(
                html.Table([table_head(head), html.Tbody(rows)], className="figures-table effects"),
                aria_label=title,
            ),
        ],
        className="panel rule effects-panel",
        id="record-table",
    )
