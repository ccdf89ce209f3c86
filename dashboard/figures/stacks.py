"""Parts of a whole as a Plotly figure: stacked where the parts are complete, marks where some are not. Pure.

A hollow column is the whole as published; only a year whose parts add up to it is filled with them. The
parts known of another year are marks of their own, so that they are not taken for the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.axes import base_layout, count_axis, panel_domain
from dashboard.figures.guides import LABEL_PIXELS, panel_title
from dashboard.figures.parts import Drawing, Figure
from dashboard.pictures import MarkLabel
from dashboard.scene import theme

LEFT, RIGHT_WIDE, RIGHT = 52, 132, 14
ROOM_FOR_TEXT = 27
"""With less room than this for a year, in pixels, only the telling values are written."""
SEGMENT_WITH_TEXT = 15
HOLLOW = "#8A8F98"
PATTERNS = {"square": "/", "diamond": "x", "triangle-up": "."}
"""By the symbol of a part's style: parts differ by more than their colour. The key has the same fillings."""


@dataclass(frozen=True)
class StackMark:
    """A part or a whole of one year: its count and what it stands for."""

    value: int
    text: str
    spoken: str
    key: str
    href: str


@dataclass(frozen=True)
class StackYear:
    """One year: the whole, and the parts from the bottom up (None where not known)."""

    year: int
    whole: StackMark | None
    parts: tuple[StackMark | None, ...]
    is_complete: bool


@dataclass(frozen=True)
class StackPanel:
    """A whole with its parts: a title, the parts' names and styles from the bottom up, and its years."""

    title: str
    names: tuple[str, ...]
    styles: tuple[theme.Style, ...]
    years: tuple[StackYear, ...]

    @property
    def highest(self) -> int:
        marks = [mark for year in self.years for mark in (year.whole, *year.parts) if mark]
        return max((mark.value for mark in marks), default=1)


Traces = list[tuple[Figure, tuple[MarkLabel | None, ...]]]


def stacks_figure(
    panels: Sequence[StackPanel], *, first: int, last: int, size: theme.Size, language: str
) -> Drawing:
    """Draw each panel between two years (inclusive), one above the other on one axis of years."""
    names = size.is_wide and any(_has_names(panel, last) for panel in panels)
    margin = {"l": LEFT, "r": RIGHT_WIDE if names else RIGHT, "t": 44, "b": 34}
    layout = base_layout(size, margin, first, last, language) | {"barmode": "overlay", "bargap": 0.14}
    room = (size.width - margin["l"] - margin["r"]) / (last - first + 1.2)
    drawn: Traces = []
    notes: list[Figure] = []
    for number, panel in enumerate(panels):
        axis = "y" if number == 0 else f"y{number + 1}"
        domain = panel_domain(number, len(panels))
        top = panel.highest * (1.12 if len(panels) == 1 else 1.2)
        layout[f"yaxis{axis[1:]}"] = count_axis(top, domain, size)
        pixel = top / ((size.height - margin["t"] - margin["b"]) * (domain[1] - domain[0]))
        notes.append(panel_title(panel.title, domain, margin))
        drawn += [_wholes(panel, axis, room), *_segments(panel, axis), *_marks(panel, axis, size)]
        if room >= ROOM_FOR_TEXT:
            notes += _segment_texts(panel, axis, pixel)
        if names:
            notes += _names(panel, axis, pixel, last)
    layout["xaxis"]["anchor"] = "y" if len(panels) == 1 else f"y{len(panels)}"
    layout["annotations"] = notes
    return Drawing(
        {"data": [trace for trace, _ in drawn], "layout": layout}, tuple(said for _, said in drawn), size
    )


def _label(mark: StackMark) -> MarkLabel:
    return MarkLabel(text=mark.spoken, key=mark.key, href=mark.href)


def _hover(marks: Sequence[StackMark]) -> Figure:
    return {
        "hovertext": [mark.spoken for mark in marks],
        "hoverinfo": "text",
        "customdata": [mark.href for mark in marks],
    }


def _wholes(panel: StackPanel, axis: str, room: float) -> tuple[Figure, tuple[MarkLabel | None, ...]]:
    """The wholes as hollow columns, behind the parts."""
    shown = [(year, year.whole) for year in panel.years if year.whole]
    telling = {max(shown, key=lambda pair: pair[1].value)[0].year, shown[-1][0].year} if shown else set()
    complete = [year.year for year, _ in shown if year.is_complete]
    texts = [
        mark.text if room >= ROOM_FOR_TEXT or year.year in telling or complete == [year.year] else ""
        for year, mark in shown
    ]
    trace = {
        "type": "bar",
        "x": [year.year for year, _ in shown],
        "y": [mark.value for _, mark in shown],
        "yaxis": axis,
        "marker": {"color": "#FFFFFF", "line": {"color": HOLLOW, "width": 1.2}},
        "text": texts,
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {"color": theme.INK, "size": 12},
        **_hover([mark for _, mark in shown]),
    }
    return trace, tuple(_label(mark) for _, mark in shown)


