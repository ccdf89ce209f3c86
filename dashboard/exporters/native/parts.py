"""What a native chart is made from: a panel of the drawing with its series, axes and what is drawn behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from dashboard.scene.theme import Style

COLUMN, PART, WHOLE, REST, TOTAL, LINE, MARKS, LEVEL = (
    "column",
    "part",
    "whole",
    "rest",
    "total",
    "line",
    "marks",
    "level",
)
"""How a series is drawn: a column; a part of a stack; a hollow column of what is not divided; a hollow rest
above the parts; the text of a total alone; marks joined year by year; marks alone; a dotted line without
marks."""

WHOLE_STYLE = Style("#8A8F98", "square", "solid")
OFFICE_SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "cross": "plus",
    "triangle-down": "star",
    "x": "x",
}
"""Our symbols as office programs call them; they have no triangle that points down."""
OFFICE_PATTERNS = {"diagonal": "wdUpDiag", "crossed": "diagCross", "dotted": "pct20"}
"""Our patterns as office programs call them."""
HOLLOW = (WHOLE, REST)
STACKED = (PART, *HOLLOW)
IN_COLUMNS = (COLUMN, *STACKED)
MOST_NAMED = 22
"""With more years than this on an axis, not each is named."""


@dataclass(frozen=True)
class Mark:
    """A figure: where it stands, its value (None: a gap) and the text beside it ("" for none).

    ``side`` is where that text stands ("t", "b", "l", "r" or "ctr"); ``low`` and ``high`` are the limits of
    its interval.
    """

    x: float
    value: float | None
    text: str = ""
    side: str = "t"
    is_open: bool = False
    is_partial: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Series:
    """Marks that belong together. ``id`` is the series of the data, "" for a level."""

    name: str
    id: str
    role: str
    style: Style
    marks: tuple[Mark, ...]

    @property
    def has_limits(self) -> bool:
        return any(mark.low is not None for mark in self.marks)


@dataclass(frozen=True)
class Ground:
    """Something drawn behind the chart, in shares of the plot from its lower left corner.

    Without ``fill`` it is a line from one corner to the other.
    """

    label: str
    left: float
    right: float
    low: float
    high: float
    fill: str = ""
    opacity: float = 1.0
    line: str = ""
    points: float = 0.0
    dash: str = "solid"


@dataclass(frozen=True)
class Note:
    """A text beside the plot: above it at a share of its width, or right of it at a share of its height."""

    text: str
    place: float
    colour: str
    symbol: str = ""
    anchor: str = "center"


@dataclass(frozen=True)
class Years:
    """The years of a panel; on an axis of numbers, its ends ``low`` and ``high`` lie beyond them, and every
    ``step`` from the last year back is named.
    """

    first: int
    last: int

    @property
    def step(self) -> int:
        span = self.last - self.first + 1
        return next((step for step in (1, 2, 5, 10) if span / step <= MOST_NAMED), 20)

    @property
    def low(self) -> int:
        return self.last - self.step * ceil((self.last - self.first + 1) / self.step)

    @property
    def high(self) -> int:
        return self.last + 1


@dataclass(frozen=True)
class Panel:
    """One chart: its axes, its series, and what stands behind and beside them.

    ``positions`` and ``categories`` are the places of the axis and what they are called; without them the
    axis is one of numbers, which is that of ``years``. ``heading`` says what shares an axis of counts.
    """

    title: str
    series: tuple[Series, ...]
    low: float
    high: float
    step: float
    format: str
    years: Years
    positions: tuple[float, ...] = ()
    categories: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    above: tuple[Note, ...] = ()
    beside: tuple[Note, ...] = ()
    is_small: bool = False
    heading: str = ""
    height: float = field(default=1.0)
    """Its share of the height, where panels stand one below the other."""

    def across(self, x: float) -> float:
        """A place of the axis as a share of the plot's width."""
        if not self.positions:
            return (x - self.years.low) / (self.years.high - self.years.low)
        return slot(self.positions, x) / len(self.positions)


def slot(positions: tuple[float, ...], x: float) -> float:
    """A place on an axis of categories, counted in categories from its left end."""
    below = [number for number, position in enumerate(positions) if position <= x]
    if not below:
        return 0.5 - (positions[0] - x)
    number = below[-1]
    if number + 1 == len(positions):
        return number + 0.5 + (x - positions[number])
    width = positions[number + 1] - positions[number]
    return number + 0.5 + (x - positions[number]) / width
