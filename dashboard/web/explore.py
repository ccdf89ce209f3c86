"""The live chart of the Explore page: the layout that Dash draws there, its two callbacks, and what is asked
of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Flask, Response, request

from dashboard.address.selection import FIRST_YEAR, LAST_YEAR
from dashboard.drawing.explorable import config, explorable_figure
from dashboard.pages import Visit
from dashboard.pages.explore import hidden_in, sheet_of
from dashboard.pages.parts.spans_compared import Span, can_compare_spans, span_marked, spans_compared

LOWEST = 480
"""Pixels that the chart has at the least."""
MOST_SPANS = 2
ASKED = "/_dash-update-component"
"""Where a browser asks a callback, in Dash's own form."""


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
    server: Flask = app.server

    @server.before_request
    def refuse() -> Response | None:
        if (
            request.path != ASKED
            or request.method != "POST"
            or _is_a_question(app, request.get_json(silent=True))
        ):
            return None
        server.logger.warning("%s: a body that is no question of Explore was refused", ASKED)
        return Response("This is no question that Explore asks.\n", status=400, mimetype="text/plain")

    @app.callback(
        Output("explore-chart", "figure"),
        Output("explore-chart", "style"),
        Output("explore-chart", "config"),
        Input("explore-address", "search"),
    )
    def draw(search: Any) -> tuple[Any, Any, Any]:
        visit = visit_of(_query(search))
        sheet = sheet_of(visit)
        figure = explorable_figure(sheet.scene, sheet.sizes[0], hidden=hidden_in(visit))
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
        return spans_compared(visit, sheet, (marked[0], marked[1]), hidden=hidden_in(visit)), []


def _is_a_question(app: Dash, body: Any) -> bool:
    """Whether Dash's renderer may have sent it: a callback of ours with all its places. Values may be any."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = app.callback_map.get(body["output"])
    changed = body.get("changedPropIds", [])
    return (
        callback is not None
        and _places(body.get("inputs")) == _places(callback["inputs"])
        and _places(body.get("state", [])) == _places(callback["state"])
        and _places(body.get("outputs")) == [tuple(one.rsplit(".", 1)) for one in _parts(body["output"])]
        and isinstance(changed, list)
        and all(isinstance(one, str) for one in changed)
    )


def _parts(output: str) -> list[str]:
    """The outputs in the name of a callback: ..a.x...b.y.. or a.x alone."""
    return output.removeprefix("..").removesuffix("..").split("...")


def _places(given: Any) -> list[tuple[Any, Any]] | None:
    """Component and property of each; None where it is no list of such."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return None
    return [(one.get("id"), one.get("property")) for one in given]


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
