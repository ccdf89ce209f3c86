"""How figures were revised, as a Plotly figure: each year's editions one above the other. Pure.

The height is the change from the first edition, not the count: 200 and 203 stand on one spot of an axis
that starts at no incidents at all, and it is the move that is shown here. The counts are written at the
marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard import theme
from dashboard.figures.axes import base_layout, count_axis, panel_domain
from dashboard.figures.guides import panel_title
from dashboard.figures.marks import edition_trace
from dashboard.figures.parts import Drawing, EditionMark, Figure
from dashboard.pictures import MarkLabel

MOST_TICKS = 6
NARROWEST_SLOT = 52
"""A year with less room than this, in pixels, has only its newest count written beside its mark."""
PRINT_ASIDE = 0.28
"""A contradicting print stands beside its year's line, in years of the axis: it replaces nothing."""
LETTER = 7
"""About the width of a letter of a series' name, in pixels."""


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
    is_named = size is theme.WIDE and _names_fit(groups, len(years), size)
    margin = {"l": 52, "r": 20, "t": 44, "b": 56 if is_named else 34}
    layout = base_layout(size, margin, 1, max(1, len(years)), language)
    layout["xaxis"] |= {
        "tickmode": "array",
        "tickvals": list(range(1, len(years) + 1)),
        "ticktext": [year.label for year in years],
    }
    for name in ("tick0", "dtick", "tickformat"):
        del layout["xaxis"][name]
    room = (size.width - margin["l"] - margin["r"]) / max(1, len(years))
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
            placed = [(_place(slot, mark), mark) for slot, year in members for mark in year.marks]
            trace, said = edition_trace(placed, members[0][1].style, axis, earlier=room >= NARROWEST_SLOT)
            traces.append(trace)
            labels.append(said)
            shapes += [_line(slot, year, axis) for slot, year in members]
    layout["xaxis"]["anchor"] = "y" if len(panels) == 1 else f"y{len(panels)}"
    if is_named:
        notes += [_name(members) for _, members in groups]
    layout["shapes"], layout["annotations"] = shapes, notes
    return Drawing({"data": traces, "layout": layout}, tuple(labels), size)


def _series_of(numbered: tuple[int, RevisedYear]) -> str:
    return numbered[1].series


def _place(slot: int, mark: EditionMark) -> float:
    return slot + PRINT_ASIDE if mark.role == "print" else slot


def _names_fit(groups: Sequence[tuple[str, Any]], slots: int, size: theme.Size) -> bool:
    """Whether several series are shown and each name fits below its years; else the key alone names them."""
    room = (size.width - 72) / max(1, slots)
    wide = [
        LETTER * len(members[0][1].series_label.encode("utf-8")) < room * len(members)
        for _, members in groups
    ]
    return len(groups) > 1 and all(wide)


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
        "range": [low - 0.2 * span, high + 0.2 * span],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [f"{tick:+,d}".replace("-", "−") if tick else "0" for tick in ticks],
    }


def _step(span: int) -> int:
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    return next((step for step in steps if span / step < MOST_TICKS), span)


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


def _name(members: Sequence[tuple[int, RevisedYear]]) -> Figure:
    """A series' name below its years."""
    year = members[0][1]
    return {
        "x": (members[0][0] + members[-1][0]) / 2,
        "y": 0,
        "xref": "x",
        "yref": "paper",
        "yshift": -26,
        "text": year.series_label,
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "top",
        "font": {"size": 12, "color": year.style.colour},
    }
