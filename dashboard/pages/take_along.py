"""The ways to take a chart along: every format that there is, and the link that never shows another."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.exporters import Exporter
from dashboard.exporters.carried import permanent_address
from dashboard.files import formats
from dashboard.pages import Visit
from dashboard.sheet import Sheet

FIRST = ("csv", "json")
"""What programs read stands in sight; the rest is in the menu."""
MENU = ("pptx", "png", "pdf", "xlsx", "svg", "html", "txt")
"""The order of the menu, by how often a briefing wants it; any other format stands last."""


def take_along(visit: Visit, sheet: Sheet) -> list[Component]:
    """Links to every format of a sheet, as it is shown; works without scripts."""
    words = visit.words
    query = sheet.selection.query()
    links: list[Component] = [
        html.A(formats()[one].name, href=f"/c/{sheet.chart}.{one}?{query}", className="download")
        for one in FIRST
    ]
    others = sorted(
        (one for name, one in formats().items() if name not in FIRST),
        key=lambda one: MENU.index(one.format) if one.format in MENU else len(MENU),
    )
    permanent = html.Li(html.A(words("Permanent link to this view"), href=permanent_address(sheet)))
    menu = html.Details(
        [
            html.Summary(words("Take it along")),
            html.Ul([*[_entry(visit, sheet, one, query) for one in others], permanent]),
        ],
        className="take-along",
        key=f"take-{sheet.chart}",
    )
    return [html.P(links, className="downloads"), menu]


def _entry(visit: Visit, sheet: Sheet, exporter: Exporter, query: str) -> Component:
    """A format with its looks."""
    words = visit.words
    address = f"/c/{sheet.chart}.{exporter.format}?{query}&download=1"
    looks: list[Component | str] = []
    for label, options in exporter.choices:
        looks += [" ", html.A(words(label), href=f"{address}&{options}", className="look")]
    return html.Li([html.A(words(exporter.name), href=address), *looks])
