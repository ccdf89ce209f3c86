"""Panels one below the other, on one axis of years or each on its own; events below them. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from dashboard.fonts.ruler import fitting_size, text_width
from dashboard.scene import theme
from dashboard.scene.labels import LABEL, keep_clear, label_in_short, signs_of
from dashboard.scene.marks import COLUMN_SHARE, place_marks, value_texts
from dashboard.scene.names import BEFORE_NAME, named, names_in_place, room_for_names
from dashboard.scene.placed import (
    END,
    START,
    EventPlace,
    Ground,
    Layout,
    Plot,
    Text,
)
from dashboard.scene.scene import (
    CHANGES,
    PART,
    PRINT,
    RATES,
    SMALL_COUNT,
    Event,
    Panel,
    Scene,
)
from dashboard.scene.strip import (
    HALF_A_BAR,
    LANE,
    MARGIN_BELOW,
    PADDING,
    YEARS_ABOVE,
    Strip,
    mark_height,
    strip_of,
)
from dashboard.scene.theme import Size
from dashboard.scene.ticks import Tick, change_ticks, count_ticks, rate_ticks, year_ticks
from dashboard.words import Words, interface_words

AROUND = 0.6
"""How far the axis of years goes beyond its first and last year, in years."""
TITLE_LEFT = 10
"""Where a panel's title begins, in pixels."""
BETWEEN_OWN_YEARS = 70
"""Pixels between two panels with years of their own: the years of one and the title of the other."""
SLOT_LINE, MOST_SLOT_LINES = 16, 3
SIGN = 8
"""Half the room of a break's mark, in pixels."""


@dataclass(frozen=True)
class _Margins:
    left: float
    top: float
    right: float
    bottom: float


def lay_out_stack(scene: Scene, size: Size) -> Layout:
    """Panels from the top, each with its share of the height."""
    names = _slot_names(scene, size)
    margins = _margins(scene, size, max((name.count("\n") + 1 for name in names), default=0))
    left, right = margins.left, size.width - margins.right
    first = min((panel.first for panel in scene.panels), default=0)
    strip = strip_of(scene.events, low=first - AROUND, high=axis_end(scene.panels), width=right - left)
    if strip.events:
        added = strip.height + YEARS_ABOVE + MARGIN_BELOW - margins.bottom
        size = size.taller(round(added))
        margins = replace(margins, bottom=MARGIN_BELOW)
    bottom = size.height - margins.bottom
    floor = bottom - strip.height - YEARS_ABOVE if strip.events else bottom
    plots = [
        _plot(panel, size, scene, box=(left, high, right, low), is_lowest=panel is scene.panels[-1])
        for panel, (high, low) in zip(scene.panels, _heights(scene, margins.top, floor), strict=True)
    ]
    grounds, texts = _around(scene, plots, size, margins, names)
    if strip.events and plots:
        grounds += _strip_grounds(strip, plots[0], bottom)
        texts.append(_strip_title(scene, left, bottom - strip.height))
    return Layout(
        scene=scene,
        size=size,
        left=left,
        top=margins.top,
        right=right,
        bottom=bottom,
        plots=tuple(plots),
        grounds=tuple(grounds),
        words=tuple(texts),
        events=tuple(_strip_marks(strip, plots[0], bottom, scene.language)) if plots else (),
    )


def axis_end(panels: Sequence[Panel]) -> float:
    """Where an axis of years ends: beyond the last year and, of that, beyond the columns of its last part."""
    ends = [panel.last + AROUND for panel in panels]
    ends += [mark.x + COLUMN_SHARE / 2 for panel in panels for mark in panel.marks]
    return max(ends, default=1 + AROUND)


def _margins(scene: Scene, size: Size, slot_lines: int) -> _Margins:
    """Room at the left for long numbers, at the right for names, below for the years."""
    highest = max((mark.value or 0 for mark in scene.marks), default=0)
    if size.is_card:
        return _Margins(30 if highest < 1000 else 38 if highest < 10_000 else 52, 18, 8, 24)
    right = max(14, room_for_names(scene, size) or 20)
    return _Margins(68 if highest >= 10_000 else 52, 44, right, 34 + SLOT_LINE * slot_lines)


