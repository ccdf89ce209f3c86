"""Compare: what each publisher counts in one region, side by side, and in words why the counts differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.charts.base.regions import Compared, beside_each_other, compared, earlier_editions
from dashboard.charts.compare import CHART, default_selection
from dashboard.markup.html import dashed
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.chart_switches import chart_switches
from dashboard.pages.parts.chooser import without_years, year_fields
from dashboard.pages.parts.compare_definitions import definitions
from dashboard.pages.parts.explore_link import below_chart
from dashboard.pages.parts.finding import (
    LIVE,
    OPTIONS,
    ResultPage,
    matching,
    named,
    page_asked,
    page_of,
    pager,
    plain_text,
    search_form,
    told,
)
from dashboard.pages.parts.frame import chart_box, notes_of, page_title
from dashboard.pages.parts.read_at import nearness_key, sign_of
from dashboard.pages.parts.share_menu import take_along
from dashboard.pages.parts.table import scrolling
from dashboard.record import captions
from dashboard.record.captions import Observation
from dashboard.record.periods import year_label
from dashboard.scene.sheet import Sheet
from dashboard.words import message, pick

PATH = "/compare"
GRAPH = "compare-chart"
REGIONS_SHOWN = 12


def build(visit: Visit) -> View:
    """The page of a region and years; without a region it shows the first."""
    selection = default_selection(visit.engine, visit.catalogue, visit.selection)
    sheet = CHART.build(visit.engine, visit.catalogue, selection)
    comparison = compared(visit.engine, visit.catalogue, selection)
    pictures = {GRAPH: sheet} if sheet.rows else {}

    words = visit.words
    content = html.Div(
        [
            html.H1(words("Compare publishers"), className="page-title"),
            html.P(
                words("What each publisher counts for these waters, side by side and never joined."),
                className="lead",
            ),
            _choice(visit, selection),
            html.Div([_chart(visit, sheet), _one_year(visit, comparison, selection)], className="sheet"),
            _table(visit, comparison, sheet) if sheet.rows else None,
            definitions(visit, comparison) if sheet.rows else None,
        ]
    )

    whole = replace(selection, series=(*comparison.here, *comparison.world))
    undecided = undecided_of(visit, whole)
    return View(page_title(PAGE.name, visit.language), content, pictures, undecided=undecided)


def _choice(visit: Visit, selection: Selection) -> Component:
    """The regions as links, searched where they are many, and a form of years: both work without scripts."""
    words, regions = visit.words, visit.catalogue.regions
    chosen = regions.get(selection.region)
    rows = matching(visit, regions.values(), lambda row: plain_text(named(row, "name")))
    found = page_of(rows, page_asked(visit), max(len(rows), 1) if visit.published else REGIONS_SHOWN)
    shown = [*([] if chosen in found.items or chosen is None else [chosen]), *found.items]
    has_search = len(regions) > REGIONS_SHOWN and not visit.published
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.Span(words("Waters"), className="label"),
                            html.Ul(
                                [_region(visit, row, selection) for row in shown], className="chips regions"
                            ),
                            *(_search(visit, selection, found) if has_search else []),
                        ],
                        className="chosen",
                    ),
                    None if visit.published else _publishers(visit, selection),
                ],
                className="chosen-rows",
            ),
            None
            if visit.published
            else html.Form(
                year_fields(visit, selection),
                id="years",
                className="years",
                action=PATH,
                method="get",
                **LIVE,
            ),
        ],
        className="chooser",
        **dashed(aria_label=words("Choose waters and years")),
    )


def _publishers(visit: Visit, selection: Selection) -> Component:
    """Who counts in these waters or in the whole world, each a link that takes it out or adds it; not the
    last one."""
    words, catalogue = visit.words, visit.catalogue
    here, world = beside_each_other(catalogue, selection.region)
    counting = {catalogue.series[id].publisher for id in (*here, *world)}
    every = tuple(id for id in catalogue.publishers if id in counting)
    shown = [id for id in every if id in (selection.publishers or every)]

    def switch(id: str) -> Component:
        name = pick(catalogue.publishers[id], "short", visit.language)
        if shown == [id]:
            return html.Span(name, className="chip here")
        wanted = tuple(one for one in every if (one in shown) != (one == id))
        address = replace(visit.selection, publishers=() if wanted == every else wanted)
        is_shown = id in shown
        return html.A(
            [
                html.Span(name),
                html.Span("×" if is_shown else "+", className="cross", **dashed(aria_hidden="true")),
            ],
            href=visit.address(PATH, address),
            className="chip" if is_shown else "chip out",
            title=words("Take out") if is_shown else words("Add to the chart"),
            **LIVE,
            **dashed(data_focus=f"publisher-{id}"),
        )

    return html.Div(
        [
            html.Span(words("Publishers"), className="label"),
            html.Ul([html.Li(switch(id)) for id in every], className="chips", id="publishers"),
        ],
        className="chosen",
    )


def _search(visit: Visit, selection: Selection, found: ResultPage[Any]) -> list[Component | None]:
    form = search_form(visit, selection, PATH, visit.words("Search for waters"))
    return [
        pager(visit, selection, PATH, found),
        html.Div([form, told(visit, found)], className="finding"),
    ]


def _region(visit: Visit, row: Any, selection: Selection) -> Component:
    address = replace(visit.selection, region=row.id, series=(), numbers="")
    return html.Li(
        html.A(
            pick(row, "name", visit.language),
            href=visit.address(PATH, address),
            className="chip here" if row.id == selection.region else "chip",
            **({} if visit.published else LIVE),
            **dashed(data_focus=f"region-{row.id}"),
            **(dashed(aria_current="true") if row.id == selection.region else {}),
        )
    )


def _chart(visit: Visit, sheet: Sheet) -> Component:
    years = without_years(visit, sheet.selection, PATH)
    chart = [chart_box(visit, GRAPH, sheet, years=years)] if sheet.rows else []
    return html.Div(
        className="sheet-chart panel",
        children=[
            html.H2(sheet.headline, className="headline"),
            html.P(sheet.subtitle, className="subtitle") if sheet.subtitle else None,
            chart_switches(visit, sheet, PATH),
            *chart,
            below_chart(visit, sheet),
            notes_of(sheet.notes),
        ],
    )


def _one_year(visit: Visit, comparison: Compared, selection: Selection) -> Component:
    """The year that most series have, as a list from the highest count to the lowest."""
    words = visit.words
    year = comparison.fullest_year
    if year is None:
        return html.Div(
            html.P(words("Choose other waters, publishers or years."), className="empty"), className="panel"
        )
    counts = comparison.of_year(year)
    parts: list[Component] = [
        html.H2(words("{year}, side by side", year=year_label(year, visit.language))),
    ]
    groups = ((None, comparison.here), (words("World, for context"), comparison.world))
    for heading, order in groups:
        present = [counts[series] for series in order if series in counts]
        ordered = sorted(present, key=lambda group: -(group[0].value or 0))
        if heading and ordered:
            parts.append(html.H3(heading))
        items = [html.Li(_count_of_year(visit, group, selection)) for group in ordered]
        parts.append(html.Ol(items, className="one-year"))
    absent = [series for series in comparison.here if series not in counts]
    if absent:
        names = words(", ").join(
            pick(visit.catalogue.series[series], "short", visit.language) for series in absent
        )
        parts.append(
            html.P(words("Without a full count of this year: {names}.", names=names), className="row-note")
        )
    return html.Div(parts, className="panel aside")


def _count_of_year(visit: Visit, group: Sequence[Observation], selection: Selection) -> list[Component]:
    words, catalogue, language = visit.words, visit.catalogue, visit.language
    newest = group[0]
    row = catalogue.series[newest.series]
    first = earlier_editions(group)
    notes = [captions.publication_text(newest, catalogue, words)]
    if first:
        notes.append(words("first edition {value}", value=captions.value_text(first[0], words)))
    return [
        html.A(
            captions.value_text(newest, words),
            href=source_address(newest, selection),
            className="one-count",
            title=captions.publication_text(newest, catalogue, words),
        ),
        html.Span(
            [
                html.A(
                    pick(row, "short", language),
                    href=replace(selection.plain(), series=(row.id,)).address("/trends"),
                ),
                html.Span(words("; ").join(notes), className="place"),
            ]
        ),
    ]


def _table(visit: Visit, comparison: Compared, sheet: Sheet) -> Component:
    """Periods down, series across; each count with its marks, its publication and its earlier edition."""
    words, catalogue, selection = visit.words, visit.catalogue, sheet.selection
    order = (*comparison.here, *comparison.world)
    by_period: dict[tuple[Any, ...], dict[str, Sequence[Observation]]] = {}
    for group in comparison.groups.values():
        newest = group[0]
        period = (newest.period_start, newest.period_end, newest.period_kind)
        by_period.setdefault(period, {})[newest.series] = group
    publishers = [
        html.Th(
            pick(catalogue.publishers[publisher], "short", visit.language),
            colSpan=len(list(columns)),
            scope="colgroup",
        )
        for publisher, columns in groupby(order, key=lambda series: catalogue.series[series].publisher)
    ]
    names = [
        html.Th(pick(catalogue.series[series], "short", visit.language), scope="col", className="series-name")
        for series in order
    ]
    rows = [
        html.Tr(
            [
                html.Th(captions.period_text(next(iter(cells.values()))[0], words), scope="row"),
                *[_cell(visit, cells.get(series, ()), selection) for series in order],
            ]
        )
        for _, cells in sorted(by_period.items(), key=lambda pair: pair[0][:2], reverse=True)
    ]
    return html.Section(
        className="panel sheet-table compared",
        children=[
            html.Div(
                className="table-head",
                children=[
                    html.H2(words("Every count with its source"), id="compared"),
                    take_along(visit, sheet),
                ],
            ),
            html.P(
                words(
                    "A count leads to its publication; in brackets, the edition that it replaced. An empty "
                    "cell is a figure that is not known to us, never a zero."
                ),
                className="table-hint",
            ),
            scrolling(
                html.Table(
                    [
                        html.Thead(
                            [
                                html.Tr([html.Th(words("Period"), rowSpan=2, scope="col"), *publishers]),
                                html.Tr(names),
                            ]
                        ),
                        html.Tbody(rows),
                    ],
                    className="figures-table",
                ),
                aria_labelledby="compared",
            ),
            nearness_key(sheet.rows, words),
        ],
    )


def _cell(visit: Visit, group: Sequence[Observation], selection: Selection) -> Component:
    words = visit.words
    if not group:
        nothing = (
            words("no figure shown at this point in time")
            if selection.is_as_of
            else words("no figure known to us")
        )
        return html.Td(html.Span(nothing, className="unseen"), className="count none")
    newest = group[0]
    parts: list[Any] = [_edition(visit, newest, selection), sign_of(newest, visit.catalogue, words)]
    for earlier in earlier_editions(group):
        parts += [" (", _edition(visit, earlier, selection), ")"]
    statuses = [code for code in newest.statuses() if code != "final"]
    status = captions.status_text(newest, words) if statuses and newest.value is not None else ""
    return html.Td(
        [html.Span(parts), html.Span(status, className="place") if status else None],
        className="count",
        **dashed(data_observation=newest.key),
    )


def _edition(visit: Visit, observation: Observation, selection: Selection) -> Component:
    source = captions.publication_text(observation, visit.catalogue, visit.words)
    return html.A(
        captions.value_text(observation, visit.words),
        href=source_address(observation, selection),
        title=source,
        **dashed(aria_label=captions.spoken(observation, visit.catalogue, visit.words)),
    )


PAGE = Page(path=PATH, position=13, name=message("Compare"), group="charts", build=build, options=OPTIONS)
