"""The exact tests are exact: every split of a total over the years, counted out in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import norm

from dashboard.statistics.change import (
    LEVEL,
    against_earlier,
    detectable_growth,
    prediction_interval,
    score_chances,
    trend_test,
)

WINDOWS = [
    (2021, 2022),
    (2021, 2022, 2023),
    (2015, 2016, 2020),
    (2000, 2001, 2002, 2005),
    (2010, 2014, 2015, 2017, 2018),
]


def splits(total: int, years: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a total among the years."""
    if years == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, years - 1):
            yield (first, *rest)


def ways(split: tuple[int, ...]) -> int:
    """In how many ways the incidents can fall on the years like that."""
    return math.factorial(sum(split)) // math.prod(math.factorial(count) for count in split)


def distance(split: tuple[int, ...], years: tuple[int, ...]) -> Fraction:
    score = sum(count * year for count, year in zip(split, years, strict=True))
    return abs(score - Fraction(sum(split) * sum(years), len(years)))


def counted_p_values(total: int, years: tuple[int, ...]) -> dict[tuple[int, ...], Fraction]:
    """The p-value of every split: the share of the ways to a split as far from the mean, or farther."""
    weighed = {split: (distance(split, years), ways(split)) for split in splits(total, len(years))}
    as_far = {
        least: Fraction(sum(way for far, way in weighed.values() if far >= least), len(years) ** total)
        for least in {far for far, _ in weighed.values()}
    }
    return {split: as_far[far] for split, (far, _) in weighed.items()}


@pytest.mark.parametrize("years", WINDOWS)
@pytest.mark.parametrize("total", [1, 2, 5, 7])
def test_the_trend_tests_p_value_is_the_share_of_splits_as_far_from_a_constant_rate(
    total: int, years: tuple[int, ...]
) -> None:
    counted = counted_p_values(total, years)
    for split, p_value in counted.items():
        test = trend_test(split, years)
        assert test.p_value == pytest.approx(float(p_value), abs=1e-11)
        assert test.least_p == pytest.approx(float(min(counted.values())), abs=1e-11)


@pytest.mark.parametrize("years", WINDOWS)
@pytest.mark.parametrize("total", [6, 9])
def test_the_growth_found_has_the_power_that_was_asked_for(total: int, years: tuple[int, ...]) -> None:
    rejected = [split for split, p_value in counted_p_values(total, years).items() if p_value <= LEVEL]

    def power(growth: float) -> float:
        weights = [(1 + growth) ** (year - max(years)) for year in years]
        shares = [weight / sum(weights) for weight in weights]
        return sum(
            ways(split) * math.prod(share**count for share, count in zip(shares, split, strict=True))
            for split in rejected
        )

    for wanted in (0.5, 0.8):
        growth = detectable_growth((total,) + (0,) * (len(years) - 1), years, power=wanted)
        if growth is None:
            assert power(99.0) < wanted
        else:
            assert power(growth) == pytest.approx(wanted, abs=1e-3)
            assert power(growth * 0.95) < wanted


@pytest.mark.parametrize("years", [1, 2, 3, 7])
@pytest.mark.parametrize("total", [0, 1, 4, 12, 30])
def test_prediction_and_test_against_earlier_years_in_whole_numbers(total: int, years: int) -> None:
    def more(count: int) -> Fraction:
        tried = count + total
        right = sum(math.comb(tried, one) * years ** (tried - one) for one in range(count, tried + 1))
        return Fraction(right, (years + 1) ** tried)

    def fewer(count: int) -> Fraction:
        tried = count + total
        right = sum(math.comb(tried, one) * years ** (tried - one) for one in range(count + 1))
        return Fraction(right, (years + 1) ** tried)

    counts = range(total + 40)
    for count in counts:
        test = against_earlier(count, total, years)
        assert test.p_more == pytest.approx(float(more(count)), rel=1e-10)
        assert test.p_fewer == pytest.approx(float(fewer(count)), rel=1e-10)
    tail = Fraction(1, 40)
    inside = [count for count in counts if more(count) > tail and fewer(count) > tail]
    limits = prediction_interval(total, years)
    assert (limits.low, limits.high) == (inside[0], inside[-1])
    assert inside == list(range(inside[0], inside[-1] + 1))


@pytest.mark.parametrize(
    ("total", "years"), [(181, (0, 1, 2)), (506, (0, 1, 2, 3, 4)), (300, (0, 1, 4, 5, 6, 11, 12))]
)
def test_p_values_at_totals_of_hundreds_are_those_of_whole_numbers(
    total: int, years: tuple[int, ...]
) -> None:
    """The score's distribution as one power of a whole number, each year a digit (Kronecker's way)."""
    digit = total * len(years).bit_length() + 1
    power = sum(1 << (digit * year) for year in years) ** total
    size, mask = total * max(years) + 1, (1 << digit) - 1
    counted = [(power >> (digit * score)) & mask for score in range(size)]
    everything = len(years) ** total
    assert sum(counted) == everything
    chances = score_chances(total, years, np.full(len(years), 1 / len(years)))
    largest = max(
        abs(float(Fraction(count, everything)) - chance)
        for count, chance in zip(counted, chances, strict=True)
    )
    assert largest < 1e-14
    # Two ways to the same incidents: all but some in the first year, those in the last.
    for late in range(total // 3, total // 2 + 1, 7):
        split = (total - late, *(0,) * (len(years) - 2), late)
        least = abs(len(years) * late * max(years) - total * sum(years))
        as_far = sum(
            count
            for score, count in enumerate(counted)
            if abs(len(years) * score - total * sum(years)) >= least
        )
        assert trend_test(split, years).p_value == pytest.approx(
            float(Fraction(as_far, everything)), abs=2e-10
        )


def test_the_distribution_of_the_longest_series_has_the_mean_and_variance_that_it_must_have() -> None:
    """20,000 incidents over forty years: too many to count out; its moments are known exactly.

    At such totals the normal approximation is right to about 1 / total; a p-value near 0.05 agrees with it.
    """
    years, total = tuple(range(40)), 20_000
    chances = score_chances(total, years, np.full(40, 1 / 40))
    scores = np.arange(len(chances))
    mean, variance = total * 19.5, total * (40**2 - 1) / 12
    assert chances.sum() == pytest.approx(1, abs=1e-11)
    assert chances.min() > -1e-14
    assert scores @ chances == pytest.approx(mean, rel=1e-10)
    assert (scores - mean) ** 2 @ chances == pytest.approx(variance, rel=1e-7)
    counts = [500 + round(0.6 * (year - 19.5)) for year in years]
    test = trend_test(counts, years)
    assert 0.03 < test.p_value < 0.08
    assert test.p_value == pytest.approx(2 * norm.sf(abs(test.z)), abs=2e-4)