def _heights(scene: Scene, top: float, floor: float) -> Iterator[tuple[float, float]]:
    """The upper and the lower edge of each panel."""
    count, whole = len(scene.panels), floor - top
    if scene.shares_years:
        gap = whole * (0.0 if count <= 1 else 0.16 if count == 2 else 0.12)
    else:
        gap = BETWEEN_OWN_YEARS
    height = (whole - gap * (count - 1)) / max(1, count)
    for number in range(count):
        high = top + number * (height + gap)
        yield high, high + height


def _plot(
    panel: Panel, size: Size, scene: Scene, *, box: tuple[float, float, float, float], is_lowest: bool
) -> Plot:
    left, top, right, bottom = box
    low, high = value_span(panel, len(scene.panels))
    most = 13 if size.is_wide else 6
    plot = Plot(
        panel=panel,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        first=panel.first - AROUND,
        last=axis_end(scene.panels if scene.shares_years else [panel]),
        low=low,
        high=high,
        x_ticks=_slot_ticks(scene) or year_ticks(panel.first, panel.last, most=most),
        y_ticks=_value_ticks(panel, high, most=4 if size.is_card else 6),
        has_years=is_lowest or not scene.shares_years,
        tick_size=_tick_size(scene, size, right - left),
    )
    plot = replace(plot, series=place_marks(plot, size))
    # Beside names the values stay within the plot.
    edge = right + BEFORE_NAME / 2 if size.is_wide and named(panel) else size.width
    plot = replace(plot, series=keep_clear(plot, edge))
    return replace(plot, names=tuple(names_in_place(plot, size, scene.language)))


def value_span(panel: Panel, panels: int) -> tuple[float, float]:
    """The ends of a panel's axis: from zero to above its highest value, level and expected range."""
    values = [mark.value or 0 for mark in panel.marks]
    if panel.scale == CHANGES:
        low, high = min([0, *values]), max([0, *values])
        air = 0.2 * max(1, high - low)
        return low - air, high + air
    if panel.scale == RATES:
        return 0.0, max((mark.high or mark.value or 0 for mark in panel.marks), default=1) * 1.16 or 1.0
    limits = [*(level.high for level in panel.levels), *(expected.high for expected in panel.ranges)]
    highest = max([1, *values, *limits])
    if panel.has(PART):
        return 0.0, highest * (1.12 if panels == 1 else 1.2)
    return 0.0, highest * (1.14 if panels == 1 else 1.3) if highest >= SMALL_COUNT else highest + 1


def _value_ticks(panel: Panel, high: float, *, most: int) -> tuple[Tick, ...]:
    if panel.scale == CHANGES:
        return change_ticks([mark.value or 0 for mark in panel.marks], most=most)
    return rate_ticks(high, most=5) if panel.scale == RATES else count_ticks(high, most=most)


def _slot_ticks(scene: Scene) -> tuple[Tick, ...]:
    return tuple(Tick(number, slot.label) for number, slot in enumerate(scene.slots, 1))


def _tick_size(scene: Scene, size: Size, width: float) -> float:
    """Small where slots lie close together."""
    if scene.slots:
        return 13 if width / len(scene.slots) >= 52 else 10
    return 11 if size.is_card else 13


def _around(
    scene: Scene, plots: Sequence[Plot], size: Size, margins: _Margins, names: Sequence[str]
) -> tuple[list[Ground], list[Text]]:
    """What lies behind the marks, and the words of all panels."""
    if not plots:
        return [], []
    top, bottom = margins.top, size.height - margins.bottom
    years = plots[0]
    grounds = [
        Ground("window", years.x(window.first - 0.5), top, years.x(window.last + 0.5), bottom)
        for window in scene.windows
        if window.first <= years.panel.last and window.last >= years.panel.first
    ]
    texts: list[Text] = []
    for number, plot in enumerate(plots):
        grounds += (replace(ground, panel=number) for ground in panel_grounds(plot))
        if not size.is_card:
            texts += _panel_words(plot, size)
        texts += value_texts(plot, size.width)
    grounds += (Ground("break", years.x(mark.x), top, years.x(mark.x), bottom) for mark in scene.breaks)
    texts += _break_texts(scene, years, size, top)
    return grounds, [*texts, *_slot_texts(scene, plots[-1], names)]


