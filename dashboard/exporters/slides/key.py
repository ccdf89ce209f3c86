"""The key above the charts: how each series, level and span looks, in one or more rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.chart_series import OPEN_FILLING, PART_FILLINGS, PARTIAL_FILLING
from dashboard.exporters.slides.drawing import Run, rectangle, stroke, write
from dashboard.exporters.slides.fitting import width_of
from dashboard.scene import key, theme
from dashboard.scene.key import KeyEntry
from dashboard.scene.scene import EARLIER, NEWEST, PRINT

POINTS = 11
FILLINGS = {key.HATCHED: PARTIAL_FILLING, key.DOTTED: OPEN_FILLING}
ROW = 0.27
SWATCH, GAP = 0.3, 0.28
WINDOW_EDGE = "#A8A28C"


def rows_of(entries: Sequence[KeyEntry], width: float) -> list[list[tuple[float, KeyEntry]]]:
    """The entries in rows, each with its distance from the left."""
    rows: list[list[tuple[float, KeyEntry]]] = []
    left = width
    for entry in entries:
        length = SWATCH + 0.08 + width_of(entry.label, POINTS) * 1.05
        if left + length > width and left > 0:
            rows.append([])
            left = 0.0
        rows[-1].append((left, entry))
        left += length + GAP
    return rows


def draw(shapes: Any, entries: Sequence[KeyEntry], room: Box, *, language: str) -> float:
    """Draw the key at the top of a box; how high it is."""
    rows = rows_of(entries, room.width)
    for number, row in enumerate(rows):
        for place, entry in row:
            box = Box(room.left + place, room.top + number * ROW, SWATCH, ROW)
            _swatch(shapes, entry, box)
            text = Box(box.right + 0.08, box.top, width_of(entry.label, POINTS) * 1.05 + 0.1, ROW)
            write(
                shapes,
                text,
                [[Run(entry.label, POINTS)]],
                name=f"key: {entry.label}",
                language=language,
                anchor="middle",
                wrap=False,
            )
    return ROW * len(rows)


def _swatch(shapes: Any, entry: KeyEntry, box: Box) -> None:
    style, colour = entry.style, entry.style.colour
    middle = box.top + box.height / 2
    area = Box(box.left, middle - 0.075, SWATCH, 0.15)
    across = Box(box.left, middle, SWATCH, 0.0)
    mark = Box(box.left + SWATCH / 2 - 0.065, middle - 0.065, 0.13, 0.13)
    name = f"key mark: {entry.label}"
    if entry.kind in (key.JOINED, key.LIMIT):
        ink, dash = (theme.BAND_EDGE, "dot") if entry.kind == key.LIMIT else (colour, style.dash)
        stroke(shapes, across, name=f"{name} line", colour=ink, points=2, dash=dash)
    if entry.kind == key.SAME:
        around = Box(mark.left - 0.03, mark.top - 0.03, 0.19, 0.19)
        rectangle(shapes, around, name=f"{name} around", colour=colour)
        rectangle(shapes, mark, name=name, colour=theme.HOLLOW, edge="#FFFFFF", figure=style.symbol)
    elif entry.kind in (key.JOINED, key.MARK, NEWEST):
        rectangle(shapes, mark, name=name, colour=colour, figure=style.symbol)
    elif entry.kind == PRINT:
        rectangle(shapes, mark, name=name, colour=colour, figure="x")
    elif entry.kind in (key.OPEN, EARLIER):
        figure = style.symbol
        rectangle(shapes, mark, name=name, colour="#FFFFFF", edge=colour, points=1.5, figure=figure)
    elif entry.kind == key.COLUMN:
        rectangle(shapes, area, name=name, colour=colour)
    elif entry.kind == key.SEGMENT:
        filling = PART_FILLINGS.get(style.symbol, "")
        ink, ground = ("#FFFFFF", colour) if filling else (colour, "")
        rectangle(shapes, area, name=name, colour=ink, filling=filling, ground=ground, edge=colour, points=1)
    elif entry.kind in FILLINGS:
        filling = FILLINGS[entry.kind]
        rectangle(shapes, area, name=name, colour=colour, filling=filling, edge=colour, points=1.25)
    elif entry.kind == key.BAND:
        edge = theme.BAND_EDGE
        rectangle(shapes, area, name=name, colour=theme.BAND, edge=edge, points=1, dash="dot")
    elif entry.kind == key.WINDOW:
        rectangle(shapes, area, name=name, colour=theme.WINDOW, edge=WINDOW_EDGE, points=1)
    elif entry.kind == key.RANGE:
        rectangle(shapes, area, name=name, colour=colour, opacity=0.18, edge=colour, points=1)
    elif entry.kind in (key.UNDIVIDED, key.REST):
        rectangle(shapes, area, name=name, colour="#FFFFFF", edge=theme.HOLLOW, points=1.25)
