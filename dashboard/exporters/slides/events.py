"""The events of a sheet on its slide: numbered marks on the axis of years, and a list while there is room.

What the list has no room for is counted there; the speaker's notes hold every event with its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.exporters.native.fitting import height_of, width_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.drawing import Run, rectangle, write
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet, SheetEvent
from dashboard.scene.strip import Strip, numbers_in_short, strip_of
from dashboard.words import Words, message

POINTS = 10.0
MARK, DIAMOND, LANE, EDGE = 0.19, 0.26, 0.23, 0.05
"""In inches: a mark's height, a diamond's, a lane's, and the air above and below the lanes."""
BAR = 0.07
GAP = 0.07
"""Between chart, strip and list, in inches."""
BETWEEN = "   "
"""Events of different spans are set apart by this."""
LEAST_FOR_CHARTS = {1: 2.2, 2: 2.8, 3: 3.2}
"""The height that the charts keep, in inches, by how many there are (3: or more)."""
FOR_A_STRIP = 0.25
"""What a strip whose events are told in the notes alone may take of that height."""
MORE = message("… and {count} more in the speaker notes.")
ALL_IN_NOTES = message("{count} events: see the speaker notes.")


@dataclass(frozen=True)
class StripPlan:
    """What events take below the charts of a slide: lanes of the strip, and the list as runs of text."""

    lanes: int
    runs: tuple[Run, ...] = ()
    width: float = 0.0

    @property
    def strip(self) -> float:
        """The strip's height in inches."""
        return self.lanes * LANE + 2 * EDGE if self.lanes else 0.0

    @property
    def list(self) -> float:
        """The list's height in inches."""
        return height_of("".join(run.text for run in self.runs), POINTS, self.width) if self.runs else 0.0

    @property
    def height(self) -> float:
        return sum(part + GAP for part in (self.strip, self.list) if part)


NOTHING = StripPlan(0)


def plan(sheet: Sheet, panels: Sequence[NativePanel], room: Box, plot: Box, words: Words) -> StripPlan:
    """What of the events there is room for below the charts: the strip first, then as much as can be told.

    At the least it is said how many they are. ``plot`` is that of the lowest panel, as wide as it will be.
    """
    if not sheet.events or any(panel.is_small for panel in panels):
        return NOTHING
    free = room.height - LEAST_FOR_CHARTS[min(len(panels), 3)]
    lanes = event_strip(sheet, panels[-1], plot.width).lanes
    most = len(sheet.events)
    # Without marks a part of the list says little: all of it, or how many they are.
    for number, count in (*((lanes, count) for count in range(most, -1, -1)), (0, most), (0, 0)):
        choice = StripPlan(number, tuple(_runs(sheet.events, count, words)), room.width)
        if choice.height <= free + (FOR_A_STRIP if number and not count else 0):
            break
    return choice


def _runs(events: Sequence[SheetEvent], count: int, words: Words) -> Iterator[Run]:
    """The first events as running text, those of one span after their dates; how many there are besides."""
    left = len(events)
    for group in _together(events):
        head = group[: max(0, count - (len(events) - left))]
        if not head:
            break
        left -= len(head)
        colour = theme.EVENTS[head[0].kind].colour
        titles = [f"({event.number}) {event.title}" if len(group) > 1 else event.title for event in head]
        yield Run(f"{numbers_in_short([event.number for event in group])} ", POINTS, colour, bold=True)
        sentence = words("{dates}: {titles}", dates=head[0].dates, titles=words("; ").join(titles))
        yield Run(f"{sentence}{BETWEEN}", POINTS, theme.QUIET)
        if len(head) < len(group):
            break
    if left:
        yield Run(words(MORE if count else ALL_IN_NOTES, count=left), POINTS, theme.QUIET)


def _together(events: Sequence[SheetEvent]) -> list[list[SheetEvent]]:
    """The events of one kind that begin and end together, in the order of the first of each."""
    groups: dict[tuple[str, str, date, date | None], list[SheetEvent]] = {}
    for event in events:
        groups.setdefault((event.kind, event.dates, event.start, event.end), []).append(event)
    return list(groups.values())


def event_strip(sheet: Sheet, panel: NativePanel, width: float) -> Strip:
    """The marks in their lanes, in shares of a plot that is so many inches wide; none touches another."""
    shares = [
        replace(event, start=panel.across(event.start), end=panel.across(event.end))
        for event in sheet.scene.events
    ]
    return strip_of(shares, low=0.0, high=1.0, width=width, width_of=mark_width)


def mark_width(label: str, kind: str) -> float:
    """The width of a mark in inches."""
    least = DIAMOND if theme.EVENTS[kind].symbol == "diamond" else MARK
    return max(least, width_of(label, POINTS, bold=True) + 0.08)


def draw(
    shapes: Any, sheet: Sheet, panel: NativePanel, plot: Box, places: StripPlan, room: Box, words: Words
) -> None:
    """Draw the strip under a plot, on its years, and the list, from the top of a room."""
    top = room.top + GAP
    if places.strip:
        box = Box(plot.left, top, plot.width, places.strip)
        _strip(shapes, event_strip(sheet, panel, plot.width), box, room, words)
        top = box.bottom + GAP
    if places.runs:
        box = Box(room.left, top, places.width, places.list)
        write(shapes, box, [places.runs], name="events", language=words.language)


def _strip(shapes: Any, strip: Strip, box: Box, room: Box, words: Words) -> None:
    rectangle(shapes, box, name="events: ground", colour=theme.STRIP, edge=theme.GRID, points=0.75)
    title = Box(room.left - 0.1, box.top + EDGE, box.left - room.left + 0.04, LANE)
    runs = [[Run(words("Events"), POINTS, theme.QUIET)]]
    write(
        shapes,
        title,
        runs,
        name="events: title",
        language=words.language,
        align="right",
        anchor="middle",
        wrap=False,
    )
    for mark in strip.events:
        style = theme.EVENTS[mark.event.kind]
        across = box.left + mark.middle * box.width
        down = box.top + EDGE + (mark.lane + 0.5) * LANE
        if mark.lasts:
            bar = Box(
                box.left + mark.low * box.width, down - BAR / 2, (mark.high - mark.low) * box.width, BAR
            )
            rectangle(shapes, bar, name=f"event {mark.label}: span", colour=style.colour, opacity=0.45)
        high = DIAMOND if style.symbol == "diamond" and len(mark.events) == 1 else MARK
        broad = (mark.mark_high - mark.mark_low) * box.width
        place = Box(across - broad / 2, down - high / 2, broad, high)
        rectangle(
            shapes,
            place,
            name=f"event {mark.label}: mark",
            colour=style.colour,
            edge="#FFFFFF",
            points=0.75,
            figure=style.symbol,
        )
        write(
            shapes,
            place,
            [[Run(mark.label, POINTS, "#FFFFFF", bold=True)]],
            name=f"event {mark.label}",
            language=words.language,
            align="center",
            anchor="middle",
            wrap=False,
        )
