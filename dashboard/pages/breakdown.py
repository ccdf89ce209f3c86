"""Breakdown: incidents by severity and by kind, rates against traffic, and what else is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.charts import Chart, kind, rates, severity
from dashboard.charts.base.breakdowns import published_shares, wholes
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.breakdown_measures import ANCHOR, TITLE, measure_sheets, measures_section
from dashboard.pages.parts.breakdown_tables import (
    category_meanings,
    parts_tables,
    rates_table,
    shares_in_words,
)
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.frame import chart_box, key_of, notes_of, page_title
from dashboard.pages.parts.share_menu import take_along
from dashboard.scene.sheet import Sheet
from dashboard.words import message

Beside = Callable[[Visit, Sheet], list[Component]]


MOST_OPEN_NOTES = 3
"""More of them than this are folded."""


@dataclass(frozen=True)
class BreakdownSection:
    """A section of the page: its anchor and title, its chart, and what stands beside and below the chart."""

    anchor: str
    title: str
    lead: str
    chart: Chart
    beside: Beside
    below: Beside = lambda _visit, _sheet: []


def _severity_beside(visit: Visit, sheet: Sheet) -> list[Component]:
    return [
        *parts_tables(visit, sheet, wholes(visit.catalogue, severity.DIVIDED_BY)),
        *(
            part
            for series in published_shares(visit.catalogue, severity.DIVIDED_BY)
            for part in shares_in_words(visit, sheet, series)
        ),
    ]


PARTS = (
    BreakdownSection(
        "severity",
        message("Severity"),
        message("How grave the incidents in Asia were, by ReCAAP's four categories."),
        severity.CHART,
        _severity_beside,
        lambda visit, _sheet: category_meanings(visit, wholes(visit.catalogue, severity.DIVIDED_BY)),
    ),
    BreakdownSection(
        "kind",
        message("Kind"),
        message("What was done to the ship, and whether the attempt succeeded."),
        kind.CHART,
        lambda visit, sheet: parts_tables(visit, sheet, wholes(visit.catalogue, kind.DIVIDED_BY)),
        lambda visit, _sheet: category_meanings(visit, wholes(visit.catalogue, kind.DIVIDED_BY)[:1]),
    ),
    BreakdownSection(
        "rates",
        message("Rates"),
        message("Incidents held against the ships that passed, where both are known for the same year."),
        rates.CHART,
        rates_table,
    ),
)


def build(visit: Visit) -> View:
    """The page in the reader's language and point of time; years of the address narrow every chart."""
    selections = [part.chart.default(visit.engine, visit.catalogue, visit.selection) for part in PARTS]
    sheets = [
        part.chart.build(visit.engine, visit.catalogue, selection)
        for part, selection in zip(PARTS, selections, strict=True)
    ]
    pictures = {_graph(part): sheet for part, sheet in zip(PARTS, sheets, strict=True) if sheet.key}
    cards = measure_sheets(visit)
    pictures |= {card.graph: card.sheet for card in cards}

    content = html.Div(
        [
            html.H1(visit.words("Breakdown"), className="page-title"),
            html.P(
                visit.words(
                    "What is inside the counts: how grave, of what kind, how many per ship that passes."
                ),
                className="lead",
            ),
            html.Nav(
                html.Ul(
                    [
                        html.Li(html.A(visit.words("Where at sea"), href=visit.plain("/compare"))),
                        *(
                            html.Li(html.A(visit.words(title), href=f"#{anchor}"))
                            for anchor, title in [
                                *((part.anchor, part.title) for part in PARTS),
                                (ANCHOR, TITLE),
                            ]
                        ),
                    ]
                ),
                className="contents",
                **dashed(aria_label=visit.words("On this page")),
            ),
            *[_section(visit, part, sheet) for part, sheet in zip(PARTS, sheets, strict=True)],
            measures_section(visit, cards),
        ]
    )

    selections += [card.sheet.selection for card in cards]
    undecided = sum(undecided_of(visit, selection) for selection in selections)
    return View(page_title(PAGE.name, visit.language), content, pictures, undecided=undecided)


def _graph(part: BreakdownSection) -> str:
    return f"{part.anchor}-chart"


def _section(visit: Visit, part: BreakdownSection, sheet: Sheet) -> Component:
    words = visit.words
    return html.Section(
        id=part.anchor,
        className="breakdown",
        children=[
            html.H2(words(part.title), className="section-title"),
            html.P(words(part.lead), className="lead"),
            html.Div([_chart(visit, part, sheet), _beside(visit, part, sheet)], className="sheet"),
        ],
    )


def _chart(visit: Visit, part: BreakdownSection, sheet: Sheet) -> Component:
    picture: list[Component] = []
    if sheet.key:
        picture = [
            html.Ul(key_of(sheet), className="key"),
            chart_box(visit, _graph(part), sheet),
            below_chart(visit, sheet),
        ]
    return html.Div(
        className="sheet-chart panel",
        children=[
            html.H3(sheet.headline, className="headline"),
            html.P(sheet.subtitle, className="subtitle"),
            *picture,
            html.Details(
                [
                    html.Summary(visit.words("Notes ({count})", count=len(sheet.notes))),
                    notes_of(sheet.notes),
                ],
                className="measure-figures",
            )
            if len(sheet.notes) > MOST_OPEN_NOTES
            else notes_of(sheet.notes),
            *part.below(visit, sheet),
        ],
    )


def _beside(visit: Visit, part: BreakdownSection, sheet: Sheet) -> Component:
    words = visit.words
    return html.Div(
        className="panel sheet-table",
        children=[
            html.Div(
                [
                    html.H3(words("Figures and sources"), id=f"{part.anchor}-figures"),
                    take_along(visit, sheet),
                ],
                className="table-head",
            ),
            html.P(words("Each figure leads to its publication."), className="table-lead"),
            *part.beside(visit, sheet),
        ],
    )


PAGE = Page(path="/breakdown", position=14, name=message("Breakdown"), group="charts", build=build)
