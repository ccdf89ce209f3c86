"""The way to what has changed: a field for the day, a line that counts, and what an address asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component

from dashboard.address.selection import Dropped
from dashboard.address.since import CHANGES, SINCE, changes_address, since_in
from dashboard.files.changes import held_side, record_reaches, said_side, usual_since
from dashboard.markup.html import dashed, element
from dashboard.pages import Visit, unseen_field
from dashboard.record.periods import day_label


def since_asked(visit: Visit) -> tuple[datetime | None, tuple[Dropped, ...]]:
    """The moment from which an address asks, else the usual one (None where nothing is recorded), and what
    of it was not understood."""
    moment, dropped = since_in(visit.own.get(SINCE, ()), now=datetime.now(UTC))
    return moment or usual_since(visit.catalogue, visit.selection), dropped


def since_field(visit: Visit, shown: datetime | None = None) -> Component | None:
    """A form that asks for what has changed since a day; it needs no script. None in a published copy.
    ``shown`` is the moment from which a page tells it, where it does."""
    if visit.published:
        return None
    words, selection = visit.words, visit.selection
    asked, _ = since_in(visit.own.get(SINCE, ()), now=datetime.now(UTC))
    kept = replace(selection.plain(), series=selection.series if asked else ())
    return html.Form(
        [
            *[unseen_field(name, values) for name, values in kept.options().items()],
            html.Label(
                [
                    html.Span(words("What changed after")),
                    element(
                        "input",
                        type="date",
                        name=SINCE,
                        required="required",
                        value=day.date().isoformat() if (day := asked or shown) else "",
                    ),
                ]
            ),
            html.Button(words("Show"), type="submit", className="button"),
        ],
        className="since-field",
        action=CHANGES,
        method="get",
    )


def changes_line(visit: Visit, since: datetime) -> Component | None:
    """What has changed since a moment, in one line that leads to the page. None in a published copy.

    On this site, where its record goes back that far; else what publishers have said.
    """
    if visit.published:
        return None
    words, selection = visit.words, visit.selection.plain()
    day = day_label(since.date(), visit.language)
    if record_reaches(visit.engine, since):
        side = held_side(visit.engine, visit.catalogue, selection, since)
        text = words("After {day} on this site: {counts}.", day=day, counts=side.counted(words))
    else:
        side = said_side(visit.engine, visit.catalogue, selection, since)
        text = words("Published after {day}: {counts}.", day=day, counts=side.counted(words))
    # Read by tray.js, which alone knows when this browser was here before.
    visited = dashed(data_visit=words("After your last visit, {day}", day="{day}"))
    return html.P(html.A(text, href=changes_address(selection, since)), className="changes-line", **visited)
