"""Several publishers' counts side by side as a Plotly figure: a small panel a series, never one on another.

Panels of one group share one axis of counts, so that heights compare; each group has an axis of its own
and says so. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures.axes import axis_top, base_layout, count_axis
from dashboard.figures.marks import column_traces
from dashboard.figures.parts import Drawing, Figure, Line, Point
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

COLUMNS = {"wide": 4, "narrow": 2}
WIDTHS = {"wide": theme.WIDE.width, "narrow": theme.NARROW.width}
LEFT, RIGHT, GAP = 38, 10, 26
HEADING, NAMES, PLOT, YEARS = 30, 40, 86, 32
"""Heights in pixels: a group's heading, a panel's name in two lines, its columns, its years."""
DIGIT = 6.1
"""A digit's width in pixels at the size of the counts above the columns."""
APART = {"wide": 3, "narrow": 1}
"""Pixels between two counts, without which 2 and 9 would read as 29."""


@dataclass(frozen=True)
class Group:
    """Panels on one common axis of counts, and what is written above them."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Box:
    """Where a panel stands, in pixels from the top left corner of the picture."""

    left: float
    top: float
    width: float


def compare_figure(groups: Sequence[Group], *, first: int, last: int, window: str, language: str) -> Drawing:
    """Draw the groups below each other, the panels of each in rows, between two years (inclusive)."""
    size = theme.Size(window, WIDTHS[window], _height(groups, window))
    layout = base_layout(size, {"l": 0, "r": 0, "t": 0, "b": 0}, first, last, language)
    years = layout.pop("xaxis")
    traces: list[Figure] = []
    labels: list[tuple[MarkLabel | None, ...]] = []
    notes: list[Figure] = []
    number = 0
    top = 0.0
    for group in groups:
        notes.append(_text(group.heading, 0, top + 4, size, colour=theme.QUIET))
        ceiling = axis_top(group.lines, (), 2)
        for line, box in zip(group.lines, _boxes(len(group.lines), top + HEADING, window), strict=True):
            number += 1
            suffix = "" if number == 1 else str(number)
            layout[f"xaxis{suffix}"] = _years_axis(years, box, first, last, size) | {"anchor": f"y{suffix}"}
            layout[f"yaxis{suffix}"] = _counts_axis(ceiling, box, size) | {"anchor": f"x{suffix}"}
            for trace, said in column_traces(line, f"y{suffix}", _written(line, box, first, last, window)):
                trace["textfont"]["size"] = 11
                traces.append(trace | {"xaxis": f"x{suffix}"})
                labels.append(said)
            notes.append(_text(_in_two_lines(line.label), box.left, box.top, size, colour=line.style.colour))
        top += HEADING + _rows(group, window) * (NAMES + PLOT + YEARS)
    layout["annotations"] = notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)


def _rows(group: Group, window: str) -> int:
    return -(-len(group.lines) // COLUMNS[window])


def _height(groups: Sequence[Group], window: str) -> int:
    return max(HEADING, sum(HEADING + _rows(one, window) * (NAMES + PLOT + YEARS) for one in groups))


def _boxes(count: int, top: float, window: str) -> Iterator[_Box]:
    columns = COLUMNS[window]
    width = (WIDTHS[window] - LEFT - RIGHT - GAP * (columns - 1)) / columns
    for place in range(count):
        row, column = divmod(place, columns)
        yield _Box(LEFT + column * (width + GAP), top + row * (NAMES + PLOT + YEARS), width)


def _counts_axis(ceiling: float, box: _Box, size: theme.Size) -> Figure:
    """The group's axis of counts; its numbers stand at the first panel of a row."""
    low = 1 - (box.top + NAMES + PLOT) / size.height
    high = 1 - (box.top + NAMES) / size.height
    axis = count_axis(ceiling, (low, high), size)
    return axis | {"nticks": 4, "showticklabels": box.left == LEFT, "tickfont": {"size": 11}}


def _years_axis(years: Figure, box: _Box, first: int, last: int, size: theme.Size) -> Figure:
    step = next((one for one in (1, 2, 5, 10, 20) if box.width / (last - first + 1) * one >= 36), 50)
    start = last - step * ((last - first) // step) if step <= 2 else first + -first % step
    return years | {
        "domain": [box.left / size.width, (box.left + box.width) / size.width],
        "tick0": start,
        "dtick": step,
        "tickfont": {"size": 11},
        "ticklen": 3,
        "tickangle": 0,
    }


def _written(line: Line, box: _Box, first: int, last: int, window: str) -> frozenset[str]:
    """Keys of the counts that are written above their columns: those that touch no other, and the highest.

    The newest one too, unless it would touch the highest.
    """
    known = [point for point in line.points if point.value is not None]
    year = box.width / (last - first + 1.2)

    def is_clear(one: Point, other: Point) -> bool:
        room = abs(one.x - other.x) * year
        return room >= DIGIT * (len(one.text) + len(other.text)) / 2 + APART[window]

    chosen = [one for one in known if all(is_clear(one, other) for other in known if other is not one)]
    if line.highest and line.newest:
        chosen.append(line.highest)
        chosen += [line.newest] if is_clear(line.newest, line.highest) else []
    return frozenset(point.key for point in chosen)


def _in_two_lines(label: str) -> str:
    """The publisher above its area: a label's first word is the publisher."""
    publisher, _, area = label.partition(" ")
    return f"<b>{publisher}</b><br>{area}" if area else f"<b>{publisher}</b>"


def _text(text: str, x: float, y: float, size: theme.Size, *, colour: str) -> Figure:
    """A text whose top left corner is at x and y, in pixels from the top left of the picture."""
    return {
        "x": x / size.width,
        "y": 1 - y / size.height,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "align": "left",
        "xanchor": "left",
        "yanchor": "top",
        "font": {"size": 12, "color": colour},
    }
