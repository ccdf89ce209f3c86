"""The events of the years that a chart shows: which they are, where they stand, and what is said of them."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.address.selection import Selection
from dashboard.charts.base.figures import source_address
from dashboard.record import captions
from dashboard.record.periods import dates_label
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import Event
from dashboard.scene.sheet import SheetEvent
from dashboard.words import Words, message, pick

KIND_WORDS = {
    "policy": message("Policy"),
    "shock": message("Outside shock"),
    "definition": message("Change of definition"),
}


def events_shown(
    catalogue: Catalogue, selection: Selection, words: Words, *, first: int, last: int
) -> tuple[SheetEvent, ...]:
    """What happened in these years to the objectives that are measured, and every change of definition.

    Numbered in the order of their dates.
    """
    measured = {indicator.objective for indicator in catalogue.indicators.values()}
    rows = [
        row
        for row in catalogue.events.values()
        if (row.objective in measured or row.kind == "definition")
        and row.start.year <= last
        and (row.end or row.start).year >= first
    ]
    rows.sort(key=lambda row: (row.start, row.end or row.start, row.id))
    return tuple(_event(number, row, catalogue, selection, words) for number, row in enumerate(rows, 1))


def event_marks(events: Sequence[SheetEvent], words: Words) -> tuple[Event, ...]:
    """The events as marks on an axis of years."""
    return tuple(
        Event(
            number=event.number,
            kind=event.kind,
            start=_position(event),
            end=_start_of_day(event.end) + 1 / 365 if event.end else _position(event),
            text=words(
                "{number}. {title}, {dates} ({kind}). Source: {source}",
                number=event.number,
                title=event.title,
                dates=event.dates,
                kind=words(KIND_WORDS[event.kind]),
                source=event.source,
            ),
            key=f"event/{event.id}",
            href=event.href or f"#event-{event.id}",
        )
        for event in events
    )


def events_in_words(events: Sequence[SheetEvent], words: Words) -> str:
    """The events in short, for who cannot see the picture; "" without any."""
    if not events:
        return ""
    listed = words("; ").join(
        words("{number}: {title} ({dates})", number=event.number, title=event.title, dates=event.dates)
        for event in events
    )
    return words("Events marked below the counts: {events}.", events=listed)


def _event(number: int, row: Any, catalogue: Catalogue, selection: Selection, words: Words) -> SheetEvent:
    place = catalogue.places[row.place] if row.place else None
    href = place.url if place else ""
    if row.publication:
        source, href = captions.publication_text(row, catalogue, words), source_address(row, selection)
        read_at = captions.place_text(row, catalogue, words) if place else ""
    else:
        source, read_at = pick(place, "name", words.language), ""
    return SheetEvent(
        id=row.id,
        number=number,
        kind=row.kind,
        start=row.start,
        end=row.end,
        date_precision=row.date_precision,
        dates=dates_label(row.start, row.end, row.date_precision, words.language),
        title=pick(row, "title", words.language),
        note=pick(row, "note", words.language),
        source=source,
        place=read_at,
        href=href or "",
    )


def _position(event: SheetEvent) -> float:
    """Where an event begins: known to the year or month alone, and without an end, in the middle of that.

    A change of definition holds from the first day of its year, where the broken line stops.
    """
    day = event.start
    if event.end is None and event.kind != "definition":
        if event.date_precision == "year":
            return float(day.year)
        if event.date_precision == "month":
            day = date(day.year, day.month, 15)
    return _start_of_day(day)


def _start_of_day(day: date) -> float:
    """A day on an axis where a year's count stands at the middle of the year."""
    passed = (day - date(day.year, 1, 1)).days
    return day.year - 0.5 + passed / (366 if isleap(day.year) else 365)
