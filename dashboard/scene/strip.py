"""The strip of events below the counts: numbered marks on the same axis of years, in lanes. Pure.

A year's count stands at the middle of its year, so the year itself reaches half a year to either side:
1 April 2021 is at 2020.75. Events of one kind are under one mark where they begin and end together, and where
they take no more room than their marks and these would touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.scene import Event

MARK, DIAMOND = 16, 21
"""A mark's least width in pixels; a diamond has room for two digits only if it is wider."""
BROAD_DIAMOND = 15
"""The height of one that is drawn out, and has room at its sides."""
NUMBER = 10
"""The size of a mark's number in pixels."""
LANE, PADDING = 19, 5
YEARS_ABOVE = 32
"""Room for the labels of the years, which stand between the counts and the strip."""
MARGIN_BELOW = 10
HALF_A_BAR = 0.16
"""Half of a bar's height, in lanes."""


@dataclass(frozen=True)
class PlacedEvent:
    """The events of one mark in a lane from the top. In units of the axis: ``low`` to ``high`` is what is in
    sight of the time that they take, ``mark_low`` to ``mark_high`` their mark."""

    events: tuple[Event, ...]
    label: str
    low: float
    high: float
    mark_low: float
    mark_high: float
    lane: int = 0

    @property
    def event(self) -> Event:
        """The first of them."""
        return self.events[0]

    @property
    def lasts(self) -> bool:
        """Whether they take more room than their mark."""
        return self.low < self.mark_low or self.high > self.mark_high

    @property
    def middle(self) -> float:
        return (self.mark_low + self.mark_high) / 2

    @property
    def left(self) -> float:
        return min(self.low, self.mark_low)

    @property
    def right(self) -> float:
        return max(self.high, self.mark_high)


@dataclass(frozen=True)
class Strip:
    """The events in their lanes; without any it takes no room."""

    events: tuple[PlacedEvent, ...]
    lanes: int

    @property
    def height(self) -> int:
        """In pixels."""
        return self.lanes * LANE + 2 * PADDING if self.events else 0


def mark_height(placed: PlacedEvent) -> float:
    """The size of a mark's symbol in pixels, across from corner to corner where it is not drawn out."""
    if theme.EVENTS[placed.event.kind].symbol != "diamond":
        return MARK
    return DIAMOND if len(placed.events) == 1 else BROAD_DIAMOND


def mark_width(label: str, kind: str) -> float:
    """The width of a mark in pixels."""
    is_diamond = theme.EVENTS[kind].symbol == "diamond"
    least = DIAMOND if is_diamond else MARK
    return least if len(label) < 3 else max(least, text_width(label, NUMBER) + (16 if is_diamond else 8))


def strip_of(
    events: Sequence[Event],
    *,
    low: float,
    high: float,
    width: float,
    width_of: Callable[[str, str], float] = mark_width,
) -> Strip:
    """Fold the events, and give each mark the first lane in which neither it nor its bar touches another's.

    ``low`` and ``high`` are the ends of the axis in its units. ``width`` is its length in those of
    ``width_of``: how wide the mark of a label is for a kind.
    """

    def room_of(group: Sequence[Event]) -> PlacedEvent:
        label, kind = numbers_in_short([event.number for event in group]), group[0].kind
        start, end = max(group[0].start, low), min(max(event.end for event in group), high)
        half = width_of(label, kind) / 2 / width * (high - low)
        left, right = (start + end) / 2 - half, (start + end) / 2 + half
        if any((event.start, event.end) != (group[0].start, group[0].end) for event in group):
            side = width_of("", kind) / 2 / width * (high - low)
            left, right = min(left, start - side), max(right, end + side)
        if len(group) > 1:
            # So wide a mark stays within the plot as far as there is room.
            aside = max(low - left, 0) or min(high - right, 0)
            left, right = left + aside, right + aside
        return PlacedEvent(tuple(group), label, start, end, left, right)

    ends: list[float] = []
    in_lanes = []
    marks = map(room_of, _folded(events, room_of))
    for mark in sorted(marks, key=lambda mark: (mark.low, mark.event.number)):
        lane = next((number for number, stop in enumerate(ends) if stop <= mark.left), len(ends))
        ends[lane : lane + 1] = [mark.right]
        in_lanes.append(replace(mark, lane=lane))
    return Strip(tuple(in_lanes), len(ends))


def _folded(
    events: Sequence[Event], room_of: Callable[[Sequence[Event]], PlacedEvent]
) -> Iterator[list[Event]]:
    """The events of each mark."""
    spans: dict[tuple[str, float, float], list[Event]] = {}
    moments: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.number):
        if room_of([event]).lasts:
            spans.setdefault((event.kind, event.start, event.end), []).append(event)
        else:
            moments.setdefault(event.kind, []).append(event)
    yield from spans.values()
    for of_kind in moments.values():
        group: list[Event] = []
        for event in sorted(of_kind, key=lambda event: event.start):
            if group and room_of([event]).mark_low > room_of(group).mark_high:
                yield group
                group = []
            group.append(event)
        yield group


def numbers_in_short(numbers: Sequence[int]) -> str:
    """2, 3 and 4 as 2–4; numbers apart with a comma."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
