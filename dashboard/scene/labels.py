"""Labels that keep clear of each other and of marks, and where they can of lines: moved, else left out. Pure.

What is left out here stands in the table, in the name beside the line's end or in the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.marks import value_text
from dashboard.scene.placed import (
    BOTTOM,
    CENTRE,
    END,
    LEFT,
    MIDDLE,
    RIGHT,
    TOP,
    PlacedMark,
    PlacedSeries,
    Plot,
    Text,
)
from dashboard.scene.scene import COLUMNS, EDITIONS, PART, WHOLE, Break

UP_TO_TITLE = 4
"""Pixels above a plot that a value may take: titles and breaks are written over them."""
LABEL = 12
"""The size of names and titles in pixels."""
SIDES = (TOP, BOTTOM, f"{TOP}-{RIGHT}", f"{TOP}-{LEFT}", RIGHT, LEFT)
ABOVE = (TOP, f"{TOP}-{RIGHT}", f"{TOP}-{LEFT}")
"""Where the value of a mark with an interval may stand."""
AIR, ABOVE_AND_BELOW = 3.0, 1.0
"""Pixels that stay free beside a text, so that 9 and 5 are not read as 95, and above and below it."""
FIRST = 0, 0
"""The rank of the newest value of the first series."""
LETTERS, DIGITS = 1.0, 0.76
"""How high letters are, and digits alone, in sizes."""
BESIDE_MARK = 10
"""Pixels from the middle of a line's last mark to its name."""
Point = tuple[float, float]


@dataclass(frozen=True)
class PictureBox:
    """What something takes of the picture, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: PictureBox) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight line between two points, the first not right of the other, goes through it."""
        if end[0] < self.left or start[0] > self.right:
            return False
        steep = (end[1] - start[1]) / (end[0] - start[0]) if end[0] > start[0] else 0.0
        heights = [start[1], end[1]]
        if steep:
            ends = max(start[0], self.left), min(end[0], self.right)
            heights = [start[1] + steep * (x - start[0]) for x in ends]
        return min(heights) < self.bottom and max(heights) > self.top


def box_of(text: Text) -> PictureBox:
    """The box of a text by its anchor, size and weight."""
    width = text_width(text.text, text.size, text.weight)
    left = text.x - {MIDDLE: width / 2, END: width}.get(text.anchor, 0)
    half = text.size * (LETTERS if any(map(str.isalpha, text.text)) else DIGITS) / 2
    return PictureBox(left, text.y - half, left + width, text.y + half)


def keep_clear(plot: Plot, width: float) -> tuple[PlacedSeries, ...]:
    """The series of a plot, their values beside the marks where nothing is written or marked, else left out.

    Values in and on columns are not moved. Of the others the newest come first, in the order of the series;
    that of the first one is rather written over a mark than left out. ``width`` is the picture's.
    """
    drawn, ceiling = _drawn_in(plot), plot.top - UP_TO_TITLE
    taken = [box_of(Text(tick.text, plot.left - 6, plot.y(tick.at), 13, "", END)) for tick in plot.y_ticks]
    sides: dict[tuple[int, int], str] = {}
    movable: list[tuple[tuple[int, int, float], int, int]] = []
    for number, placed in enumerate(plot.series):
        for position, each in enumerate(placed.marks):
            if not each.text:
                continue
            if not _is_fixed(each, placed):
                movable.append((_rank(each, placed, number), number, position))
                continue
            box = box_of(value_text(each, placed, plot, width))
            if box.top >= ceiling and not any(map(box.touches, taken)):
                sides[number, position] = each.side
                taken.append(box)
    taken = list(map(_with_air, taken))
    for rank, number, position in sorted(movable):
        placed = plot.series[number]
        each = placed.marks[position]
        places = [
            (side, box_of(value_text(replace(each, side=side), placed, plot, width)))
            for side in _sides_of(each, placed)
        ]
        free = [
            (side, box)
            for side, box in places
            if box.left >= 0 and box.right <= width and box.top >= ceiling and box.bottom <= plot.bottom
            if not any(map(box.touches, taken))
        ]
        if best := drawn.clearest(free, each, may_cover=rank[:2] == FIRST):
            sides[number, position] = best[0]
            taken.append(_with_air(best[1]))
    return tuple(
        replace(
            placed,
            marks=tuple(
                _written(each, sides.get((number, position))) for position, each in enumerate(placed.marks)
            ),
        )
        for number, placed in enumerate(plot.series)
    )


def _written(mark: PlacedMark, side: str | None) -> PlacedMark:
    return replace(mark, text="") if side is None else replace(mark, side=side)


