"""Where things stand on a slide: the page's regions, and a place for each panel. In inches. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.exporters.native.parts import Panel
from dashboard.exporters.slides.fitting import lines_of


@dataclass(frozen=True)
class Box:
    """A rectangle, from the upper left corner of the slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def below(self, height: float) -> Box:
        """What is left of it under its uppermost part."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def above(self, height: float) -> Box:
        """What is left of it over its lowest part."""
        return Box(self.left, self.top, self.width, self.height - height)


@dataclass(frozen=True)
class PanelPlace:
    """A panel and its box; ``heading`` is the box of its group's heading where it begins one in a row.

    ``has_numbers`` and ``has_years``: whether its axes are labelled, or read off a neighbour's;
    ``title_lines``: how many lines the titles of small panels need.
    """

    panel: Panel
    box: Box
    heading: Box | None = None
    has_numbers: bool = True
    has_years: bool = True
    title_lines: int = 1


HEADING, GAP = 0.26, 0.12
FEW = 2
"""More panels than this, one below the other on the same years, name the years once."""
ROWS_OF_SMALL = 2
MOST_IN_A_ROW = 7


def places_of(panels: Sequence[Panel], room: Box) -> list[PanelPlace]:
    """A box for each panel: small ones in rows, group by group; others one below the other."""
    if any(panel.is_small for panel in panels):
        return _in_rows(panels, room)
    places = []
    top: float = room.top
    free = room.height - GAP * (len(panels) - 1)
    share_years = len(panels) > FEW and len({panel.positions for panel in panels}) == 1
    for panel in panels:
        height = free * panel.height
        has_years = not share_years or panel is panels[-1]
        places.append(PanelPlace(panel, Box(room.left, top, room.width, height), has_years=has_years))
        top += height + GAP
    return places


def _in_rows(panels: Sequence[Panel], room: Box) -> list[PanelPlace]:
    columns = min(MOST_IN_A_ROW, max(4, -(-len(panels) // ROWS_OF_SMALL)))
    slots: list[tuple[int, int, Panel, int]] = []
    row = column = 0
    for _, group in groupby(panels, key=lambda panel: panel.heading):
        group_panels = list(group)
        if column and column + min(len(group_panels), 3) > columns:
            row, column = row + 1, 0
        for number, panel in enumerate(group_panels):
            if column == columns:
                row, column = row + 1, 0
            left = min(len(group_panels) - number, columns - column)
            slots.append((row, column, panel, left if number == 0 or column == 0 else 0))
            column += 1
    width = (room.width - GAP * (columns - 1)) / columns
    height = room.height / (row + 1)
    widest = max(lines_of(panel.heading, 11, span * width) for _, _, panel, span in slots if span)
    heading_height = HEADING + 0.18 * (widest - 1)
    lines = max(lines_of(f"● {panel.title}", 10, width, bold=True) for panel in panels)
    places = []
    for place, start, panel, span in slots:
        across, down = room.left + start * (width + GAP), room.top + place * height
        box = Box(across, down + heading_height, width, height - heading_height - GAP / 2)
        heading = Box(across, down, span * (width + GAP) - GAP, heading_height) if span else None
        places.append(PanelPlace(panel, box, heading, heading is not None, False, lines))
    return places
