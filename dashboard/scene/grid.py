"""Small panels side by side, group by group: those of one group share one axis of values. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.fonts.ruler import fitting_size, shortened
from dashboard.scene import theme
from dashboard.scene.marks import columns_side_by_side, value_texts
from dashboard.scene.placed import START, Layout, Plot, Text
from dashboard.scene.scene import Panel, Scene
from dashboard.scene.stack import AROUND, axis_end, value_span
from dashboard.scene.theme import Size
from dashboard.scene.ticks import count_ticks, years_by
from dashboard.scene.written import written_in_small

PANELS_IN_A_ROW = {"wide": 4, "narrow": 2}
LEFT, RIGHT, GAP = 38, 10, 26
HEADING, NAMES, COLUMNS_HIGH, YEARS = 30, 40, 86, 32
"""Heights in pixels: a group's heading, a panel's name in two lines, its columns, its years."""
ROW = NAMES + COLUMNS_HIGH + YEARS
APART = {"wide": 3, "narrow": 1}
"""Pixels between two counts, without which 2 and 9 would read as 29."""
VALUE, LABEL, NAME_LINE = 11, 12, 16
SMALLEST = 10
"""The size of a name that would else be shortened."""
ROOM_FOR_YEAR = 36


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    width: float


def lay_out_grid(scene: Scene, size: Size) -> Layout:
    """The groups below each other, the panels of each in rows; the height follows from their number."""
    groups = [list(group) for _, group in groupby(scene.panels, key=lambda panel: panel.group)]
    height = sum(HEADING + _rows(len(group), size) * ROW for group in groups)
    size = replace(size, height=max(HEADING, height))
    plots: list[Plot] = []
    texts: list[Text] = []
    top = 0.0
    for group in groups:
        heading = group[0].group
        letters = fitting_size(heading, LABEL, size.width)
        texts.append(Text(heading, 0, top + 12, letters, theme.QUIET, anchor=START))
        ceiling = max(value_span(panel, 2)[1] for panel in group)
        for panel, box in zip(group, _boxes(len(group), top + HEADING, size), strict=True):
            plot = _plot(panel, box, ceiling, size)
            plots.append(plot)
            texts += [*_name(panel, box), *value_texts(plot, size.width)]
        top += HEADING + _rows(len(group), size) * ROW
    return Layout(
        scene=scene,
        size=size,
        left=0,
        top=0,
        right=size.width,
        bottom=size.height,
        plots=tuple(plots),
        grounds=(),
        words=tuple(texts),
    )


def _rows(count: int, size: Size) -> int:
    return -(-count // PANELS_IN_A_ROW[size.window])


def _boxes(count: int, top: float, size: Size) -> Iterator[_Box]:
    columns = PANELS_IN_A_ROW[size.window]
    width = (size.width - LEFT - RIGHT - GAP * (columns - 1)) / columns
    for place in range(count):
        row, column = divmod(place, columns)
        yield _Box(LEFT + column * (width + GAP), top + row * ROW, width)


def _plot(panel: Panel, box: _Box, ceiling: float, size: Size) -> Plot:
    top = box.top + NAMES
    plot = Plot(
        panel=panel,
        left=box.left,
        top=top,
        right=box.left + box.width,
        bottom=top + COLUMNS_HIGH,
        first=panel.first - AROUND,
        last=axis_end([panel]),
        low=0.0,
        high=ceiling,
        x_ticks=years_by(panel.first, panel.last, _step(panel, box.width)),
        y_ticks=count_ticks(ceiling, most=4),
        has_numbers=box.left == LEFT,
        tick_size=VALUE,
    )
    year = box.width / (plot.last - plot.first)
    written = frozenset[str]().union(
        *(
            written_in_small(series, year=year, size=VALUE, apart=APART[size.window])
            for series in panel.series
        )
    )
    columns = columns_side_by_side(plot, panel.series, written, text_size=VALUE, is_small=True)
    return replace(plot, series=tuple(columns))


def _step(panel: Panel, width: float) -> int:
    year = width / (panel.last - panel.first + 1)
    return next((step for step in (1, 2, 5, 10, 20) if year * step >= ROOM_FOR_YEAR), 50)


def _name(panel: Panel, box: _Box) -> Iterator[Text]:
    """The publisher above its area: a label's first word is the publisher."""
    lines: Sequence[str] = [part for part in panel.title.partition(" ")[::2] if part]
    colour = theme.style_of(panel.series[0].look).colour
    for number, line in enumerate(lines):
        y = box.top + 8 + NAME_LINE * number
        weight = 400 if number else 700
        letters = max(SMALLEST, fitting_size(line, LABEL, box.width))
        text = shortened(line, letters, box.width, weight)
        yield Text(text, box.left, y, letters, colour, anchor=START, weight=weight)
