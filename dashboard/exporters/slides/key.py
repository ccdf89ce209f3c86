"""The key above the charts: how each series, level and span looks, in one or more rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.exporters.slides.boxes import Box
from dashboard.exporters.slides.chart_series import PARTS_PATTERN
from dashboard.exporters.slides.drawing import Run, rectangle, stroke, write
from dashboard.exporters.slides.fitting import width_of
from dashboard.exporters.slides.parts import COLUMN, IN_COLUMNS, LINE, PART, WHOLE, Panel
from dashboard.scene import theme
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, message

POINTS = 11
FILLINGS = {"hatched": "wdUpDiag", "dotted": "pct20"}
ROW = 0.27
SWATCH, GAP = 0.3, 0.28
QUIET = theme.Style(theme.QUIET, "circle", "solid")

OPEN = message("Hollow: part of the year, provisional or not exact")
HATCHED = message("Hatched: part of the year or incomplete")
DOTTED = message("Dotted: provisional or not exact")
UNDIVIDED = message("Hollow column: the whole, its parts not all known")


@dataclass(frozen=True)
class Entry:
    """What the key shows: ``kind`` is "column", "part", "line", "mark", "open", "hatched", "dotted",
    "whole", "band", "limit", "window" or "range".
    """

    kind: str
    label: str
    style: theme.Style


def entries(sheet: Sheet, panels: Sequence[Panel], words: Words) -> list[Entry]:
    """Every series of the sheet, then what is drawn behind; small panels bear their own names."""
    found = []
    if not any(panel.is_small for panel in panels):
        roles = {one.id: one.role for panel in panels for one in reversed(panel.series)}
        for entry in sheet.key:
            role = roles.get(entry.series, "")
            kind = role if role in (COLUMN, PART, LINE) else "mark"
            found.append(Entry(kind, entry.label, entry.style))
    kinds = {"line": "limit"}
    for guide in sheet.guides:
        own = next((entry.style for entry in sheet.key if guide.label.startswith(entry.label)), QUIET)
        found.append(Entry(kinds.get(guide.kind, guide.kind), guide.label, own))
    series = [one for panel in panels for one in panel.series]
    marks = [(one.role, mark) for one in series for mark in one.marks if mark.value is not None]
    if any(role not in IN_COLUMNS and mark.is_open for role, mark in marks) and not sheet.shows_editions:
        found.append(Entry("open", words(OPEN), QUIET))
    if any(role == COLUMN and mark.is_partial for role, mark in marks):
        found.append(Entry("hatched", words(HATCHED), QUIET))
    if any(role == COLUMN and mark.is_open for role, mark in marks):
        found.append(Entry("dotted", words(DOTTED), QUIET))
    if any(role == WHOLE for role, _ in marks):
        found.append(Entry("whole", words(UNDIVIDED), QUIET))
    return list(dict.fromkeys(found))


def rows_of(found: Sequence[Entry], width: float) -> list[list[tuple[float, Entry]]]:
    """The entries in rows, each with its distance from the left."""
    rows: list[list[tuple[float, Entry]]] = []
    left = width
    for entry in found:
        needed = SWATCH + 0.08 + width_of(entry.label, POINTS) * 1.05
        if left + needed > width and left > 0:
            rows.append([])
            left = 0.0
        rows[-1].append((left, entry))
        left += needed + GAP
    return rows


def draw(shapes: Any, found: Sequence[Entry], room: Box, *, language: str) -> float:
    """Draw the key at the top of a box; how high it is."""
    rows = rows_of(found, room.width)
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


def _swatch(shapes: Any, entry: Entry, box: Box) -> None:
    colour = entry.style.colour
    middle = box.top + box.height / 2
    area = Box(box.left, middle - 0.075, SWATCH, 0.15)
    across = Box(box.left, middle, SWATCH, 0.0)
    mark = Box(box.left + SWATCH / 2 - 0.065, middle - 0.065, 0.13, 0.13)
    name = f"key mark: {entry.label}"
    if entry.kind in ("line", "limit"):
        ink, dash = (theme.BAND_EDGE, "dot") if entry.kind == "limit" else (colour, entry.style.dash)
        stroke(shapes, across, name=f"{name} line", colour=ink, points=2, dash=dash)
    if entry.kind in ("line", "mark"):
        rectangle(shapes, mark, name=name, colour=colour, figure=entry.style.symbol)
    elif entry.kind == "open":
        rectangle(shapes, mark, name=name, colour="#FFFFFF", edge=colour, points=1.5, figure="circle")
    elif entry.kind == "column":
        rectangle(shapes, area, name=name, colour=colour)
    elif entry.kind == "part":
        filling = PARTS_PATTERN.get(entry.style.symbol, "")
        ink, ground = ("#FFFFFF", colour) if filling else (colour, "")
        rectangle(shapes, area, name=name, colour=ink, filling=filling, ground=ground, edge=colour, points=1)
    elif entry.kind in FILLINGS:
        rectangle(
            shapes, area, name=name, colour=colour, filling=FILLINGS[entry.kind], edge=colour, points=1.25
        )
    elif entry.kind in ("band", "window"):
        is_band = entry.kind == "band"
        edge = theme.BAND_EDGE if is_band else "#A8A28C"
        ground = theme.BAND if is_band else theme.WINDOW
        dash = "dot" if is_band else "solid"
        rectangle(shapes, area, name=name, colour=ground, edge=edge, points=1, dash=dash)
    elif entry.kind == "range":
        rectangle(shapes, area, name=name, colour=colour, opacity=0.18, edge=colour, points=1)
    elif entry.kind == "whole":
        rectangle(shapes, area, name=name, colour="#FFFFFF", edge=colour, points=1.25)
