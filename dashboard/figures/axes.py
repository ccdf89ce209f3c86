"""Margins, axes and panels: years below, counts from zero, one panel for each unit."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.parts import SMALL_COUNT, Band, Figure, Line, Range, uses_columns
from dashboard.scene import theme


def margin_of(size: theme.Size, lines: Sequence[Line]) -> dict[str, int]:
    """Margins in pixels: room at the right for names at line ends, at the left for long numbers."""
    if size.is_card:
        return {"l": 30, "r": 8, "t": 18, "b": 24}
    longest = max((len(line.label.encode("utf-8")) for line in lines), default=0)
    highest = max((point.value or 0 for line in lines for point in line.points), default=0)
    columns = uses_columns(lines)
    right = min(200, 60 + 6 * longest) if size.is_wide and not columns else 20
    return {"l": 68 if highest >= 10_000 else 52, "r": right, "t": 44, "b": 34}


def base_layout(size: theme.Size, margin: dict[str, int], first: int, last: int, language: str) -> Figure:
    """The layout that every size has in common, with the axis of years."""
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
    ticks = 13 if size.is_wide else 6
    span = last - first + 1
    return next((step for step in (1, 2, 5, 10) if span / step <= ticks), 20)


def _tick_start(first: int, last: int, size: theme.Size) -> int:
    """The first tick: such that the newest year has one while steps are short, else round years."""
    step = _tick_step(first, last, size)
    return last - step * ((last - first) // step) if step <= 2 else first + -first % step


def panel_domain(number: int, count: int, *, floor: float = 0.0) -> tuple[float, float]:
    """The height of panel ``number`` of ``count``, from the top, as shares of the whole above ``floor``."""
    if count == 1:
        return (floor, 1.0)
    gap = 0.16 if count == 2 else 0.12
    height = (1 - gap * (count - 1)) / count
    top = 1 - number * (height + gap)
    low, high = (floor + share * (1 - floor) for share in (top - height, top))
    return (round(low, 4), round(high, 4))


def axis_top(
    lines: Sequence[Line], bands: Sequence[Band], panels: int, *, ranges: Sequence[Range] = ()
) -> float:
    """Where the axis of counts ends: above the highest count with its text, level and expected range."""
    members = {line.id for line in lines}
    highest = max(
        [
            1,
            *(point.value or 0 for line in lines for point in line.points),
            *(band.high for band in bands),
            *(one.high for one in ranges if one.series in members),
        ]
    )
    above = 1.14 if panels == 1 else 1.3
    return highest * above if highest >= SMALL_COUNT else highest + 1


def count_axis(top: float, domain: tuple[float, float], size: theme.Size) -> Figure:
    """An axis of counts, from zero, in whole numbers."""
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
