"""The Plotly figure of a scene, made free to zoom and pan: the live chart of the Explore page. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from dashboard.drawing.plotly_figure import Figure, note_of, plotly_figure
from dashboard.scene import theme
from dashboard.scene.labels import label_in_short
from dashboard.scene.layout import lay_out
from dashboard.scene.scene import Panel, Scene
from dashboard.scene.theme import Size

LOCALES: Any = {
    "ja": {
        "dictionary": {
            "Zoom": "拡大",
            "Pan": "移動",
            "Box Select": "期間の選択",
            "Zoom in": "拡大する",
            "Zoom out": "縮小する",
            "Autoscale": "自動調整",
            "Reset axes": "最初の表示に戻す",
            "Double-click to zoom back out": "ダブルクリックで元に戻す",
            "Click to remove": "クリックで消去",
            "Double-click on legend to isolate one trace": "凡例をダブルクリックすると一つの系列だけを表示",
        },
        "format": {},
    },
    "en": {"dictionary": {"Box Select": "Mark a span of years"}, "format": {}},
}
"""What plotly.js says of its buttons: it brings English alone."""


def config(language: str, can_select: bool) -> Any:
    """The options of the graph: nothing is ever sent to another host; files are made by the server.

    ``can_select``: whether spans of years may be marked on it.
    """
    removed = ["lasso2d", "toImage", "sendDataToCloud", *([] if can_select else ["select2d"])]
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "showTips": False,
        "showSendToCloud": False,
        "scrollZoom": False,
        "responsive": True,
        "modeBarButtonsToRemove": removed,
        "locale": language,
        "locales": LOCALES,
    }


COLONS = {"ja": "：", "en": ": "}
"""Between the title of a panel and the name of a series."""
LEGEND_HIGH, SLIDER_HIGH = 36, 0.09
RIGHT = 24
"""Pixels beside a plot at whose right no names stand."""


def explorable_figure(scene: Scene, size: Size, *, hidden: Collection[str] = ()) -> Figure:
    """Data and layout: the figure without the strip of events, whose places are not on the axis of years.

    Names at line ends become a legend, since a line's end may lie outside what is shown; the series of the
    ids ``hidden`` are shown by a click there.
    """
    scene = replace(scene, events=())
    figure, layout = plotly_figure(scene, size), lay_out(scene, size)
    free, has_years = figure["layout"], not scene.slots
    panels = range(1, len(layout.plots) + 1)
    for number in panels:
        across, up = free[f"xaxis{number}"], free[f"yaxis{number}"]
        across["fixedrange"] = up["fixedrange"] = False
        if has_years:
            across |= {"tickmode": "auto", "tickformat": "d", "showspikes": True, "spikemode": "across"}
            across |= {"spikesnap": "cursor", "spikethickness": 1, "spikedash": "dot"}
            across["automargin"] = "bottom"  # however many lines the legend has, the years stand above it
            if number > 1:
                across["matches"] = "x"
        up["tickmode"] = "auto"
    if len(layout.plots) == 1 and has_years and not any(trace["type"] == "bar" for trace in figure["data"]):
        free["xaxis1"]["rangeslider"] = {"visible": True, "thickness": SLIDER_HIGH}
    # The titles of panels alone: what stands at a mark or a line would not move with it.
    free["annotations"] = [
        note_of(text, layout)
        for text in layout.words
        if not text.mark and (scene.is_grid or text.colour == theme.QUIET)
    ]
    if not scene.is_grid:
        for note in free["annotations"]:
            note["x"] = 0
    labels = {mark.x: label_in_short(mark) for mark in scene.breaks}
    for shape in free["shapes"]:
        if shape["name"] == "break":
            text = labels.get(round(shape["x0"], 6), "")
            shape["label"] = {
                "text": text,
                "textposition": "end",
                "textangle": 0,
                "font": {"color": theme.BREAK, "size": 11},
            }
    free |= {
        "autosize": True,
        "dragmode": "zoom",
        "selectdirection": "h",
        "hovermode": "x" if has_years else "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom"},
    }
    free["margin"] |= {"b": free["margin"]["b"] + LEGEND_HIGH}
    if not scene.is_grid:  # the names that stood there are the legend
        free["margin"]["r"] = min(free["margin"]["r"], RIGHT)
    panels_by_axis = {f"x{number}": plot.panel for number, plot in enumerate(layout.plots, 1)}
    _name(figure, panels_by_axis, COLONS[scene.language])
    _hide(figure, hidden)
    return figure


def _name(figure: Figure, panels: Mapping[str, Panel], colon: str) -> None:
    """One entry of the legend for each name; one of several panels is told apart by what a panel adds to it,
    or by their titles."""
    panels_of: dict[str, set[str]] = {}
    for trace in figure["data"]:
        panels_of.setdefault(trace["name"], set()).add(trace["xaxis"])
    named: set[str] = set()
    for trace in figure["data"]:
        panel, name = panels[trace["xaxis"]], trace["name"]
        if sum(not panels[axis].suffix for axis in panels_of[name]) > 1:
            trace["name"] = f"{panel.title}{colon}{name}"
        elif len(panels_of[name]) > 1:
            trace["name"] = f"{name}{panel.suffix}"
        trace["legendgroup"] = trace["name"]
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])


def _hide(figure: Figure, hidden: Collection[str]) -> None:
    """Leave to the legend what bears the name of a series of these ids; a mark's key begins with its id."""
    names = {
        trace["name"]
        for trace in figure["data"]
        if any(key.partition("/")[0] in hidden for key in trace["ids"])
    }
    for trace in figure["data"]:
        if trace["name"] in names:
            trace["visible"] = "legendonly"
