"""Where the texts of a laid-out picture stand, by the ruler of the font, and what they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from dashboard.fonts.ruler import text_width
from dashboard.scene.placed import END, MIDDLE, Layout, Plot, Text
from dashboard.scene.scene import PART

TOUCH = 1.0
"""Pixels that two boxes may share: a box is as high as a line, its letters are lower."""
LETTERS, DIGITS = 1.0, 0.76
"""How high letters and digits alone are, in sizes."""
TICK = 4


@dataclass(frozen=True)
class Box:
    """What a text takes of the picture; ``mark`` is the key of the mark that it is the value of."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    mark: str = ""

    def covers(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > TOUCH and down > TOUCH


def box_of(text: Text) -> Box:
    """The box of a text by its anchor, size and weight."""
    width = text_width(text.text, text.size, text.weight)
    left = text.x - {MIDDLE: width / 2, END: width}.get(text.anchor, 0)
    is_number = all(not letter.isalpha() for letter in text.text)
    half = text.size * (DIGITS if is_number else LETTERS) / 2
    return Box(text.text, left, text.y - half, left + width, text.y + half, text.mark)


def texts_of(layout: Layout) -> Iterator[Box]:
    """Every text of a picture, those of its axes and of its events too."""
    for text in layout.texts:
        yield box_of(text)
    for plot in layout.plots:
        yield from _axes(plot)
    for place in layout.events:
        yield box_of(Text(place.label, place.x, place.y, 10, ""))


def _axes(plot: Plot) -> Iterator[Box]:
    if plot.has_years:
        y = plot.bottom + TICK + 2 + plot.tick_size * 0.62
        for tick in plot.x_ticks:
            yield box_of(Text(tick.text, plot.x(tick.at), y, plot.tick_size, "", anchor=MIDDLE))
    if plot.has_numbers:
        for tick in plot.y_ticks:
            yield box_of(Text(tick.text, plot.left - 6, plot.y(tick.at), plot.tick_size, "", anchor=END))


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    """The pairs of texts that are written over each other."""
    boxes = list(texts_of(layout))
    return [(one.text, other.text) for one, other in combinations(boxes, 2) if one.covers(other)]


def outside(layout: Layout) -> list[str]:
    """The texts that an edge of the picture cuts."""
    size = layout.size
    return [
        box.text
        for box in texts_of(layout)
        if box.left < -0.5 or box.top < -0.5 or box.right > size.width + 0.5 or box.bottom > size.height + 0.5
    ]


def over_marks(layout: Layout) -> list[tuple[str, str, str]]:
    """The texts that stand over the mark of another figure: each with the key of its own figure, "" for one
    of none, and that of the other. Marks of one place lie in each other, and are one."""
    covered = []
    boxes = [box_of(text) for text in layout.texts]
    for plot in layout.plots:
        points = [
            (placed, series.size * placed.wider / 2)
            for series in plot.series
            if not series.width  # the columns of a year are no marks between which a value could stand
            for placed in series.marks
        ]
        places = {placed.mark.key: (placed.x, placed.y) for placed, _ in points}
        for placed, half in points:
            mark = Box("", placed.x - half, placed.y - half, placed.x + half, placed.y + half)
            covered += [
                (box.text, box.mark, placed.mark.key)
                for box in boxes
                if places.get(box.mark) != (placed.x, placed.y) and box.covers(mark)
            ]
    return covered


def behind_columns(layout: Layout) -> list[str]:
    """The values beside marks that a filled column of another year would hide."""
    hidden = []
    for plot in layout.plots:
        columns = [
            (each.x, Box("", plot.x(each.at) - half, each.y, plot.x(each.at) + half, plot.y(each.base)))
            for placed in plot.series
            if placed.width and placed.series.role == PART
            for each in placed.marks
            for half in [(plot.x(each.at + placed.width_of(each)) - plot.x(each.at)) / 2]
        ]
        places = {
            each.mark.key: each.x
            for placed in plot.series
            if not placed.width
            for each in placed.marks
            if each.text
        }
        for text in layout.texts:
            x, box = places.get(text.mark), box_of(text)
            if x is not None and any(box.covers(column) for at, column in columns if at != x):
                hidden.append(text.text)
    return hidden
