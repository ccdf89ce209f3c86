"""A chart's key, built once for every format: its series, what is behind them, and what its marks mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.scene.scene import (
    COLUMNS,
    EARLIER,
    EDITIONS,
    LINE,
    MARKS,
    NEWEST,
    PART,
    PRINT,
    WHOLE,
    Mark,
    Scene,
    Series,
)
from dashboard.scene.theme import QUIET, Style, style_of
from dashboard.words import Words, message

COLUMN, JOINED, MARK, SEGMENT = "column", "line", "mark", "part"
"""The kinds of a series' entry."""
BAND, LIMIT, WINDOW, RANGE, USUAL = "band", "limit", "window", "range", "usual"
"""The kinds of what is behind: a level from count to count, a level of one count, years, the counts to be
expected of a year, and the limits of the usual ones."""
BREAK = "break"
"""The line at which a series breaks."""
GUIDES = (BAND, LIMIT, WINDOW, RANGE, USUAL, BREAK)
OPEN, HATCHED, DOTTED, UNDIVIDED, REST, SAME = "open", "hatched", "dotted", "whole", "rest", "same"
INTERVAL, STEM = "interval", "stem"
"""The kinds that say what a mark means, whatever its series."""

MEANINGS = {
    OPEN: message("Hollow: part of the year, provisional or not exact"),
    HATCHED: message("Hatched, *: part of the year or incomplete"),
    DOTTED: message("Dotted: provisional or not exact"),
    UNDIVIDED: message("Hollow column: the whole, its parts not all known"),
    REST: message("Outline alone above the colour: the rest of the year"),
    SAME: message("A mark inside another: the same count"),
    EARLIER: message("Earlier edition"),
    NEWEST: message("Newest edition"),
    PRINT: message("Contradicting print"),
    STEM: message("Thin line: the editions of one year"),
    INTERVAL: message("Bar above and below: 95 % interval"),
}
KINDS = {COLUMNS: COLUMN, LINE: JOINED, MARKS: MARK, PART: SEGMENT, EDITIONS: MARK}


@dataclass(frozen=True)
class KeyEntry:
    """An entry of a chart's key. ``look`` is that of a series in the theme; None where it is of no series.

    ``series`` is its id; ``is_also_mark``: a segment that stands as a mark where the parts are not complete.
    """

    kind: str
    label: str
    look: int | None = None
    series: str = ""
    is_also_mark: bool = False

    @property
    def style(self) -> Style:
        """That of its series; of no series, a quiet one."""
        return Style(QUIET, "circle", "solid") if self.look is None else style_of(self.look)


def key_of(scene: Scene, words: Words) -> tuple[KeyEntry, ...]:
    """The entries in their order, none twice. The panels of a grid bear the names of their series."""
    entries = [*(() if scene.is_grid else _series(scene, words)), *_guides(scene, words)]
    entries += [
        KeyEntry(kind, words(text), _look_of_meaning(scene, kind))
        for kind, text in MEANINGS.items()
        if kind in set(_meanings(scene))
    ]
    distinct: dict[tuple[str, str, int | None], KeyEntry] = {}
    for entry in entries:
        distinct.setdefault((entry.kind, entry.label, entry.look), entry)
    return tuple(distinct.values())


def _series(scene: Scene, words: Words) -> Iterator[KeyEntry]:
    """Each series of the data once, as the first of its roles is drawn; of one that ends early also when."""
    every = [series for panel in scene.panels for series in panel.series if series.role != WHOLE]
    alone = {series.id for series in every if series.role == MARKS}
    parts = {series.id for series in every if series.role == PART}
    distinct: dict[str, Series] = {}
    for series in every:
        distinct.setdefault(series.id, series)
    for series in distinct.values():
        is_part = series.id in parts
        kind = SEGMENT if is_part else KINDS[series.role]
        label, end = series.label, _end_of(series, scene)
        if end is not None:
            label = words("{series}, to {year}", series=label, year=end)
        yield KeyEntry(kind, label, series.look, series.id, is_part and series.id in alone)


def _end_of(series: Series, scene: Scene) -> int | None:
    """The year in which a series ends though others in sight go on; None where it does not."""
    if series.role not in (LINE, COLUMNS) or scene.slots:
        return None
    return next(panel.end_of(series) for panel in scene.panels if series in panel.series)


def _guides(scene: Scene, words: Words) -> Iterator[KeyEntry]:
    """Levels, evaluated years, expected ranges and the breaks of several series that are in sight."""
    for panel in scene.panels:
        for level in panel.levels:
            if level.spans(panel.first, panel.last):
                yield KeyEntry(BAND if level.low < level.high else LIMIT, level.label)
    for window in scene.windows:
        if any(window.first <= panel.last and window.last >= panel.first for panel in scene.panels):
            yield KeyEntry(WINDOW, window.label)
    for panel in scene.panels:
        for expected in panel.ranges:
            if expected.x <= panel.last:
                kind = RANGE if expected.since is None else USUAL
                yield KeyEntry(kind, expected.label, expected.look)
    broken = {look for mark in scene.breaks for look in mark.looks}
    if len(broken) > 1:  # the word above the line of one may have no room for its name
        every = [series for panel in scene.panels for series in panel.series if series.look in broken]
        names = words(", ").join(dict.fromkeys(series.label for series in every))
        yield KeyEntry(BREAK, words("{series}: {text}", series=scene.breaks[0].brief, text=names))


def _meanings(scene: Scene) -> Iterator[str]:
    """Which explanations the marks ask for."""
    for panel in scene.panels:
        in_parts = panel.in_parts
        lines = [mark for series in panel.series if series.role == LINE for mark in series.known]
        yield from [SAME] if len({(mark.x, mark.value) for mark in lines}) < len(lines) else []
        for series in panel.series:
            yield from [INTERVAL] if any(mark.high is not None for mark in series.known) else []
            for mark in series.known:
                if series.role == EDITIONS:
                    yield mark.edition
                    yield from [STEM] if _is_revised(mark, series) else []
                elif series.role == COLUMNS:
                    yield from [HATCHED] if mark.is_partial else [DOTTED] if mark.is_open else []
                elif series.role == WHOLE:
                    if mark.x not in in_parts:
                        yield UNDIVIDED
                    elif in_parts[mark.x] < (mark.value or 0):
                        yield REST
                elif mark.is_open or mark.is_partial:
                    yield OPEN


def _is_revised(mark: Mark, series: Series) -> bool:
    """Whether another edition of its place states another count."""
    others = (other for other in series.known if other.x == mark.x and other.edition != PRINT)
    return mark.edition != PRINT and any(other.value != mark.value for other in others)


def _look_of_meaning(scene: Scene, kind: str) -> int | None:
    """Of editions, the look of the first series; the others are of none."""
    first = scene.panels[0].series[0] if scene.panels and scene.panels[0].series else None
    return first.look if first is not None and kind in (EARLIER, NEWEST, PRINT, STEM) else None
