"""The outlines of the marks as SVG paths around 0, 0: the shapes of Plotly's symbols."""

from __future__ import annotations

from math import sqrt

Corners = list[tuple[float, float]]


def short(value: float) -> str:
    """A coordinate with at most two decimals: 12, 12.5, 0.25."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def outline(symbol: str, size: float) -> str:
    """The path of a symbol of this size. Raises ``KeyError`` for one that is not known."""
    if symbol == "circle":
        radius = short(size / 2)
        return f"M{radius},0A{radius},{radius} 0 1,1 0,-{radius}A{radius},{radius} 0 0,1 {radius},0Z"
    corners = CORNERS[symbol](size / 2)
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in corners) + "Z"


def _square(r: float) -> Corners:
    return [(r, r), (-r, r), (-r, -r), (r, -r)]


def _diamond(r: float) -> Corners:
    wide = r * 1.3
    return [(wide, 0), (0, wide), (-wide, 0), (0, -wide)]


def _triangle(r: float) -> Corners:
    side = r * 2 / sqrt(3)
    return [(-side, r / 2), (side, r / 2), (0, -r)]


def _cross(r: float) -> Corners:
    arm, reach = r * 0.4, r * 1.2
    quarter = [(reach, -arm), (reach, arm), (arm, arm)]
    return [_turned(corner, turn) for turn in range(4) for corner in quarter]


def _turned(corner: tuple[float, float], quarters: int) -> tuple[float, float]:
    x, y = corner
    for _ in range(quarters):
        x, y = -y, x
    return x, y


def _triangle_down(r: float) -> Corners:
    return [(x, -y) for x, y in _triangle(r)]


def _diagonal_cross(r: float) -> Corners:
    return [((x - y) / sqrt(2), (x + y) / sqrt(2)) for x, y in _cross(r / 1.2)]


CORNERS = {
    "square": _square,
    "diamond": _diamond,
    "triangle-up": _triangle,
    "triangle-down": _triangle_down,
    "cross": _cross,
    "x": _diagonal_cross,
}
