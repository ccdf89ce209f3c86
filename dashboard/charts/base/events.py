"""The events of the years that a chart shows: which they are, where they stand, and what is said of them."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
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
    "enforcement": message("Law enforcement"),
    "incident": message("At sea"),
    "shock": message("Outside shock"),
    "definition": message("Change of definition"),
}


KINDS = tuple(KIND_WORDS)


def events_shown(
    catalogue: Catalogue,
    selection: Selection,
    series: Sequence[str],
    words: Words,
    *,
    first: int,
    last: int,
) -> tuple[tuple[SheetEvent, ...], int]:
    """What happened in these years where the series count, and how many events of other areas are left out.

    Numbered by kind, those of a kind by their dates. Events of an objective that is not measured are of none.
    """
    measured = {None, *(indicator.objective for indicator in catalogue.indicators.values())}
    rows = [
        row
        for row in catalogue.events.values()
        if row.objective in measured and row.start.year <= last and (row.end or row.start).year >= first
    ]
    areas = {catalogue.series[name].area for name in series}
    here = [row for row in rows if any(bears_on(row.areas, area, catalogue) for area in areas)]
    here.sort(key=lambda row: (KINDS.index(row.kind), row.start, row.end or row.start, row.id))
    events = tuple(_event(number, row, catalogue, selection, words) for number, row in enumerate(here, 1))
    return events, len(rows) - len(here)


def bears_on(named: str | None, area: str, catalogue: Catalogue) -> bool:
    """Whether an event of the areas ``named`` (ids joined by ;, None: everywhere) bears on counts of an area.

    It does on those of each of them, and on those of all within the narrowest of them: one that lies around
    another of them is named for its own counts alone.
    """
    if not named:
        return True
    areas = set(named.split(";"))
    narrowest = areas - {wider for one in areas for wider in _around(one, catalogue)}
    return area in areas or not narrowest.isdisjoint(_around(area, catalogue))


def _around(area: str, catalogue: Catalogue) -> Iterator[str]:
    """The areas that an area is a part of, the nearest first."""
    passed = {area}
    while (parent := catalogue.areas[area].parent) and parent not in passed:
        yield parent
        passed.add(parent)
        area = parent


def shown_in_words(events: Sequence[SheetEvent], elsewhere: int, words: Words) -> str:
    """Which events are shown; "" where none is left out."""
    if not elsewhere:
        return ""
    if not events:
        return words(
            "None of the {all} events recorded for these years is of the areas shown.", all=elsewhere
        )
    return words(
        "Shown are {count} of the {all} events recorded for these years: those of the areas shown, of wider "
        "areas around them, and of no area in particular.",
        count=len(events),
        all=len(events) + elsewhere,
    )


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
            title=event.title,
            dates=event.dates,
            kind_name=words(KIND_WORDS[event.kind]),
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
        read_at = [(captions.place_text(row, catalogue, words), place.url or "")] if place else []
    else:
        source, read_at = pick(place, "name", words.language), []
    further = [catalogue.places[id] for id in (row.also_at or "").split(";") if id]
    read_at += [(pick(one, "name", words.language), one.url or "") for one in further]
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
        read_at=tuple(read_at),
        href=href or "",
        areas=tuple((row.areas or "").split(";")) if row.areas else (),
        nearness=place.kind if place else "",
        confidence=row.confidence or "",
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
