"""The panels of a scene as native charts need them: series by role, axes, and what lies behind, in shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from dashboard.exporters.native.parts import (
    COLUMN,
    IN_COLUMNS,
    LEVEL,
    LINE,
    MARKS,
    PART,
    REST,
    TOTAL,
    WHOLE,
    WHOLE_STYLE,
    Ground,
    Mark,
    Note,
    Panel,
    Series,
    Years,
)
from dashboard.exporters.native.scale import nice_range
from dashboard.scene import placed as scene_layout
from dashboard.scene import scene, theme
from dashboard.scene.placed import Layout, PlacedMark, PlacedSeries, Plot
from dashboard.scene.sheet import Sheet
from dashboard.words import Words, interface_words, message

PARTIAL, NOT_DIVIDED = "partial", "undivided"
ROLE_WORDS = {
    PARTIAL: message("{series} (part of the year)"),
    NOT_DIVIDED: message("{series} (year not fully divided)"),
    scene.EARLIER: message("{series} (earlier edition)"),
    scene.NEWEST: message("{series} (newest edition)"),
    scene.PRINT: message("{series} (contradicting print)"),
}
UNDIVIDED = message("Whole, parts not all known")
REST_OF_YEAR = message("Rest of the year")
GROUND_WORDS = {
    "level": message("Reported level"),
    "level-of-none": message("Reported level"),
    "window": message("Years evaluated"),
    "break": message("Series break"),
}
DRAWN_ELSEWHERE = ("strip", "event")
LEVEL_STYLE = theme.Style(theme.BAND_EDGE, "none", "dot")
SIDES = {
    scene_layout.TOP: "t",
    scene_layout.BOTTOM: "b",
    scene_layout.LEFT: "l",
    scene_layout.RIGHT: "r",
    scene_layout.CENTRE: "ctr",
}
PIXEL = 0.75
"""A pixel in points."""


def panels_of(sheet: Sheet) -> tuple[Panel, ...]:
    """The panels of a sheet from the top; none for one without figures."""
    if not sheet.rows:
        return ()
    layout, words = sheet.layout("wide"), interface_words(sheet.selection.language)
    panels = [_panel(number, layout, words) for number in range(len(layout.plots))]
    total = sum(panel.height for panel in panels)
    return tuple(replace(panel, height=panel.height / total) for panel in panels)


def _panel(number: int, layout: Layout, words: Words) -> Panel:
    plot, is_small = layout.plots[number], layout.scene.is_grid
    series = tuple(chain.from_iterable(_series(placed, plot, words) for placed in plot.series))
    series = tuple(sorted(series, key=lambda native: native.role == REST))  # the last of a stack is on top
    is_whole = all(isinstance(mark.value, int | None) for native in series for mark in native.marks)
    years = Years(plot.panel.first, plot.panel.last)
    positions, categories = _positions(layout, years, series)
    low, high, step = nice_range(plot.low, plot.high, ticks=3 if is_small else 6, whole=is_whole)
    bare = Panel(
        title=plot.panel.title,
        series=series,
        low=low,
        high=high,
        step=step,
        format="+#,##0;−#,##0;0" if low < 0 else "#,##0" if is_whole else "0.0;;0",
        years=years,
        positions=positions,
        categories=categories,
        is_small=is_small,
        heading=plot.panel.group,
        height=plot.bottom - plot.top,
    )
    return replace(
        bare,
        series=(*series, *_levels(plot, bare)),
        grounds=tuple(_grounds(number, layout, bare, words)),
        above=tuple(_above(number, layout, bare)),
        beside=tuple(_beside(plot, bare)),
    )


def _series(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[Series]:
    """A series by its role; part-years, wholes and editions apart."""
    source, style = placed.series, theme.style_of(placed.series.look)
    marks = tuple(_mark(mark, placed, plot) for mark in placed.marks)
    if source.role == scene.WHOLE:
        in_parts = plot.panel.in_parts
        hollow = tuple(Mark(mark.x, None if mark.x in in_parts else mark.value) for mark in marks)
        yield Series(words(UNDIVIDED), source.id, WHOLE, WHOLE_STYLE, hollow)
        rest = tuple(Mark(mark.x, _rest(mark, in_parts)) for mark in marks)
        if any(mark.value for mark in rest):
            yield Series(words(REST_OF_YEAR), source.id, REST, WHOLE_STYLE, rest)
        yield Series(source.label, source.id, TOTAL, WHOLE_STYLE, marks)
    elif source.role in (scene.COLUMNS, scene.PART):
        role = PART if source.role == scene.PART else COLUMN
        yield Series(source.label, source.id, role, style, marks)
    elif source.role == scene.EDITIONS:
        yield from _editions(placed, plot, words)
    elif source.role == scene.LINE:
        yield from _line(placed, plot, words)
    else:
        is_part = plot.panel.scale == scene.COUNTS
        name = words(ROLE_WORDS[NOT_DIVIDED], series=source.label) if is_part else source.label
        yield Series(name, source.id, MARKS, style, marks)


def _rest(mark: Mark, in_parts: Mapping[float, float]) -> float | None:
    """What of a whole is in none of its parts, above them; None where there is nothing."""
    rest = (mark.value or 0) - in_parts.get(mark.x, mark.value or 0)
    return rest if rest > 0 else None


def _line(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[Series]:
    """Whole periods with a mark without value in each gap; part-years as marks of their own."""
    source, style = placed.series, theme.style_of(placed.series.look)
    joined: list[Mark] = []
    for run in placed.joined:
        if joined:
            joined.append(Mark((joined[-1].x + run[0].mark.x) / 2, None))
        joined += [_mark(mark, placed, plot) for mark in run]
    if joined:
        yield Series(source.label, source.id, LINE, style, tuple(joined))
    partial = tuple(_mark(mark, placed, plot) for mark in placed.marks if mark.mark.is_partial)
    if partial:
        name = words(ROLE_WORDS[PARTIAL], series=source.label)
        yield Series(name, source.id, MARKS, style, partial)


def _editions(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[Series]:
    """Earlier editions, newest and contradicting prints apart: several of one year are several series."""
    source, style = placed.series, theme.style_of(placed.series.look)
    for edition in (scene.EARLIER, scene.NEWEST, scene.PRINT):
        rest = [mark for mark in placed.marks if mark.mark.edition == edition]
        symbol = theme.PRINT_SYMBOL if edition == scene.PRINT else style.symbol
        look = theme.Style(style.colour, symbol, "solid")
        name = words(ROLE_WORDS[edition], series=source.label)
        while rest:
            first = {mark.mark.x: mark for mark in reversed(rest)}
            rest = [mark for mark in rest if first[mark.mark.x] is not mark]
            marks = tuple(_mark(first[x], placed, plot) for x in sorted(first))
            yield Series(name, source.id, MARKS, look, marks)


def _mark(placed: PlacedMark, series: PlacedSeries, plot: Plot) -> Mark:
    mark, is_column = placed.mark, series.series.role == scene.COLUMNS
    value = mark.value if mark.value is None or isinstance(mark.value, int) else round(mark.value, 3)
    is_hollow = mark.is_open or mark.is_partial or mark.edition == scene.EARLIER
    return Mark(
        # Rates of one year stand beside each other; columns are set apart by the chart itself.
        x=placed.at if plot.panel.scale == scene.RATES else mark.x,
        value=value,
        text=placed.text,
        side=SIDES.get(placed.side, "t"),
        is_open=mark.is_open and not mark.is_partial if is_column else is_hollow,
        is_partial=mark.is_partial and is_column,
        low=None if mark.low is None else round(mark.low, 3),
        high=None if mark.high is None else round(mark.high, 3),
    )


def _positions(
    layout: Layout, years: Years, series: Sequence[Series]
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The categories: every year from first to last, so that a gap has its place.

    () for an axis of numbers: where marks stand beside their years, or where there are more years than can
    be named below columns. Lines need no categories, and an axis of numbers names every other year.
    """
    slots = layout.scene.slots
    if slots:
        return tuple(map(float, range(1, len(slots) + 1))), tuple(slot.label for slot in slots)
    mark_places = {mark.x for native in series for mark in native.marks if mark.value is not None}
    needs_numbers = any(x != int(x) for x in mark_places) or years.step > 1
    if needs_numbers and not any(native.role in IN_COLUMNS for native in series):
        return (), ()
    places = sorted({*(float(year) for year in range(years.first, years.last + 1)), *mark_places})
    return tuple(places), tuple(f"{x:g}" for x in places)


