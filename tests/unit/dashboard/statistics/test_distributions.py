"""The distributions agree with those of ``scipy.stats``, at their ends too."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import stats

from dashboard.statistics.distributions import (
    chi_squared_at_least,
    negative_binomial_at_least,
    normal_above,
    poisson_at_least,
    poisson_at_most,
    smallest,
    student_above,
)
from dashboard.statistics.intervals import control_limits

SHARES = (0.01, 0.25, 0.5, 0.9)
MEANS = (0.1, 1, 8.3, 60, 500)


@pytest.mark.parametrize("mean", MEANS)
def test_the_poisson(mean: float) -> None:
    for count in (-1, 0, 1, 5, 60, 700):
        assert poisson_at_least(count, mean) == pytest.approx(stats.poisson.sf(count - 1, mean), rel=1e-9)
        assert poisson_at_most(count, mean) == pytest.approx(stats.poisson.cdf(count, mean), rel=1e-9)
    assert control_limits(mean) == (stats.poisson.ppf(0.025, mean), stats.poisson.isf(0.025, mean))


def test_the_negative_binomial() -> None:
    sizes = np.array([0.4, 2.5, 40])
    for count, share in product((1, 3, 90), SHARES):
        expected = stats.nbinom.sf(count - 1, sizes, share)
        assert negative_binomial_at_least(count, sizes, share) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("value", [0.1, 1.0, 3.0, 30.0])
def test_the_tails_of_what_has_no_counts(value: float) -> None:
    for freedom in (1, 4, 30):
        assert chi_squared_at_least(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom))
        chance = 1 / (2 + value)
        assert student_above(chance, freedom) == pytest.approx(stats.t.isf(chance, freedom))
    assert normal_above(1 / (1 + value)) == pytest.approx(stats.norm.isf(1 / (1 + value)))


@pytest.mark.parametrize("wanted", [0, 1, 2, 3, 4, 7, 8, 1000])
def test_the_smallest_number(wanted: int) -> None:
    assert smallest(lambda number: number >= wanted) == wanted