def _break_texts(scene: Scene, years: Plot, size: Size, top: float) -> Iterator[Text]:
    """What breaks, above each line: in words, else by the mark of its series, which the key explains. A break
    beside another of the same series is named by the word of that one."""
    letters = 10 if size.is_card else LABEL
    written_to, before = -math.inf, ""
    for mark, following in zip_longest(scene.breaks, scene.breaks[1:]):
        is_alike = following is None or following.label == mark.label
        reach = math.inf if is_alike else years.x(following.x) - SIGN
        texts = [mark.label, label_in_short(mark), "" if mark.label == before else signs_of(mark)]
        for text in filter(None, texts):
            half = text_width(text, letters) / 2 + 1
            middle = min(max(years.x(mark.x), half), size.width - half)
            if middle - half >= written_to and middle + half <= min(reach, size.width):
                look = mark.looks[0] if len(mark.looks) == 1 else None
                colour = theme.BREAK if look is None else theme.style_of(look).colour
                yield Text(text, middle, top - letters * 0.75 - 2, letters, colour, look=look)
                written_to, before = middle + half, mark.label
                break
        if not is_alike:  # no word stands over the line of another
            written_to = max(written_to, years.x(mark.x) + SIGN)


def panel_grounds(plot: Plot) -> Iterator[Ground]:
    """Levels, expected ranges, years to be read with care, and the stems that join a year's editions."""
    panel, first, last = plot.panel, plot.panel.first, plot.panel.last
    if panel.caution and panel.caution.first <= last:
        start = max(panel.caution.first, first) - 0.5
        yield Ground("caution", plot.x(start), plot.top, plot.right, plot.bottom)
    for level in panel.levels:
        start, end = level.first - 0.5, (level.last or last) + 0.6
        if level.spans(first, last) and plot.x(start) < plot.x(end):
            role = "level" if level.low < level.high else "level-of-none"
            yield Ground(role, plot.x(start), plot.y(level.high), plot.x(end), plot.y(level.low))
    for expected in panel.ranges:
        if expected.x > last + 0.5:
            continue
        high, low, x, since = plot.y(expected.high), plot.y(expected.low), expected.x, expected.since
        if since is None:
            yield Ground("range", plot.x(x - 0.16), high, plot.x(x + 0.16), low, look=expected.look)
        role = "range-end" if since is None else "limit"
        begin, end = (x - 0.26, x + 0.26) if since is None else (since - 0.4, x + 0.4)
        for y in (low, high):
            yield Ground(role, plot.x(begin), y, plot.x(end), y, look=expected.look)
    if panel.scale == CHANGES:
        for series in panel.series:
            for slot in dict.fromkeys(mark.x for mark in series.known):
                changes = [
                    mark.value or 0 for mark in series.known if mark.x == slot and mark.edition != PRINT
                ]
                x, top, bottom = plot.x(slot), plot.y(max(changes)), plot.y(min(changes))
                yield Ground("stem", x, top, x, bottom, look=series.look)
        yield Ground("no-change", plot.left, plot.y(0), plot.right, plot.y(0))


def _panel_words(plot: Plot, size: Size) -> Iterator[Text]:
    """The unit above the panel, and the note of caution."""
    panel, is_highest = plot.panel, plot.top <= 44
    if panel.title:
        y = plot.top - (26 if is_highest else 14)
        letters = fitting_size(panel.title, LABEL, size.width - TITLE_LEFT)
        yield Text(panel.title, TITLE_LEFT, y, letters, theme.QUIET, anchor=START)
    if panel.caution and panel.caution.first <= panel.last:
        yield Text(panel.caution.label, plot.right, plot.top - 10, LABEL, theme.BREAK, anchor=END)


