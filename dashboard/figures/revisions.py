"""How figures were revised, as a Plotly figure: each year's editions one above the other. Pure.

The height is the change from the first edition, not the count: 200 and 203 stand on one spot of an axis
that starts at no incidents at all, and it is the move that is shown here. The counts are written at the
marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.figures.axes import base_layout, count_axis, panel_domain
from dashboard.figures.guides import panel_title
from dashboard.figures.marks import edition_trace
from dashboard.figures.parts import Drawing, EditionMark, Figure
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

MOST_TICKS = 6
DIGIT = 8
"""A digit's width in pixels; where an earlier count would touch its neighbour, it is not written."""
SPACIOUS = 52
"""With less room than this for a year, in pixels, its label is small and prints are written below."""
PRINT_PIXELS = 30
"""How far beside its year's line a contradicting print stands, where there is room."""
LEFT, RIGHT = 52, 20
NAME_SIZE = 12
MOST_LINES = 3


@dataclass(frozen=True)
class RevisedYear:
    """One period of one series: its label below the axis and its editions; one panel a unit."""

    series: str
    series_label: str
    label: str
    panel: str
    style: theme.Style
    marks: tuple[EditionMark, ...]


def revisions_figure(years: Sequence[RevisedYear], *, size: theme.Size, language: str) -> Drawing:
    """Draw the years side by side, those of one series together, in the order given."""
    panels = list(dict.fromkeys(year.panel for year in years)) or [""]
    groups = [(one, list(members)) for one, members in groupby(enumerate(years, 1), _series_of)]
    room = (size.width - LEFT - RIGHT) / max(1, len(years))
    longest = max((len(mark.text) for year in years for mark in year.marks), default=0)
    names = _names(groups, room) if size.is_wide else []
    lines = max((name.count("<br>") + 1 for name in names), default=0)
    margin = {"l": LEFT, "r": RIGHT, "t": 44, "b": 34 + 16 * lines}
    layout = base_layout(size, margin, 1, max(1, len(years)), language)
    layout["xaxis"] |= {
        "tickmode": "array",
        "tickvals": list(range(1, len(years) + 1)),
        "ticktext": [year.label for year in years],
        "tickfont": {"size": 13 if room >= SPACIOUS else 10},
    }
    for name in ("tick0", "dtick", "tickformat"):
        del layout["xaxis"][name]
    traces: list[Figure] = []
    labels: list[tuple[MarkLabel | None, ...]] = []
    shapes: list[Figure] = []
    notes: list[Figure] = []
    for number, panel in enumerate(panels):
        axis = "y" if number == 0 else f"y{number + 1}"
        domain = panel_domain(number, len(panels))
        changes = [mark.change for year in years if year.panel == panel for mark in year.marks]
        layout[f"yaxis{axis[1:]}"] = _axis_of_changes(changes, domain, size)
        notes.append(panel_title(panel, domain, margin))
        for _, members in groups:
            if members[0][1].panel != panel:
                continue
            trace, said = edition_trace(
                [(slot, year.marks) for slot, year in members],
                members[0][1].style,
                axis,
                aside=min(0.45, max(0.2, PRINT_PIXELS / room)),
                earlier=room >= DIGIT * longest + 4,
                crowded=room < SPACIOUS,
            )
            traces.append(trace)
            labels.append(said)
            shapes += [_line(slot, year, axis) for slot, year in members]
        shapes.append(_no_change(axis))
    layout["xaxis"]["anchor"] = "y" if len(panels) == 1 else f"y{len(panels)}"
    notes += [_name(name, members) for name, (_, members) in zip(names, groups, strict=False)]
    layout["shapes"], layout["annotations"] = shapes, notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)


def _series_of(numbered: tuple[int, RevisedYear]) -> str:
    return numbered[1].series


def _names(groups: Sequence[tuple[str, list[tuple[int, RevisedYear]]]], room: float) -> list[str]:
    """Each series' name broken to the width of its years; none where one does not fit or is alone.

    The key above the chart names them in any case.
    """
    names = [_broken(members[0][1].series_label, room * len(members)) for _, members in groups]
    return [name for name in names if name] if len(groups) > 1 and all(names) else []


def _broken(name: str, room: float) -> str:
    """A name in lines that fit into the room; "" where that takes too many."""
    lines = [""]
    for word in name.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer) <= room:
            lines[-1] = longer
        elif _width(word) <= room:
            lines.append(word)
        else:
            return ""
    return "<br>".join(lines) if len(lines) <= MOST_LINES else ""


def _width(text: str) -> float:
    """About how wide a name is drawn, in pixels: Japanese letters are as wide as high."""
    return sum(NAME_SIZE * (0.6 if letter.isascii() else 1) for letter in text)


def _axis_of_changes(changes: Sequence[int], domain: tuple[float, float], size: theme.Size) -> Figure:
    """An axis that always has "no change" on it, with signed whole numbers."""
    low, high = min([0, *changes]), max([0, *changes])
    span = max(1, high - low)
    step = _step(span)
    ticks = list(range(-(-low // step) * step, high + 1, step))
    axis = count_axis(high + 0.2 * span, domain, size)
    for name in ("nticks", "tick0", "dtick", "tickformat"):
        axis.pop(name, None)
    return axis | {
        # Drawn as a shape below the marks: Plotly's own line lies over those that stand on it.
        "zeroline": False,
        "range": [low - 0.2 * span, high + 0.2 * span],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [f"{tick:+,d}".replace("-", "−") if tick else "0" for tick in ticks],
    }


def _step(span: int) -> int:
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    return next((step for step in steps if span / step < MOST_TICKS), span)


def _no_change(axis: str) -> Figure:
    """The line from which changes are read."""
    return {
        "type": "line",
        "xref": "paper",
        "yref": axis,
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 0,
        "line": {"color": theme.QUIET, "width": 1},
        "layer": "below",
    }


def _line(slot: int, year: RevisedYear, axis: str) -> Figure:
    """The thin line that joins the editions of a year; contradicting prints are not on it."""
    changes = [mark.change for mark in year.marks if mark.role != "print"]
    return {
        "type": "line",
        "xref": "x",
        "yref": axis,
        "x0": slot,
        "x1": slot,
        "y0": min(changes),
        "y1": max(changes),
        "line": {"color": year.style.colour, "width": 1.5},
        "layer": "below",
    }


def _name(name: str, members: Sequence[tuple[int, RevisedYear]]) -> Figure:
    """A series' name below its years."""
    year = members[0][1]
    return {
        "x": (members[0][0] + members[-1][0]) / 2,
        "y": 0,
        "xref": "x",
        "yref": "paper",
        "yshift": -26,
        "text": name,
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "top",
        "font": {"size": NAME_SIZE, "color": year.style.colour},
    }
