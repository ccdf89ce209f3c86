"""The running year: its first months beside those of earlier years, and where the year may end."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.charts.base.figures import source_address
from dashboard.charts.running import CHART, PATH, shown_years
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.chooser import chooser, without_years
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.figures_table import figures_table
from dashboard.pages.parts.finding import LIVE
from dashboard.pages.parts.frame import chart_box, key_entry, notes_of, page_title
from dashboard.pages.parts.series_facets import SERIES_OPTIONS
from dashboard.pages.parts.table import scrolling, table_head
from dashboard.pages.parts.verdict_parts import findings_box, wording_of
from dashboard.record.captions import Observation, share_text, value_text
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.running import PartOfYear, Running, months_known
from dashboard.verdicts.running_sentences import months_text
from dashboard.words import message, pick

GRAPH = "running-chart"


def build(visit: Visit) -> View:
    """The page of a selection; without series it shows that with the newest first months."""
    selection = CHART.default(visit.engine, visit.catalogue, visit.selection)
    sheet = CHART.build(visit.engine, visit.catalogue, selection)
    years = shown_years(visit.engine, visit.catalogue, selection)
    content = html.Div(
        [
            html.H1(visit.words("Running year"), className="page-title"),
            html.P(visit.words(LEAD), className="lead"),
            chooser(visit, selection, path=PATH),
            _sheet(visit, sheet),
            *(_beside_the_year(visit, running) for running in years),
        ]
    )
    pictures = {GRAPH: sheet} if sheet.rows else {}
    return View(page_title(PAGE.name, visit.language), content, pictures, undecided_of(visit, selection))


LEAD = message(
    "Some months of a year, beside the same months of earlier years. A part of a year is never joined to "
    "full years, nor taken for one."
)


def _sheet(visit: Visit, sheet: Sheet) -> Component:
    years = without_years(visit, sheet.selection, PATH)
    drawn = [html.Ul(list(map(key_entry, sheet.key)), className="key")] if sheet.rows else []
    chart = [chart_box(visit, GRAPH, sheet, years=years)] if sheet.rows else []
    return html.Section(
        className="sheet",
        children=[
            html.Div(
                className="sheet-chart panel",
                children=[
                    html.Div(
                        [
                            html.H2(sheet.headline, className="headline"),
                            html.P(sheet.subtitle, className="subtitle"),
                            *drawn,
                        ]
                    ),
                    _other_months(visit, sheet),
                    *chart,
                    html.Div(_findings(visit, sheet), id="sheet-findings"),
                    html.Div([below_chart(visit, sheet), notes_of(sheet.notes)], id="sheet-notes"),
                ],
            ),
            html.Div(figures_table(visit, sheet), id="sheet-table", className="sheet-table panel"),
        ],
    )


def _other_months(visit: Visit, sheet: Sheet) -> Component | None:
    """The ways to the other parts of years that are known of these series."""
    if visit.published:
        return None
    known = {
        months
        for name in sheet.selection.series
        for months in months_known(
            visit.engine,
            visit.catalogue,
            name,
            recorded=visit.selection.recorded,
            published=visit.selection.published,
        )
    }
    shown = {row.observation.months for row in sheet.rows if row.observation.is_of_a_part}
    wording = wording_of(visit)
    links = [
        html.A(
            months_text(months, wording),
            href=replace(sheet.selection, part=months).address(PATH),
            className="chart-switch",
            **LIVE,
            **dashed(data_focus=f"part-{months[0]}-{months[1]}"),
        )
        for months in sorted(known - shown)
    ]
    return html.P([visit.words("Other months: "), *links], className="chart-switches") if links else None


def _findings(visit: Visit, sheet: Sheet) -> list[Component]:
    return findings_box(visit, sheet, visit.words("What these months show"), rule="running")


def _beside_the_year(visit: Visit, running: Running) -> Component:
    """The months and the whole of every year known, the newest first."""
    words = visit.words
    name = pick(visit.catalogue.series[running.series], "short", visit.language)
    months = months_text(running.months, wording_of(visit))
    head = [
        words("Year"),
        months,
        words("As first told"),
        words("Rest of the year (worked out)"),
        words("Whole year"),
        words("Share of the year (newest editions)"),
    ]
    title = f"beside-{running.series}"
    return html.Section(
        [
            html.H2(words("{series}: {months} and the whole year", series=name, months=months), id=title),
            scrolling(
                html.Table(
                    [
                        table_head(head),
                        html.Tbody(
                            [
                                _row(visit, one, is_open=running.is_running and one is running.newest)
                                for one in reversed(running.years)
                            ]
                        ),
                    ],
                    className="figures-table beside-year",
                ),
                aria_labelledby=title,
            ),
        ],
        className="panel beside",
    )


def _row(visit: Visit, one: PartOfYear, *, is_open: bool) -> Component:
    words = visit.words
    share = one.share
    cells: list[str | Component] = [
        _count(visit, one.part),
        _count(visit, one.earliest) if one.is_first_told else words("not known"),
        words("–") if one.rest is None else f"{one.rest:,}",
        _count(visit, one.full)
        if one.full is not None
        else words("not yet known")
        if is_open
        else words("not known"),
        words("–") if share is None else share_text(share, words),
    ]
    return html.Tr(
        [html.Th(str(one.year), scope="row"), *[html.Td(cell, className="count") for cell in cells]]
    )


def _count(visit: Visit, figure: Observation) -> Component:
    """A count that leads to its publication."""
    return html.A(
        value_text(figure, visit.words, star=""),
        href=source_address(figure, visit.selection),
        title=pick(visit.catalogue.publications[figure.publication], "title", visit.language),
    )


PAGE = Page(
    path=PATH,
    position=12,
    name=message("Running year"),
    group="charts",
    build=build,
    options=SERIES_OPTIONS,
)
