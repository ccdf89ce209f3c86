"""What a trend figure is made from: observations as points, lines of them, and the guides behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.pictures import MarkLabel
from dashboard.scene import theme

Figure = dict[str, Any]

SMALL_COUNT = 10
"""Counts below this are drawn as columns: a line between 0 and 3 suggests values that nobody counted."""


@dataclass(frozen=True)
class Point:
    """One observation: x in years, its count (None where the publisher gives none), and its marks."""

    x: float
    value: int | None
    text: str
    """The value as written beside the mark: 8, ≥5, 0*."""
    spoken: str
    """Series, period, value, marks and source in one sentence."""
    key: str
    href: str
    is_partial: bool = False
    is_open: bool = False
    """Provisional, forecast or only a bound: drawn hollow."""


@dataclass(frozen=True)
class Line:
    """One series: its label, the panel that it belongs to (one panel a unit) and its observations."""

    id: str
    label: str
    panel: str
    style: theme.Style
    points: tuple[Point, ...]

    @property
    def newest(self) -> Point | None:
        """The newest point that has a count."""
        return max(self._known, key=lambda point: point.x, default=None)

    @property
    def highest(self) -> Point | None:
        """The point with the highest count."""
        return max(self._known, key=lambda point: point.value or 0, default=None)

    @property
    def _known(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class EditionMark:
    """One edition of a figure: what it changed since the first edition, and its value as written.

    ``role`` is "earlier", "newest", or "print" for one that contradicts without replacing.
    """

    role: str
    change: int
    text: str
    spoken: str
    key: str
    href: str


@dataclass(frozen=True)
class Band:
    """A level drawn behind the counts: from year to year, from count to count. The chart's key names it."""

    first: float
    last: float | None
    low: int
    high: int
    label: str
    panel: str


@dataclass(frozen=True)
class Range:
    """Counts to be expected of a year, drawn as a bar with ends at ``x``, from ``low`` to ``high``.

    With ``since`` they are limits of all years from there to ``x``, drawn as two lines.
    """

    series: str
    x: float
    low: int
    high: int
    label: str
    style: theme.Style
    since: float | None = None


@dataclass(frozen=True)
class Marker:
    """A vertical guide at x: a series break."""

    x: float
    label: str


@dataclass(frozen=True)
class Window:
    """The years that the plan evaluated, shaded over the full height."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Guides:
    """Everything behind the counts."""

    bands: tuple[Band, ...] = ()
    markers: tuple[Marker, ...] = ()
    windows: tuple[Window, ...] = ()
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A Plotly figure (data, layout) and, trace by trace, what each of its marks stands for."""

    figure: Figure
    labels: tuple[tuple[MarkLabel | None, ...], ...]
    size: theme.Size


def uses_columns(lines: Sequence[Line]) -> bool:
    """Columns where at least half of the counts are under ten and none is far above."""
    counts = [point.value for line in lines for point in line.points if point.value is not None]
    small = sum(count < SMALL_COUNT for count in counts)
    return bool(counts) and 2 * small >= len(counts) and max(counts) < 3 * SMALL_COUNT
