"""A scene as a Plotly figure: the same axes, marks and words in the same places. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.drawing.svg import colour_of
from dashboard.scene import theme
from dashboard.scene.layout import lay_out
from dashboard.scene.placed import (
    BOTTOM,
    END,
    LEFT,
    RIGHT,
    START,
    TOP,
    Ground,
    Layout,
    PlacedMark,
    PlacedSeries,
    Plot,
    Text,
)
from dashboard.scene.scene import COLUMNS, EARLIER, EDITIONS, LINE, PART, PRINT, WHOLE, Mark, Scene
from dashboard.scene.theme import Size

Figure = dict[str, Any]

SIDES = {TOP: "top center", BOTTOM: "bottom center", LEFT: "middle left", RIGHT: "middle right"}
SIDES |= {f"{TOP}-{LEFT}": "top left", f"{TOP}-{RIGHT}": "top right"}
PATTERNS = {"diagonal": "/", "crossed": "x", "dotted": "."}
ANCHORS = {START: "left", END: "right"}
PRINT_SIZE = 9
AWAY = 5
"""Pixels between an axis of values and its numbers, beyond the one that Plotly leaves: as in the SVG."""


def plotly_figure(scene: Scene, size: Size) -> Figure:
    """Data and layout as plain dictionaries."""
    layout = lay_out(scene, size)
    return {
        "data": [trace for number, plot in enumerate(layout.plots, 1) for trace in _traces(plot, number)],
        "layout": _layout(layout),
    }


def _layout(layout: Layout) -> Figure:
    size, scene = layout.size, layout.scene
    figure: Figure = {
        "font": {
            "family": theme.FONTS[scene.language],
            "size": 11 if size.is_card else 13,
            "color": theme.INK,
        },
        "margin": {
            "l": layout.left,
            "t": layout.top,
            "r": size.width - layout.right,
            "b": size.height - layout.bottom,
        },
        "paper_bgcolor": theme.PAPER,
        "plot_bgcolor": theme.PAPER,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "overlay",
    }
    for number, plot in enumerate(layout.plots, 1):
        figure[f"xaxis{number}"] = _axis_of_years(plot, number, layout)
        figure[f"yaxis{number}"] = _axis_of_values(plot, number, layout)
    figure["shapes"] = [_shape(ground, layout) for ground in layout.grounds]
    with_interval = {mark.key for mark in scene.marks if mark.high is not None}
    figure["annotations"] = [
        note_of(text, layout)
        for text in layout.texts
        # Plotly writes the other values beside their marks.
        if not text.mark or text.is_on_paper or text.mark in with_interval
    ]
    return figure


def _across(layout: Layout, x: float) -> float:
    return (x - layout.left) / (layout.right - layout.left)


def _up(layout: Layout, y: float) -> float:
    return (layout.bottom - y) / (layout.bottom - layout.top)


def _axis_of_years(plot: Plot, number: int, layout: Layout) -> Figure:
    return {
        "range": [plot.first, plot.last],
        "domain": [_across(layout, plot.left), _across(layout, plot.right)],
        "anchor": f"y{number}",
        "tickmode": "array",
        "tickvals": [tick.at for tick in plot.x_ticks],
        "ticktext": [tick.text for tick in plot.x_ticks],
        "tickangle": 0,
        "tickfont": {"size": plot.tick_size},
        "showticklabels": plot.has_years,
        "showgrid": False,
        "zeroline": False,
        "showline": plot.low >= 0 or plot.has_years,
        "linecolor": theme.QUIET,
        "ticks": "outside" if plot.has_years else "",
        "tickcolor": theme.QUIET,
        "ticklen": 4,
        "fixedrange": True,
    }


def _axis_of_values(plot: Plot, number: int, layout: Layout) -> Figure:
    return {
        "range": [plot.low, plot.high],
        "domain": [_up(layout, plot.bottom), _up(layout, plot.top)],
        "anchor": f"x{number}",
        "tickmode": "array",
        "tickvals": [tick.at for tick in plot.y_ticks],
        "ticktext": [tick.text for tick in plot.y_ticks],
        "tickfont": {"size": min(plot.tick_size, 13)},
        "showticklabels": plot.has_numbers,
        "ticklabelstandoff": AWAY,
        "showgrid": True,
        "gridcolor": theme.GRID,
        "zeroline": False,
        "fixedrange": True,
    }


def _traces(plot: Plot, number: int) -> Iterator[Figure]:
    """A trace for each series; part-years and lines apart, so that nothing joins them."""
    for placed in plot.series:
        if placed.series.role in (COLUMNS, PART, WHOLE):
            yield _columns(placed, number)
            continue
        partial = [mark for mark in placed.marks if mark.mark.is_partial]
        full = [mark for mark in placed.marks if not mark.mark.is_partial]
        if placed.series.role == LINE and full:
            runs: list[PlacedMark | None] = []
            for run in placed.joined:
                runs += [None, *run] if runs else run
            yield _points(placed, runs, number, is_joined=True)
            full = []
        if full or partial:
            yield _points(
                placed, [*full, *partial], number, is_joined=False, stands_alone=plot.panel.has(WHOLE)
            )


def _axes(number: int) -> Figure:
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _columns(placed: PlacedSeries, number: int) -> Figure:
    """Columns of a width of our own, so that they stand where the picture has them."""
    role, style = placed.series.role, theme.style_of(placed.series.look)
    marks = placed.marks
    edge, fill = (
        ({"color": theme.HOLLOW, "width": 1.2}, theme.PAPER)
        if role == WHOLE
        else (
            {"color": style.colour, "width": 1.5 if role == COLUMNS else 1},
            style.colour,
        )
    )
    trace: Figure = {
        "type": "bar",
        "name": placed.series.label,
        "x": [mark.at for mark in marks],
        "y": [mark.mark.value for mark in marks],
        "base": [mark.base for mark in marks],
        "width": [placed.width_of(mark) for mark in marks],
        "marker": {"color": fill, "line": edge},
        "cliponaxis": False,
        **_axes(number),
        **_hover(marks, placed.series.label),
    }
    if role == PART and style.symbol in theme.PART_PATTERNS:
        shape = PATTERNS[theme.PART_PATTERNS[style.symbol]]
        white = {"fgcolor": theme.PAPER, "fillmode": "overlay", "size": 5, "solidity": 0.25}
        trace["marker"]["pattern"] = {"shape": shape, **white}
    if role == COLUMNS:
        looks = ["/" if mark.mark.is_partial else "." if mark.mark.is_open else "" for mark in marks]
        trace["marker"]["pattern"] = {
            "shape": looks,
            "fgcolor": style.colour,
            "bgcolor": theme.PAPER,
            "fillmode": "replace",
            "size": 6,
        }
    if role != PART:
        trace |= {
            "text": [mark.text for mark in marks],
            "textposition": "outside",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"color": theme.INK if role == WHOLE else style.colour, "size": placed.text_size},
        }
    return trace


def _points(
    placed: PlacedSeries,
    marks: Sequence[PlacedMark | None],
    number: int,
    *,
    is_joined: bool,
    stands_alone: bool = False,
) -> Figure:
    style, role = theme.style_of(placed.series.look), placed.series.role
    trace: Figure = {
        "type": "scatter",
        "mode": "lines+markers+text" if is_joined else "markers+text",
        "name": placed.series.label,
        "x": [mark.at if mark else None for mark in marks],
        "y": [mark.mark.value if mark else None for mark in marks],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": style.colour, "width": 2, "dash": style.dash},
        "marker": {
            "color": style.colour,
            # Plotly takes a list of sizes for a bubble chart and makes the marks pale.
            "opacity": 1,
            "size": [_size(mark, placed) for mark in marks],
            "symbol": [_symbol(mark, style, role) for mark in marks],
            "line": {"color": theme.PAPER, "width": 1}
            if stands_alone
            else {
                "color": [theme.PAPER if _is_edged(mark) else style.colour for mark in marks],
                "width": 2 if role == EDITIONS else 1.5,
            },
        },
        "text": [mark.text if mark else "" for mark in marks],
        "textposition": [SIDES[mark.side] if mark else SIDES[TOP] for mark in marks],
        "textfont": {"color": style.colour, "size": placed.text_size},
        **_axes(number),
        **_hover(marks, placed.series.label),
    }
    if any(mark and mark.mark.high is not None for mark in marks):
        limits = [(mark.mark.low or 0, mark.mark.value or 0, mark.mark.high or 0) for mark in marks if mark]
        trace["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - value for _, value, high in limits],
            "arrayminus": [value - low for low, value, _ in limits],
            "color": style.colour,
            "thickness": 1.5,
            "width": 4,
        }
        trace["mode"] = "markers"
    return trace


def _size(mark: PlacedMark | None, placed: PlacedSeries) -> float:
    if mark is None:
        return placed.size
    return PRINT_SIZE if mark.mark.edition == PRINT else placed.size * mark.wider


def _is_edged(mark: PlacedMark | None) -> bool:
    """Whether a mark lies solid upon another, from which its edge sets it apart."""
    return mark is not None and mark.is_upon and not (mark.mark.is_open or mark.mark.is_partial)


def _symbol(mark: PlacedMark | None, style: theme.Style, role: str) -> str:
    if mark is None:
        return style.symbol
    if mark.mark.edition == PRINT:
        return theme.PRINT_SYMBOL
    is_open = mark.mark.edition == EARLIER if role == EDITIONS else mark.mark.is_open or mark.mark.is_partial
    return f"{style.symbol}-open" if is_open else style.symbol


def _hover(marks: Sequence[PlacedMark | None], label: str) -> Figure:
    """What a mark says and where it leads; ``ids`` are the observations' keys."""
    return {
        "hovertext": [_told(mark.mark, label) if mark else "" for mark in marks],
        "hoverinfo": "text",
        "customdata": [mark.mark.href if mark else "" for mark in marks],
        "ids": [mark.mark.key if mark else "" for mark in marks],
    }


