"""The key above the charts: how each series, level and span looks, in one or more rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.exporters.native import parts
from dashboard.exporters.native.chart_series import (
    OPEN_FILLING,
    PART_FILLINGS,
    PARTIAL_FILLING,
    WINDOW_OPACITY,
)
from dashboard.exporters.native.fitting import width_of
from dashboard.exporters.native.parts import NativePanel
from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.drawing import Run, rectangle, stroke, write
from dashboard.scene import key, theme
from dashboard.scene.key import KeyEntry
from dashboard.scene.scene import EARLIER, NEWEST, PRINT

POINTS = 11
FILLINGS = {key.HATCHED: PARTIAL_FILLING, key.DOTTED: OPEN_FILLING}
ROW = 0.27
SWATCH, GAP = 0.3, 0.28
WINDOW_EDGE = "#A8A28C"


def entries_of(entries: Sequence[KeyEntry], panels: Sequence[NativePanel]) -> list[KeyEntry]:
    """What of a sheet's key the panels of one slide bear out; a level without a shade as the line that it
    is."""
    drawn = [series for panel in panels for series in panel.series]
    ids = {series.id for series in drawn}
    columns = [mark for series in drawn if series.role == parts.COLUMN for mark in series.marks]
    others = [mark for series in drawn if series.role not in parts.IN_COLUMNS for mark in series.marks]
    borne_out = {
        key.HATCHED: any(mark.is_partial for mark in columns),
        key.DOTTED: any(mark.is_open and not mark.is_partial for mark in columns),
        key.OPEN: any(mark.is_open for mark in others),
        key.SAME: any(mark.is_wide for mark in others),
        key.BAND: any(series.role in (parts.BAND, parts.LEVEL) for series in drawn),
        key.LIMIT: any(series.role == parts.LEVEL for series in drawn),
        key.WINDOW: any(series.role == parts.WINDOW for series in drawn),
    }
    has_shade = any(series.role == parts.BAND for series in drawn)
    return [
        entry if entry.kind != key.BAND or has_shade else replace(entry, kind=key.LIMIT)
        for entry in entries
        if (not entry.series or entry.series in ids) and borne_out.get(entry.kind, True)
    ]


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


def height_of(entries: Sequence[KeyEntry], width: float) -> float:
    """The height of a key in inches."""
    return ROW * len(rows_of(entries, width))


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
    mark = Box(box.left + SWATCH / 2 - 0.065, middle - 0.065, 0.13, 0.13)
    name = f"key mark: {entry.label}"
    _lines(shapes, entry, area, name)
    if entry.kind == key.SAME:
        around = Box(mark.left - 0.03, mark.top - 0.03, 0.19, 0.19)
        rectangle(shapes, around, name=f"{name} around", colour=colour)
        rectangle(shapes, mark, name=name, colour=theme.HOLLOW, edge="#FFFFFF", figure=style.symbol)
    elif entry.kind in (key.JOINED, key.MARK, key.INTERVAL, NEWEST):
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
        rectangle(
            shapes,
            area,
            name=name,
            colour=theme.WINDOW_EDGE,
            opacity=WINDOW_OPACITY,
            edge=WINDOW_EDGE,
            points=1,
        )
    elif entry.kind == key.RANGE:
        rectangle(shapes, area, name=name, colour=colour, opacity=0.18, edge=colour, points=1)
    elif entry.kind in (key.UNDIVIDED, key.REST):
        rectangle(shapes, area, name=name, colour="#FFFFFF", edge=theme.HOLLOW, points=1.25)


def _lines(shapes: Any, entry: KeyEntry, area: Box, name: str) -> None:
    """The lines of an entry, across or upright."""
    middle = area.top + area.height / 2
    across = Box(area.left, middle, SWATCH, 0.0)
    upright = Box(area.left + SWATCH / 2, middle - 0.1, 0.0, 0.2)
    limits = [Box(area.left, edge, SWATCH, 0.0) for edge in (area.top, area.bottom)]
    colour = entry.style.colour
    for kind, boxes, ink, dash in (
        (key.JOINED, [across], colour, entry.style.dash),
        (key.LIMIT, [across], theme.BAND_EDGE, "dot"),
        (key.USUAL, limits, colour, "dash"),
        (key.BREAK, [upright], theme.BREAK, "dash"),
        (key.STEM, [upright], colour, "solid"),
        (key.INTERVAL, [upright], colour, "solid"),
    ):
        for box in boxes if kind == entry.kind else ():
            stroke(shapes, box, name=f"{name} line", colour=ink, points=2, dash=dash)
