"""The outlines of the marks as SVG paths around 0, 0: the shapes of Plotly's symbols."""

from __future__ import annotations

from collections.abc import Iterator
from math import copysign, sqrt

Corners = list[tuple[float, float]]


def short(value: float) -> str:
    """A coordinate with at most two decimals: 12, 12.5, 0.25."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def outline(symbol: str, size: float, added: float = 0) -> str:
    """The path of a symbol of this size, drawn out across by ``added``. Raises ``KeyError`` for one that is
    not known."""
    if symbol == "circle":
        radius, aside = short(size / 2), short(added / 2)
        if added:
            half = f"A{radius},{radius} 0 0,1"
            return f"M{aside},-{radius}{half} {aside},{radius}H-{aside}{half} -{aside},-{radius}Z"
        return f"M{radius},0A{radius},{radius} 0 1,1 0,-{radius}A{radius},{radius} 0 0,1 {radius},0Z"
    corners = CORNERS[symbol](size / 2)
    if added:
        corners = [*_drawn_out(corners, added / 2)]
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in corners) + "Z"


def _drawn_out(corners: Corners, aside: float) -> Iterator[tuple[float, float]]:
    """The corners of each half moved to its side; one in the middle is two."""
    before = corners[-1][0]
    for x, y in corners:
        sides = (x,) if x else (before, -before)
        yield from ((x + copysign(aside, side), y) for side in sides)
        before = x or -before


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


def _house(r: float) -> Corners:
    return [(r, r), (-r, r), (-r, -r * 0.5), (0, -r * 1.3), (r, -r * 0.5)]


def _shield(r: float) -> Corners:
    return [(x, -y) for x, y in _house(r)]


CORNERS = {
    "square": _square,
    "diamond": _diamond,
    "triangle-up": _triangle,
    "triangle-down": _triangle_down,
    "cross": _cross,
    "house": _house,
    "shield": _shield,
    "x": _diagonal_cross,
}
