"""The part of a page where series and years are chosen: links and forms, which need no script.

The list of every series is asked for: the address says that it is open, what it is searched for, and its
page. Where scripts run a choice changes the page in place (assets/change.js); else it loads the page anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.address.selection import MOST_SERIES, Selection
from dashboard.markup.html import dashed
from dashboard.pages import Visit, unseen_field
from dashboard.pages.parts.finding import LIVE, PAGE, page_asked, page_of, pager, search_form, told
from dashboard.pages.parts.series_facets import SERIES_OPTIONS, facet_fields, is_narrowed, narrowed
from dashboard.record.queries import Extent, extents, stated
from dashboard.words import pick

PATH = "/trends"
SERIES_SHOWN = 120
"""Series on one page of the list."""


def chooser(visit: Visit, selection: Selection, *, path: str = PATH) -> Component:
    """Chosen series, years, and the list of every series."""
    words = visit.words
    if visit.published:
        return ways(visit, selection, path=path)
    return html.Section(
        className="chooser",
        children=[
            html.Div(
                className="chosen",
                children=[
                    html.Span(words("Series shown"), className="label"),
                    html.Ul(chips(visit, selection, path=path), id="chips", className="chips"),
                ],
            ),
            html.Form(
                year_fields(visit, selection),
                id="years",
                className="years",
                action=path,
                method="get",
                **LIVE,
            ),
            every_series(visit, selection, path=path),
        ],
        **dashed(aria_label=words("Choose series and years")),
    )


def every_series(visit: Visit, selection: Selection, *, path: str) -> Component:
    """The way to the list of every series; where the address opens it, the list with its search."""
    words, is_open = visit.words, any(name in visit.own for name in SERIES_OPTIONS)
    way = html.A(
        words("Add or take out series ({count} to choose from)", count=len(visit.catalogue.series)),
        href=replace(visit, own={} if is_open else {PAGE: ["1"]}).address(path, selection),
        className="all-series-way",
        **LIVE,
        **dashed(data_focus="all-series", aria_expanded="true" if is_open else "false"),
    )
    parts: list[Component | None] = [way]
    if is_open:
        left = narrowed(visit, _by_publisher(visit))
        found = page_of(left.rows, page_asked(visit), SERIES_SHOWN)
        parts += [
            html.Div(
                [
                    search_form(
                        visit,
                        selection,
                        path,
                        words("Series, publisher or waters"),
                        more=facet_fields(visit, left),
                    ),
                    told(visit, found),
                    html.A(
                        words("Clear"),
                        href=replace(visit, own={PAGE: ["1"]}).address(path, selection),
                        className="clear",
                        **LIVE,
                        **dashed(data_focus="clear"),
                    )
                    if is_narrowed(visit)
                    else None,
                    html.P(
                        words(
                            "A chart shows at most {most} series: take one out to add another.",
                            most=MOST_SERIES,
                        ),
                        className="found",
                    )
                    if len(selection.series) >= MOST_SERIES
                    else None,
                ],
                className="finding",
            ),
            html.Div(
                html.Div(
                    series_groups(visit, selection, found.items, path=path),
                    id="series-groups",
                    className="series-groups",
                ),
                id="series-list",
                className="series-list",
            ),
            pager(visit, selection, path, found),
        ]
    return html.Div(parts, id="all-series", className="all-series")


def without_years(visit: Visit, selection: Selection, path: str) -> str:
    """The address that shows other years of a selection, without these; "" where nothing answers."""
    return "" if visit.published else replace(selection, first=None, last=None).address(path)


def ways(visit: Visit, selection: Selection, *, path: str) -> Component:
    """The series shown, and on Trends each series' own page: what is left of the choice where nothing
    answers it. Not every series has a page elsewhere."""
    words, catalogue = visit.words, visit.catalogue
    items = [
        html.Li(html.Span(pick(catalogue.series[series], "short", visit.language), className="chip here"))
        for series in selection.series
    ]
    return html.Section(
        className="chooser",
        children=[
            html.Div(
                [html.Span(words("Series shown"), className="label"), html.Ul(items, className="chips")],
                className="chosen",
            ),
            _every_page(visit, selection) if path == PATH else None,
        ],
        **dashed(aria_label=words("Choose a series")),
    )


def _every_page(visit: Visit, selection: Selection) -> Component:
    """The list of every series' page, which stands on one page alone, and the way there from all others."""
    count = len(visit.catalogue.series)
    title = visit.words("Every series, each on a page of its own ({count})", count=count)
    if visit.selection.series:
        way = html.A(title, href=f"{visit.plain(PATH)}#all-series", className="all-series-way")
        return html.Div(way, className="all-series")
    groups = []
    for publisher, of_publisher in groupby(_by_publisher(visit), key=lambda row: row.publisher):
        links = [
            html.Li(
                html.A(
                    [
                        html.Span(
                            "✓" if row.id in selection.series else "→",
                            className="tick",
                            **dashed(aria_hidden="true"),
                        ),
                        html.Span(pick(row, "name", visit.language)),
                    ],
                    href=selection.plain().toggled(row.id).address(PATH),
                    className="series-link in" if row.id in selection.series else "series-link",
                )
            )
            for row in of_publisher
        ]
        groups.append(_group(visit, publisher, links))
    return html.Details(
        [
            html.Summary(title),
            html.Div(groups, className="series-groups"),
        ],
        id="all-series",
        className="all-series",
    )


