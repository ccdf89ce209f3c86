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
    Scene,
    Series,
)
from dashboard.scene.theme import QUIET, Style, style_of
from dashboard.words import Words, message

COLUMN, JOINED, MARK, SEGMENT = "column", "line", "mark", "part"
"""The kinds of a series' entry."""
BAND, LIMIT, WINDOW, RANGE = "band", "limit", "window", "range"
"""The kinds of what is behind: a level from count to count, a level of one count, years, expected counts."""
GUIDES = (BAND, LIMIT, WINDOW, RANGE)
OPEN, HATCHED, DOTTED, UNDIVIDED, REST, SAME = "open", "hatched", "dotted", "whole", "rest", "same"
"""The kinds that say what a mark means, whatever its series."""

MEANINGS = {
    OPEN: message("Hollow: part of the year, provisional or not exact"),
    HATCHED: message("Hatched: part of the year or incomplete"),
    DOTTED: message("Dotted: provisional or not exact"),
    UNDIVIDED: message("Hollow column: the whole, its parts not all known"),
    REST: message("White above the colour: the rest of the year"),
    SAME: message("A mark inside another: the same count"),
    EARLIER: message("Earlier edition"),
    NEWEST: message("Newest edition"),
    PRINT: message("Contradicting print"),
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
    entries = [*(() if scene.is_grid else _series(scene)), *_guides(scene)]
    entries += [
        KeyEntry(kind, words(text), _look_of_meaning(scene, kind))
        for kind, text in MEANINGS.items()
        if kind in set(_meanings(scene))
    ]
    distinct: dict[tuple[str, str, int | None], KeyEntry] = {}
    for entry in entries:
        distinct.setdefault((entry.kind, entry.label, entry.look), entry)
    return tuple(distinct.values())


def _series(scene: Scene) -> Iterator[KeyEntry]:
    """Each series of the data once, as the first of its roles is drawn."""
    every = [series for panel in scene.panels for series in panel.series if series.role != WHOLE]
    alone = {series.id for series in every if series.role == MARKS}
    parts = {series.id for series in every if series.role == PART}
    distinct: dict[str, Series] = {}
    for series in every:
        distinct.setdefault(series.id, series)
    for series in distinct.values():
        is_part = series.id in parts
        kind = SEGMENT if is_part else KINDS[series.role]
        yield KeyEntry(kind, series.label, series.look, series.id, is_part and series.id in alone)


def _guides(scene: Scene) -> Iterator[KeyEntry]:
    """Levels, evaluated years and expected ranges that are in sight."""
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
                yield KeyEntry(RANGE, expected.label, expected.look)


def _meanings(scene: Scene) -> Iterator[str]:
    """Which explanations the marks ask for."""
    for panel in scene.panels:
        in_parts = panel.in_parts
        lines = [mark for series in panel.series if series.role == LINE for mark in series.known]
        yield from [SAME] if len({(mark.x, mark.value) for mark in lines}) < len(lines) else []
        for series in panel.series:
            for mark in series.known:
                if series.role == EDITIONS:
                    yield mark.edition
                elif series.role == COLUMNS:
                    yield from [HATCHED] if mark.is_partial else [DOTTED] if mark.is_open else []
                elif series.role == WHOLE:
                    if mark.x not in in_parts:
                        yield UNDIVIDED
                    elif in_parts[mark.x] < (mark.value or 0):
                        yield REST
                elif mark.is_open or mark.is_partial:
                    yield OPEN


def _look_of_meaning(scene: Scene, kind: str) -> int | None:
    """Of editions, the look of the first series; the others are of none."""
    first = scene.panels[0].series[0] if scene.panels and scene.panels[0].series else None
    return first.look if first is not None and kind in (EARLIER, NEWEST, PRINT) else None
