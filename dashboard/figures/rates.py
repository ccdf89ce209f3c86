"""Rates with their intervals as a Plotly figure: one panel a denominator, each with years of its own. Pure.

Nothing is joined by a line: most years lack one of the two figures, and a line would make them up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.axes import base_layout
from dashboard.figures.guides import panel_title
from dashboard.figures.parts import Drawing, Figure
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

MARGIN = {"l": 52, "r": 20, "t": 44, "b": 34}
GAP = 70
"""Pixels between two panels: the years of the upper one and the title of the lower one."""
SPREAD = 0.45
"""How far apart, in years, the series of one year stand at most."""
ROOM_FOR_TEXT = 30
"""With less room than this for a year, in pixels, only each series' newest rate is written."""
CAUTION = "#FDF5E3"


@dataclass(frozen=True)
class RatePoint:
    """One rate with its limits, in incidents for so many transits; hollow where it is no exact rate."""

    year: int
    rate: float
    low: float
    high: float
    text: str
    spoken: str
    key: str
    href: str
    is_open: bool


@dataclass(frozen=True)
class RateLine:
    """The rates of one series of incidents."""

    label: str
    style: theme.Style
    points: tuple[RatePoint, ...]


@dataclass(frozen=True)
class RatePanel:
    """The rates on one denominator, and from which year on that is a poor one."""

    title: str
    lines: tuple[RateLine, ...]
    caution_from: int | None
    caution: str

    @property
    def points(self) -> list[RatePoint]:
        return [point for line in self.lines for point in line.points]


def rates_figure(panels: Sequence[RatePanel], *, size: theme.Size, language: str) -> Drawing:
    """Draw the panels one above the other."""
    layout = base_layout(size, MARGIN, 0, 1, language)
    years = layout.pop("xaxis")
    traces: list[Figure] = []
    labels: list[tuple[MarkLabel | None, ...]] = []
    shapes: list[Figure] = []
    notes: list[Figure] = []
    for number, panel in enumerate(panels):
        suffix = "" if number == 0 else str(number + 1)
        domain = _domain(number, len(panels), size)
        first = min(point.year for point in panel.points)
        last = max(point.year for point in panel.points)
        own = base_layout(size, MARGIN, first, last, language)["xaxis"]
        layout[f"xaxis{suffix}"] = years | own | {"anchor": f"y{suffix}"}
        layout[f"yaxis{suffix}"] = _axis(panel, domain) | {"anchor": f"x{suffix}"}
        room = (size.width - MARGIN["l"] - MARGIN["r"]) / (last - first + 1.2)
        notes.append(panel_title(panel.title, domain, MARGIN))
        caution_from = panel.caution_from
        if caution_from is not None and caution_from <= last:
            shapes.append(_caution(max(caution_from, first) - 0.5, last + 0.6, suffix, domain))
            notes.append(_caution_note(panel.caution, last + 0.6, suffix, domain))
        for position, line in enumerate(panel.lines):
            places = _places(panel, position)
            traces.append(_trace(line, places, suffix))
            labels.append(
                tuple(MarkLabel(text=one.spoken, key=one.key, href=one.href) for one in line.points)
            )
            notes += _texts(line, places, suffix, everything=room >= ROOM_FOR_TEXT)
    layout["shapes"], layout["annotations"] = shapes, notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)


def _domain(number: int, count: int, size: theme.Size) -> tuple[float, float]:
    whole = size.height - MARGIN["t"] - MARGIN["b"]
    height = (whole - GAP * (count - 1)) / max(1, count) / whole
    top = 1 - number * (height + GAP / whole)
    return (max(0.0, round(top - height, 4)), round(top, 4))


def _axis(panel: RatePanel, domain: tuple[float, float]) -> Figure:
    return {
        "range": [0, max(point.high for point in panel.points) * 1.16 or 1],
        "domain": list(domain),
        "showgrid": True,
        "gridcolor": theme.GRID,
        "zeroline": True,
        "zerolinecolor": theme.QUIET,
        "nticks": 5,
        "fixedrange": True,
    }


def _places(panel: RatePanel, position: int) -> list[float]:
    """Where the rates of a series stand: at their year, moved apart where other series have one too."""
    places = []
    for point in panel.lines[position].points:
        sharing = [
            number
            for number, line in enumerate(panel.lines)
            if any(one.year == point.year for one in line.points)
        ]
        aside = SPREAD * (sharing.index(position) / (len(sharing) - 1) - 0.5) if len(sharing) > 1 else 0.0
        places.append(point.year + aside)
    return places


def _trace(line: RateLine, places: Sequence[float], suffix: str) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": line.label,
        "x": list(places),
        "y": [point.rate for point in line.points],
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "cliponaxis": False,
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [point.high - point.rate for point in line.points],
            "arrayminus": [point.rate - point.low for point in line.points],
            "color": line.style.colour,
            "thickness": 1.5,
            "width": 4,
        },
        "marker": {
            "color": line.style.colour,
            "symbol": [
                f"{line.style.symbol}-open" if point.is_open else line.style.symbol for point in line.points
            ],
            "size": 9,
            "opacity": 1,
            "line": {"color": line.style.colour, "width": 1.5},
        },
        "hovertext": [point.spoken for point in line.points],
        "hoverinfo": "text",
        "customdata": [point.href for point in line.points],
    }


def _texts(line: RateLine, places: Sequence[float], suffix: str, *, everything: bool) -> list[Figure]:
    """The rates above their intervals."""
    newest = max((point.year for point in line.points), default=0)
    return [
        {
            "x": place,
            "y": point.high,
            "xref": f"x{suffix}",
            "yref": f"y{suffix}",
            "text": point.text,
            "showarrow": False,
            "xanchor": "center",
            "yanchor": "bottom",
            "font": {"size": 11, "color": line.style.colour},
        }
        for point, place in zip(line.points, places, strict=True)
        if everything or point.year == newest
    ]


def _caution(start: float, end: float, suffix: str, domain: tuple[float, float]) -> Figure:
    """The years in which the denominator is a poor one."""
    return {
        "type": "rect",
        "xref": f"x{suffix}",
        "yref": "paper",
        "x0": start,
        "x1": end,
        "y0": domain[0],
        "y1": domain[1],
        "fillcolor": CAUTION,
        "line": {"width": 1.5, "color": theme.BREAK, "dash": "dash"},
        "layer": "below",
    }


def _caution_note(text: str, x: float, suffix: str, domain: tuple[float, float]) -> Figure:
    return {
        "x": x,
        "y": domain[1],
        "xref": f"x{suffix}",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 2,
        "font": {"size": 12, "color": theme.BREAK},
    }
