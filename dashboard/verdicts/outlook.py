"""The next year: what is predicted, what came of earlier predictions, and what would change a verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.statistics.ahead import BASE_YEARS, is_wide, range_ahead
from dashboard.statistics.change import LEVEL, against_earlier, prediction_interval, trend_test
from dashboard.verdicts.evidence import is_found_above
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    ENDED,
    EXCEEDANCE,
    HELD,
    MISSED,
    NO_FIGURE,
    PENDING,
    QUASI_POISSON,
    TOO_FEW_DATA,
    Evidence,
    Level,
    Needed,
    Prediction,
)

Counts = Mapping[int, int]
MOST = 100_000
"""No count that decides a verdict is looked for above this."""


def prediction_after(counts: Counts, *, series_counts: Counts, is_ended: bool) -> Prediction | None:
    """The range for the year after the last of ``counts``; None where they are too few for one.

    ``series_counts`` are all comparable counts of the series, to score it with.
    """
    interval = range_ahead(counts)
    if interval is None:
        return None
    year = max(counts) + 1
    value = series_counts.get(year)
    if value is not None:
        outcome = HELD if value in interval else MISSED
    else:
        outcome = NO_FIGURE if year < max(series_counts) else ENDED if is_ended else PENDING
    base = tuple(sorted(counts)[-BASE_YEARS:])
    return Prediction(year, interval, base, outcome, value, is_wide(interval))


def needed_for_change(level: Level, evidence: Evidence) -> Needed:
    """Which count in the following year would give another evidence verdict than this one."""
    if evidence.code == TOO_FEW_DATA or evidence.test == QUASI_POISSON or not evidence.counts:
        return Needed()
    if evidence.test == EXCEEDANCE:
        least = _least(lambda value: is_found_above(value, level.high or 0, evidence.spread))
        return Needed(at_most=least - 1) if evidence.code == DETECTABLE else Needed(at_least=least)
    total, years = sum(evidence.counts), len(evidence.counts)
    if evidence.test == AGAINST_EARLIER:
        least = _least(lambda value: against_earlier(value, total, years).p_more <= LEVEL)
        return Needed(at_most=least - 1) if evidence.code == DETECTABLE else Needed(at_least=least)
    if evidence.code == DETECTABLE:
        return _needed_to_lose_trend(evidence)
    interval = prediction_interval(total, years)
    low = int(interval.low) - 1
    return Needed(at_most=low if low >= 0 else None, at_least=int(interval.high) + 1)


def _needed_to_lose_trend(evidence: Evidence) -> Needed:
    """The counts that would leave the trend over one year more no longer detectable, or turn it round."""
    years = (*evidence.years, evidence.years[-1] + 1)

    def shows(direction: int, value: int) -> bool:
        test = trend_test((*evidence.counts, value), years)
        return test.p_value <= LEVEL and test.direction == direction

    falls_at_most = _least(lambda value: not shows(-1, value)) - 1 if shows(-1, 0) else None
    rises_at_least = _least(lambda value: shows(1, value))
    if evidence.direction > 0:
        return Needed(at_most=rises_at_least - 1 if rises_at_least > 0 else None, opposite=falls_at_most)
    return Needed(at_least=0 if falls_at_most is None else falls_at_most + 1, opposite=rises_at_least)


def _least(holds: Callable[[int], bool]) -> int:
    """The smallest count for which something that holds from some count on holds."""
    low, high = -1, 1
    while not holds(high):
        low, high = high, high * 2
        if high > MOST:
            return MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
