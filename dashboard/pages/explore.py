"""Explore: one chart live, to zoom, pan and hold two spans of years against each other. Dash runs this page.

The server writes what stands around the chart; ``dashboard.web.explore`` fills the chart in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import HIDDEN
from dashboard.charts import charts
from dashboard.exporters.texts import page_address
from dashboard.markup.html import dashed, element
from dashboard.pages import Page, View, Visit
from dashboard.pages.parts.as_of import undecided_of
from dashboard.pages.parts.explore_link import CHART, EXPLORE
from dashboard.pages.parts.frame import in_words, key_of, page_title
from dashboard.pages.parts.spans_compared import can_compare_spans
from dashboard.scene.dark import DARK
from dashboard.scene.sheet import Sheet
from dashboard.words import message

DEFAULT = "trend"
ROOT = "react-entry-point"
"""The id of the element that Dash draws in."""


def sheet_of(visit: Visit) -> Sheet:
    """The chart that is explored; the default one where the address names none that there is."""
    name = next(iter(visit.own.get(CHART, ())), DEFAULT)
    chart = charts().get(name, charts()[DEFAULT])
    # The strip of events has no place on axes that move.
    selection = chart.default(visit.engine, visit.catalogue, replace(visit.selection, events=False))
    return chart.build(visit.engine, visit.catalogue, selection)


def build(visit: Visit) -> View:
    """Headline, how to use the chart, its place, and the way back to its page with the sources."""
    words, sheet = visit.words, sheet_of(visit)
    selection = replace(sheet.selection, events=visit.selection.events).with_language(visit.language)
    back = _with_hidden(page_address(sheet.chart, selection), hidden_in(visit))
    content = html.Div(
        [
            html.H1(words("Explore"), className="page-title"),
            html.Section(
                [
                    html.H2(sheet.headline, className="headline"),
                    html.P(sheet.subtitle, className="subtitle"),
                    html.P(_how(visit, sheet), className="explore-how"),
                    html.P(
                        html.A(
                            words("On a narrow screen, the chart’s own page is easier to use by touch."),
                            href=back,
                        ),
                        className="explore-narrow",
                    ),
                    html.Ul(key_of(sheet), className="key"),
                    html.Div(id=ROOT, className="explore-root", **dashed(data_dark=json.dumps(DARK)))
                    if sheet.rows
                    else None,
                    element(
                        "noscript", html.P(words("This page needs scripts; the chart’s own page does not."))
                    ),
                    html.P(html.A(words("Back to the chart with its figures and sources"), href=back)),
                    in_words(visit, sheet),
                ],
                className="panel explore",
            ),
        ]
    )
    return View(
        page_title(PAGE.name, visit.language),
        content,
        undecided=undecided_of(visit, sheet.selection),
        scripts=("explore.js",) if sheet.rows else (),
        runs_dash=bool(sheet.rows),
    )


def hidden_in(visit: Visit) -> tuple[str, ...]:
    """The ids of the series that were hidden on the chart."""
    return tuple(name for text in visit.own.get(HIDDEN, ()) for name in text.split(",") if name)


def _with_hidden(address: str, hidden: Sequence[str]) -> str:
    if not hidden:
        return address
    path, mark, place = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{HIDDEN}={quote(','.join(hidden), safe=',')}{mark}{place}"


def _how(visit: Visit, sheet: Sheet) -> Component | str:
    words = visit.words
    if not can_compare_spans(sheet.scene):
        return words("Drag to zoom, double-click to see all again; a click in the legend hides a series.")
    return words(
        "Drag to zoom, double-click to see all again; a click in the legend hides a series. With the "
        "selection tool of the chart’s bar, mark one span of years and then another to hold them against "
        "each other."
    )


PAGE = Page(
    path=EXPLORE,
    position=50,
    name=message("Explore"),
    build=build,
    options=(CHART, HIDDEN),
    needs_server=True,
)
