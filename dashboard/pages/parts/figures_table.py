"""The figures of a chart: in a grid, and to open each with its status, publication and where it was read."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.figures_grid import figures_grid
from dashboard.pages.parts.read_at import nearness_key, read_at
from dashboard.pages.parts.share_menu import take_along
from dashboard.pages.parts.table import group_row, scrolling, table_head
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import pick

REVISIONS = "/revisions"
"""The page that shows all editions of a series."""


def figures_table(visit: Visit, sheet: Sheet) -> list[Component | None]:
    """The grid of the sheet's figures, the files that hold them, and the source of each to open."""
    words = visit.words
    return [
        html.Div(
            className="table-head",
            children=[
                html.H2(words("Figures and sources"), id="figures"),
                take_along(visit, sheet),
            ],
        ),
        *(
            [
                figures_grid(visit, sheet),
                *[html.P(mark, className="row-note") for mark in sheet.marks],
                html.Details(
                    [html.Summary(words("Source of each figure")), *_sources(visit, sheet)],
                    className="figure-sources",
                    id="figure-sources",
                ),
            ]
            if sheet.rows
            else []
        ),
    ]


def _sources(visit: Visit, sheet: Sheet) -> list[Component | None]:
    """Every figure, newest first, with its status, its publication and where it was read."""
    words = visit.words
    head = [words("Period"), words("Figure"), words("Status"), words("Source")]
    body: list[Component] = []
    for series, rows in groupby(sheet.rows, key=lambda row: row.observation.series):
        name = pick(visit.catalogue.series[series], "short", visit.language)
        body.append(group_row(name, len(head)))
        body += [_row(visit, sheet.selection, row) for row in reversed(list(rows))]
    return [
        scrolling(
            html.Table([table_head(head), html.Tbody(body)], className="figures-table"),
            aria_label=words("Source of each figure"),
        ),
        nearness_key(sheet.rows, words),
    ]


def _row(visit: Visit, selection: Selection, row: SheetRow) -> Component:
    words = visit.words
    source = [
        html.A(row.source, href=source_address(row.observation, selection)),
        read_at(row, words),
    ]
    if row.also:
        source.append(html.Span(words("Also read at: {places}", places=row.also), className="place"))
    if row.note:
        source.append(html.Span(row.note, className="row-note"))
    if row.others:
        text = words("Other editions or readings: {others}", others=words("; ").join(row.others))
        source.append(html.Span(text, className="row-note"))
    if row.is_revised:
        only = replace(selection, series=(row.observation.series,))
        link = html.A(words("How this series was revised"), href=only.address(REVISIONS))
        source.append(html.Span(link, className="row-note"))
    return html.Tr(
        [
            html.Th(row.period, scope="row"),
            html.Td(row.value, className="count"),
            html.Td(row.status, className="status"),
            html.Td(source),
        ],
        **dashed(data_observation=row.observation.key),
    )
