"""Where the marks of a panel stand, and the values beside them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.fonts.ruler import text_width
from dashboard.scene import theme
from dashboard.scene.placed import (
    BOTTOM,
    CENTRE,
    END,
    LEFT,
    MIDDLE,
    RIGHT,
    START,
    TOP,
    PlacedMark,
    PlacedSeries,
    Plot,
    Text,
)
from dashboard.scene.scene import (
    COLUMNS,
    EARLIER,
    EDITIONS,
    LINE,
    MARKS,
    PART,
    PRINT,
    RATES,
    WHOLE,
    Mark,
    Series,
)
from dashboard.scene.theme import Size
from dashboard.scene.written import written_of_counts

COLUMN_SHARE, COLUMN_AIR = 0.7, 0.08
"""How much of a year its columns take together, and how much of that lies between two of them."""
STACK_SHARE = 0.86
MANY_MARKS, CROWDED_MARKS = 22, 120
"""More marks than this of a series, and of a panel, are drawn smaller."""
RING, WIDEST = 0.7, 1.0
"""By how much of its size a mark is wider for each that lies upon it, and for all of them at most: more
would reach the years below a count of none."""
ROOM_FOR_STACK_TEXT, ROOM_FOR_RATE_TEXT = 23, 30
"""With less room than this for a year, in pixels, only the telling values are written."""
SEGMENT_WITH_TEXT = 15
SPREAD = 0.45
"""How far apart, in years, the rates of one year stand at most."""
PRINT_PIXELS = 30
"""How far beside its year's line a contradicting print stands, where there is room."""
SPACIOUS = 52
"""With less room than this for a year, in pixels, contradicting prints are written below."""
DIGIT = 8
"""A digit's width in pixels; where an earlier count would touch its neighbour, it is not written."""
GAP = 3


def place_marks(plot: Plot, size: Size) -> tuple[PlacedSeries, ...]:
    """Every series of a plot in its place, in the order of drawing."""
    series = plot.panel.series
    by_role: dict[str, Callable[[], Sequence[PlacedSeries]]] = {
        COLUMNS: lambda: _columns(plot, _of(series, COLUMNS), size),
        LINE: lambda: _line(plot, _of(series, LINE), size),
        EDITIONS: lambda: [_editions(plot, group, size) for group in _of(series, EDITIONS)],
    }
    groups = [group for role, place in by_role.items() if plot.panel.has(role) for group in place()]
    if plot.panel.has(WHOLE) or plot.panel.has(PART):
        groups += _stack(plot, size)
    if plot.panel.scale == RATES:
        groups += [_rates(plot, group) for group in _of(series, MARKS)]
    return tuple(groups)


def value_texts(plot: Plot, width: float) -> tuple[Text, ...]:
    """The values beside the marks of a plot, none of them beyond the edges of a picture of that width."""
    return tuple(
        value_text(mark, series, plot, width) for series in plot.series for mark in series.marks if mark.text
    )


def _of(all_series: Sequence[Series], role: str) -> list[Series]:
    return [series for series in all_series if series.role == role]


def _columns(plot: Plot, series: Sequence[Series], size: Size) -> list[PlacedSeries]:
    """Columns of one year side by side, narrower where a part of a year stands beside a year."""
    written = written_of_counts(series, size=size, last=plot.panel.last)
    text_size = 11 if size.is_card else 13
    return columns_side_by_side(plot, series, written, text_size=text_size, is_small=size.is_card)


def columns_side_by_side(
    plot: Plot,
    all_series: Sequence[Series],
    written: frozenset[str],
    *,
    text_size: float,
    is_small: bool,
) -> list[PlacedSeries]:
    """The columns of several series; ``written`` are the keys of the marks whose values stand above, in brief
    where a year has not the room."""
    room = (plot.right - plot.left) / (plot.last - plot.first)
    places = sorted({mark.x for series in all_series for mark in series.known})
    unit = min((later - earlier for earlier, later in pairwise(places)), default=1.0)
    slot = min(1.0, unit) * COLUMN_SHARE / max(1, len(all_series))
    groups = []
    for position, series in enumerate(all_series):
        aside = (position - (len(all_series) - 1) / 2) * slot
        marks = tuple(
            _at(
                plot,
                mark,
                mark.x + aside,
                text=_text(mark, written, is_small=is_small or text_width(mark.text, text_size) > room),
            )
            for mark in series.known
        )
        groups.append(PlacedSeries(series, marks, width=slot * (1 - COLUMN_AIR), text_size=text_size))
    return groups


