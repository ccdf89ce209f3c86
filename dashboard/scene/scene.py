"""A Scene: what a chart draws, without looks and without sizes. Every picture, slide and workbook reads it.

A place on the axis (``x``) is a calendar year, a half or a quarter within one, or the number of a slot where
the scene has slots. Values are counts in the unit of the panel, rates, or changes of a count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

COLUMNS, LINE, MARKS, PART, WHOLE, EDITIONS = "columns", "line", "marks", "part", "whole", "editions"
"""The role of a series: columns; marks joined where the years follow on; marks alone; segments of a stack;
the hollow columns behind a stack; the editions of each year, one above the other."""
ROLES = (COLUMNS, LINE, MARKS, PART, WHOLE, EDITIONS)

COUNTS, RATES, CHANGES = "counts", "rates", "changes"
"""The scale of a panel: whole numbers from zero, rates from zero, changes to either side of none."""

EARLIER, NEWEST, PRINT = "earlier", "newest", "print"
"""What an edition is among those of its year; a print contradicts without replacing."""


@dataclass(frozen=True)
class Mark:
    """A figure: its place, its value (None where the publisher gives none) and what it stands for.

    ``text`` is the value as written beside it (8, ≥5, 0 (Jan–Sep)), ``brief`` the same where room is small
    (0*; "" where it is alike), ``spoken`` series, period, value, status and
    source in one sentence, ``key`` the observation's, ``href`` the place of its source. ``period``, ``said``
    (value and status) and ``source`` are the same in parts, for the box beside a pointer. ``is_partial``: of
    part of its period; ``is_open``: provisional, forecast or only a bound. ``low`` and ``high`` are the
    limits of its interval. ``edition`` is set where the series shows editions. Marks of a series that stand
    for comparable figures have the same ``span``.
    """

    x: float
    value: float | None
    text: str
    spoken: str
    key: str
    href: str
    is_partial: bool = False
    is_open: bool = False
    low: float | None = None
    high: float | None = None
    edition: str = ""
    period: str = ""
    said: str = ""
    source: str = ""
    span: str = ""
    brief: str = ""

    def written(self, *, is_small: bool) -> str:
        """The value as written beside it, in a picture with little room or in another."""
        return self.brief or self.text if is_small else self.text


def year_of(mark: Mark) -> int:
    """The calendar year that a place on the axis of years lies in."""
    return math.floor(mark.x + 0.5)


@dataclass(frozen=True)
class Series:
    """Marks that belong together. ``id`` is the series of the data, ``look`` its number in the theme."""

    id: str
    label: str
    role: str
    look: int
    marks: tuple[Mark, ...]

    @property
    def known(self) -> tuple[Mark, ...]:
        """The marks that have a value."""
        return tuple(mark for mark in self.marks if mark.value is not None)

    @property
    def by_span(self) -> tuple[tuple[Mark, ...], ...]:
        """The marks that have a value, those of comparable figures together."""
        groups: dict[str, list[Mark]] = {}
        for mark in self.known:
            groups.setdefault(mark.span, []).append(mark)
        return tuple(map(tuple, groups.values()))

    @property
    def newest(self) -> Mark | None:
        """The newest mark that has a value."""
        return max(self.known, key=lambda mark: mark.x, default=None)

    @property
    def highest(self) -> Mark | None:
        """The mark with the highest value."""
        return max(self.known, key=lambda mark: mark.value or 0, default=None)


@dataclass(frozen=True)
class Level:
    """A level behind the counts: in force from a year to a year (None: still), from count to count.

    ``label`` is what the key says of it, ``name`` what a chart's legend does.
    """

    first: int
    last: int | None
    low: int
    high: int
    label: str
    name: str

    def spans(self, first: int, last: int) -> bool:
        """Whether any part of it lies within two years."""
        return self.first <= last and (self.last or last) >= first


@dataclass(frozen=True)
class Range:
    """Counts to be expected of a year ``x``; with ``since``, of every year from there to ``x``."""

    series: str
    x: float
    low: int
    high: int
    label: str
    look: int
    since: float | None = None


@dataclass(frozen=True)
class Window:
    """Years that stand out over all panels: those that the sheet evaluated."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Break:
    """A series ends or changes its definition at a place of the axis, over all panels.

    ``label`` says so, and whose it is where more than one series is drawn; ``brief`` leaves the series out,
    and ``looks`` are those of its series.
    """

    x: float
    label: str
    brief: str = ""
    looks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Caution:
    """Years of one panel, from ``first`` on, whose values are to be read with care."""

    first: int
    label: str


