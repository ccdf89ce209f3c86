"""Yearly counts as a Plotly figure: columns where counts are small, lines where they are large.

Pure: everything drawn is an argument. A gap stays a gap, a part-year is never joined to full years,
a line stops where its series ends, and counts start at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.pictures import MarkLabel

Figure = dict[str, Any]

LONG_TEXT = 5
"""Values written with more characters than this need the room of two."""

SMALL_COUNT = 10
"""Counts below this are drawn as columns: a line between 0 and 3 suggests values that nobody counted."""


@dataclass(frozen=True)
class Point:
    """One observation: x in years, its count (None where the publisher gives none), and its marks."""

    x: float
    value: int | None
    text: str
    """The value as written beside the mark: 8, ≥5, 0*."""
    spoken: str
    """Series, period, value, marks and source in one sentence."""
    key: str
    href: str
    is_partial: bool = False
    is_open: bool = False
    """Provisional, forecast or only a bound: drawn hollow."""


@dataclass(frozen=True)
class Line:
    """One series: its label, the panel that it belongs to (one panel a unit) and its observations."""

    id: str
    label: str
    panel: str
    style: theme.Style
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Band:
    """A level drawn behind the counts: from year to year, from count to count. The chart's key names it."""

    first: float
    last: float | None
    low: int
    high: int
    label: str
    panel: str


@dataclass(frozen=True)
class Marker:
    """A vertical guide at x: a series break."""

    x: float
    label: str


@dataclass(frozen=True)
class Window:
    """The years that the plan evaluated, shaded over the full height."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Guides:
    """Everything behind the counts."""

    bands: tuple[Band, ...] = ()
    markers: tuple[Marker, ...] = ()
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A Plotly figure (data, layout) and, trace by trace, what each of its marks stands for."""

    figure: Figure
    labels: tuple[tuple[MarkLabel | None, ...], ...]
    size: theme.Size


def uses_columns(lines: Sequence[Line]) -> bool:
    """Columns where at least half of the counts are under ten and none is far above."""
    counts = [point.value for line in lines for point in line.points if point.value is not None]
    small = sum(count < SMALL_COUNT for count in counts)
    return bool(counts) and 2 * small >= len(counts) and max(counts) < 3 * SMALL_COUNT


def trend_figure(
    lines: Sequence[Line],
    *,
    first: int,
    last: int,
    guides: Guides,
    size: theme.Size,
    language: str,
) -> Drawing:
    """Draw the lines between two years (inclusive), one panel for each unit, at one of the fixed sizes."""
    panels = list(dict.fromkeys(line.panel for line in lines)) or [""]
    margin = _margin(size, lines)
    layout = _layout(size, margin, first, last, language)
    traces: list[Figure] = []
    labels: list[tuple[MarkLabel | None, ...]] = []
    shapes = _windows(guides, first, last)
    notes: list[Figure] = []
    for number, panel in enumerate(panels):
        members = [line for line in lines if line.panel == panel]
        axis = "y" if number == 0 else f"y{number + 1}"
        domain = _domain(number, len(panels))
        top = _top(members, [band for band in guides.bands if band.panel == panel])
        layout[f"yaxis{axis[1:]}"] = _count_axis(top, domain, size)
        columns = uses_columns(members)
        texts = _texts(members, size, columns)
        for position, line in enumerate(members):
            drawn = _columns(line, axis, texts) if columns else _line(line, axis, texts)
            for trace, trace_labels in drawn:
                if columns:
                    trace["offsetgroup"] = str(position)
                traces.append(trace)
                labels.append(trace_labels)
        shapes += _bands(guides, panel, axis, first, last)
        if not size.is_card:
            notes.append(_panel_title(panel, domain, margin))
        if size is theme.WIDE and not columns:
            notes += _end_labels(members, axis, domain, top, size, margin)
    layout["xaxis"]["anchor"] = "y" if len(panels) == 1 else f"y{len(panels)}"
    shapes += [_vertical(marker) for marker in guides.markers]
    notes += [_marker_note(marker, size) for marker in guides.markers]
    layout["shapes"], layout["annotations"] = shapes, notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)


def _margin(size: theme.Size, lines: Sequence[Line]) -> dict[str, int]:
    if size.is_card:
        return {"l": 30, "r": 8, "t": 18, "b": 24}
    longest = max((len(line.label.encode("utf-8")) for line in lines), default=0)
    highest = max((point.value or 0 for line in lines for point in line.points), default=0)
    columns = uses_columns(lines)
    right = min(176, 24 + 6 * longest) if size is theme.WIDE and not columns else 20
    return {"l": 68 if highest >= 10_000 else 52, "r": right, "t": 44, "b": 34}


