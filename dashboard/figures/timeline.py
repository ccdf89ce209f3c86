"""The strip below a chart's counts: numbered events on the same axis of years, spans as thin bars. Pure.

A year's count stands at the middle of its year, so the year itself reaches half a year to either side:
1 April 2021 is at 2020.75.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.parts import Figure
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

MARK, LANE = 16, 19
"""A mark's width and a lane's height, in pixels."""
DIAMOND = 21
"""A diamond as wide as this has room for two digits."""
PADDING = 5
YEARS_BELOW_COUNTS = 32
"""Room for the labels of the years, which stand between the counts and the strip."""
MARGIN_BELOW = 10
BAR = 0.16
"""Half of a bar's height, in lanes."""


@dataclass(frozen=True)
class EventMark:
    """An event by its number: where it starts and ends on the axis of years (the same for one moment)."""

    number: int
    kind: str
    start: float
    end: float
    text: str
    key: str
    href: str


@dataclass(frozen=True)
class Floor:
    """Where, as shares of the height, the strip ends and the counts begin."""

    strip: float
    counts: float


@dataclass(frozen=True)
class Placed:
    """An event with the part of it that is in sight, where its number stands, and its lane."""

    mark: EventMark
    low: float
    high: float
    lane: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Strip:
    """The events in their lanes; without any it takes no room."""

    placed: tuple[Placed, ...]
    lanes: int

    @property
    def pixels(self) -> int:
        """How much higher the picture is for it."""
        return self._height + YEARS_BELOW_COUNTS + MARGIN_BELOW - 34 if self.placed else 0

    @property
    def margin_below(self) -> int:
        return MARGIN_BELOW if self.placed else 0

    @property
    def _height(self) -> int:
        return self.lanes * LANE + 2 * PADDING

    def floor(self, size: theme.Size, margin: dict[str, int]) -> Floor:
        """Its place in a picture of this size."""
        if not self.placed:
            return Floor(0.0, 0.0)
        whole = size.height - margin["t"] - margin["b"]
        return Floor(round(self._height / whole, 4), round((self._height + YEARS_BELOW_COUNTS) / whole, 4))

    def axis(self, floor: Floor) -> Figure:
        """Lanes from the top, without ticks."""
        edge = PADDING / LANE
        return {
            "range": [self.lanes + edge, -edge],
            "domain": [0, floor.strip],
            "visible": False,
            "fixedrange": True,
        }

    def ground(self, floor: Floor) -> list[Figure]:
        """A quiet ground, so that marks are not taken for counts."""
        if not self.placed:
            return []
        return [
            {
                "type": "rect",
                "xref": "paper",
                "yref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": 0,
                "y1": floor.strip,
                "fillcolor": theme.STRIP,
                "line": {"width": 1, "color": theme.GRID},
                "layer": "below",
            }
        ]

    def bars(self, axis: str) -> list[Figure]:
        """A thin bar for each event that lasts."""
        return [
            {
                "type": "rect",
                "xref": "x",
                "yref": axis,
                "x0": one.low,
                "x1": one.high,
                "y0": one.lane + 0.5 - BAR,
                "y1": one.lane + 0.5 + BAR,
                "fillcolor": theme.EVENTS[one.mark.kind].colour,
                "opacity": 0.45,
                "line": {"width": 0},
                "layer": "below",
            }
            for one in self.placed
            if one.high > one.low
        ]

    def marks(self, axis: str) -> tuple[Figure, tuple[MarkLabel, ...]]:
        """The numbers, each in the shape of its kind."""
        styles = [theme.EVENTS[one.mark.kind] for one in self.placed]
        trace = {
            "type": "scatter",
            "mode": "markers+text",
            "x": [one.middle for one in self.placed],
            "y": [one.lane + 0.5 for one in self.placed],
            "yaxis": axis,
            "cliponaxis": False,
            "marker": {
                "color": [style.colour for style in styles],
                "symbol": [style.symbol for style in styles],
                "size": [DIAMOND if style.symbol == "diamond" else MARK for style in styles],
                "opacity": 1,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            "text": [str(one.mark.number) for one in self.placed],
            "textposition": "middle center",
            "textfont": {"color": "#FFFFFF", "size": 10},
            "hovertext": [one.mark.text for one in self.placed],
            "hoverinfo": "text",
            "customdata": [one.mark.href for one in self.placed],
        }
        labels = [MarkLabel(text=one.mark.text, key=one.mark.key, href=one.mark.href) for one in self.placed]
        return trace, tuple(labels)

    def title(self, text: str, floor: Floor) -> Figure:
        """What the strip shows, left of it."""
        return {
            "x": 0,
            "y": floor.strip,
            "xref": "paper",
            "yref": "paper",
            "text": text,
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "top",
            "xshift": -6,
            "yshift": -2,
            "font": {"size": 12, "color": theme.QUIET},
        }


def strip_of(
    events: Sequence[EventMark], *, first: int, last: int, size: theme.Size, margin: dict[str, int]
) -> Strip:
    """Give each event the first lane in which neither its bar nor its number touches another's."""
    room = size.width - margin["l"] - margin["r"]
    left, right = first - 0.6, last + 0.6
    half = DIAMOND / 2 / room * (right - left)
    """Half of a mark with a little air, in years."""
    ends: list[float] = []
    placed = []
    for event in sorted(events, key=lambda one: (one.start, one.number)):
        low, high = max(event.start, left), min(event.end, right)
        middle = (low + high) / 2
        begins, stops = min(low, middle - half), max(high, middle + half)
        lane = next((number for number, end in enumerate(ends) if end <= begins), len(ends))
        ends[lane : lane + 1] = [stops]
        placed.append(Placed(event, low, high, lane))
    return Strip(tuple(placed), len(ends))
