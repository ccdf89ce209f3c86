"""Read a sheet's drawing as panels: one for each axis of counts, with the very figures that are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.exporters.slides import behind
from dashboard.exporters.slides.parts import (
    COLUMN,
    IN_COLUMNS,
    LINE,
    MARKS,
    PART,
    TOTAL,
    WHOLE,
    WHOLE_STYLE,
    Mark,
    Note,
    Panel,
    Series,
    Years,
)
from dashboard.exporters.slides.scale import nice_range
from dashboard.figures.marks import PRINT_SYMBOL
from dashboard.scene import theme
from dashboard.scene.sheet import KeyEntry, Sheet
from dashboard.words import Words, interface_words, message

Figure = Mapping[str, Any]

ROLE_WORDS = {
    "partial": message("{series} (part of the year)"),
    "undivided": message("{series} (year not fully divided)"),
    "earlier": message("{series} (earlier edition)"),
    "newest": message("{series} (newest edition)"),
    "print": message("{series} (contradicting print)"),
}
ALL_OF_IT = message("Whole as published")
UNDIVIDED = message("Whole, parts not all known")
SIDES = {"middle left": "l", "middle right": "r"}


def panels_of(sheet: Sheet) -> tuple[Panel, ...]:
    """The panels of the wide drawing from the top; none for a sheet without figures."""
    drawing = sheet.drawings.get("wide")
    if drawing is None or not sheet.rows:
        return ()
    layout = drawing.figure["layout"]
    traces = list(zip(drawing.figure["data"], drawing.labels, strict=True))
    found = []
    for name in [one for one in layout if one.startswith("yaxis")]:
        axis = name.replace("axis", "")
        members = [pair for pair in traces if (pair[0].get("yaxis") or "y") == axis]
        if members and layout[name].get("visible", True):
            found.append(_panel(axis, members, sheet))
    total = sum(one.height for one in found)
    return tuple(replace(one, height=one.height / total) for one in found)


def _panel(axis: str, members: Sequence[tuple[Figure, Any]], sheet: Sheet) -> Panel:
    layout = sheet.drawings["wide"].figure["layout"]
    counts = layout[f"yaxis{axis[1:]}"]
    across = members[0][0].get("xaxis") or "x"
    years = layout[f"xaxis{across[1:]}"]
    notes = layout.get("annotations", [])
    words = interface_words(sheet.selection.language)
    series = tuple(_series(members, notes, across, axis, sheet, words))
    is_small = "xaxis2" in layout and sum(one.startswith("xaxis") for one in layout) > 2
    places, names = _places(years, series)
    if "ticktext" in years:
        series = tuple(_rounded(one) for one in series)
    low, high, step = nice_range(*counts["range"], ticks=3 if is_small else 6, whole=_are_whole(series))
    bare = Panel(
        title=_title(counts, years, notes, sheet, series, is_small=is_small),
        series=series,
        low=low,
        high=high,
        step=step,
        format="+#,##0;−#,##0;0" if low < 0 else "#,##0" if _are_whole(series) else "0.0;;0",
        years=_span(years),
        positions=places,
        categories=names,
        is_small=is_small,
        heading=_heading(counts, notes) if is_small else "",
        height=counts["domain"][1] - counts["domain"][0],
    )
    drawn = [one for one in layout.get("shapes", []) if behind.belongs(one, axis, across, counts["domain"])]
    return replace(
        bare,
        series=(*series, *behind.levels(drawn, bare, words)),
        grounds=tuple(behind.grounds(drawn, bare, counts["domain"], words)),
        above=tuple(_above(notes, across, counts["domain"], bare)),
        beside=tuple(_beside(notes, axis, bare, sheet.key)),
    )


def _series(
    members: Sequence[tuple[Figure, Any]],
    notes: Sequence[Figure],
    across: str,
    axis: str,
    sheet: Sheet,
    words: Words,
) -> Iterator[Series]:
    """The traces as series: known by the observations that their marks stand for."""
    keys = {entry.series: entry for entry in sheet.key}
    parts = [trace for trace, _ in members if "base" in trace]
    divided = {x for trace in parts for x in trace["x"]}
    for trace, labels in members:
        one = next(label.key.split("/")[0] for label in labels if label)
        entry = keys.get(one)
        marks = list(_marks(trace, notes, across, axis))
        if entry is None:
            whole = tuple(marks)
            hollow = tuple(Mark(mark.x, None if mark.x in divided else mark.value) for mark in marks)
            yield Series(words(UNDIVIDED), one, WHOLE, WHOLE_STYLE, hollow)
            yield Series(words(ALL_OF_IT), one, TOTAL, WHOLE_STYLE, whole)
        elif trace["type"] == "bar":
            role = PART if "base" in trace else COLUMN
            yield Series(entry.label, one, role, entry.style, tuple(marks))
        elif "lines" in trace["mode"]:
            yield Series(entry.label, one, LINE, entry.style, tuple(marks))
        elif sheet.shows_editions:
            yield from _editions(entry, trace, marks, words)
        else:
            is_partial = all(mark.is_open for mark in marks) and trace.get("mode") == "markers+text"
            name = "partial" if is_partial else "undivided" if "text" in trace else ""
            label = words(ROLE_WORDS[name], series=entry.label) if name else entry.label
            yield Series(label, one, MARKS, entry.style, tuple(marks))


def _editions(entry: KeyEntry, trace: Figure, marks: Sequence[Mark], words: Words) -> Iterator[Series]:
    """Earlier editions, newest and contradicting prints apart: several of one year are several series."""
    symbols = trace["marker"]["symbol"]
    for role in ("earlier", "newest", "print"):
        members = [mark for mark, symbol in zip(marks, symbols, strict=True) if _edition(symbol) == role]
        style = theme.Style(entry.style.colour, "x" if role == "print" else entry.style.symbol, "solid")
        while members:
            first = {round(mark.x): mark for mark in reversed(members)}
            members = [mark for mark in members if first[round(mark.x)] is not mark]
            name = words(ROLE_WORDS[role], series=entry.label)
            yield Series(name, entry.series, MARKS, style, tuple(first[x] for x in sorted(first)))


def _edition(symbol: str) -> str:
    return "print" if symbol == PRINT_SYMBOL else "earlier" if symbol.endswith("-open") else "newest"


def _marks(trace: Figure, notes: Sequence[Figure], across: str, axis: str) -> Iterator[Mark]:
    """The points of a trace; a gap of a line is a mark without value between its neighbours."""
    marker, limits = trace["marker"], trace.get("error_y")
    is_column = trace["type"] == "bar"
    looks = (marker.get("pattern") or {}).get("shape", "") if is_column else marker["symbol"]
    texts, sides = trace.get("text"), trace.get("textposition", "top center")
    xs = trace["x"]
    for number, (x, value) in enumerate(zip(xs, trace["y"], strict=True)):
        look = looks if isinstance(looks, str) else looks[number]
        side = sides if isinstance(sides, str) else sides[number]
        text = texts[number] if texts else _written(x, value, trace, notes, across, axis)
        yield Mark(
            x=x if x is not None else (xs[number - 1] + xs[number + 1]) / 2,
            value=value if value is None or isinstance(value, int) else round(value, 3),
            text=text,
            side="ctr" if "base" in trace else SIDES.get(side, side[0] if side[0] in "tb" else "t"),
            is_open=look.endswith("-open") or (is_column and look == "."),
            is_partial=is_column and look == "/" and "base" not in trace,
            low=None if limits is None else round(value - limits["arrayminus"][number], 3),
            high=None if limits is None else round(value + limits["array"][number], 3),
        )


def _written(x: float, value: float, trace: Figure, notes: Sequence[Figure], across: str, axis: str) -> str:
    """The text that a note writes at a mark: in a segment's middle, or above an interval."""
    colour = trace["marker"]["line"]["color"]
    for note in notes:
        if (note["xref"], note["yref"], note["x"]) != (across, axis, x):
            continue
        if note["font"].get("color") == colour and (trace["type"] != "bar" or note["text"] == f"{value:,}"):
            return str(note["text"])
    return ""


