"""Revisions: each year whose editions differ, drawn and listed with who said what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.charts.revisions import CHART, default_selection, revised_years
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.chooser import PATH as TRENDS
from dashboard.pages.parts.chooser import chooser
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.figures_table import REVISIONS
from dashboard.pages.parts.finding import page_asked, page_of, pager
from dashboard.pages.parts.frame import chart_box, key_of, notes_of, page_title
from dashboard.pages.parts.read_at import nearness_key, read_at
from dashboard.pages.parts.series_facets import SERIES_OPTIONS
from dashboard.pages.parts.share_menu import take_along
from dashboard.pages.parts.table import group_row, scrolling, table_head
from dashboard.record.captions import EDITION_WORDS, dating_text
from dashboard.record.periods import day_label
from dashboard.scene.sheet import Sheet, SheetRow
from dashboard.words import message, pick

GRAPH = "revisions-chart"
RESTATED = "restated"
"""Which page of the list of restated series an address shows."""
RESTATED_SHOWN = 20


def build(visit: Visit) -> View:
    """The page of a selection; without series it shows the one with the most restated years."""
    selection = default_selection(visit.engine, visit.catalogue, visit.selection)
    sheet = CHART.build(visit.engine, visit.catalogue, selection)
    pictures = {GRAPH: sheet} if sheet.rows else {}

    content = html.Div(
        [
            html.H1(visit.words("Revisions"), className="page-title"),
            html.P(
                visit.words("How publishers changed the figure of a year in later reports."),
                className="lead",
            ),
            chooser(visit, selection, path=REVISIONS),
            html.Div([_chart(visit, sheet), _aside(visit, selection)], className="sheet"),
            _table(visit, sheet) if sheet.rows else None,
        ]
    )

    return View(
        page_title(PAGE.name, visit.language), content, pictures, undecided=undecided_of(visit, selection)
    )


def _chart(visit: Visit, sheet: Sheet) -> Component:
    chart = [chart_box(visit, GRAPH, sheet), below_chart(visit, sheet)] if sheet.rows else []
    return html.Div(
        className="sheet-chart panel",
        children=[
            html.H2(sheet.headline, className="headline"),
            html.P(sheet.subtitle, className="subtitle"),
            html.Ul(key_of(sheet), className="key") if sheet.rows else None,
            *chart,
            notes_of(sheet.notes),
        ],
    )


def _aside(visit: Visit, selection: Selection) -> Component:
    """The series that were ever restated, as ways to their revisions; and the way back to Trends."""
    words, catalogue = visit.words, visit.catalogue
    revised = revised_years(visit.engine, catalogue, selection)
    found = page_of(list(revised.items()), page_asked(visit, RESTATED), RESTATED_SHOWN)
    links = [
        html.Li(
            [
                html.A(
                    pick(catalogue.series[series], "name", visit.language),
                    href=_only(selection, series).address(REVISIONS),
                    className="here" if series in selection.series else "",
                ),
                html.Span(
                    words("1 year") if count == 1 else words("{count} years", count=count),
                    className="how-many",
                ),
            ]
        )
        for series, count in found.items
    ]
    none = (
        words("At this point in time no year of any series was known to have been restated.")
        if selection.is_as_of
        else words("No year of any series is known to have been restated.")
    )
    return html.Div(
        [
            html.H2(words("Series with restated years")),
            html.Ul(links, className="restated") if links else html.P(none),
            None if visit.published else pager(visit, selection, REVISIONS, found, option=RESTATED),
            html.P(html.A(words("These series in Trends"), href=selection.address(TRENDS)), className="more"),
        ],
        className="panel aside",
    )


def _only(selection: Selection, series: str) -> Selection:
    return selection.plain().toggled(series)


def _table(visit: Visit, sheet: Sheet) -> Component:
    """Every edition with its publication, when that was published, and when our record learned of it."""
    words = visit.words
    head = [
        words("Period"),
        words("Edition"),
        words("Count"),
        words("Publication"),
        words("Published"),
        words("Recorded here"),
    ]
    body: list[Component] = []
    for series, rows in groupby(sheet.rows, key=lambda row: row.observation.series):
        name = pick(visit.catalogue.series[series], "short", visit.language)
        body.append(group_row(name, len(head)))
        periods = [list(editions) for _, editions in groupby(rows, key=lambda row: row.observation.key)]
        body += [row for editions in reversed(periods) for row in _period(visit, sheet.selection, editions)]
    return html.Section(
        className="panel sheet-table editions",
        children=[
            html.Div(
                className="table-head",
                children=[
                    html.H2(words("Editions and their publications"), id="editions"),
                    take_along(visit, sheet),
                ],
            ),
            scrolling(
                html.Table([table_head(head), html.Tbody(body)], className="figures-table"),
                aria_labelledby="editions",
            ),
            nearness_key(sheet.rows, words),
        ],
    )


def _period(visit: Visit, selection: Selection, rows: Sequence[SheetRow]) -> list[Component]:
    """The editions of one period, newest first; the period stands once, beside them all."""
    period = html.Th(rows[0].period, scope="rowgroup", rowSpan=len(rows))
    return [
        html.Tr(
            [*([period] if row is rows[0] else []), *_cells(visit, selection, row)],
            **dashed(data_observation=row.observation.edition_key),
        )
        for row in rows
    ]


def _cells(visit: Visit, selection: Selection, row: SheetRow) -> list[Component]:
    words, observation = visit.words, row.observation
    published = dating_text(observation.dating, words)
    recorded = day_label(observation.recorded_at.date(), visit.language)
    return [
        html.Td(words(EDITION_WORDS[row.edition]), className="edition"),
        html.Td(row.value, className="count"),
        html.Td(
            [
                html.A(row.source, href=source_address(observation, selection)),
                read_at(row, words),
                html.Span(row.note, className="row-note") if row.note else None,
            ]
        ),
        html.Td(published, className="day" if observation.dating.is_day else "day status"),
        html.Td(recorded, className="day"),
    ]


PAGE = Page(
    path=REVISIONS,
    position=15,
    name=message("Revisions"),
    group="charts",
    build=build,
    options=(*SERIES_OPTIONS, RESTATED),
)
