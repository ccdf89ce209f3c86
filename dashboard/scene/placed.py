"""A scene at one size: where its axes, marks, grounds and texts stand. Writers of pictures only read this.

Distances are in pixels from the upper left corner; ``at`` and ``base`` are in the units of the axes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from dashboard.scene.scene import Event, Mark, Panel, Scene, Series
from dashboard.scene.theme import Size
from dashboard.scene.ticks import Tick

START, MIDDLE, END = "start", "middle", "end"
TOP, BOTTOM, LEFT, RIGHT, CENTRE = "top", "bottom", "left", "right", "centre"
"""Where a value stands beside its mark."""

NARROW = 0.55
"""How wide the column of a part of a year is beside that of a year."""


@dataclass(frozen=True)
class Text:
    """Words at a place: ``x`` is their start, middle or end, ``y`` the middle of their height.

    ``mark`` is the key of the mark that they are the value of, ``is_on_paper`` whether they need a ground of
    their own, ``look`` the series that they name, ``leader`` where a thin line to them begins.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    anchor: str = MIDDLE
    weight: int = 400
    mark: str = ""
    is_on_paper: bool = False
    look: int | None = None
    leader: tuple[float, float] | None = None


@dataclass(frozen=True)
class Ground:
    """Something behind the marks by its role in ``theme.GROUNDS``; without height or width it is a line.

    ``look`` is that of its series, ``kind`` that of its event, ``panel`` the number of the panel that it lies
    in; None: over all.
    """

    role: str
    left: float
    top: float
    right: float
    bottom: float
    look: int | None = None
    kind: str = ""
    panel: int | None = None


@dataclass(frozen=True)
class PlacedMark:
    """A mark with its place; of a column, ``base`` is the value that it stands on and ``y`` its upper end.

    ``text`` is what is written beside it, on ``side``; "" where there is no room. A mark that others of its
    place lie upon is ``wider`` than usual, by this factor, so that it is seen around them.
    """

    mark: Mark
    at: float
    x: float
    y: float
    base: float = 0.0
    text: str = ""
    side: str = TOP
    wider: float = 1.0
    is_upon: bool = False


@dataclass(frozen=True)
class PlacedSeries:
    """A series with its marks in order; ``size`` is a mark's diameter, ``width`` a column's in axis units."""

    series: Series
    marks: tuple[PlacedMark, ...]
    size: float = 9.0
    width: float = 0.0
    text_size: float = 13.0

    def width_of(self, placed: PlacedMark) -> float:
        """The width of one of its columns in axis units; the column of a part of a year is a narrow one."""
        return self.width * (NARROW if placed.mark.is_partial else 1)

    @property
    def joined(self) -> tuple[tuple[PlacedMark, ...], ...]:
        """The marks of whole periods in runs without a gap and within one span: what a line joins."""
        full = [placed for placed in self.marks if not placed.mark.is_partial]
        runs: list[list[PlacedMark]] = [[placed] for placed in full[:1]]
        for before, placed in pairwise(full):
            if placed.mark.x - before.mark.x > 1 or placed.mark.span != before.mark.span:
                runs.append([])
            runs[-1].append(placed)
        return tuple(map(tuple, runs))


@dataclass(frozen=True)
class Plot:
    """A panel with its box and its axes; ``has_years``: whether its own years are named below it."""

    panel: Panel
    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    series: tuple[PlacedSeries, ...] = ()
    has_years: bool = True
    has_numbers: bool = True
    tick_size: float = 13.0
    names: tuple[Text, ...] = ()
    """The names of its series, at its right edge."""

    def x(self, at: float) -> float:
        """A place of the axis of years, in pixels; at most the box's edge."""
        share = (at - self.first) / (self.last - self.first)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def y(self, value: float) -> float:
        """A value, in pixels."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def year_at(self, x: float) -> float:
        """The place of the axis of years that lies at so many pixels."""
        return self.first + (x - self.left) / (self.right - self.left) * (self.last - self.first)

    def value_at(self, y: float) -> float:
        """The value that lies at so many pixels."""
        return self.low + (self.bottom - y) / (self.bottom - self.top) * (self.high - self.low)


@dataclass(frozen=True)
class EventPlace:
    """The numbered mark of one event, or of several of a kind, by its middle; ``size`` is its height."""

    events: tuple[Event, ...]
    label: str
    text: str
    x: float
    y: float
    size: float
    width: float

    @property
    def event(self) -> Event:
        """The first of them."""
        return self.events[0]

    @property
    def href(self) -> str:
        """Where its source stands; of several, where the list tells the first."""
        return self.event.href if len(self.events) == 1 else self.event.place_in_list


@dataclass(frozen=True)
class Layout:
    """Everything of a picture in its place. ``left`` to ``bottom`` are the edges of the area of plots."""

    scene: Scene
    size: Size
    left: float
    top: float
    right: float
    bottom: float
    plots: tuple[Plot, ...]
    grounds: tuple[Ground, ...]
    words: tuple[Text, ...]
    events: tuple[EventPlace, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the picture but the labels of the axes."""
        return (*self.words, *(name for plot in self.plots for name in plot.names))
