"""Which values are written beside their marks: all where there is room, else the telling ones. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.fonts.ruler import text_width
from dashboard.scene.scene import COLUMNS, Mark, Series, year_of
from dashboard.scene.theme import Size

FEW_LINES = 3
LONG_TEXT = 5
"""Values written with more characters than this need the room of two."""


def written_of_counts(lines: Sequence[Series], *, size: Size, last: int) -> frozenset[str]:
    """Keys of the counts of a panel that are written.

    The telling ones are each series' newest count and, of up to three series, its highest. On a wide chart
    the name at a line's end says a count of the last year, so it is not written twice; where there are many
    lines, also one of the newest year, behind which only expected counts stand.
    """
    marks = [mark for series in lines for mark in series.known]
    columns = any(series.role == COLUMNS for series in lines)
    if len(marks) <= _room(size, columns, marks):
        return frozenset(mark.key for mark in marks)
    is_crowded = len(lines) > FEW_LINES
    if is_crowded or size.is_card:
        last = min(last, max(year_of(mark) for mark in marks))
    keys = set()
    for series in lines:
        newest, highest = series.newest, series.highest
        if newest and _is_newest_written(newest, size=size, last=last):
            keys.add(newest.key)
        if highest and not size.is_card and not is_crowded:
            keys.add(highest.key)
    return frozenset(keys)


def _is_newest_written(newest: Mark, *, size: Size, last: int) -> bool:
    if size.is_card:  # the tiles below a card's chart say those of earlier years
        return year_of(newest) >= last
    return year_of(newest) < last or not size.is_wide


def _room(size: Size, columns: bool, marks: Sequence[Mark]) -> int:
    """How many values can be written beside their marks without touching each other."""
    of_columns, of_points = (44, 12) if size.is_wide else (24, 0) if size.is_card else (24, 6)
    room = of_columns if columns else of_points
    has_long_text = max((len(mark.written(is_small=True)) for mark in marks), default=0) > LONG_TEXT
    return room // 2 if has_long_text else room


def written_in_small(series: Series, *, year: float, size: float, apart: float) -> frozenset[str]:
    """Keys of the counts of a small panel that touch no other, and the highest.

    The newest one too, unless it would touch the highest. ``year`` is the width of a year, ``size`` that of
    the text, ``apart`` what must lie between two counts, in pixels.
    """

    def is_clear(mark: Mark, other: Mark) -> bool:
        room = abs(mark.x - other.x) * year
        widths = (text_width(each.written(is_small=True), size) for each in (mark, other))
        return room >= sum(widths) / 2 + apart

    counts = series.known
    marks = [mark for mark in counts if all(is_clear(mark, other) for other in counts if other is not mark)]
    if series.highest and series.newest:
        marks.append(series.highest)
        marks += [series.newest] if is_clear(series.newest, series.highest) else []
    return frozenset(mark.key for mark in marks)
