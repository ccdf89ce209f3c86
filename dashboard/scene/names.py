"""The names of the series of a wide picture, at the ends of their lines or right of the plot. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.fonts.ruler import shortened, text_width
from dashboard.scene import theme
from dashboard.scene.labels import BESIDE_MARK, LABEL, PictureBox, apart, box_of, room_at_end
from dashboard.scene.marks import value_texts
from dashboard.scene.placed import START, PlacedMark, PlacedSeries, Plot, Text
from dashboard.scene.scene import LINE, PART, Mark, Panel, Scene, Series
from dashboard.scene.theme import Size
from dashboard.words import interface_words

LINE_OF_NAMES, SECOND_LINE = 17, 14
"""The height of a name, and of its second line."""
BEFORE_NAME, AROUND_NAME = 8, 16
"""Pixels between the plot and a name, and beside it altogether."""
FAR = 6
"""Pixels between a line's end and its name, from which on a thin line leads to it."""
MOST_BESIDE = 230
"""The widest that names may make the right margin, in pixels."""


def room_for_names(scene: Scene, size: Size) -> float:
    """How wide the margin right of the plots is for names, in pixels; 0 where none stands there."""
    room = MOST_BESIDE - AROUND_NAME
    lines = [
        line
        for panel in scene.panels
        for series in (named(panel) if size.is_wide else ())
        for line in _lines(series, _last_of(series, panel), panel, scene.language, room=room)
    ]
    return max((text_width(line, LABEL) for line in lines), default=-AROUND_NAME) + AROUND_NAME


def named(panel: Panel) -> list[Series]:
    """The series that are named: lines by their ends, parts by the segments of the last year."""
    lines = [series for series in panel.series if series.role == LINE and series.newest]
    parts = [series for series in panel.series if series.role == PART]
    if any(mark.x == panel.last for series in parts for mark in series.known):
        return [series for series in parts if any(mark.x == panel.last for mark in series.known)]
    return lines


@dataclass(frozen=True)
class _Name:
    """The lines of a name, the first as high as the end of its series, from where a thin line may lead."""

    lines: tuple[Text, ...]
    leader: tuple[float, float] | None

    @property
    def height(self) -> float:
        return LINE_OF_NAMES + SECOND_LINE * (len(self.lines) - 1)

    def at(self, middle: float) -> Iterator[Text]:
        """The lines around a height."""
        y = middle - SECOND_LINE * (len(self.lines) - 1) / 2
        is_far = abs(middle - self.lines[0].y) > FAR
        for number, line in enumerate(self.lines):
            leads = self.leader if is_far and number == 0 else None
            yield replace(line, y=y + SECOND_LINE * number, leader=leads)


def names_in_place(plot: Plot, size: Size, language: str) -> Iterator[Text]:
    """Of a line that ends before others at its end, where there is room; else at the right, as high as the
    newest mark and moved apart where they would touch. Of too many the last ones are left to the key."""
    taken = [box_of(text) for text in value_texts(plot, size.width)]
    beside: list[_Name] = []
    for series in named(plot.panel) if size.is_wide else ():
        placed, mark, middle = _end_of(series, plot)
        at_end = _at_end(placed, mark, plot, language, taken)
        if at_end is None:
            beside.append(_beside(placed, mark, middle, plot, language, room=size.width - plot.right))
        else:
            taken.append(box_of(at_end))
            yield at_end
    while sum(name.height for name in beside) > plot.bottom - plot.top + LINE_OF_NAMES:
        beside.pop()
    beside.sort(key=lambda name: name.lines[0].y)
    heights = [name.lines[0].y for name in beside]
    middles = apart(heights, [name.height for name in beside], plot.top, plot.bottom)
    for name, y in zip(beside, middles, strict=True):
        yield from name.at(y)


def _at_end(
    placed: PlacedSeries, mark: PlacedMark, plot: Plot, language: str, taken: Sequence[PictureBox]
) -> Text | None:
    series = placed.series
    if series.role != LINE or plot.panel.end_of(series) is None:
        return None
    text = _whole(series, mark.mark, plot.panel, language, says_count=not mark.text)
    y = room_at_end(text, mark, plot, LABEL, taken)
    return None if y is None else _text(text, mark.x + BESIDE_MARK, y, series)


def _beside(
    placed: PlacedSeries, mark: PlacedMark, middle: float, plot: Plot, language: str, *, room: float
) -> _Name:
    series, radius = placed.series, placed.size * mark.wider / 2 + 2
    lines = _lines(
        series,
        mark.mark,
        plot.panel,
        language,
        room=room - BEFORE_NAME - 2,
        says_count=series.role == PART or not mark.text,
    )
    return _Name(
        tuple(_text(line, plot.right + BEFORE_NAME, middle, series) for line in lines),
        (mark.x + radius, mark.y) if series.role == LINE else None,
    )


def _text(text: str, x: float, y: float, series: Series) -> Text:
    return Text(text, x, y, LABEL, theme.style_of(series.look).colour, anchor=START, look=series.look)


def _lines(
    series: Series, last: Mark, panel: Panel, language: str, *, room: float, says_count: bool = True
) -> Sequence[str]:
    """A name with the year that its series ends in, where others go on, and with its newest count: where that
    is wider than the room the year on a line of its own, and the name shortened."""
    whole = _whole(series, last, panel, language, says_count=says_count)
    if text_width(whole, LABEL) <= room:
        return [whole]
    words, count, end = interface_words(language), _count(last, says_count), _ends(series, panel)
    if end is None:
        return [shortened(series.label, LABEL, room - text_width(count, LABEL)) + count]
    return [shortened(series.label, LABEL, room), words("to {year}", year=end) + count]


def _whole(series: Series, last: Mark, panel: Panel, language: str, *, says_count: bool) -> str:
    words, name, end = interface_words(language), series.label, _ends(series, panel)
    told = name if end is None else words("{series}, to {year}", series=name, year=end)
    return told + _count(last, says_count)


def _count(last: Mark, says_count: bool) -> str:
    return f"  {last.text}" if says_count else ""


def _ends(series: Series, panel: Panel) -> int | None:
    return panel.end_of(series) if series.role == LINE else None


def _last_of(series: Series, panel: Panel) -> Mark:
    if series.role == PART:
        return next(mark for mark in series.known if mark.x == panel.last)
    return series.newest or series.known[-1]


def _end_of(series: Series, plot: Plot) -> tuple[PlacedSeries, PlacedMark, float]:
    """A series with its newest mark, and how high it stands: the middle of a segment."""
    placed = next(placed for placed in plot.series if placed.series is series)
    last = _last_of(series, plot.panel)
    mark = next(mark for mark in placed.marks if mark.mark is last)
    return placed, mark, (mark.y + plot.y(mark.base)) / 2 if series.role == PART else mark.y
