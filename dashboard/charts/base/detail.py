"""Low years after a peak, once more on an axis of their own: a second panel below the first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.scene.scene import SMALL_COUNT, Panel, role_of_counts
from dashboard.words import Words

TIMES_LOWER, TIMES_APART = 4, 2
"""How many times lower than the peak all later counts are, where a second axis is worth offering, and where
it is drawn if asked for."""
FEWEST_YEARS = 3


def low_from(panel: Panel) -> int | None:
    """The year after the peak of a panel from which all its counts are low; None where a second axis would
    show little more."""
    highest: dict[int, float] = {}
    for mark in panel.marks:
        year = int(mark.x)
        highest[year] = max(highest.get(year, 0), mark.value or 0)
    peak = max(highest.values(), default=0)
    if peak < 2 * SMALL_COUNT:
        return None
    start = None
    for year in sorted(highest, reverse=True):
        if highest[year] * TIMES_LOWER > peak:
            break
        start = year
    years = [] if start is None else [year for year in highest if year >= start]
    return start if len(years) >= FEWEST_YEARS and len(years) < len(highest) else None


def with_details(panels: tuple[Panel, ...], start: int | None, words: Words) -> tuple[Panel, ...]:
    """The panels, each whose counts are low from the year ``start`` on followed by these alone."""
    if start is None:
        return panels
    return tuple(each for panel in panels for each in (panel, *_detail(panel, start, words)))


def details_in_words(
    panels: tuple[Panel, ...], detailed: tuple[Panel, ...], start: int | None, words: Words
) -> Iterator[str]:
    """What is shown on a second axis; where none is drawn though one was asked for, why."""
    titles = [panel.title for panel in detailed if panel not in panels]
    if titles:
        yield words("Shown once more: {panels}.", panels=words("; ").join(titles))
    elif start is not None and panels:
        yield words(
            "No second axis is drawn: counts from {year} on are not low beside those before.", year=start
        )


def _detail(panel: Panel, start: int, words: Words) -> tuple[Panel, ...]:
    later = [
        replace(series, marks=tuple(mark for mark in series.marks if mark.x >= start))
        for series in panel.series
    ]
    shown = [series for series in later if series.known]
    highest = max((mark.value or 0 for series in shown for mark in series.known), default=0)
    if not shown or highest * TIMES_APART > max(mark.value or 0 for mark in panel.marks):
        return ()
    role = role_of_counts(tuple(series.marks for series in shown))
    title = words("{unit}: {year} and after, on an axis of their own", unit=panel.title, year=start)
    suffix = words(" ({marks})", marks=words("{year} and after", year=start))
    named = tuple(replace(series, role=role) for series in shown)
    return (replace(panel, title=title, series=named, suffix=suffix),)
