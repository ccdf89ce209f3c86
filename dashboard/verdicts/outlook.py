"""The next year: what is predicted, what came of earlier predictions, and what would change a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.statistics.ahead import BASE_YEARS, is_wide, range_ahead
from dashboard.verdicts.model import ENDED, HELD, MISSED, NO_FIGURE, PENDING, Needed, Prediction
from dashboard.verdicts.since import Yardstick, direction_since

Counts = Mapping[int, int]
MOST = 10**9
"""No count that decides a verdict is looked for above this."""


def prediction_after(
    counts: Counts, *, series_counts: Counts, newest_year: int, is_ended: bool
) -> Prediction | None:
    """The range for the year after the last of ``counts``; None where they are too few for one.

    ``series_counts`` are all comparable counts of the series, to score it with; ``newest_year`` the newest
    that any series of the indicator has come to.
    """
    interval = range_ahead(counts)
    if interval is None:
        return None
    year = max(counts) + 1
    value = series_counts.get(year)
    if value is not None:
        outcome = HELD if value in interval else MISSED
    else:
        gone_by = max(newest_year, max(series_counts) - 1)
        outcome = ENDED if is_ended else NO_FIGURE if year <= gone_by else PENDING
    base = tuple(sorted(counts)[-BASE_YEARS:])
    return Prediction(year, interval, base, outcome, value, is_wide(interval))


def needed_for_change(ground: Yardstick, since: Counts, year: int) -> Needed:
    """Which counts of a year would show more, and which fewer, with those ``since`` the evaluation."""
    if not ground.is_enough:
        return Needed()

    def direction(value: int) -> int:
        return direction_since(ground, {**since, year: value})

    fall_to = _first(lambda value: direction(value) >= 0) - 1
    rise_from = _first(lambda value: direction(value) > 0)
    return Needed(rise_from if rise_from < MOST else None, fall_to if fall_to >= 0 else None)


def _first(holds: Callable[[int], bool]) -> int:
    """The first count for which something holds that holds from some count on; ``MOST`` where none does."""
    low, high = -1, 1
    while high < MOST and not holds(high):
        low, high = high, high * 2
    high = min(high, MOST)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
