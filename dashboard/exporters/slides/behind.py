"""What a panel has behind its marks: levels as series of the chart, the rest as shapes drawn behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.exporters.slides.parts import LEVEL, Ground, Mark, Panel, Series
from dashboard.scene import theme
from dashboard.words import Words, message

Figure = Mapping[str, Any]

NAMES = {
    theme.BAND: message("Reported level"),
    theme.WINDOW: message("Years evaluated"),
    theme.BREAK: message("Series break"),
}
LEVEL_STYLE = theme.Style(theme.BAND_EDGE, "none", "dot")
PIXEL = 0.75
"""A pixel in points."""


def belongs(shape: Figure, axis: str, across: str, domain: Sequence[float]) -> bool:
    """Whether a shape of the figure lies in the panel of these axes."""
    if shape["yref"] == axis:
        return True
    overlaps = shape["yref"] == "paper" and shape["y0"] < domain[1] and shape["y1"] > domain[0]
    return bool(overlaps and shape["xref"] == across)


def levels(shapes: Sequence[Figure], panel: Panel, words: Words) -> Iterator[Series]:
    """The edges of each level as dotted lines of the chart, so that they can be moved with its numbers."""
    for shape in shapes:
        if shape.get("fillcolor") != theme.BAND:
            continue
        low, high = shape["y0"], shape["y1"]
        level = f"{low:g}" if low == high else f"{low:g}–{high:g}"
        name = words("Reported level: {level}", level=level)
        years = [x for x in _places(panel) if shape["x0"] <= x <= shape["x1"]]
        for limit in sorted({low, high} - ({0} if high > 0 else set())):
            yield Series(name, "", LEVEL, LEVEL_STYLE, tuple(Mark(x, limit) for x in years))


def _places(panel: Panel) -> Sequence[float]:
    return panel.positions or [float(year) for year in range(panel.years.first, panel.years.last + 1)]


def grounds(
    shapes: Sequence[Figure], panel: Panel, domain: Sequence[float], words: Words
) -> Iterator[Ground]:
    """Shaded years and levels, expected ranges, lines of a break or of a year's editions."""
    for shape in shapes:
        low, high = (_height(shape[name], shape, panel, domain) for name in ("y0", "y1"))
        left, right = (_across(shape[name], shape, panel) for name in ("x0", "x1"))
        if right < left or (left == right and left in (0.0, 1.0)) or high < low:
            continue
        line = shape.get("line", {})
        fill = shape.get("fillcolor", "")
        is_level = fill == theme.BAND
        name = NAMES.get(fill or line.get("color", ""))
        yield Ground(
            label=words(name) if name else "",
            left=left,
            right=right,
            low=low,
            high=high,
            fill=fill,
            opacity=shape.get("opacity", 1.0),
            line="" if is_level and low < high else line.get("color", ""),
            points=line.get("width", 0) * PIXEL,
            dash=line.get("dash", "solid"),
        )


def _across(x: float, shape: Figure, panel: Panel) -> float:
    return min(1.0, max(0.0, x if shape["xref"] == "paper" else panel.across(x)))


def _height(y: float, shape: Figure, panel: Panel, domain: Sequence[float]) -> float:
    """A height as a share of the plot."""
    if shape["yref"] == "paper":
        share = (y - domain[0]) / (domain[1] - domain[0])
    else:
        share = (y - panel.low) / (panel.high - panel.low)
    return min(1.0, max(0.0, share))
