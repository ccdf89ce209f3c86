"""Where things stand on a slide: the page's regions, and a place for each panel. In inches. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.exporters.native.fitting import lines_of
from dashboard.exporters.native.parts import NativePanel


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

    def around(self, edge: float) -> Box:
        """The box with an edge around it."""
        return Box(self.left - edge, self.top - edge, self.width + 2 * edge, self.height + 2 * edge)

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

    panel: NativePanel
    box: Box
    heading: Box | None = None
    has_numbers: bool = True
    has_years: bool = True
    title_lines: int = 1


HEADING, GAP = 0.28, 0.12
FEW = 2
"""More panels than this, one below the other on the same years, name the years once."""
LEAST_PANEL, LEAST_SMALL, LEAST_SMALL_WIDTH = 1.5, 1.5, 2.2
"""What a panel needs, in inches: its height, and height and width of a small one."""


def panels_fit(panels: Sequence[NativePanel], room: Box) -> bool:
    """Whether each of the panels of a slide has room to be read."""
    boxes = [place.box for place in places_of(panels, room)]
    if any(panel.is_small for panel in panels):
        return all(box.height + HEADING >= LEAST_SMALL and box.width >= LEAST_SMALL_WIDTH for box in boxes)
    return all(box.height >= LEAST_PANEL for box in boxes)


def places_of(panels: Sequence[NativePanel], room: Box) -> list[PanelPlace]:
    """A box for each panel: small ones in rows, group by group; others one below the other."""
    if any(panel.is_small for panel in panels):
        return _in_rows(panels, room)
    places = []
    top: float = room.top
    free = room.height - GAP * (len(panels) - 1)
    total = sum(panel.height for panel in panels)
    share_years = len(panels) > FEW and len({panel.positions for panel in panels}) == 1
    for panel in panels:
        height = free * panel.height / total
        has_years = not share_years or panel is panels[-1]
        places.append(PanelPlace(panel, Box(room.left, top, room.width, height), has_years=has_years))
        top += height + GAP
    return places


def _in_rows(panels: Sequence[NativePanel], room: Box) -> list[PanelPlace]:
    columns = _columns(len(panels), room)
    slots: list[tuple[int, int, NativePanel, int]] = []
    place = 0
    for _, group in groupby(panels, key=lambda panel: panel.heading):
        group_panels = list(group)
        for number, panel in enumerate(group_panels):
            row, column = divmod(place, columns)
            left = min(len(group_panels) - number, columns - column)
            slots.append((row, column, panel, left if number == 0 or column == 0 else 0))
            place += 1
    width = (room.width - GAP * (columns - 1)) / columns
    height = room.height / (row + 1)
    widest = max(lines_of(panel.heading, 11, span * width) for _, _, panel, span in slots if span)
    heading_height = HEADING + 0.2 * (widest - 1)
    lines = max(lines_of(f"● {panel.title}", 10, width, bold=True) for panel in panels)
    places = []
    for down, start, panel, span in slots:
        across, top = room.left + start * (width + GAP), room.top + down * height
        box = Box(across, top + heading_height, width, height - heading_height - GAP / 2)
        heading = Box(across, top, span * (width + GAP) - GAP, heading_height) if span else None
        places.append(PanelPlace(panel, box, heading, heading is not None, True, lines))
    return places


def _columns(count: int, room: Box) -> int:
    """How many small panels stand beside each other."""
    if room.width < room.height:
        return 1 if count <= FEW else 2
    most = max(1, int((room.width + GAP) / (LEAST_SMALL_WIDTH + GAP)))
    return min(most, count if count < 4 else 2 if count == 4 else -(-count // 2))
