"""Of which series' figures a series is worked out, each a link to its chart."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.pages import Visit
from dashboard.words import pick


def parts_linked(visit: Visit, series: str) -> Component:
    """The parts of a series that is worked out, by name."""
    links: list[Component | str] = []
    for part in visit.catalogue.derived_series[series]:
        if links:
            links.append(visit.words("; "))
        links.append(series_linked(visit, part))
    return html.Span(links)


def series_linked(visit: Visit, series: str) -> Component:
    """A series' name, which leads to its chart."""
    selection = replace(visit.selection.plain(), series=(series,))
    name = pick(visit.catalogue.series[series], "name", visit.language)
    return html.A(name, href=selection.address("/trends"))