def _line(plot: Plot, lines: Sequence[Series], size: Size) -> list[PlacedSeries]:
    written = written_of_counts(lines, size=size, last=plot.panel.last)
    groups = [
        PlacedSeries(
            series,
            tuple(
                _at(plot, mark, mark.x, text=_text(mark, written, is_small=size.is_card))
                for mark in series.known
            ),
            size=_size_of_marks(lines, series),
            text_size=11 if size.is_card else 13,
        )
        for series in lines
    ]
    places: dict[tuple[float, float], list[str]] = defaultdict(list)
    for group in groups:
        for mark in group.marks:
            places[mark.x, mark.y].append(mark.mark.key)
    return [
        replace(group, marks=tuple(_in_another(mark, places[mark.x, mark.y]) for mark in group.marks))
        for group in groups
    ]


def _text(mark: Mark, written: frozenset[str], *, is_small: bool) -> str:
    return mark.written(is_small=is_small) if mark.key in written else ""


def _size_of_marks(lines: Sequence[Series], series: Series) -> int:
    """The diameter of a line's marks in pixels, small where there are many."""
    if sum(len(line.known) for line in lines) > CROWDED_MARKS:
        return 5
    return 7 if len(series.known) > MANY_MARKS else 9


def _in_another(mark: PlacedMark, keys: Sequence[str]) -> PlacedMark:
    """The mark, wider for each that lies upon it: equal counts would else hide each other. ``keys`` are those
    of all marks of its place, in the order of drawing."""
    number, above = keys.index(mark.mark.key), len(keys) - 1
    step = min(RING, WIDEST / above) if above else 0.0
    return replace(mark, wider=1 + step * (above - number), is_upon=number > 0)


def _stack(plot: Plot, size: Size) -> list[PlacedSeries]:
    """The wholes as hollow columns, the parts on each other, the known parts of other years as marks."""
    panel = plot.panel
    room = (plot.right - plot.left) / (plot.last - plot.first)
    complete = {mark.x for series in _of(panel.series, PART) for mark in series.known}
    groups = []
    for series in _of(panel.series, WHOLE):
        telling = {mark.x for mark in (series.highest, series.newest) if mark}
        telling |= complete if len(complete) == 1 else set()
        marks = tuple(
            _at(
                plot,
                mark,
                mark.x,
                text=mark.text if room >= ROOM_FOR_STACK_TEXT or mark.x in telling else "",
            )
            for mark in series.known
        )
        groups.append(PlacedSeries(series, marks, width=STACK_SHARE, text_size=12))
    below: dict[float, float] = {}
    for series in _of(panel.series, PART):
        segments = []
        for mark in series.known:
            base = below.get(mark.x, 0.0)
            below[mark.x] = base + (mark.value or 0)
            top = plot.y(below[mark.x])
            is_high = plot.y(base) - top >= SEGMENT_WITH_TEXT and room >= ROOM_FOR_STACK_TEXT
            segment = _at(plot, mark, mark.x, text=mark.text if is_high else "", side=CENTRE)
            segments.append(replace(segment, base=base, y=top))
        groups.append(PlacedSeries(series, tuple(segments), width=STACK_SHARE, text_size=11))
    highest = max((mark.value or 0 for mark in panel.marks), default=1)
    parts = list(dict.fromkeys(series.id for series in panel.series if series.role in (PART, MARKS)))
    for series in _of(panel.series, MARKS):
        side = LEFT if parts.index(series.id) % 2 else RIGHT
        marks = tuple(
            _at(
                plot,
                mark,
                mark.x,
                text=mark.text if size.is_wide else "",
                side=f"{TOP}-{side}" if (mark.value or 0) < highest / 40 else side,
            )
            for mark in series.known
        )
        groups.append(PlacedSeries(series, marks, size=8 if size.is_wide else 6, text_size=11))
    return groups