def _by_publisher(visit: Visit) -> list[Any]:
    """Every series, in the order of the publishers."""
    order = {publisher: place for place, publisher in enumerate(visit.catalogue.publishers)}
    return sorted(visit.catalogue.series.values(), key=lambda row: (order[row.publisher], row.position))


def _group(visit: Visit, publisher: str, links: Sequence[Component]) -> Component:
    name = pick(visit.catalogue.publishers[publisher], "short", visit.language)
    return html.Div([html.H3(name), html.Ul(links)], className="series-group")


def chips(visit: Visit, selection: Selection, *, path: str = PATH) -> list[Component]:
    """The chosen series, each a link that takes it out; not the only one, for a chart shows one at least."""
    words = visit.words
    if len(selection.series) == 1:
        name = pick(visit.catalogue.series[selection.series[0]], "short", visit.language)
        why = words("The only series shown: add another before you take it out")
        return [html.Li(html.Span(name, className="chip here", title=why))]
    return [
        html.Li(
            html.A(
                [
                    html.Span(pick(visit.catalogue.series[series], "short", visit.language)),
                    html.Span("×", className="cross", **dashed(aria_hidden="true")),
                ],
                href=visit.address(path, selection.toggled(series)),
                className="chip",
                title=words("Take out"),
                **LIVE,
                **dashed(data_focus=f"chip-{series}"),
            )
        )
        for series in selection.series
    ]


def series_groups(visit: Visit, selection: Selection, rows: Sequence[Any], *, path: str) -> list[Component]:
    """Series by publisher, as links that add it or take it out."""
    words = visit.words
    is_full = len(selection.series) >= MOST_SERIES
    reach = extents(visit.engine, published=selection.published, recorded=selection.recorded)
    groups: list[Component] = []
    for publisher, of_publisher in groupby(rows, key=lambda row: row.publisher):
        links: list[Component] = []
        for row in of_publisher:
            is_in = row.id in selection.series
            name: list[Any] = [
                pick(row, "name", visit.language),
                " ",
                html.Span(_reach(visit, row, reach.get(row.id)), className="reach"),
            ]
            is_only = selection.series == (row.id,)
            link = (
                html.Span([*(["✓ "] if is_in else []), *name], className="series-link off")
                if is_only or (is_full and not is_in)
                else html.A(
                    [
                        html.Span("✓" if is_in else "+", className="tick", **dashed(aria_hidden="true")),
                        html.Span(name),
                    ],
                    href=visit.address(path, selection.toggled(row.id)),
                    className="series-link in" if is_in else "series-link",
                    title=words("Take out") if is_in else words("Add to the chart"),
                    **LIVE,
                    **dashed(data_focus=f"series-{row.id}"),
                )
            )
            links.append(html.Li(link))
        groups.append(_group(visit, publisher, links))
    return groups


def _reach(visit: Visit, series: Any, extent: Extent | None) -> str:
    """Which years a series has figures of, whether it has ended, and whether some are of parts of years."""
    words = visit.words
    if extent is None:
        return words("no figure")
    said = [
        words("{first}–{last}", first=extent.first, last=extent.last)
        if extent.first < extent.last
        else words("{year}", year=extent.first)
    ]
    if series.successor:
        said.append(words("ended"))
    if extent.has_parts:
        said.append(words("also parts of years"))
    return words(", ").join(said)


def year_fields(visit: Visit, selection: Selection) -> list[Component | Markup]:
    """First and last year to show, and the rest of the selection unseen, as fields of one form."""
    words = visit.words
    first, last = stated(visit.engine, published=selection.published, recorded=selection.recorded).years

    def choice(name: str, label: str, chosen: int | None, none: str) -> Component:
        options = [html.Option(none, value="", selected=chosen is None)]
        years = sorted({*range(first, last + 1), *([chosen] if chosen else [])}, reverse=True)
        options += [html.Option(str(year), value=str(year), selected=year == chosen) for year in years]
        return html.Label([html.Span(label), html.Select(options, name=name, key=f"{name}-{chosen}")])

    carried = dict(visit.own) | replace(selection, first=None, last=None).options()
    hidden = [unseen_field(name, values) for name, values in carried.items()]
    return [
        *hidden,
        choice("from", words("From year"), selection.first, words("first known")),
        choice("to", words("To year"), selection.last, words("newest")),
        html.Button(words("Show"), type="submit", className="button"),
    ]
