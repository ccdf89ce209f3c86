"""Whether years are steady enough to be the base of a chart of counts (c-chart) with fixed limits."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.statistics.change import LEVEL, trend_test
from dashboard.statistics.clustering import spread_p_value

FEWEST_YEARS = 10


def stable_baseline(counts: Sequence[int], years: Sequence[int] | None = None) -> bool:
    """Whether a chart may draw fixed limits around the mean of these counts; if not, a prediction interval.

    True for ten years or more with at least one incident, neither spread (``spread_p_value``) nor trend
    (``trend_test``) being detectable at the 5 % level. ``years`` where some are missing between; else the
    counts are of years that follow one another. Two tests at 5 % reject up to one steady series in ten;
    passing them does not prove a constant rate, least of all at low counts. Raises ValueError as
    ``trend_test`` does.
    """
    if len(counts) < FEWEST_YEARS:
        return False
    spread_by_chance = spread_p_value(counts)
    trend = trend_test(counts, range(len(counts)) if years is None else years)
    return spread_by_chance is not None and spread_by_chance > LEVEL and trend.p_value > LEVEL