def _layout(size: theme.Size, margin: dict[str, int], first: int, last: int, language: str) -> Figure:
    small = size.is_card
    return {
        "font": {"family": theme.FONTS[language], "size": 11 if small else 13, "color": theme.INK},
        "margin": margin,
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "group",
        "bargap": 0.3,
        "bargroupgap": 0.08,
        "xaxis": {
            "range": [first - 0.6, last + 0.6],
            "tickmode": "linear",
            "tick0": _tick_start(first, last, size),
            "dtick": _tick_step(first, last, size),
            "tickformat": "d",
            "showgrid": False,
            "zeroline": False,
            "showline": True,
            "linecolor": theme.QUIET,
            "ticks": "outside",
            "tickcolor": theme.QUIET,
            "ticklen": 4,
            "fixedrange": True,
        },
    }


def _tick_step(first: int, last: int, size: theme.Size) -> int:
    ticks = 6 if size.is_card or size is theme.NARROW else 13
    span = last - first + 1
    return next((step for step in (1, 2, 5, 10) if span / step <= ticks), 20)


def _tick_start(first: int, last: int, size: theme.Size) -> int:
    """The first tick: such that the newest year has one while steps are short, else round years."""
    step = _tick_step(first, last, size)
    return last - step * ((last - first) // step) if step <= 2 else first + -first % step


def _domain(number: int, count: int) -> tuple[float, float]:
    if count == 1:
        return (0.0, 1.0)
    gap = 0.16 if count == 2 else 0.12
    height = (1 - gap * (count - 1)) / count
    top = 1 - number * (height + gap)
    return (round(top - height, 4), round(top, 4))


def _top(lines: Sequence[Line], bands: Sequence[Band]) -> float:
    highest = max(
        [point.value or 0 for line in lines for point in line.points] + [band.high for band in bands] + [1]
    )
    return highest * 1.14 if highest >= SMALL_COUNT else highest + 1


def _count_axis(top: float, domain: tuple[float, float], size: theme.Size) -> Figure:
    axis: Figure = {
        "range": [0, top],
        "domain": list(domain),
        "showgrid": True,
        "gridcolor": theme.GRID,
        "zeroline": True,
        "zerolinecolor": theme.QUIET,
        "nticks": 4 if size.is_card else 6,
        "tickformat": ",d",
        "fixedrange": True,
    }
    if top <= 6:
        axis |= {"tickmode": "linear", "tick0": 0, "dtick": 1}
        del axis["nticks"]
    return axis


def _texts(lines: Sequence[Line], size: theme.Size, columns: bool) -> frozenset[str]:
    """Keys of the points whose value is written beside them: all where there is room, else the telling ones.

    The telling ones are each line's highest and newest count. A small card's lines show the newest only.
    """
    points = [point for line in lines for point in line.points if point.value is not None]
    room = (
        (44 if size is theme.WIDE else 24)
        if columns
        else 12
        if size is theme.WIDE
        else 0
        if size.is_card
        else 6
    )
    if max((len(point.text) for point in points), default=0) > LONG_TEXT:
        room //= 2
    if len(points) <= room:
        return frozenset(point.key for point in points)
    chosen = set()
    for line in lines:
        known = [point for point in line.points if point.value is not None]
        if known:
            chosen.add(max(known, key=lambda point: point.x).key)
            if not size.is_card:
                chosen.add(max(known, key=lambda point: point.value or 0).key)
    return frozenset(chosen)


def _text(point: Point | None, texts: frozenset[str]) -> str:
    return point.text if point and point.key in texts else ""


def _mark(point: Point) -> MarkLabel | None:
    return None if point.value is None else MarkLabel(text=point.spoken, key=point.key, href=point.href)


def _columns(
    line: Line, axis: str, texts: frozenset[str]
) -> list[tuple[Figure, tuple[MarkLabel | None, ...]]]:
    trace = {
        "type": "bar",
        "name": line.label,
        "x": [point.x for point in line.points],
        "y": [point.value for point in line.points],
        "yaxis": axis,
        "marker": {
            "color": line.style.colour,
            # A column of height 0 is drawn only if it has an outline: zero is a count, not a gap.
            "line": {"color": line.style.colour, "width": 1.5},
            "pattern": {
                "shape": ["/" if point.is_partial else "." if point.is_open else "" for point in line.points],
                "fgcolor": line.style.colour,
                "bgcolor": "#FFFFFF",
                "fillmode": "replace",
                "size": 6,
            },
        },
        "cliponaxis": False,
        "text": [_text(point, texts) for point in line.points],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": line.style.colour},
        **_hover(line.points),
    }
    return [(trace, tuple(_mark(point) for point in line.points))]


def _line(line: Line, axis: str, texts: frozenset[str]) -> list[tuple[Figure, tuple[MarkLabel | None, ...]]]:
    """Full periods as a line that stops at every gap; part-years as marks of their own."""
    full = [point for point in line.points if not point.is_partial]
    partial = [point for point in line.points if point.is_partial]
    joined: list[Point | None] = []
    for point in full:
        if joined and point.x - (joined[-1].x if joined[-1] else point.x) > 1:
            joined.append(None)
        joined.append(point)
    drawn = []
    if joined:
        drawn.append(_scatter(line, joined, axis, "lines+markers", texts))
    if partial:
        drawn.append(_scatter(line, list(partial), axis, "markers", texts))
    return drawn


def _scatter(
    line: Line, points: Sequence[Point | None], axis: str, mode: str, texts: frozenset[str]
) -> tuple[Figure, tuple[MarkLabel | None, ...]]:
    symbols = [
        f"{line.style.symbol}-open" if point and (point.is_partial or point.is_open) else line.style.symbol
        for point in points
    ]
    trace = {
        "type": "scatter",
        "mode": f"{mode}+text",
        "name": line.label,
        "x": [point.x if point else None for point in points],
        "y": [point.value if point else None for point in points],
        "yaxis": axis,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": line.style.colour, "width": 2, "dash": line.style.dash},
        "marker": {
            "color": line.style.colour,
            "size": 7 if len(points) > 22 else 9,
            "symbol": symbols,
            "line": {"color": line.style.colour, "width": 1.5},
        },
        "text": [_text(point, texts) for point in points],
        "textposition": "top center",
        "textfont": {"color": line.style.colour},
        **_hover(points),
    }
    return trace, tuple(_mark(point) if point else None for point in points)


def _hover(points: Sequence[Point | None]) -> Figure:
    return {
        "hovertext": [point.spoken if point else "" for point in points],
        "hoverinfo": "text",
        "customdata": [point.href if point else "" for point in points],
    }


def _windows(guides: Guides, first: int, last: int) -> list[Figure]:
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": max(window.first - 0.5, first - 0.6),
            "x1": min(window.last + 0.5, last + 0.6),
            "y0": 0,
            "y1": 1,
            "fillcolor": theme.WINDOW,
            "line": {"width": 0},
            "layer": "below",
        }
        for window in guides.windows
        if window.first <= last and window.last >= first
    ]