def _places(years: Figure, series: Sequence[Series]) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The categories: every year from first to last, so that a gap has its place.

    () for an axis of numbers: where marks stand beside their years, or where there are more years than can
    be named below columns. Lines need no categories, and an axis of numbers names every other year.
    """
    if "ticktext" in years:
        return tuple(years["tickvals"]), tuple(years["ticktext"])
    drawn = {mark.x for one in series for mark in one.marks if mark.value is not None}
    span = _span(years)
    needs_numbers = any(x != int(x) for x in drawn) or span.step > 1
    if needs_numbers and not any(one.role in IN_COLUMNS for one in series):
        return (), ()
    places = sorted({*(float(year) for year in range(span.first, span.last + 1)), *drawn})
    return tuple(places), tuple(f"{x:g}" for x in places)


def _span(years: Figure) -> Years:
    """The years of the figure's axis, which has 0.6 of a year beyond either."""
    low, high = years["range"]
    return Years(round(low + 0.6), round(high - 0.6))


def _rounded(series: Series) -> Series:
    """Marks that stand a little beside their category, brought to it."""
    marks = tuple(replace(mark, x=float(round(mark.x))) for mark in series.marks)
    return replace(series, marks=marks)


def _are_whole(series: Sequence[Series]) -> bool:
    return all(isinstance(mark.value, int | None) for one in series for mark in one.marks)


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text.replace("<br>", " "))


def _title(
    counts: Figure,
    years: Figure,
    notes: Sequence[Figure],
    sheet: Sheet,
    series: Sequence[Series],
    *,
    is_small: bool,
) -> str:
    """What the figure writes at the upper left corner of the panel; of a small one, its series."""
    if is_small:
        return series[0].name
    for note in notes:
        if note["xref"] == note["yref"] == "paper" and note["y"] == counts["domain"][1] and note["x"] == 0:
            return _plain(note["text"])
    return ""


def _heading(counts: Figure, notes: Sequence[Figure]) -> str:
    """Of small panels: the nearest heading above, in the left margin."""
    above = [note for note in notes if note["x"] == 0 and note["y"] > counts["domain"][1]]
    return _plain(min(above, key=lambda note: note["y"])["text"]) if above else ""


def _above(notes: Sequence[Figure], across: str, domain: Sequence[float], panel: Panel) -> Iterator[Note]:
    for note in notes:
        if note["xref"] == across and note["yref"] == "paper" and note["y"] == domain[1]:
            place = min(1.0, max(0.0, panel.across(note["x"])))
            yield Note(_plain(note["text"]), place, note["font"]["color"], anchor=note["xanchor"])


def _beside(notes: Sequence[Figure], axis: str, panel: Panel, key: Sequence[KeyEntry]) -> Iterator[Note]:
    for note in notes:
        if note["xref"] == "paper" and note["yref"] == axis and note["x"] == 1:
            colour = note["font"]["color"]
            symbols = [entry.style.symbol for entry in key if entry.style.colour == colour]
            place = (note["y"] - panel.low) / (panel.high - panel.low)
            text = _plain(note["text"]).replace("  ", " ")
            yield Note(text, place, colour, symbol=symbols[0] if symbols else "")
