"""The strip of events below the counts: numbered marks on the same axis of years, in lanes. Pure.

A year's count stands at the middle of its year, so the year itself reaches half a year to either side:
1 April 2021 is at 2020.75.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.scene.scene import Event

MARK, DIAMOND = 16, 21
"""A mark's width in pixels; a diamond has room for two digits only if it is wider."""
LANE, PADDING = 19, 5
YEARS_ABOVE = 32
"""Room for the labels of the years, which stand between the counts and the strip."""
MARGIN_BELOW = 10
HALF_A_BAR = 0.16
"""Half of a bar's height, in lanes."""


@dataclass(frozen=True)
class PlacedEvent:
    """An event with the part of it that is in sight, in years, and its lane from the top."""

    event: Event
    low: float
    high: float
    lane: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Strip:
    """The events in their lanes; without any it takes no room."""

    events: tuple[PlacedEvent, ...]
    lanes: int

    @property
    def height(self) -> int:
        """In pixels."""
        return self.lanes * LANE + 2 * PADDING if self.events else 0


def strip_of(events: Sequence[Event], *, low: float, high: float, width: float) -> Strip:
    """Give each event the first lane in which neither its bar nor its number touches another's.

    ``low`` and ``high`` are the ends of the axis in years, ``width`` is its length in pixels.
    """
    half = DIAMOND / 2 / width * (high - low)
    ends: list[float] = []
    events_placed = []
    for event in sorted(events, key=lambda event: (event.start, event.number)):
        start, end = max(event.start, low), min(event.end, high)
        middle = (start + end) / 2
        begins, stops = min(start, middle - half), max(end, middle + half)
        lane = next((number for number, stop in enumerate(ends) if stop <= begins), len(ends))
        ends[lane : lane + 1] = [stops]
        events_placed.append(PlacedEvent(event, start, end, lane))
    return Strip(tuple(events_placed), len(ends))
