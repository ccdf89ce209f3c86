"""Whether counts differ by more than chance: exact tests given the total, for any number of years.

All tests assume independent incidents, constant reporting and one definition. Given the total over the
years, a constant rate makes the years' counts multinomial, whatever the rate is: no rate is estimated,
and the tests keep their level at means of one as at means of sixty.
Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
Biometrika 31 (1940), 313-323; P. Armitage, "Tests for linear trends in proportions and frequencies",
Biometrics 11 (1955), 375-386 (the score, used here with its exact distribution).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import convolve
from scipy.stats import binom

from dashboard.statistics.intervals import CONFIDENCE, Interval

LEVEL = 0.05
"""A change is called detectable at or below this probability."""
POWER = 0.8
_ROUNDING = 1e-9


@dataclass(frozen=True)
class TrendTest:
    """The exact trend test: two-sided p-value, and the score's distance from its mean in its own sd.

    ``direction`` is 1 for a rise, -1 for a fall, 0 for neither. ``least_p`` is the smallest p-value that
    any split of the same total over the same years could have had.
    """

    p_value: float
    z: float
    direction: int
    least_p: float


def trend_test(counts: Sequence[int], years: Sequence[int]) -> TrendTest:
    """Test a constant rate against a steady rise or fall over ``years``; years may be missing between.

    The statistic is the sum of count times year; two-sided by its distance from what a constant rate
    gives. Raises ValueError for fewer than two years or lengths that differ.
    """
    scores = _scores(counts, years)
    total = sum(counts)
    if total == 0:
        return TrendTest(1.0, 0.0, 0, 1.0)
    chances = _null(total, scores)
    mean = total * sum(scores) / len(scores)
    distances = np.abs(np.arange(len(chances)) - mean)
    score = sum(count * one for count, one in zip(counts, scores, strict=True)) - mean
    variance = total * float(np.var(scores))
    return TrendTest(
        p_value=_sum(chances[distances >= abs(score) - _ROUNDING]),
        z=score / variance**0.5,
        direction=int(np.sign(round(score, 6))),
        least_p=_sum(chances[distances >= distances.max() - _ROUNDING]),
    )


@dataclass(frozen=True)
class EarlierTest:
    """A year against the years before it: one-sided p-values for as many or more, as few or fewer."""

    p_more: float
    p_fewer: float


def against_earlier(count: int, earlier_total: int, earlier_years: int) -> EarlierTest:
    """Test one year's count against the total of earlier years at one constant rate: exact binomial.

    2 after none in three years: p_more = (1/4)^2 = 0.0625. Raises ValueError without an earlier year.
    """
    if earlier_years < 1:
        raise ValueError("one earlier year or more was wanted")
    total, share = count + earlier_total, 1 / (earlier_years + 1)
    return EarlierTest(float(binom.sf(count - 1, total, share)), float(binom.cdf(count, total, share)))


def detectable_growth(counts: Sequence[int], years: Sequence[int], *, power: float = POWER) -> float | None:
    """The growth a year (0.3 is 30 %) that the trend test over these years finds with this power.

    Given the total that was seen, at the usual level; None where no growth up to 100-fold is found.
    """
    scores = _scores(counts, years)
    total = sum(counts)
    if total == 0:
        return None
    chances = _null(total, scores)
    mean = total * sum(scores) / len(scores)
    distances = np.abs(np.arange(len(chances)) - mean)
    rejected = _rejected(chances, distances)
    if not rejected.any():
        return None

    def found(growth: float) -> float:
        weights = (1 + growth) ** np.asarray(scores, dtype=float)
        return _sum(_distribution(total, scores, tuple(weights / weights.sum()))[rejected])

    low, high = 0.0, 100.0
    if found(high) < power:
        return None
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if found(middle) >= power else (middle, high)
    return high


def prediction_interval(total: int, years: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The counts that one more year at the same constant rate may bring, after a total over some years.

    Two-sided, exact: a count is outside where ``against_earlier`` gives at most half of 1 - confidence on
    its side. 181 over three years: 44 to 79. Source: the conditional limits of W. Nelson, "Confidence
    intervals for the ratio of two Poisson means and Poisson predictor intervals", IEEE Transactions on
    Reliability 19 (1970), 42-49. Raises ValueError without a year.
    """
    if years < 1:
        raise ValueError("one year or more was wanted")
    tail = (1 - confidence) / 2
    low = 0
    while against_earlier(low, total, years).p_fewer <= tail:
        low += 1
    high = max(low, total // years)
    while against_earlier(high + 1, total, years).p_more > tail:
        high += 1
    return Interval(low, high)


def _scores(counts: Sequence[int], years: Sequence[int]) -> tuple[int, ...]:
    if len(counts) != len(years) or len(years) < 2:
        raise ValueError(f"two years or more with a count each were wanted, not {len(years)} years")
    if min(counts) < 0:
        raise ValueError("counts of 0 or more were wanted")
    return tuple(year - min(years) for year in years)


def _null(total: int, scores: tuple[int, ...]) -> NDArray[np.float64]:
    return _distribution(total, scores, tuple(1 / len(scores) for _ in scores))


@lru_cache(maxsize=256)
def _distribution(total: int, scores: tuple[int, ...], shares: tuple[float, ...]) -> NDArray[np.float64]:
    """The distribution of the summed score of ``total`` incidents, each falling on a year by its share."""
    power = np.zeros(max(scores) + 1)
    for score, share in zip(scores, shares, strict=True):
        power[score] += share
    result = np.ones(1)
    remaining = total
    while remaining:
        if remaining & 1:
            result = np.clip(convolve(result, power), 0.0, None)
        remaining >>= 1
        if remaining:
            power = np.clip(convolve(power, power), 0.0, None)
    return result


def _rejected(chances: NDArray[np.float64], distances: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where the score would have a p-value at or below the level."""
    order = np.argsort(-distances, kind="stable")
    sums = np.cumsum(chances[order])
    # Scores at equal distance stand or fall together: each has the sum at the last of them.
    ordered = distances[order]
    last = np.searchsorted(-ordered, -ordered + _ROUNDING, side="right") - 1
    rejected = np.zeros(len(chances), dtype=bool)
    rejected[order] = sums[last] <= LEVEL
    return rejected


def _sum(chances: NDArray[np.float64]) -> float:
    return float(min(1.0, chances.sum()))