def _segments(panel: StackPanel, axis: str) -> Traces:
    """The parts of the complete years, one on the other; a part of none is a line at its height."""
    drawn: Traces = []
    complete = [year for year in panel.years if year.is_complete]
    for position, style in enumerate(panel.styles):
        marks = [(year, mark) for year in complete if (mark := year.parts[position])]
        if not marks:
            continue
        trace = {
            "type": "bar",
            "x": [year.year for year, _ in marks],
            "y": [mark.value for _, mark in marks],
            "base": [_below(year, position) for year, _ in marks],
            "yaxis": axis,
            "marker": {
                "color": style.colour,
                "line": {"color": style.colour, "width": 1},
                "pattern": {
                    "shape": PATTERNS.get(style.symbol, ""),
                    "fgcolor": "#FFFFFF",
                    "fillmode": "overlay",
                    "size": 5,
                    "solidity": 0.25,
                },
            },
            **_hover([mark for _, mark in marks]),
        }
        drawn.append((trace, tuple(_label(mark) for _, mark in marks)))
    return drawn


def _below(year: StackYear, position: int) -> int:
    return sum(part.value for part in year.parts[:position] if part)


def _marks(panel: StackPanel, axis: str, size: theme.Size) -> Traces:
    """The known parts of the other years, each as a mark at its own count."""
    drawn: Traces = []
    others = [year for year in panel.years if not year.is_complete]
    for position, style in enumerate(panel.styles):
        marks = [(year, mark) for year in others if (mark := year.parts[position])]
        if not marks:
            continue
        trace = {
            "type": "scatter",
            "mode": "markers+text",
            "x": [year.year for year, _ in marks],
            "y": [mark.value for _, mark in marks],
            "yaxis": axis,
            "cliponaxis": False,
            "marker": {
                "color": style.colour,
                "symbol": style.symbol,
                "size": 8 if size.is_wide else 6,
                "opacity": 1,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            "text": [mark.text if size.is_wide else "" for _, mark in marks],
            "textposition": [_side(mark.value, position, panel.highest) for _, mark in marks],
            "textfont": {"color": style.colour, "size": 11},
            **_hover([mark for _, mark in marks]),
        }
        drawn.append((trace, tuple(_label(mark) for _, mark in marks)))
    return drawn


def _side(value: int, position: int, highest: int) -> str:
    """Where a lone mark's count stands: left or right by turns, and clear of the axis."""
    height = "top" if value < highest / 40 else "middle"
    return f"{height} {'left' if position % 2 else 'right'}"


def _segment_texts(panel: StackPanel, axis: str, pixel: float) -> list[Figure]:
    """Counts on the segments that are high enough; ``pixel`` is one pixel's worth of counts."""
    return [
        _note(
            year.year, _below(year, position) + mark.value / 2, mark.text, axis, panel.styles[position].colour
        )
        | {"bgcolor": "#FFFFFF", "borderpad": 0, "font": {"size": 11, "color": panel.styles[position].colour}}
        for year in panel.years
        if year.is_complete
        for position, mark in enumerate(year.parts)
        if mark and mark.value / pixel >= SEGMENT_WITH_TEXT
    ]


def _has_names(panel: StackPanel, last: int) -> bool:
    """Whether the parts can be named beside their segments: the last year shown is a complete one."""
    return any(year.year == last and year.is_complete for year in panel.years)


def _names(panel: StackPanel, axis: str, pixel: float, last: int) -> list[Figure]:
    """The parts' names right of the last year, where that is a complete one."""
    newest = panel.years[-1]
    if not _has_names(panel, last):
        return []
    height = float("-inf")
    notes = []
    for position, mark in enumerate(newest.parts):
        if mark is None:
            continue
        height = max(_below(newest, position) + mark.value / 2, height + LABEL_PIXELS * pixel)
        text = f"{panel.names[position]}  {mark.text}"
        note = _note(1, height, text, axis, panel.styles[position].colour)
        notes.append(note | {"xref": "paper", "xanchor": "left", "xshift": 2})
    return notes


def _note(x: float, y: float, text: str, axis: str, colour: str) -> Figure:
    return {
        "x": x,
        "y": y,
        "xref": "x",
        "yref": axis,
        "text": text,
        "showarrow": False,
        "xanchor": "center",
        "yanchor": "middle",
        "font": {"size": 12, "color": colour},
    }
