"""What a native chart is made from: a panel of the drawing with its series, axes and what is drawn behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

from dashboard.scene.theme import Style

COLUMN, PART, WHOLE, REST, TOTAL, LINE, MARKS = (
    "column",
    "part",
    "whole",
    "rest",
    "total",
    "line",
    "marks",
)
"""How a series is drawn: a column; a part of a stack; a hollow column of what is not divided; a hollow rest
above the parts; the text of a total alone; marks joined year by year; marks alone."""
LEVEL, LIMIT, FOOT, BAND, RANGE, STEM, WINDOW, SCALE = (
    "level",
    "limit",
    "foot",
    "band",
    "range",
    "stem",
    "window",
    "scale",
)
"""What is no figure of a publisher and yet a series, so that it moves with the axis: the dotted edges of a
level; the dashed limits of usual counts; what is left free below a shaded level, and its shade; the counts to
be expected of a year; the line between a year's editions; the shade of years; the highest count of the panels
that share an axis, which is not seen."""

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
SHADES = (FOOT, BAND)
GUIDES = (LEVEL, LIMIT, *SHADES, RANGE, STEM, WINDOW, SCALE)
MOST_NAMED = 22
"""With more years than this on an axis, not each is named."""


@dataclass(frozen=True)
class NativeMark:
    """A figure: where it stands, its value (None: a gap) and the text beside it ("" for none).

    ``side`` is where that text stands ("t", "b", "l", "r" or "ctr"); ``low`` and ``high`` are the limits of
    its interval. ``is_wide``: larger than others, so that it is seen around one of the same place.
    """

    x: float
    value: float | None
    text: str = ""
    side: str = "t"
    is_open: bool = False
    is_partial: bool = False
    low: float | None = None
    high: float | None = None
    is_wide: bool = False


@dataclass(frozen=True)
class End:
    """The name of a series at its end: of which place ``x``, with its value there, as it is written, or
    without.

    ``middle`` is the count that its mark or segment is as high as. ``is_beside``: right of the plot, else
    right of its mark.
    """

    x: float
    middle: float
    text: str
    has_value: bool
    is_beside: bool


@dataclass(frozen=True)
class NativeSeries:
    """Marks that belong together. ``id`` is the series of the data, "" for what is none."""

    name: str
    id: str
    role: str
    style: Style
    marks: tuple[NativeMark, ...]
    end: End | None = None

    @property
    def has_limits(self) -> bool:
        """Whether its figures have intervals."""
        return self.role not in GUIDES and any(mark.low is not None for mark in self.marks)

    @property
    def end_mark(self) -> NativeMark | None:
        """The mark that its name stands beside; None where it is not named at its end."""
        return next((mark for mark in self.marks if self.end and mark.x == self.end.x), None)


@dataclass(frozen=True)
class NativeGround:
    """Something upright behind the chart, in shares of the plot's width: nothing that a count would move.

    Without ``fill`` it is a line.
    """

    label: str
    left: float
    right: float
    fill: str = ""
    opacity: float = 1.0
    line: str = ""
    points: float = 0.0
    dash: str = "solid"


@dataclass(frozen=True)
class Note:
    """A text above the plot at a share of its width.

    ``short`` stands for one that would lie over the one before it.
    """

    text: str
    place: float
    colour: str
    anchor: str = "center"
    short: str = ""


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
class NativePanel:
    """One chart: its axes, its series, and what stands behind and above them.

    ``positions`` and ``categories`` are the places of the axis and what they are called; without them the
    axis is one of numbers, which is that of ``years``. ``low``, ``high`` and ``step`` are what an office
    program makes of the axis of values by itself, or nearly so; ``is_whole``: its values are whole
    numbers. ``heading`` says what shares an axis of counts.
    """

    title: str
    series: tuple[NativeSeries, ...]
    low: float
    high: float
    step: float
    format: str
    years: Years
    is_whole: bool = True
    positions: tuple[float, ...] = ()
    categories: tuple[str, ...] = ()
    grounds: tuple[NativeGround, ...] = ()
    above: tuple[Note, ...] = ()
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