def _rates(plot: Plot, series: Series) -> PlacedSeries:
    """The rates at their year, moved apart where other series have one too; the value above the interval."""
    room = (plot.right - plot.left) / (plot.last - plot.first)
    newest = max((mark.x for mark in series.known), default=0)
    lines = plot.panel.series
    marks = []
    for mark in series.known:
        sharing = [line.id for line in lines if any(other.x == mark.x for other in line.known)]
        count = len(sharing)
        aside = SPREAD * (sharing.index(series.id) / (count - 1) - 0.5) if count > 1 else 0.0
        is_written = room >= ROOM_FOR_RATE_TEXT or mark.x == newest
        marks.append(_at(plot, mark, mark.x + aside, text=mark.text if is_written else ""))
    return PlacedSeries(series, tuple(marks), text_size=11)


def _editions(plot: Plot, series: Series, size: Size) -> PlacedSeries:
    """The editions of each year on its line; a contradicting print beside it, for it replaces nothing."""
    room = (plot.right - plot.left) / (plot.last - plot.first)
    longest = max((len(mark.text) for mark in plot.panel.marks), default=0)
    has_earlier = room >= DIGIT * longest + 4
    aside = min(0.45, max(0.2, PRINT_PIXELS / room))
    marks = []
    for mark in series.known:
        changes = [other.value or 0 for other in series.known if other.x == mark.x and other.edition != PRINT]
        side = _side_of_edition(mark, min(changes), max(changes), is_crowded=room < SPACIOUS)
        text = mark.text if has_earlier or mark.edition != EARLIER else ""
        at = mark.x + aside if mark.edition == PRINT else mark.x
        marks.append(_at(plot, mark, at, text=text, side=side))
    return PlacedSeries(series, tuple(marks), size=12, text_size=11 if size.is_card else 13)


def _side_of_edition(mark: Mark, lowest: float, highest: float, *, is_crowded: bool) -> str:
    """Where a count stands clear of the line that joins its year's editions, and of the line of no change."""
    if mark.edition == PRINT:
        return BOTTOM if is_crowded else TOP
    is_earlier = mark.edition == EARLIER
    near, far = (lowest, highest) if is_earlier else (highest, lowest)
    if mark.value == near:
        return BOTTOM if is_earlier else TOP
    if mark.value == far:
        return TOP if is_earlier else BOTTOM
    return LEFT


def _at(plot: Plot, mark: Mark, at: float, *, text: str = "", side: str = TOP) -> PlacedMark:
    return PlacedMark(mark, at, plot.x(at), plot.y(mark.value or 0), text=text, side=side)


@dataclass(frozen=True)
class _Shift:
    """From a mark to its value: the anchor, and how far right and down, in radii and in sizes of the text."""

    anchor: str
    right: float
    down: float
    down_sizes: float


SHIFTS = {
    TOP: _Shift(MIDDLE, 0, -1, -0.55),
    BOTTOM: _Shift(MIDDLE, 0, 1, 0.55),
    LEFT: _Shift(END, -1, 0, 0),
    RIGHT: _Shift(START, 1, 0, 0),
    f"{TOP}-{LEFT}": _Shift(END, -1, -1, -0.55),
    f"{TOP}-{RIGHT}": _Shift(START, 1, -1, -0.55),
}


def value_text(placed: PlacedMark, series: PlacedSeries, plot: Plot, width: float) -> Text:
    """The value beside a mark, not beyond the edges of a picture of that width."""
    return _inside(_beside(placed, series, plot), width)


def _beside(placed: PlacedMark, series: PlacedSeries, plot: Plot) -> Text:
    role, mark = series.series.role, placed.mark
    style = theme.style_of(series.series.look)
    colour = theme.INK if role == WHOLE else style.colour
    if placed.side == CENTRE:
        middle = (placed.y + plot.y(placed.base)) / 2
        return Text(
            placed.text, placed.x, middle, series.text_size, style.colour, mark=mark.key, is_on_paper=True
        )
    shift = SHIFTS[placed.side]
    has_interval = mark.high is not None
    radius = 0.0 if has_interval or role in (COLUMNS, WHOLE) else series.size * placed.wider / 2
    y = plot.y(mark.high) if mark.high is not None else placed.y
    return Text(
        placed.text,
        placed.x + shift.right * (radius + GAP),
        y + shift.down * (radius + GAP) + shift.down_sizes * series.text_size,
        series.text_size,
        colour,
        anchor=shift.anchor,
        mark=mark.key,
    )


def _inside(text: Text, width: float) -> Text:
    """A centred text moved so that no edge cuts it."""
    if text.anchor != MIDDLE:
        return text
    half = text_width(text.text, text.size) / 2 + 1
    return replace(text, x=min(max(text.x, half), width - half))
