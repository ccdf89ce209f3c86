"""What stands behind and beside the marks: levels, evaluated years, series breaks, names at line ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.figures.parts import Figure, Guides, Line, Marker
from dashboard.scene import theme

LABEL_PIXELS = 17


def window_shapes(guides: Guides, first: int, last: int) -> list[Figure]:
    """The evaluated years, shaded over the full height."""
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


def band_shapes(guides: Guides, panel: str, axis: str, first: int, last: int) -> list[Figure]:
    """The levels of one panel, from the year that they hold."""
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
                    # A level of none is a line on the axis: thick enough to be seen there.
                    "line": {"width": 1.5, "color": theme.BAND_EDGE, "dash": "dot"}
                    if band.low < band.high
                    else {"width": 4, "color": theme.BAND_EDGE},
                    "layer": "below",
                }
            )
    return shapes


def range_shapes(guides: Guides, axes: Mapping[str, str], last: int) -> list[Figure]:
    """What was to be expected: of a year, a pale bar with a line at each end; of all, two lines.

    ``axes`` by series.
    """
    shapes: list[Figure] = []
    for one in guides.ranges:
        if one.series not in axes or one.x > last + 0.5:
            continue
        place = {"xref": "x", "yref": axes[one.series], "layer": "below"}
        start, end = (one.x - 0.26, one.x + 0.26) if one.since is None else (one.since - 0.4, one.x + 0.4)
        if one.since is None:
            bar = {"x0": one.x - 0.16, "x1": one.x + 0.16, "y0": one.low, "y1": one.high}
            pale = {"fillcolor": one.style.colour, "opacity": 0.18, "line": {"width": 0}}
            shapes.append({**place, **bar, **pale, "type": "rect"})
        line = {"color": one.style.colour, "width": 2, "dash": "solid" if one.since is None else "dash"}
        shapes += [
            {**place, "type": "line", "x0": start, "x1": end, "y0": limit, "y1": limit, "line": line}
            for limit in (one.low, one.high)
        ]
    return shapes


def break_shape(marker: Marker) -> Figure:
    """A dashed line where a series breaks."""
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


def break_note(marker: Marker, size: theme.Size) -> Figure:
    """The break's label above the chart."""
    note = _note(
        marker.x, 1, marker.label, yref="paper", xanchor="center", yanchor="bottom", color=theme.BREAK
    )
    return note | ({"font": {"size": 10, "color": theme.BREAK}} if size.is_card else {})


def panel_title(panel: str, domain: tuple[float, float], margin: dict[str, int]) -> Figure:
    """The unit of a panel, above its axis."""
    note = _note(0, domain[1], panel, yref="paper", xanchor="left", yanchor="bottom", color=theme.QUIET)
    return note | {"xref": "paper", "xshift": 10 - margin["l"], "yshift": 18 if domain[1] == 1 else 6}


def end_labels(
    lines: Sequence[Line],
    *,
    axis: str,
    top: float,
    pixels: float,
    last: int,
    texts: frozenset[str],
) -> list[Figure]:
    """Each series' name at the right edge, as high as its newest count, moved apart where they would touch.

    The count itself is added where it is of the last year and not written beside its mark. ``pixels`` is
    the height of the panel.
    """
    newest = sorted(
        ((line.newest, line) for line in lines if line.newest), key=lambda pair: pair[0].value or 0
    )
    gap = LABEL_PIXELS / pixels * top
    heights: list[float] = []
    for point, _ in newest:
        wanted = float(point.value or 0)
        heights.append(max(wanted, heights[-1] + gap) if heights else wanted)
    overshoot = max(0.0, heights[-1] - top) if heights else 0.0
    notes = []
    for height, (point, line) in zip(heights, newest, strict=True):
        says_count = point.x >= last and point.key not in texts
        text = f"{line.label}  {point.text}" if says_count else line.label
        note = _note(
            1,
            height - overshoot,
            text,
            yref=axis,
            xanchor="left",
            yanchor="middle",
            color=line.style.colour,
        )
        notes.append(note | {"xref": "paper", "xshift": 8})
    return notes


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