def _slot_names(scene: Scene, size: Size) -> list[str]:
    """Each series' name broken to the width of its slots; none where one does not fit or is alone.

    The key above the chart names them in any case.
    """
    groups = [list(slots) for _, slots in groupby(scene.slots, key=lambda slot: slot.series)]
    if not size.is_wide or len(groups) < 2:
        return []
    room = (size.width - 72) / len(scene.slots)
    names = [_broken(slots[0].series_label, room * len(slots)) for slots in groups]
    return names if all(names) else []


def _broken(name: str, room: float) -> str:
    """A name in lines that fit into the room; "" where that takes too many."""
    lines = [""]
    for word in name.split(" "):
        extended = f"{lines[-1]} {word}".strip()
        if text_width(extended, LABEL) <= room:
            lines[-1] = extended
        elif text_width(word, LABEL) <= room:
            lines.append(word)
        else:
            return ""
    return "\n".join(lines) if len(lines) <= MOST_SLOT_LINES else ""


def _slot_texts(scene: Scene, lowest: Plot, names: Sequence[str]) -> Iterator[Text]:
    """The name of each series below its slots."""
    numbered = groupby(enumerate(scene.slots, 1), key=lambda pair: pair[1].series)
    for name, (_, group) in zip(names, numbered, strict=False):
        places = list(group)
        middle = (lowest.x(places[0][0]) + lowest.x(places[-1][0])) / 2
        colour = theme.style_of(places[0][1].look).colour
        for number, line in enumerate(name.split("\n")):
            y = lowest.bottom + 34 + SLOT_LINE * number
            yield Text(line, middle, y, LABEL, colour, look=places[0][1].look)


def _strip_grounds(strip: Strip, plot: Plot, bottom: float) -> Iterator[Ground]:
    """A quiet ground, so that marks are not taken for counts, and a thin bar for each event that lasts."""
    top = bottom - strip.height
    yield Ground("strip", plot.left, top, plot.right, bottom)
    for placed in strip.events:
        if placed.lasts:
            middle, half = top + PADDING + (placed.lane + 0.5) * LANE, HALF_A_BAR * LANE
            start, end = plot.x(placed.low), plot.x(placed.high)
            yield Ground("event", start, middle - half, end, middle + half, kind=placed.event.kind)


def _strip_marks(strip: Strip, plot: Plot, bottom: float, language: str) -> Iterator[EventPlace]:
    top = bottom - strip.height
    for placed in strip.events:
        left, right = plot.x(placed.mark_low), plot.x(placed.mark_high)
        yield EventPlace(
            events=placed.events,
            label=placed.label,
            text=_told(placed.events, interface_words(language)),
            x=(left + right) / 2,
            y=top + PADDING + (placed.lane + 0.5) * LANE,
            size=mark_height(placed),
            width=right - left,
        )


def _told(events: Sequence[Event], words: Words) -> str:
    """What a mark says: of several events how many they are, and each on a line of its own."""
    if len(events) == 1:
        return events[0].text
    kind, count, dates = events[0].kind_name, len(events), events[0].dates
    if all(event.dates == dates for event in events):
        head = words("{kind}, {count} events, {dates}:", kind=kind, count=count, dates=dates)
        lines = [words("{number}: {title}", number=event.number, title=event.title) for event in events]
    else:
        head = words("{kind}, {count} events:", kind=kind, count=count)
        lines = [
            words("{number}: {title} ({dates})", number=event.number, title=event.title, dates=event.dates)
            for event in events
        ]
    return "\n".join((head, *lines))


def _strip_title(scene: Scene, left: float, top: float) -> Text:
    """What the strip shows, left of it."""
    return Text(scene.events_label, left - 6, top + 11, LABEL, theme.QUIET, anchor=END)
