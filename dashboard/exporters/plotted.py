"""What a sheet's drawing plots, as plain numbers: panels, their series, and a value a year. Pure.

Read from the drawing itself, so that a chart in a spreadsheet shows what the page shows and no more:
events are left out, a part-year stays a series of its own, and a gap stays without a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard import theme
from dashboard.captions import EDITION_WORDS
from dashboard.figures.parts import Figure
from dashboard.queries import Catalogue
from dashboard.sheet import Sheet, SheetRow
from dashboard.words import Words, interface_words, pick

EVENT = "event/"
MARKUP = re.compile(r"<[^>]+>")
WHOLE_COLOUR = "#5C5F66"
LEVEL = "level"
BESIDE = 0.6
"""How far an axis of years goes beyond its first and last: see ``dashboard.figures.axes.base_layout``."""


@dataclass
class Plotted:
    """One series of a panel: ``mark`` is "line", "markers", "columns", "whole" (of a stack) or "level".

    ``values`` by category; ``open`` are the categories drawn hollow; ``above`` and ``below`` are the
    lengths of the error bars, where there are some.
    """

    name: str
    mark: str
    colour: str
    symbol: str = "circle"
    values: dict[str, float] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    above: dict[str, float] = field(default_factory=dict)
    below: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class PlottedPanel:
    """One panel: its title, its categories from left to right, its axis of values and its series."""

    title: str
    categories: tuple[str, ...]
    low: float
    high: float
    is_stacked: bool
    series: tuple[Plotted, ...]


@dataclass(frozen=True)
class _Mark:
    """One mark of the drawing: the row that it shows, where it stands and how it looks."""

    row: SheetRow
    category: str
    value: float
    mark: str
    symbol: str
    colour: str
    above: float | None
    below: float | None


def plotted(sheet: Sheet, catalogue: Catalogue) -> tuple[PlottedPanel, ...]:
    """The panels of the sheet's large drawing, from the top; none where nothing is drawn."""
    if not sheet.rows:
        return ()
    words = interface_words(sheet.selection.language)
    drawing = sheet.drawings["wide"]
    rows = _rows_by_key(sheet)
    panels: dict[tuple[str, str], list[_Mark]] = {}
    stacked = {trace.get("yaxis", "y") for trace in drawing.figure["data"] if "base" in trace}
    for trace, labels in zip(drawing.figure["data"], drawing.labels, strict=True):
        place = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
        marks = list(
            _marks(trace, [label.key if label else None for label in labels], rows, drawing.figure, stacked)
        )
        if marks:
            panels.setdefault(place, []).extend(marks)
    return tuple(
        _panel(sheet, catalogue, drawing.figure["layout"], place, marks, place[1] in stacked, words)
        for place, marks in panels.items()
    )


def _rows_by_key(sheet: Sheet) -> dict[str, SheetRow]:
    if sheet.shows_editions:
        return {row.observation.edition_key: row for row in sheet.rows}
    return {row.observation.key: row for row in sheet.rows}


def _marks(
    trace: Figure, keys: Sequence[str | None], rows: Mapping[str, SheetRow], figure: Figure, stacked: set[str]
) -> Iterator[_Mark]:
    axis = figure["layout"][f"xaxis{trace.get('xaxis', 'x')[1:]}"]
    names = dict(zip(axis.get("tickvals") or (), axis.get("ticktext") or (), strict=False))
    error = trace.get("error_y", {})
    marker = trace.get("marker", {})
    for place, key in enumerate(keys):
        if key is None or key.startswith(EVENT) or key not in rows:
            continue
        row, x, value = rows[key], trace["x"][place], trace["y"][place]
        if value is None:
            continue
        yield _Mark(
            row=row,
            category=str(names.get(x) or row.observation.period_start.year),
            value=float(value),
            mark=_mark_of(trace, trace.get("yaxis", "y") in stacked),
            symbol=str(_at(marker.get("symbol", "circle"), place)),
            colour=str(_at(marker.get("color", theme.INK), place)),
            above=_at(error["array"], place) if error else None,
            below=_at(error["arrayminus"], place) if error else None,
        )


def _at(values: Any, place: int) -> Any:
    return values[place] if isinstance(values, (list, tuple)) else values


def _mark_of(trace: Figure, is_stacked: bool) -> str:
    if trace["type"] == "bar":
        return "whole" if is_stacked and "base" not in trace else "columns"
    return "line" if "lines" in trace.get("mode", "") else "markers"