def _levels(plot: Plot, panel: Panel) -> Iterator[Series]:
    """The edges of each level as dotted lines of the chart, so that they can be moved with its numbers."""
    places = panel.positions or [float(year) for year in range(panel.years.first, panel.years.last + 1)]
    for level in plot.panel.levels:
        last = level.last or plot.panel.last
        years = [x for x in places if level.first - 0.5 <= x <= last + 0.6]
        for limit in sorted({level.low, level.high} - ({0} if level.high > 0 else set())):
            if years:
                marks = tuple(Mark(x, limit) for x in years)
                yield Series(level.name, "", LEVEL, LEVEL_STYLE, marks)


def _grounds(number: int, layout: Layout, panel: Panel, words: Words) -> Iterator[Ground]:
    """Shaded years and levels, expected ranges, lines of a break or of a year's editions."""
    plot = layout.plots[number]

    def across(x: float) -> float:
        at = plot.first + (x - plot.left) / (plot.right - plot.left) * (plot.last - plot.first)
        return min(1.0, max(0.0, panel.across(at)))

    def height(y: float) -> float:
        value = plot.low + (plot.bottom - y) / (plot.bottom - plot.top) * (plot.high - plot.low)
        return min(1.0, max(0.0, (value - panel.low) / (panel.high - panel.low)))

    for ground in layout.grounds:
        if ground.role in DRAWN_ELSEWHERE or ground.panel not in (None, number):
            continue
        look, spans = theme.GROUNDS[ground.role], ground.panel is None or ground.role == "caution"
        own = "" if ground.look is None else theme.style_of(ground.look).colour
        left, right = across(ground.left), across(ground.right)
        if ground.right >= plot.right - 0.5 and ground.left <= plot.left + 0.5:
            left, right = 0.0, 1.0
        if left == right and left in (0.0, 1.0):
            continue
        name = GROUND_WORDS.get(ground.role)
        stroke = own if look.stroke == theme.SERIES else look.stroke
        yield Ground(
            label=words(name) if name else "",
            left=left,
            right=right,
            low=0.0 if spans else height(ground.bottom),
            high=1.0 if spans else height(ground.top),
            fill=own if look.fill == theme.SERIES else look.fill,
            opacity=look.opacity,
            line="" if ground.role == "level" else stroke,
            points=look.width * PIXEL,
            dash=look.dash,
        )


def _above(number: int, layout: Layout, panel: Panel) -> Iterator[Note]:
    """What stands over the plot: breaks over the first one, and a note of caution over its own."""
    for mark in layout.scene.breaks if number == 0 else ():
        place = min(1.0, max(0.0, panel.across(mark.x)))
        yield Note(mark.label, place, theme.BREAK)
    caution = layout.plots[number].panel.caution
    if caution and caution.first <= panel.years.last:
        yield Note(caution.label, 1.0, theme.BREAK, anchor="right")


def _beside(plot: Plot, panel: Panel) -> Iterator[Note]:
    """The names of the series at the right edge, as high as in the picture."""
    for name in plot.names:
        value = plot.low + (plot.bottom - name.y) / (plot.bottom - plot.top) * (plot.high - plot.low)
        place = (value - panel.low) / (panel.high - panel.low)
        symbol = theme.style_of(name.look or 0).symbol
        yield Note(name.text.replace("  ", " "), place, name.colour, symbol=symbol)