def _told(mark: Mark, label: str) -> str:
    """Series, period and value with its status, below them the publication; where not known, the whole."""
    lines = [" ".join((label, mark.period, mark.said)), mark.source]
    return "<br>".join(map(_escaped, lines)) if mark.said else _escaped(mark.spoken)


def _shape(ground: Ground, layout: Layout) -> Figure:
    """In years and counts, so that it stays with what it stands behind; over all panels, by its years."""
    look, own = theme.GROUNDS[ground.role], colour_of(ground)
    plot = layout.plots[ground.panel or 0]
    number = (ground.panel or 0) + 1
    is_over_all = ground.panel is None
    stroke = own if look.stroke == theme.SERIES else look.stroke
    is_line = ground.left == ground.right or ground.top == ground.bottom
    shape: Figure = {
        "type": "line" if is_line else "rect",
        "name": ground.role,
        "xref": f"x{number}",
        "yref": "paper" if is_over_all else f"y{number}",
        "x0": plot.year_at(ground.left),
        "x1": plot.year_at(ground.right),
        "y0": _up(layout, ground.bottom) if is_over_all else plot.value_at(ground.bottom),
        "y1": _up(layout, ground.top) if is_over_all else plot.value_at(ground.top),
        "line": {"color": stroke or theme.PAPER, "width": look.width, "dash": look.dash},
        "opacity": look.opacity,
        "layer": "below",
    }
    if not is_line and look.fill:
        shape["fillcolor"] = own if look.fill == theme.SERIES else look.fill
    return shape


def note_of(text: Text, layout: Layout) -> Figure:
    """Words in shares of the area of plots; Plotly has no other way that keeps their place in every box."""
    note: Figure = {
        "text": f"<b>{_escaped(text.text)}</b>" if text.weight > 400 else _escaped(text.text),
        "x": _across(layout, text.x),
        "y": _up(layout, text.y),
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "xanchor": ANCHORS.get(text.anchor, "center"),
        "yanchor": "middle",
        "font": {"size": text.size, "color": text.colour},
        "borderpad": 0,
    }
    return note | ({"bgcolor": theme.PAPER} if text.is_on_paper else {})


def _escaped(text: str) -> str:
    """Plotly reads some tags in its texts: none of ours is one."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