@dataclass(frozen=True)
class Event:
    """Something dated, by its number in the list below the chart; a moment starts where it ends.

    ``text`` is all that its own mark says; that of several tells each by ``title`` and ``dates``.
    """

    number: int
    kind: str
    start: float
    end: float
    text: str
    title: str
    dates: str
    kind_name: str
    key: str
    href: str

    @property
    def place_in_list(self) -> str:
        return f"#{self.key.replace('/', '-')}"


@dataclass(frozen=True)
class Slot:
    """A place of an axis that is not one of years: its label, and the series that it belongs to."""

    label: str
    series: str
    series_label: str
    look: int


@dataclass(frozen=True)
class Panel:
    """One axis of values with its series, between two years (inclusive).

    ``group`` is the heading of panels that share one scale; "" where none is shared. ``suffix`` tells its
    series from those of the same names in another panel; "" in the first of these.
    """

    title: str
    scale: str
    first: int
    last: int
    series: tuple[Series, ...]
    levels: tuple[Level, ...] = ()
    ranges: tuple[Range, ...] = ()
    caution: Caution | None = None
    group: str = ""
    suffix: str = ""

    @property
    def marks(self) -> Iterator[Mark]:
        """Every mark that has a value."""
        return (mark for series in self.series for mark in series.known)

    @property
    def in_parts(self) -> dict[float, float]:
        """How much of the whole its parts hold together, by place; places without a part are left out."""
        total: dict[float, float] = {}
        for mark in (mark for series in self.series if series.role == PART for mark in series.known):
            total[mark.x] = total.get(mark.x, 0) + (mark.value or 0)
        return total

    def end_of(self, series: Series) -> int | None:
        """The year in which a line or columns end though the panel goes on; None where they do not.

        Years in which there are only expected counts, after the newest figure of all, are no end.
        """
        newest = max(map(year_of, self.marks), default=self.last)
        goes_on = any(expected.since is None and expected.x > newest for expected in self.ranges)
        end = max(map(year_of, series.known), default=newest)
        return end if end < (min(newest, self.last) if goes_on else self.last) else None

    def has(self, role: str) -> bool:
        return any(series.role == role for series in self.series)


@dataclass(frozen=True)
class Scene:
    """Panels from the top, and what lies over all of them.

    ``is_grid``: small panels side by side, each with its own axis of years, else one below the other.
    ``slots``: the places of an axis that is not one of years, from 1 on.
    """

    language: str
    panels: tuple[Panel, ...]
    windows: tuple[Window, ...] = ()
    breaks: tuple[Break, ...] = ()
    events: tuple[Event, ...] = ()
    events_label: str = ""
    slots: tuple[Slot, ...] = ()
    is_grid: bool = False

    @property
    def shares_years(self) -> bool:
        """Whether all panels show the same years, so that one axis of years serves them."""
        return not self.is_grid and len({(panel.first, panel.last) for panel in self.panels}) <= 1

    @property
    def marks(self) -> Iterator[Mark]:
        """Every mark that has a value, panel by panel."""
        return (mark for panel in self.panels for mark in panel.marks)


SMALL_COUNT = 10
"""Counts below this are drawn as columns: a line between 0 and 3 suggests values that nobody counted."""

MOST_COLUMNS = 100
"""More columns than this are too thin to be told apart."""


def role_of_counts(series: tuple[tuple[Mark, ...], ...]) -> str:
    """Columns where at least half of the counts are under ten, none is far above and there is room, else a
    line."""
    counts = [mark.value for marks in series for mark in marks if mark.value is not None]
    small = sum(count < SMALL_COUNT for count in counts)
    is_small = bool(counts) and 2 * small >= len(counts) and max(counts) < 3 * SMALL_COUNT
    return COLUMNS if is_small and len(counts) <= MOST_COLUMNS else LINE
