"""Whether counts differ by more than chance: exact tests given the total, for any number of years.

All tests assume independent incidents, constant reporting and one definition. Given the total over the
years, a constant rate makes the years' counts multinomial, whatever the rate is: no rate is estimated,
and no test exceeds its level, at means of one as at means of sixty (``dashboard.statistics.simulation``).
Sources: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series:
with an application to testing clover seed for dodder", Biometrika 31 (1940), 313-323 (two counts, given
their total); P. Armitage, "Tests for linear trends in proportions and frequencies", Biometrics 11 (1955),
375-386 (the score, used here with its exact distribution).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dashboard.statistics.distributions import (
    binomial_at_least,
    binomial_at_most,
    negative_binomial_at_least,
    negative_binomial_at_most,
    normal_above,
    normal_at_most,
    smallest,
)
from dashboard.statistics.intervals import CONFIDENCE, Interval

LEVEL = 0.05
"""A change is called detectable at or below this probability."""
POWER = 0.8
MOST_GROWTH = 99.0
"""No growth above this (100-fold a year) is looked for."""
MOST_SCORES = 100_000
"""Of a greater total times span of years, the score is taken as normal: some 1,000 incidents or more, where
it and the exact distribution differ by less than is ever shown."""
SMALLEST = 1e-10
"""The sums below are right to some 1e-12; a smaller probability than this is given as this."""
_DECIMALS = 12


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

    The statistic is the sum of count times year. Two-sided: the p-value is the chance, given the total,
    of a score as far or farther from what a constant rate gives, on either side. Raises ValueError for
    fewer than two years, a year twice, a negative count, or lengths that differ.
    """
    _check(counts, years)
    return _trend_test(tuple(counts), tuple(years))


@lru_cache(maxsize=1024)
def _trend_test(counts: tuple[int, ...], years: tuple[int, ...]) -> TrendTest:
    scores = _scores(years)
    total = sum(counts)
    if total == 0:
        return TrendTest(1.0, 0.0, 0, 1.0)
    score = sum(count * year_score for count, year_score in zip(counts, scores, strict=True))
    above = len(scores) * score - total * sum(scores)  # in whole numbers: nothing above is nothing
    z = above / len(scores) / math.sqrt(total * float(np.var(scores)))
    direction = (above > 0) - (above < 0)
    if total * max(scores) > MOST_SCORES:
        return TrendTest(max(SMALLEST, 2 * float(normal_at_most(-abs(z)))), z, direction, SMALLEST)
    chances = score_chances(total, scores, np.full(len(scores), 1 / len(scores)))
    distances = _distances(total, scores)
    return TrendTest(
        p_value=_probability(chances[distances >= distances[score]]),
        z=z,
        direction=direction,
        least_p=_probability(chances[distances == distances.max()]),
    )


@dataclass(frozen=True)
class EarlierTest:
    """A year against the years before it: one-sided p-values for as many or more, as few or fewer."""

    p_more: float
    p_fewer: float


def against_earlier(count: int, earlier_total: int, earlier_years: int) -> EarlierTest:
    """Test one year's count against the total of earlier years at one constant rate: exact binomial.

    Each p-value is one-sided; twice the smaller one is two-sided. 2 after none in three years:
    p_more = (1/4)^2 = 0.0625. Raises ValueError without an earlier year and for a negative count.
    """
    if earlier_years < 1:
        raise ValueError(f"one earlier year or more was wanted, not {earlier_years}")
    if min(count, earlier_total) < 0:
        raise ValueError(f"counts of 0 or more were wanted, not {min(count, earlier_total)}")
    total, share = count + earlier_total, 1 / (earlier_years + 1)
    return EarlierTest(binomial_at_least(count, total, share), binomial_at_most(count, total, share))


def detectable_growth(counts: Sequence[int], years: Sequence[int], *, power: float = POWER) -> float | None:
    """The growth a year (0.3 is 30 %) that the trend test over these years finds with this power.

    Growth is compound (each year the same factor), two-sided at the usual level, given the total that was
    seen: so it is what the window could have shown, not what it shows. None where no growth up to
    100-fold a year is found so often. Raises ValueError as ``trend_test`` does, and for a power that is
    not above the level and below 1.
    """
    _check(counts, years)
    if not LEVEL < power < 1:
        raise ValueError(f"a power above {LEVEL} and below 1 was wanted, not {power}")
    return _detectable_growth(sum(counts), tuple(years), power)


@lru_cache(maxsize=1024)
def _detectable_growth(total: int, years: tuple[int, ...], power: float) -> float | None:
    if total == 0:
        return None
    scores = _scores(years)
    found = _chance_to_find(total, scores)
    later = np.asarray(years) - max(years)

    def lacking(log_growth: float) -> float:
        weights = np.exp(log_growth * later)
        return power - found(weights / weights.sum())

    # What the normal approximation gives, to start from: far fewer steps than from 0 to 100-fold.
    most = math.log1p(MOST_GROWTH)
    near = (normal_above(LEVEL / 2) + normal_above(1 - power)) / math.sqrt(total * float(np.var(later)))
    high = min(2 * near, most)
    while lacking(high) > 0:
        if high >= most:
            return None
        high = min(2 * high, most)
    low = 0.0
    while high - low > near / 100_000:
        middle = (low + high) / 2
        low, high = (middle, high) if lacking(middle) > 0 else (low, middle)
    return math.expm1(high)


