"""The list under a chart that tells its numbered events, each with its dates and its source."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Selection
from dashboard.charts.base.events import KIND_WORDS
from dashboard.markup.html import dashed
from dashboard.pages import Visit
from dashboard.pages.parts.chooser import PATH
from dashboard.pages.parts.finding import LIVE
from dashboard.pages.parts.frame import linked
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
        return [head, html.P(words("No event of these years is recorded."), className="row-note")]
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
    return [
        html.P(caution, className="events-caution"),
        html.Ol([_event(visit, event) for event in sheet.events], className="events-list"),
    ]


def _event(visit: Visit, event: SheetEvent) -> Component:
    words = visit.words
    source: list[Component | str] = [words("Source: "), linked(event.source, event.href or None)]
    if event.place:
        source += [words(", "), event.place]
    return html.Li(
        [
            html.Span(
                html.Span(str(event.number)),
                className=f"event-number event-{event.kind}",
                **dashed(aria_hidden="true"),
            ),
            html.Div(
                [
                    html.P(
                        [
                            html.Span(event.dates, className="event-dates"),
                            html.Span(words(KIND_WORDS[event.kind]), className="event-kind"),
                        ],
                        className="event-facts",
                    ),
                    html.P(event.title, className="event-title"),
                    html.P(event.note, className="row-note") if event.note else None,
                    html.P(source, className="row-note"),
                ]
            ),
        ],
        id=f"event-{event.id}",
        tabIndex=-1,
        value=str(event.number),
    )