def _panel(
    sheet: Sheet,
    catalogue: Catalogue,
    layout: Figure,
    place: tuple[str, str],
    marks: Sequence[_Mark],
    is_stacked: bool,
    words: Words,
) -> PlottedPanel:
    x_axis, y_axis = layout[f"xaxis{place[0][1:]}"], layout[f"yaxis{place[1][1:]}"]
    categories = _categories(marks, x_axis)
    low, high = y_axis["range"]
    return PlottedPanel(
        title=_title(layout, x_axis, y_axis),
        categories=categories,
        low=min(low, 0.0),
        high=high,
        is_stacked=is_stacked,
        series=(
            *_series(sheet, catalogue, marks, is_stacked, words),
            *_levels(sheet, layout, place[1], categories, words),
        ),
    )


def _categories(marks: Sequence[_Mark], axis: Figure) -> tuple[str, ...]:
    """Every year from the first to the last on the axis, or the names that the axis has."""
    if axis.get("ticktext"):
        return tuple(str(one) for one in axis["ticktext"])
    low, high = axis["range"]
    years = [int(mark.category) for mark in marks] + [round(low + BESIDE), round(high - BESIDE)]
    return tuple(str(year) for year in range(min(years), max(years) + 1))


def _title(layout: Figure, x_axis: Figure, y_axis: Figure) -> str:
    """What stands nearest above a panel's left edge."""
    left = (x_axis.get("domain") or (0.0, 1.0))[0]
    top = (y_axis.get("domain") or (0.0, 1.0))[1]
    above = [
        note
        for note in layout.get("annotations", ())
        if note.get("xref") == note.get("yref") == "paper" and note.get("xanchor") == "left"
    ]
    nearest = min(above, key=lambda note: abs(note["x"] - left) + abs(note["y"] - top), default=None)
    return MARKUP.sub("", nearest["text"].replace("<br>", " ")) if nearest else ""


def _series(
    sheet: Sheet, catalogue: Catalogue, marks: Sequence[_Mark], is_stacked: bool, words: Words
) -> list[Plotted]:
    key = {entry.series: entry for entry in sheet.key}
    found: dict[tuple[str, int], Plotted] = {}
    for mark in marks:
        one = mark.row.observation
        entry = key.get(one.series)
        label = entry.label if entry else pick(catalogue.series[one.series], "short", words.language)
        name = _name(label, mark, sheet, is_stacked, words)
        colour = WHOLE_COLOUR if mark.mark == "whole" else entry.style.colour if entry else mark.colour
        turn = 0
        # Two halves of a year, or two earlier editions: each in a series of its own.
        while (name, turn) in found and mark.category in found[name, turn].values:
            turn += 1
        series = found.setdefault(
            (name, turn),
            Plotted(
                f"{name} ({turn + 1})" if turn else name, mark.mark, colour, mark.symbol.partition("-open")[0]
            ),
        )
        series.values[mark.category] = mark.value
        if mark.symbol.endswith("-open"):
            series.open.add(mark.category)
        if mark.above is not None and mark.below is not None:
            series.above[mark.category], series.below[mark.category] = mark.above, mark.below
    return list(found.values())


def _name(label: str, mark: _Mark, sheet: Sheet, is_stacked: bool, words: Words) -> str:
    one = mark.row.observation
    if sheet.shows_editions:
        return words("{series}: {what}", series=label, what=words(EDITION_WORDS[mark.row.edition]))
    if one.is_partial or one.period_kind not in ("CY", "FY"):
        return words("{series}: {what}", series=label, what=words("part of the year"))
    if mark.mark == "whole":
        return words("{series}: {what}", series=label, what=words("the whole, as published"))
    if is_stacked and mark.mark == "markers":
        return words("{series}: {what}", series=label, what=words("years not fully divided"))
    return label


def _levels(
    sheet: Sheet, layout: Figure, axis: str, categories: Sequence[str], words: Words
) -> Iterator[Plotted]:
    """The reported levels behind the counts, as lines at their limits."""
    labels = [guide.label for guide in sheet.guides if guide.kind in ("band", "line")]
    for shape in layout.get("shapes", ()):
        if shape.get("yref") != axis or shape.get("fillcolor") != theme.BAND:
            continue
        years = [one for one in categories if one.isdigit() and shape["x0"] <= int(one) <= shape["x1"]]
        low, high = shape["y0"], shape["y1"]
        name = labels[0] if len(labels) == 1 else words("Reported level")
        for limit in sorted({low, high} - ({0} if high > 0 else set())):
            shown = name if low in (0, high) else f"{name} ({limit})"
            if years:
                yield Plotted(shown, LEVEL, theme.BAND_EDGE, values=dict.fromkeys(years, float(limit)))
