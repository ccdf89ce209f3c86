"""The list under a chart that tells its numbered events, each with its dates and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.events import KIND_WORDS
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.chooser import PATH
from dashboard.pages.parts.finding import LIVE
from dashboard.pages.parts.frame import linked
from dashboard.pages.parts.read_at import nearness_sign
from dashboard.scene.sheet import Sheet, SheetEvent


def event_list(visit: Visit, sheet: Sheet) -> list[Component]:
    """The events of the shown years with the way to hide them, or the way to show them again."""
    if not sheet.rows:
        return []
    words, selection = visit.words, sheet.selection
    switch = None if visit.published else _switch(visit, selection)
    head = html.Div([html.H3(words("Events")), switch], className="events-head")
    if not selection.events:
        return [head]
    if not sheet.events:
        none = sheet.which_events or words("No event of these years is recorded.")
        return [head, html.P(none, className="row-note")]
    return [head, *events_told(visit, sheet)]


def _switch(visit: Visit, selection: Selection) -> Component:
    words = visit.words
    return html.A(
        words("Hide events") if selection.events else words("Show events"),
        href=replace(selection, events=not selection.events).address(PATH),
        className="events-switch",
        **LIVE,
        **dashed(data_focus="events-switch"),
    )


def events_told(visit: Visit, sheet: Sheet) -> list[Component]:
    """The numbered events, each with its dates and its source."""
    caution = visit.words(
        "When something happened, not what it caused: no effect on the counts is claimed or tested."
    )
    told: list[Component] = [
        html.P(text, className="events-caution") for text in (sheet.which_events, caution) if text
    ]
    for kind, events in groupby(sheet.events, key=lambda event: event.kind):
        items = [_event(visit, event) for event in events]
        name = visit.words("{kind} ({count})", kind=visit.words(KIND_WORDS[kind]), count=len(items))
        told.append(html.Details([html.Summary(name), html.Ol(items, className="events-list")], open=True))
    return told


def _source(visit: Visit, event: SheetEvent) -> Iterator[Component | str]:
    """What says so, each page with its address, after the sign of how near the original it was read."""
    words = visit.words
    yield words("Source: ")
    if event.nearness:
        yield nearness_sign(event.nearness, words, confidence=event.confidence)
        yield " "
    yield linked(event.source, event.href or None)
    for name, href in event.read_at:
        yield words(", ")
        yield linked(name, href or None)


def _event(visit: Visit, event: SheetEvent) -> Component:
    return html.Li(
        [
            html.Span(
                html.Span(str(event.number)),
                className=f"event-number event-{event.kind}",
                **dashed(aria_hidden="true"),
            ),
            html.Details(
                [
                    html.Summary([html.Span(event.dates, className="event-dates"), " ", event.title]),
                    html.P(event.note, className="row-note") if event.note else None,
                    html.P([*_source(visit, event)], className="row-note"),
                ]
            ),
        ],
        id=f"event-{event.id}",
        tabIndex=-1,
        value=str(event.number),
    )