def _bands(guides: Guides, panel: str, axis: str, first: int, last: int) -> list[Figure]:
    shapes = []
    for band in guides.bands:
        start, end = max(band.first - 0.5, first - 0.6), min((band.last or last) + 0.6, last + 0.6)
        if band.panel == panel and start < end:
            shapes.append(
                {
                    "type": "rect",
                    "xref": "x",
                    "yref": axis,
                    "x0": start,
                    "x1": end,
                    "y0": band.low,
                    "y1": band.high,
                    "fillcolor": theme.BAND,
                    "line": {"width": 1.5, "color": theme.BAND_EDGE, "dash": "dot"},
                    "layer": "below",
                }
            )
    return shapes


def _vertical(marker: Marker) -> Figure:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": marker.x,
        "x1": marker.x,
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.BREAK, "width": 1.5, "dash": "dash"},
        "layer": "below",
    }


def _marker_note(marker: Marker, size: theme.Size) -> Figure:
    note = _note(
        marker.x, 1, marker.label, yref="paper", xanchor="center", yanchor="bottom", color=theme.BREAK
    )
    return note | ({"font": {"size": 10, "color": theme.BREAK}} if size.is_card else {})


def _panel_title(panel: str, domain: tuple[float, float], margin: dict[str, int]) -> Figure:
    note = _note(0, domain[1], panel, yref="paper", xanchor="left", yanchor="bottom", color=theme.QUIET)
    return note | {"xref": "paper", "xshift": 10 - margin["l"], "yshift": 18 if domain[1] == 1 else 6}


def _end_labels(
    lines: Sequence[Line],
    axis: str,
    domain: tuple[float, float],
    top: float,
    size: theme.Size,
    margin: dict[str, int],
) -> list[Figure]:
    """Each series' name at the right edge beside its newest count, moved apart where they would collide."""
    pixels = (size.height - margin["t"] - margin["b"]) * (domain[1] - domain[0])
    newest = [
        (max((point for point in line.points if point.value is not None), key=lambda point: point.x), line)
        for line in lines
        if any(point.value is not None for point in line.points)
    ]
    gap = 17 / pixels * top
    heights: list[float] = []
    for point, _ in sorted(newest, key=lambda pair: pair[0].value or 0):
        wanted = float(point.value or 0)
        heights.append(max(wanted, heights[-1] + gap) if heights else max(wanted, 0.0))
    overshoot = max(0.0, heights[-1] - top) if heights else 0.0
    ordered = sorted(newest, key=lambda pair: pair[0].value or 0)
    return [
        _note(
            1,
            height - overshoot,
            line.label,
            yref=axis,
            xanchor="left",
            yanchor="middle",
            color=line.style.colour,
        )
        | {"xref": "paper", "xshift": 8}
        for height, (_, line) in zip(heights, ordered, strict=True)
    ]


def _note(x: float, y: float, text: str, *, yref: str, xanchor: str, yanchor: str, color: str) -> Figure:
    return {
        "x": x,
        "y": y,
        "xref": "x",
        "yref": yref,
        "text": text,
        "showarrow": False,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "font": {"size": 12, "color": color},
    }
