"""Trends: chosen series over chosen years, the table beside the chart, the definitions below."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.charts.trend import CHART, default_selection, source_address
from dashboard.pages import Page, Picture, View, Visit, dashed
from dashboard.pages.frame import chart_box, guide_entry, page_title, sign_of
from dashboard.queries import years_covered
from dashboard.selection import MOST_SERIES, Selection
from dashboard.sheet import KeyEntry, Sheet, SheetRow
from dashboard.words import message, pick

GRAPH = "trend-chart"
PATH = "/trends"


def build(visit: Visit) -> View:
    """The page of a selection; without series it shows those of the first indicator."""
    selection = default_selection(visit.catalogue, visit.selection)
    sheet = CHART.build(visit.engine, visit.catalogue, selection)
    pictures = {GRAPH: Picture(sheet.drawings, sheet.headline, sheet.alt)} if sheet.rows else {}

    def content(size: str) -> Component:
        return html.Div(
            [
                html.H1(visit.words("Trends"), className="page-title"),
                _chooser(visit, selection),
                _sheet(visit, sheet, size),
                _definitions(visit, selection),
            ]
        )

    return View(page_title(PAGE.name, visit.language), content, pictures)


def _chooser(visit: Visit, selection: Selection) -> Component:
    words = visit.words
    chips = [
        html.Li(
            html.A(
                [
                    html.Span(pick(visit.catalogue.series[one], "short", visit.language)),
                    html.Span("×", className="cross", **dashed(aria_hidden="true")),
                ],
                href=selection.toggled(one).address(PATH),
                className="chip",
                **dashed(data_live="yes"),
                title=words("Take out"),
            )
        )
        for one in selection.series
    ]
    return html.Section(
        className="chooser",
        **dashed(aria_label=words("Choose series and years")),
        children=[
            html.Div(
                className="chosen",
                children=[
                    html.Span(words("Series shown"), className="label"),
                    html.Ul(chips, className="chips"),
                ],
            ),
            _years(visit, selection),
            _all_series(visit, selection),
        ],
    )


def _all_series(visit: Visit, selection: Selection) -> Component:
    """Every series by publisher, as links that add it or take it out: they work without JavaScript."""
    words, catalogue = visit.words, visit.catalogue
    ordered = sorted(
        catalogue.series.values(),
        key=lambda row: (list(catalogue.publishers).index(row.publisher), row.position),
    )
    is_full = len(selection.series) >= MOST_SERIES
    groups = []
    for publisher, members in groupby(ordered, key=lambda row: row.publisher):
        links = []
        for row in members:
            is_in = row.id in selection.series
            name = pick(row, "name", visit.language)
            link = (
                html.Span(name, className="series-link off")
                if is_full and not is_in
                else html.A(
                    [
                        html.Span("✓" if is_in else "+", className="tick", **dashed(aria_hidden="true")),
                        html.Span(name),
                    ],
                    href=selection.toggled(row.id).address(PATH),
                    className="series-link in" if is_in else "series-link",
                    **dashed(data_live="yes"),
                    title=words("Take out") if is_in else words("Add to the chart"),
                )
            )
            links.append(html.Li(link))
        groups.append(
            html.Div(
                [html.H3(pick(catalogue.publishers[publisher], "short", visit.language)), html.Ul(links)],
                className="series-group",
            )
        )
    return html.Details(
        id="all-series",
        className="all-series",
        children=[
            html.Summary(
                words("Add or take out series ({count} to choose from)", count=len(catalogue.series))
            ),
            html.Div(groups, className="series-groups"),
        ],
    )


def _years(visit: Visit, selection: Selection) -> Component:
    words = visit.words
    first, last = years_covered(visit.engine)

    def choice(name: str, label: str, chosen: int | None, none: str) -> Component:
        options = [html.Option(none, value="", selected=chosen is None)]
        known = sorted({*range(first, last + 1), *([chosen] if chosen else [])}, reverse=True)
        options += [html.Option(str(year), value=str(year), selected=year == chosen) for year in known]
        return html.Label([html.Span(label), html.Select(options, name=name, key=f"{name}-{chosen}")])

    kept = [html.Option(one, value=one, selected=True) for one in selection.series]
    hidden = [html.Select(kept, name="series", multiple=True, hidden=True, **dashed(aria_hidden="true"))]
    if selection.says_language:
        language = [html.Option(selection.language, value=selection.language, selected=True)]
        hidden.append(html.Select(language, name="lang", hidden=True, **dashed(aria_hidden="true")))
    return html.Form(
        className="years",
        **dashed(data_live="yes"),
        action=PATH,
        method="get",
        children=[
            *hidden,
            choice("from", words("From year"), selection.first, words("first known")),
            choice("to", words("To year"), selection.last, words("newest")),
            html.Button(words("Show"), type="submit", className="button"),
        ],
    )


def _sheet(visit: Visit, sheet: Sheet, size: str) -> Component:
    words = visit.words
    picture = (
        [
            html.Ul([*map(_key_entry, sheet.key), *map(guide_entry, sheet.guides)], className="key"),
            chart_box(GRAPH, sheet.drawings[size], sheet.alt),
            html.Details(
                [html.Summary(words("The chart in words")), html.P(sheet.alt)],
                className="in-words",
                id="in-words",
            ),
        ]
        if sheet.rows
        else [html.P(words("Choose other series or years."), className="empty")]
    )
    return html.Section(
        className="sheet",
        children=[
            html.Div(
                className="sheet-chart panel",
                children=[
                    html.H2(sheet.headline, className="headline", **dashed(aria_live="polite")),
                    html.P(sheet.subtitle, className="subtitle"),
                    *picture,
                    html.P(
                        words(
                            "Facts only: whether a difference between years could be chance is not "
                            "judged on this page."
                        ),
                        className="caution",
                    ),
                    html.Ul([html.Li(note) for note in sheet.notes], className="notes")
                    if sheet.notes
                    else None,
                ],
            ),
            html.Div(className="sheet-table panel", children=_table(visit, sheet)),
        ],
    )


def _key_entry(entry: KeyEntry) -> Component:
    return html.Li(
        [
            html.Span(
                sign_of(entry),
                className="sign",
                style={"color": entry.style.colour},
                **dashed(aria_hidden="true"),
            ),
            html.A(entry.label, href=f"#definition-{entry.series}"),
        ]
    )


def _table(visit: Visit, sheet: Sheet) -> list[Component]:
    words = visit.words
    address = sheet.selection.query()
    head = [words("Period"), words("Count"), words("Status"), words("Source")]
    body: list[Component] = []
    for series, rows in groupby(sheet.rows, key=lambda row: row.observation.series):
        name = pick(visit.catalogue.series[series], "short", visit.language)
        body.append(html.Tr(html.Th(name, colSpan=len(head), scope="rowgroup"), className="group-row"))
        body += [_table_row(visit, sheet.selection, row) for row in reversed(list(rows))]
    return [
        html.Div(
            className="table-head",
            children=[
                html.H2(words("Figures and sources"), id="figures"),
                html.P(
                    [
                        html.A("CSV", href=f"/c/trend.csv?{address}", className="download"),
                        html.A("JSON", href=f"/c/trend.json?{address}", className="download"),
                    ],
                    className="downloads",
                ),
            ],
        ),
        html.Div(
            className="table-scroll",
            tabIndex=0,
            role="region",
            **dashed(aria_labelledby="figures"),
            children=html.Table(
                [html.Thead(html.Tr([html.Th(one, scope="col") for one in head])), html.Tbody(body)],
                className="figures-table",
            ),
        ),
    ]


def _table_row(visit: Visit, selection: Selection, row: SheetRow) -> Component:
    words = visit.words
    source = [
        html.A(row.source, href=source_address(row.observation, selection)),
        html.Span(row.place, className="place"),
    ]
    if row.note:
        source.append(html.Span(row.note, className="row-note"))
    if row.others:
        text = words("Other editions or readings: {others}", others=words("; ").join(row.others))
        source.append(html.Span(text, className="row-note"))
    return html.Tr(
        [
            html.Th(row.period, scope="row"),
            html.Td(row.value, className="count"),
            html.Td(row.status, className="status"),
            html.Td(source),
        ],
        **dashed(data_observation=row.observation.key),
    )


def _definitions(visit: Visit, selection: Selection) -> Component:
    words, catalogue, language = visit.words, visit.catalogue, visit.language
    cards = []
    for one in selection.series:
        row = catalogue.series[one]
        definition, area = catalogue.definitions[row.definition], catalogue.areas[row.area]
        publisher = catalogue.publishers[row.publisher]
        facts: list[tuple[str, str | Component]] = [
            (
                words("Publisher"),
                html.A(
                    pick(publisher, "name", language),
                    href=f"{visit.plain('/sources')}#publisher-{publisher.id}",
                ),
            ),
            (
                words("Area"),
                " ".join(filter(None, (pick(area, "name", language), pick(area, "definition", language)))),
            ),
            (words("What is counted"), pick(definition, "text", language)),
            (words("Category"), pick(catalogue.categories[row.category], "name", language)),
            (words("Series id"), html.Code(one)),
        ]
        cards.append(
            html.Div(
                id=f"definition-{one}",
                className="panel definition",
                children=[
                    html.H3(pick(row, "name", language)),
                    html.Dl([part for term, text in facts for part in (html.Dt(term), html.Dd(text))]),
                ],
            )
        )
    return html.Section(
        className="definitions",
        children=[html.H2(words("What these series are")), html.Div(cards, className="definition-cards")],
    )


PAGE = Page(path=PATH, position=2, name=message("Trends"), build=build, has_selection=True)