def _chance_to_find(total: int, scores: tuple[int, ...]) -> Callable[[NDArray[np.float64]], float]:
    """The chance that ``trend_test`` finds a change where incidents fall on the years by given shares."""
    if total * max(scores) <= MOST_SCORES:
        rejected = rejected_scores(total, scores)
        return lambda shares: float(score_chances(total, scores, shares)[rejected].sum())
    each = np.asarray(scores, dtype=float)
    limit = normal_above(LEVEL / 2) * float(np.std(each))

    def by_normal(shares: NDArray[np.float64]) -> float:
        mean = float(shares @ each)
        spread, above = math.sqrt(float(shares @ (each - mean) ** 2)), mean - float(np.mean(each))
        sides = [(sign * above * math.sqrt(total) - limit) / spread for sign in (1, -1)]
        return float(np.sum(normal_at_most(sides)))

    return by_normal


def prediction_interval(total: int, years: int, *, confidence: float = CONFIDENCE) -> Interval:
    """The counts that one more year at the same constant rate may bring, after a total over some years.

    Two-sided, never less than its confidence: a count is outside where ``against_earlier`` gives at most
    half of 1 - confidence on its side. 181 over three years: 44 to 79. Source: the conditional limits of
    W. Nelson, "Confidence intervals for the ratio of two Poisson means and Poisson predictor intervals",
    IEEE Transactions on Reliability R-19 (1970), 42-49. Raises ValueError without a year and for a
    negative total.
    """
    if years < 1:
        raise ValueError(f"one year or more was wanted, not {years}")
    if total < 0:
        raise ValueError(f"a total of 0 or more was wanted, not {total}")
    # "At most x of x + total incidents fall on the one year" is "at most x of them come before the
    # total-th that does not": the binomial tails in x are those of a negative binomial.
    tail, share = (1 - confidence) / 2, years / (years + 1)
    low = smallest(lambda more: negative_binomial_at_most(more, total, share) >= tail) if total else 0
    high = smallest(lambda more: negative_binomial_at_least(more + 1, total + 1, share) <= tail)
    return Interval(low, high)


def _check(counts: Sequence[int], years: Sequence[int]) -> None:
    if len(counts) != len(years) or len(years) < 2:
        raise ValueError(
            f"two years or more with a count each were wanted, not {len(counts)} counts, {len(years)} years"
        )
    if len(set(years)) < len(years):
        raise ValueError("each year was wanted once")
    if min(counts) < 0:
        raise ValueError(f"counts of 0 or more were wanted, not {min(counts)}")


def _scores(years: Sequence[int]) -> tuple[int, ...]:
    """Years since the first one, in the largest unit that keeps them whole."""
    since = [year - min(years) for year in years]
    return tuple(distance // math.gcd(*since) for distance in since)


def score_chances(total: int, scores: tuple[int, ...], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance of each summed score of ``total`` incidents, each falling on a year by its share.

    ``scores`` are the years since the first one, shares add up to 1; the result is indexed by the sum.
    The total-fold convolution of one incident's score, by Fourier transform: each chance is right to some
    1e-16 and may be below zero by as much; sums of them are right to some 1e-12 at a total of 20,000.
    """
    if total == 0:
        return np.ones(1)
    size = total * max(scores) + 1
    # Not before here: it takes longer to import than all else, and few counts need it.
    from scipy import fft

    length = fft.next_fast_len(size, real=True)
    incident = np.zeros(length)
    np.add.at(incident, list(scores), shares)
    chances: NDArray[np.float64] = fft.irfft(fft.rfft(incident) ** total, length)[:size]
    return chances


def _distances(total: int, scores: tuple[int, ...]) -> NDArray[np.int64]:
    """How far each summed score is from its mean at a constant rate, in whole numbers so that ties are ties.

    The unit is one over the number of years.
    """
    size = total * max(scores) + 1
    return np.abs(len(scores) * np.arange(size, dtype=np.int64) - total * sum(scores))


def rejected_scores(total: int, scores: tuple[int, ...]) -> NDArray[np.bool_]:
    """Whether ``trend_test`` finds a change, for each summed score of a total (see ``score_chances``)."""
    chances = score_chances(total, scores, np.full(len(scores), 1 / len(scores)))
    _, position = np.unique(_distances(total, scores), return_inverse=True)
    as_far = np.bincount(position, weights=chances)[::-1].cumsum()[::-1]
    rejected: NDArray[np.bool_] = np.round(as_far, _DECIMALS)[position] <= LEVEL
    return rejected


def _probability(chances: NDArray[np.float64]) -> float:
    """Their sum, rounded so that a probability of exactly 0.05 is not above the level."""
    return round(min(1.0, max(SMALLEST, float(chances.sum()))), _DECIMALS)
