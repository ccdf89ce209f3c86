"""The live chart of the Explore page: the layout that Dash draws there, and its two callbacks."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.address.selection import FIRST_YEAR, LAST_YEAR
from dashboard.drawing.explorable import config, explorable_figure
from dashboard.pages import Visit
from dashboard.pages.explore import sheet_of
from dashboard.pages.parts.spans_compared import Span, can_compare_spans, span_marked, spans_compared

LOWEST = 480
"""Pixels that the chart has at the least."""
MOST_SPANS = 2


def explore_layout() -> Component:
    """The same for every chart, so that nothing waits for a database: the address fills it."""
    return html.Div(
        [
            dcc.Location(id="explore-address", refresh=False),
            dcc.Graph(id="explore-chart", config=config("en", True), responsive=True),
            dcc.Store(id="explore-spans", data=[]),
            html.Div(id="explore-told", className="explore-told", role="status"),
        ]
    )


def answer_explore(app: Dash, visit_of: Callable[[str], Visit]) -> None:
    """Add the callbacks; ``visit_of`` reads a query string."""
    app.layout = explore_layout

    @app.callback(
        Output("explore-chart", "figure"),
        Output("explore-chart", "style"),
        Output("explore-chart", "config"),
        Input("explore-address", "search"),
    )
    def draw(search: Any) -> tuple[Any, Any, Any]:
        sheet = sheet_of(visit_of(_query(search)))
        figure = explorable_figure(sheet.scene, sheet.sizes[0])
        style = {"height": f"{max(LOWEST, sheet.layout('wide').size.height)}px"}
        return figure, style, config(sheet.selection.language, can_compare_spans(sheet.scene))

    @app.callback(
        Output("explore-told", "children"),
        Output("explore-spans", "data"),
        Input("explore-chart", "selectedData"),
        State("explore-spans", "data"),
        State("explore-address", "search"),
        prevent_initial_call=True,
    )
    def compare(selected: Any, spans: Any, search: Any) -> tuple[Any, Any]:
        edges = _edges(selected)
        visit = visit_of(_query(search))
        sheet = sheet_of(visit)
        if edges is None or not can_compare_spans(sheet.scene):
            return [], []
        first, last = math.ceil(edges[0]), math.floor(edges[1])
        if first > last:
            return visit.words("No whole year was marked."), spans
        marked = [*_spans(spans), (first, last)][-MOST_SPANS:]
        if len(marked) < MOST_SPANS:
            return span_marked(visit, marked[0]), marked
        return spans_compared(visit, sheet, (marked[0], marked[1])), []


def _query(search: Any) -> str:
    """The query string; whatever else a browser may send is none."""
    return search.removeprefix("?") if isinstance(search, str) else ""


def _edges(selected: Any) -> tuple[float, float] | None:
    """Where on the axis of years what was marked begins and ends; None where nothing is."""
    ranges = selected.get("range") if isinstance(selected, dict) else None
    axes = ranges.items() if isinstance(ranges, dict) else ()
    edges = next((value for name, value in axes if name.startswith("x")), None)
    try:
        low, high = sorted(float(edge) for edge in edges or ())
    except (OverflowError, TypeError, ValueError):
        return None
    return (low, high) if low >= FIRST_YEAR and high <= LAST_YEAR else None


def _spans(kept: Any) -> list[Span]:
    """What the browser kept; whatever else it may send is none."""
    pairs = kept if isinstance(kept, list) else []
    return [
        (pair[0], pair[1])
        for pair in pairs[-MOST_SPANS:]
        if isinstance(pair, list) and len(pair) == MOST_SPANS and all(type(year) is int for year in pair)
        if FIRST_YEAR <= pair[0] <= pair[1] <= LAST_YEAR
    ]
