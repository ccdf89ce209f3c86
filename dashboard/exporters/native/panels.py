"""The panels of a scene as native charts need them: series by role, axes, and what lies behind, in shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from dashboard.exporters.native import guides
from dashboard.exporters.native.parts import (
    COLUMN,
    LINE,
    MARKS,
    PART,
    REST,
    TOTAL,
    WHOLE,
    WHOLE_STYLE,
    End,
    NativeGround,
    NativeMark,
    NativePanel,
    NativeSeries,
    Note,
    Years,
)
from dashboard.exporters.native.scale import nice_range
from dashboard.scene import placed as scene_layout
from dashboard.scene import scene, theme
from dashboard.scene.labels import signs_of
from dashboard.scene.placed import Layout, PlacedMark, PlacedSeries, Plot
from dashboard.scene.scene import year_of
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
UPRIGHT = {"break": message("Series break"), "caution": ""}
"""What is drawn behind a chart as a shape, by its role, and what it is called: it hangs on no count."""
SIDES = {
    scene_layout.TOP: "t",
    scene_layout.BOTTOM: "b",
    scene_layout.LEFT: "l",
    scene_layout.RIGHT: "r",
    scene_layout.CENTRE: "ctr",
}
PIXEL = 0.75
"""A pixel in points."""


def panels_of(sheet: Sheet) -> tuple[NativePanel, ...]:
    """The panels of a sheet from the top; none for one without figures."""
    if not sheet.rows:
        return ()
    layout, words = sheet.layout("wide"), interface_words(sheet.selection.language)
    panels = [_panel(number, layout, words) for number in range(len(layout.plots))]
    total = sum(panel.height for panel in panels)
    return tuple(replace(panel, height=panel.height / total) for panel in panels)


def _panel(number: int, layout: Layout, words: Words) -> NativePanel:
    plot, is_small = layout.plots[number], layout.scene.is_grid
    drawn = tuple(chain.from_iterable(_series(placed, plot, words) for placed in plot.series))
    drawn = tuple(sorted(drawn, key=lambda native: native.role == REST))  # the last of a stack is on top
    is_whole = all(isinstance(mark.value, int | None) for native in drawn for mark in native.marks)
    years = Years(plot.panel.first, plot.panel.last)
    positions, categories = _positions(layout, plot, drawn)
    low, high, step = nice_range(plot.low, plot.high, ticks=3 if is_small else 6, whole=is_whole)
    bare = NativePanel(
        title=plot.panel.title,
        series=drawn,
        low=low,
        high=high,
        step=step,
        format="+#,##0;−#,##0;0" if low < 0 else "#,##0" if is_whole else "0.0;;0",
        years=years,
        is_whole=is_whole,
        positions=positions,
        categories=categories,
        is_small=is_small,
        heading=plot.panel.group,
        height=plot.bottom - plot.top,
    )
    return replace(
        bare,
        series=(*drawn, *guides.of_panel(number, layout, bare, words)),
        grounds=tuple(_grounds(number, layout, bare, words)),
        above=tuple(_above(number, layout, bare)),
    )


def _series(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[NativeSeries]:
    """A series by its role; part-years, wholes and editions apart."""
    source, style = placed.series, theme.style_of(placed.series.look)
    marks = tuple(_mark(mark, placed, plot) for mark in placed.marks)
    if source.role == scene.WHOLE:
        in_parts = plot.panel.in_parts
        hollow = tuple(NativeMark(mark.x, None if mark.x in in_parts else mark.value) for mark in marks)
        yield NativeSeries(words(UNDIVIDED), source.id, WHOLE, WHOLE_STYLE, hollow)
        rest = tuple(NativeMark(mark.x, _rest(mark, in_parts)) for mark in marks)
        if any(mark.value for mark in rest):
            yield NativeSeries(words(REST_OF_YEAR), source.id, REST, WHOLE_STYLE, rest)
        yield NativeSeries(source.label, source.id, TOTAL, WHOLE_STYLE, marks)
    elif source.role in (scene.COLUMNS, scene.PART):
        role = PART if source.role == scene.PART else COLUMN
        yield NativeSeries(source.label, source.id, role, style, marks, end_of(placed, plot))
    elif source.role == scene.EDITIONS:
        yield from _editions(placed, plot, words)
    elif source.role == scene.LINE:
        yield from _line(placed, plot, words)
    else:
        is_part = plot.panel.scale == scene.COUNTS
        name = words(ROLE_WORDS[NOT_DIVIDED], series=source.label) if is_part else source.label
        yield NativeSeries(name, source.id, MARKS, style, marks)


def _rest(mark: NativeMark, in_parts: Mapping[float, float]) -> float | None:
    """What of a whole is in none of its parts, above them; None where there is nothing."""
    rest = (mark.value or 0) - in_parts.get(mark.x, mark.value or 0)
    return rest if rest > 0 else None


def _line(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[NativeSeries]:
    """Whole periods, with a gap where a year has no figure; part-years as marks of their own.

    Runs of years that follow on and yet are not joined, since the definition changed between them, are series
    of their own: an office program joins what stands side by side.
    """
    source, style = placed.series, theme.style_of(placed.series.look)
    tracks: list[list[PlacedMark]] = []
    for run in placed.joined:
        if tracks and run[0].mark.x - tracks[-1][-1].mark.x > 1:
            tracks[-1] += run
        else:
            tracks.append([*run])
    end, last = end_of(placed, plot), plot.panel.end_of(source)
    for number, track in enumerate(tracks):
        is_last = number == len(tracks) - 1
        name = source.label
        if last is not None and is_last:
            name = words("{series}, to {year}", series=name, year=last)
        elif not is_last:
            name = words("{series}, to {year}", series=name, year=year_of(track[-1].mark))
        marks = tuple(_mark(mark, placed, plot) for mark in track)
        yield NativeSeries(name, source.id, LINE, style, marks, end if is_last else None)
    partial = tuple(_mark(mark, placed, plot) for mark in placed.marks if mark.mark.is_partial)
    if partial:
        name = words(ROLE_WORDS[PARTIAL], series=source.label)
        yield NativeSeries(name, source.id, MARKS, style, partial)


def _editions(placed: PlacedSeries, plot: Plot, words: Words) -> Iterator[NativeSeries]:
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
            yield NativeSeries(name, source.id, MARKS, look, marks)


def _mark(placed: PlacedMark, series: PlacedSeries, plot: Plot) -> NativeMark:
    mark, is_column = placed.mark, series.series.role == scene.COLUMNS
    value = mark.value if mark.value is None or isinstance(mark.value, int) else round(mark.value, 3)
    is_hollow = mark.is_open or mark.is_partial or mark.edition == scene.EARLIER
    return NativeMark(
        # Rates of one year stand beside each other; columns are set apart by the chart itself.
        x=placed.at if plot.panel.scale == scene.RATES else mark.x,
        value=value,
        text=placed.text,
        side=SIDES.get(placed.side, "t"),
        is_open=mark.is_open and not mark.is_partial if is_column else is_hollow,
        is_partial=mark.is_partial and is_column,
        low=None if mark.low is None else round(mark.low, 3),
        high=None if mark.high is None else round(mark.high, 3),
        is_wide=placed.wider > 1,
    )


def end_of(placed: PlacedSeries, plot: Plot) -> End | None:
    """Where a series is named at its end; None where the key alone names it."""
    names = [name for name in plot.names if name.look == placed.series.look]
    if not names:
        return None
    last = max((mark for mark in placed.marks if mark.mark.value is not None), key=lambda mark: mark.mark.x)
    top = plot.value_at(last.y)
    return End(
        x=last.mark.x,
        middle=(top + last.base) / 2 if placed.series.role == scene.PART else top,
        text=last.mark.text,
        has_value=bool(last.text) or any(name.text.endswith(f"  {last.mark.text}") for name in names),
        is_beside=names[0].x >= plot.right,
    )


def _positions(
    layout: Layout, plot: Plot, drawn: Sequence[NativeSeries]
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The categories: every year from first to last, so that a gap has its place; () for an axis of numbers,
    where marks stand beside their years.
    """
    slots = layout.scene.slots
    if slots:
        return tuple(map(float, range(1, len(slots) + 1))), tuple(slot.label for slot in slots)
    if plot.panel.scale == scene.RATES:
        return (), ()
    mark_places = {mark.x for native in drawn for mark in native.marks if mark.value is not None}
    years = map(float, range(plot.panel.first, plot.panel.last + 1))
    places = tuple(sorted({*years, *mark_places}))
    return places, tuple(f"{x:g}" for x in places)