@dataclass(frozen=True)
class _Drawn:
    """The marks of a plot with what each takes, the straight lines between them, and the filled columns."""

    points: Sequence[tuple[PictureBox, PlacedMark]]
    lines: Sequence[tuple[Point, Point]]
    columns: Sequence[tuple[PictureBox, PlacedMark]]

    def clearest(
        self, places: Sequence[tuple[str, PictureBox]], mark: PlacedMark, *, may_cover: bool
    ) -> tuple[str, PictureBox] | None:
        """The first of the places that covers no other mark and, if there is one, no line; else one that does
        where it ``may_cover`` marks."""
        near = [box for box, other in self.points if (other.x, other.y) != (mark.x, mark.y)]
        near += [box for box, other in self.columns if other.x != mark.x]
        ranked = [(any(map(box.touches, near)), self.is_crossed(box), (side, box)) for side, box in places]
        ranked = [each for each in ranked if may_cover or not each[0]]
        return min(ranked, key=lambda each: each[:2])[2] if ranked else None

    def is_crossed(self, box: PictureBox) -> bool:
        return any(box.is_crossed(*line) for line in self.lines)


def room_at_end(
    text: str, mark: PlacedMark, plot: Plot, size: float, taken: Sequence[PictureBox]
) -> float | None:
    """How high a text may begin right of a line's last mark, within the plot and clear of all that is drawn;
    None where it has no room. ``taken`` are the boxes of other texts."""
    drawn = _drawn_in(plot)
    left = mark.x + BESIDE_MARK
    right = left + text_width(text, size)
    for aside in (0.0, -size, size):
        y = mark.y + aside
        box = PictureBox(left, y - size / 2, right, y + size / 2)
        is_inside = right <= plot.right and plot.top <= box.top and box.bottom <= plot.bottom
        covers = any(map(box.touches, (*(other for other, _ in drawn.points), *taken)))
        if is_inside and not covers and not drawn.is_crossed(box):
            return y
    return None


def _drawn_in(plot: Plot) -> _Drawn:
    return _Drawn(
        points=[(_mark_box(each, placed), each) for placed in plot.series for each in _points(placed)],
        lines=[line for placed in plot.series for line in _lines(placed, plot)],
        columns=[pair for placed in plot.series for pair in _columns(placed, plot)],
    )


def _columns(placed: PlacedSeries, plot: Plot) -> Iterator[tuple[PictureBox, PlacedMark]]:
    """The parts of a whole that are drawn as segments of a column, which hide what lies below them."""
    if not placed.width or placed.series.role != PART:
        return
    for each in placed.marks:
        half = (plot.x(each.at + placed.width_of(each)) - plot.x(each.at)) / 2
        yield PictureBox(each.x - half, each.y, each.x + half, plot.y(each.base)), each


def _is_fixed(mark: PlacedMark, placed: PlacedSeries) -> bool:
    return mark.side == CENTRE or placed.series.role in (COLUMNS, WHOLE)


def _rank(mark: PlacedMark, placed: PlacedSeries, number: int) -> tuple[int, int, float]:
    """The newest values first, then the highest, then the rest, from the newest back."""
    series = placed.series
    place = 0 if mark.mark is series.newest else 1 if mark.mark is series.highest else 2
    return place, number, -mark.mark.x


def _sides_of(mark: PlacedMark, placed: PlacedSeries) -> Iterator[str]:
    """Where its value may stand, first where it is: of an edition nowhere else, for the side tells which."""
    others = () if placed.series.role == EDITIONS else SIDES if mark.mark.high is None else ABOVE
    yield mark.side
    yield from (side for side in others if side != mark.side)


def _with_air(box: PictureBox) -> PictureBox:
    return PictureBox(
        box.left - AIR, box.top - ABOVE_AND_BELOW, box.right + AIR, box.bottom + ABOVE_AND_BELOW
    )


def _points(placed: PlacedSeries) -> Sequence[PlacedMark]:
    return () if placed.width else placed.marks


def _mark_box(mark: PlacedMark, placed: PlacedSeries) -> PictureBox:
    half = placed.size * mark.wider / 2
    return PictureBox(mark.x - half, mark.y - half, mark.x + half, mark.y + half)


def _lines(placed: PlacedSeries, plot: Plot) -> Iterator[tuple[Point, Point]]:
    """The straight lines between the marks of a series, and those of its intervals."""
    for run in placed.joined if not placed.width else ():
        yield from (((one.x, one.y), (other.x, other.y)) for one, other in pairwise(run))
    for each in placed.marks:
        if each.mark.low is not None and each.mark.high is not None:
            yield (each.x, plot.y(each.mark.high)), (each.x, plot.y(each.mark.low))


def apart(middles: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of things of these heights, in order, moved as little as can be until none touches another,
    from ``low`` to ``high`` where there is the room."""
    halves = [(one + other) / 2 for one, other in pairwise(heights)]
    below = list(accumulate(halves, initial=0.0))[: len(middles)]
    blocks: list[tuple[float, int]] = []
    for middle, least in zip(middles, below, strict=True):
        total, count = middle - least, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            total, count = total + blocks[-1][0], count + blocks[-1][1]
            blocks.pop()
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    end = max([low, high - below[-1]] if below else [low])
    return [min(max(start, low), end) + least for start, least in zip(starts, below, strict=True)]


def signs_of(mark: Break) -> str:
    """The marks of the series that break there; "" where the break need not say whose it is."""
    return "".join(theme.SIGNS[theme.style_of(look).symbol] for look in mark.looks)


def label_in_short(mark: Break) -> str:
    """What is written above a break where its series has no room for its name."""
    return f"{signs_of(mark)} {mark.brief}" if mark.looks else mark.label
