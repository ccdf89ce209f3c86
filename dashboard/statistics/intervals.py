"""How far a count may lie from the level that it came from: exact Poisson limits, never below zero."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import gammainccinv, gammaincinv

from dashboard.statistics.distributions import poisson_at_least, poisson_at_most, smallest

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """Two limits, low and high, in the unit of what they bound; both belong to it."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def count_interval(count: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The levels (incidents a period) that a count is consistent with: two-sided, exact.

    Exact is: it covers the true level with at least its confidence whatever that level is, each tail with
    at most half of the rest. Assumes independent incidents. Source: F. Garwood, "Fiducial limits for the
    Poisson distribution", Biometrika 28 (1936), 437-442. Raises ValueError for a negative count.
    """
    _check_count(count)
    tail = (1 - confidence) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return Interval(low, float(gammainccinv(count + 1, tail)))


def rate_interval(
    count: int, exposure: float, *, per: float = 1.0, confidence: float = CONFIDENCE
) -> Interval:
    """The rates that a count over an exposure is consistent with: incidents for every ``per`` of exposure.

    ``exposure`` (transits, ship years) is taken as known exactly. Raises ValueError unless it is above 0.
    """
    if not exposure > 0:
        raise ValueError(f"an exposure above 0 was wanted, not {exposure}")
    limits = count_interval(count, confidence=confidence)
    return Interval(limits.low / exposure * per, limits.high / exposure * per)


def rule_of_three(years: int, *, confidence: float = CONFIDENCE) -> float:
    """The highest level (incidents a year) that no incident in so many years still allows: one-sided.

    -ln(0.05) is 2.996, hence the name. Source: J. A. Hanley and A. Lippman-Hand, "If nothing goes wrong,
    is everything all right? Interpreting zero numerators", JAMA 249 (1983), 1743-1745 (for a proportion;
    for a count of a known period it is exact, not an approximation). Raises ValueError below one year.
    """
    if years < 1:
        raise ValueError(f"one year or more was wanted, not {years}")
    return -math.log(1 - confidence) / years


def control_limits(mean: float, *, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """The counts that a chart of counts (c-chart) takes as usual at a known mean: both belong to it.

    Probability limits: outside on each side with a chance of at most half of 1 - confidence (so up to 1
    year in 20 by chance, where the usual mean +- 3 roots of the mean is wider); never below zero, as that
    can be. Raises ValueError for a negative mean.
    """
    if mean < 0:
        raise ValueError(f"a mean of 0 or more was wanted, not {mean}")
    tail = (1 - confidence) / 2
    low = smallest(lambda count: poisson_at_most(count, mean) >= tail)
    return low, smallest(lambda count: poisson_at_least(count + 1, mean) <= tail)


def _check_count(count: int) -> None:
    if count < 0:
        raise ValueError(f"a count of 0 or more was wanted, not {count}")
