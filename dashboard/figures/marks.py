"""The marks themselves: columns, or points joined where the years follow on; and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.parts import EditionMark, Figure, Line, Point
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

Trace = tuple[Figure, tuple[MarkLabel | None, ...]]
"""A Plotly trace and what each of its points stands for."""

FEW_LINES = 3
LONG_TEXT = 5
"""Values written with more characters than this need the room of two."""


def texts_beside_marks(
    lines: Sequence[Line], *, size: theme.Size, columns: bool, last: int
) -> frozenset[str]:
    """Keys of the points whose value is written beside them: all where there is room, else the telling ones.

    The telling ones are each line's newest count and, of up to three lines, its highest. On a wide
    chart the name at the line's end says a count of the last year, so it is not written twice.
    """
    points = [point for line in lines for point in line.points if point.value is not None]
    if len(points) <= _room(size, columns, points):
        return frozenset(point.key for point in points)
    is_crowded = len(lines) > FEW_LINES
    chosen = set()
    for line in lines:
        newest, highest = line.newest, line.highest
        if newest and _is_written(newest, size=size, is_crowded=is_crowded, last=last):
            chosen.add(newest.key)
        if highest and not size.is_card and not is_crowded:
            chosen.add(highest.key)
    return frozenset(chosen)


def _is_written(newest: Point, *, size: theme.Size, is_crowded: bool, last: int) -> bool:
    """Whether a line's newest count stands beside its mark."""
    if size.is_card:  # the tiles below a card's chart say those of earlier years
        return newest.x >= last
    return newest.x < last if size.is_wide else not is_crowded


def _room(size: theme.Size, columns: bool, points: Sequence[Point]) -> int:
    """How many values can be written beside their marks without touching each other."""
    of_columns, of_points = (44, 12) if size.is_wide else (24, 0) if size.is_card else (24, 6)
    room = of_columns if columns else of_points
    has_long_text = max((len(point.text) for point in points), default=0) > LONG_TEXT
    return room // 2 if has_long_text else room


def _text(point: Point | None, texts: frozenset[str]) -> str:
    return point.text if point and point.key in texts else ""


def _mark(point: Point) -> MarkLabel | None:
    return None if point.value is None else MarkLabel(text=point.spoken, key=point.key, href=point.href)


def column_traces(line: Line, axis: str, texts: frozenset[str]) -> list[Trace]:
    """A series as columns; a zero is drawn and labelled, a gap is not."""
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


def line_traces(line: Line, axis: str, texts: frozenset[str]) -> list[Trace]:
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
) -> Trace:
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


PRINT_SYMBOL = "x"


def edition_trace(
    years: Sequence[tuple[float, Sequence[EditionMark]]],
    style: theme.Style,
    axis: str,
    *,
    aside: float,
    earlier: bool,
    crowded: bool,
) -> Trace:
    """The editions of one series, year by year: earlier ones hollow, the newest solid, prints as crosses.

    ``aside``: how far right of its year a print stands, in years of the axis; it replaces nothing.
    ``earlier``: whether there is room for the counts of earlier editions; ``crowded``: a print's count
    stands below it, clear of that of its year.
    """
    marks = [mark for _, members in years for mark in members]
    sides = []
    for _, members in years:
        changes = [mark.change for mark in members if mark.role != "print"]
        sides += [_side(mark, min(changes), max(changes), crowded) for mark in members]
    symbols = {"earlier": f"{style.symbol}-open", "newest": style.symbol, "print": PRINT_SYMBOL}
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x + aside if mark.role == "print" else x for x, members in years for mark in members],
        "y": [mark.change for mark in marks],
        "yaxis": axis,
        "cliponaxis": False,
        "marker": {
            "color": style.colour,
            # Plotly takes a list of sizes for a bubble chart and makes the marks pale.
            "opacity": 1,
            "size": [9 if mark.role == "print" else 12 for mark in marks],
            "symbol": [symbols[mark.role] for mark in marks],
            "line": {"color": style.colour, "width": [0 if mark.role == "print" else 2 for mark in marks]},
        },
        "text": [mark.text if earlier or mark.role != "earlier" else "" for mark in marks],
        "textposition": sides,
        "textfont": {"color": style.colour},
        **_hover(marks),
    }
    return trace, tuple(MarkLabel(text=mark.spoken, key=mark.key, href=mark.href) for mark in marks)


def _side(mark: EditionMark, lowest: int, highest: int, crowded: bool) -> str:
    """Where a count stands clear of the line that joins its year's editions, and of the line of no change."""
    if mark.role == "print":
        return "bottom center" if crowded else "top center"
    if mark.change == (highest if mark.role == "newest" else lowest):
        return "top center" if mark.role == "newest" else "bottom center"
    if mark.change == (lowest if mark.role == "newest" else highest):
        return "bottom center" if mark.role == "newest" else "top center"
    return "middle left"


def _hover(points: Sequence[Point | EditionMark | None]) -> Figure:
    return {
        "hovertext": [point.spoken if point else "" for point in points],
        "hoverinfo": "text",
        "customdata": [point.href if point else "" for point in points],
    }