def _grounds(number: int, layout: Layout, panel: NativePanel, words: Words) -> Iterator[NativeGround]:
    """The lines of breaks and the years to be read with care, which no count moves."""
    plot = layout.plots[number]

    def across(x: float) -> float:
        return min(1.0, max(0.0, panel.across(plot.year_at(x))))

    for ground in layout.grounds:
        if ground.role not in UPRIGHT or ground.panel not in (None, number):
            continue
        look = theme.GROUNDS[ground.role]
        left, right = across(ground.left), across(ground.right)
        if ground.right >= plot.right - 0.5:
            right = 1.0
        if left == right and left in (0.0, 1.0):
            continue
        yield NativeGround(
            label=words(UPRIGHT[ground.role]) if UPRIGHT[ground.role] else "",
            left=left,
            right=right,
            fill=look.fill,
            opacity=look.opacity,
            line=look.stroke,
            points=look.width * PIXEL,
            dash=look.dash,
        )


def _above(number: int, layout: Layout, panel: NativePanel) -> Iterator[Note]:
    """What stands over the plot: breaks over the first one, and a note of caution over its own."""
    for mark in layout.scene.breaks if number == 0 else ():
        place = min(1.0, max(0.0, panel.across(mark.x)))
        colour = theme.style_of(mark.looks[0]).colour if len(mark.looks) == 1 else theme.BREAK
        yield Note(mark.label, place, colour, short=signs_of(mark))
    caution = layout.plots[number].panel.caution
    if caution and caution.first <= panel.years.last:
        yield Note(caution.label, 1.0, theme.BREAK, anchor="right")
