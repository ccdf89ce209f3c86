"""Why publishers' counts differ, in words: who reports, what is counted and where, publisher by publisher."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.places import place_on_sources
from dashboard.charts.base.regions import Compared
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.table import table_head
from dashboard.words import pick


def definitions(visit: Visit, comparison: Compared) -> Component:
    """A row a publisher, a column a question."""
    words, catalogue = visit.words, visit.catalogue
    order = (*comparison.here, *comparison.world)
    publishers = list(dict.fromkeys(catalogue.series[series].publisher for series in order))
    head = [words("Publisher"), words("Who reports"), words("What is counted"), words("Where")]
    body = [
        _publisher(
            visit,
            catalogue.publishers[publisher],
            [catalogue.series[series] for series in order if catalogue.series[series].publisher == publisher],
            head,
        )
        for publisher in publishers
    ]
    return html.Details(
        [
            html.Summary(html.H2(words("Where the publishers differ"), id="differences")),
            html.Div(
                html.Table([table_head(head), html.Tbody(body)], className="figures-table differences"),
                className="panel sheet-table",
            ),
        ],
        id="where-they-differ",
        className="folded",
    )


def _publisher(visit: Visit, publisher: Any, rows: list[Any], head: list[str]) -> Component:
    """One publisher's answers; ``head`` stands before each where there is no room for columns."""
    words, language = visit.words, visit.language
    reports = pick(publisher, "note", language) or words("Not known to us.")
    counted: list[Component] = []
    by_definition = sorted(rows, key=lambda row: row.definition)
    for definition, of_definition in groupby(by_definition, key=lambda row: row.definition):
        text = visit.catalogue.definitions[definition]
        names = words(", ").join(pick(row, "short", language) for row in of_definition)
        address = place_on_sources(f"definition-{definition}", visit.selection)
        counted.append(
            html.Div(
                [
                    html.P(
                        [
                            html.A(pick(text, "name", language), href=address),
                            html.Span(names, className="place"),
                        ]
                    ),
                    html.P(pick(text, "text", language)),
                ]
            )
        )
    where = [_area(visit, row) for row in _one_an_area(rows)]
    cells = (html.P(reports), html.Div(counted), html.Dl(where))
    link = html.A(
        pick(publisher, "name", language), href=place_on_sources(f"publisher-{publisher.id}", visit.selection)
    )
    labelled = [
        html.Td(cell, **dashed(data_label=label)) for label, cell in zip(head[1:], cells, strict=True)
    ]
    return html.Tr([html.Th(link, scope="row"), *labelled])


def _one_an_area(rows: list[Any]) -> list[Any]:
    return list({row.area: row for row in rows}.values())


def _area(visit: Visit, row: Any) -> Component:
    area = visit.catalogue.areas[row.area]
    return html.Div(
        [
            html.Dt(pick(area, "name", visit.language)),
            html.Dd(pick(area, "definition", visit.language) or visit.words("Not known to us.")),
        ]
    )
