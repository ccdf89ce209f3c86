"""Spread, exceedance and the quasi-Poisson trend agree with published values and other implementations."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, norm, poisson

from dashboard.statistics.change import trend_test
from dashboard.statistics.clustering import (
    LogLinearTrend,
    exceedance,
    overturning_ratio,
    overturning_ratio_of_exceedance,
    quasi_poisson_trend,
    spread,
    spread_p_value,
)

untimed = settings(deadline=None)

SOMALIA = (0, 2, 9, 3, 1, 0, 0)
AIDS_DEATHS = (0, 1, 2, 3, 1, 4, 9, 18, 23, 31, 20, 25, 37, 45)
HORSE_KICKS = [0] * 109 + [1] * 65 + [2] * 22 + [3] * 3 + [4]


def test_the_figures_of_the_design() -> None:
    assert spread(SOMALIA) == pytest.approx(4.9, abs=0.05)
    assert exceedance(8, 1) == pytest.approx(0.00001, abs=0.000005)
    assert exceedance(8, 1, ratio=4.9) == pytest.approx(0.025, abs=0.001)


def test_the_horse_kicks_spread_as_chance_has_it() -> None:
    """200 years of Prussian army corps, mean 0.61: the classic Poisson example of R. A. Fisher (1925).

    Source of the counts: R package vcd, HorseKicks (109, 65, 22, 3, 1), after L. von Bortkiewicz (1898).
    With them, in whole numbers: sum 122, sum of squares 196, so chi-squared is 196 / 0.61 - 122.
    """
    assert sum(HORSE_KICKS) == 122
    statistic = 196 / 0.61 - 122
    assert spread(HORSE_KICKS) == pytest.approx(statistic / 199)
    assert spread_p_value(HORSE_KICKS) == pytest.approx(chi2.sf(statistic, 199))
    assert spread_p_value(HORSE_KICKS) == pytest.approx(0.48, abs=0.005)


@pytest.mark.filterwarnings("ignore:Perfect separation")
@untimed
@given(st.lists(st.integers(0, 200), min_size=2, max_size=30))
def test_the_dispersion_test_is_the_chi_squared_of_a_constant_poisson_regression(counts: list[int]) -> None:
    assume(sum(counts) > 0)
    constant = sm.GLM(np.array(counts), np.ones(len(counts)), family=sm.families.Poisson()).fit()
    assert spread(counts) == pytest.approx(constant.pearson_chi2 / (len(counts) - 1), rel=1e-6, abs=1e-9)
    assert spread_p_value(counts) == pytest.approx(
        chi2.sf(constant.pearson_chi2, len(counts) - 1), rel=1e-4, abs=1e-9
    )


@pytest.mark.parametrize(
    ("years", "total", "least", "most"),
    [
        (10, 5, 0.05, 0.09),
        (10, 10, 0.03, 0.06),
        (5, 5, 0.03, 0.06),
        (5, 20, 0.03, 0.06),
        (10, 30, 0.03, 0.06),
    ],
)
def test_the_dispersion_test_is_near_its_level_from_a_mean_of_one(
    years: int, total: int, least: float, most: float
) -> None:
    """Its true level, counted out over all splits of a total: the sums of squares, year by year."""
    chances: Counter[tuple[int, int]] = Counter({(0, 0): 1.0})
    for _ in range(years):
        following: Counter[tuple[int, int]] = Counter()
        for (seen, squares), chance in chances.items():
            for count in range(total - seen + 1):
                following[seen + count, squares + count**2] += chance / math.factorial(count)
        chances = following
    ways = math.factorial(total) / years**total
    level = 0.0
    for (seen, squares), chance in chances.items():
        statistic = squares * years / total - total
        if seen == total and chi2.sf(statistic, years - 1) <= 0.05:
            level += chance * ways
    assert least <= level <= most


def test_there_is_no_spread_of_nothing() -> None:
    assert spread((5,)) is None
    assert spread(()) is None
    assert spread((0, 0, 0)) is None
    assert spread_p_value((0, 0, 0)) is None
    assert spread((4, 4, 4)) == 0
    assert spread_p_value((4, 4, 4)) == 1


@untimed
@given(st.integers(0, 100), st.floats(0.001, 80), st.floats(1.0001, 50))
def test_exceedance_is_a_probability_and_falls_with_the_count(count: int, level: float, ratio: float) -> None:
    for one in (1.0, ratio):
        assert 0 <= exceedance(count + 1, level, ratio=one) <= exceedance(count, level, ratio=one) <= 1
    assert exceedance(0, level, ratio=ratio) == 1


@untimed
@given(st.integers(1, 40), st.floats(0.1, 30))
def test_without_clusters_exceedance_is_the_poisson_tail_and_nears_it_as_they_shrink(
    count: int, level: float
) -> None:
    tail = 1 - sum(math.exp(-level) * level**one / math.factorial(one) for one in range(count))
    assert exceedance(count, level) == pytest.approx(tail, abs=1e-9)
    assert exceedance(count, level, ratio=1.0001) == pytest.approx(poisson.sf(count - 1, level), abs=1e-3)


@pytest.mark.parametrize(("level", "ratio"), [(1, 4.9), (8, 2), (60, 5), (0.4, 3)])
def test_clusters_have_the_mean_and_the_ratio_that_they_are_said_to_have(level: float, ratio: float) -> None:
    tails = [exceedance(count, level, ratio=ratio) for count in range(1, 3000)]
    mean = sum(tails)
    second = sum((2 * count + 1) * tail for count, tail in enumerate(tails))
    assert mean == pytest.approx(level)
    assert (second - mean**2) / mean == pytest.approx(ratio)


def test_the_ratio_that_overturns_a_trend_makes_its_score_just_reach_the_limit() -> None:
    z = trend_test((82, 84, 101, 107, 132), (2021, 2022, 2023, 2024, 2025)).z
    ratio = overturning_ratio(z)
    assert 2 * norm.sf(z / ratio**0.5) == pytest.approx(0.05)
    assert ratio == pytest.approx(3.9, abs=0.05)
    assert overturning_ratio(-z) == ratio
    assert overturning_ratio(1.5) < 1


@untimed
@given(st.integers(1, 40), st.floats(0.05, 10))
def test_the_ratio_that_overturns_an_exceedance_is_the_smallest(count: int, level: float) -> None:
    ratio = overturning_ratio_of_exceedance(count, level)
    if ratio is None:
        seen = [exceedance(count, level, ratio=one) for one in np.geomspace(1, 900, 300)]
        assert max(seen) <= 0.05
    elif ratio == 1:
        assert exceedance(count, level) > 0.05
    else:
        assert exceedance(count, level, ratio=ratio) == pytest.approx(0.05, abs=1e-6)
        below = np.linspace(1, ratio * (1 - 1e-6), 50)
        assert max(exceedance(count, level, ratio=one) for one in below) <= 0.05


def test_no_clustering_makes_8_a_common_count_at_a_level_of_1() -> None:
    """The chance rises with the ratio to 0.04 near 15 and falls again: most years then have no incident."""
    assert overturning_ratio_of_exceedance(8, 1) is None
    assert max(exceedance(8, 1, ratio=ratio) for ratio in np.geomspace(1, 1000, 500)) < 0.04
    assert exceedance(8, 1, ratio=15) > exceedance(8, 1, ratio=100)
    assert overturning_ratio_of_exceedance(5, 1) == pytest.approx(3.05, abs=0.01)
    assert overturning_ratio_of_exceedance(3, 0) is None


@pytest.mark.parametrize(("count", "level", "ratio"), [(6, 0.9088, 10.2), (20, 3.3111, 36.8)])
def test_a_ratio_is_found_also_where_only_a_few_ratios_overturn(
    count: int, level: float, ratio: float
) -> None:
    """Here the chance reaches 0.05 at its peak and hardly passes it."""
    found = overturning_ratio_of_exceedance(count, level)
    assert found == pytest.approx(ratio, abs=0.1)
    assert found is not None
    assert exceedance(count, level, ratio=found * 1.2) < 0.05


def test_the_aids_deaths_of_australia() -> None:
    """Deaths by quarter, 1983 to 1986: intercept 0.3396, slope 0.2565 on the quarters 1 to 14.

    Source: the Poisson regression in D. Bandyopadhyay's lecture notes (University of Minnesota), which other
    libraries test against as well (h2o: assertEquals(0.2565)). The data are in A. J. Dobson, An
    Introduction to Generalized Linear Models.
    """
    trend = quasi_poisson_trend(AIDS_DEATHS, range(1, 15))
    assert trend is not None
    assert math.log1p(trend.growth) == pytest.approx(0.2565, abs=0.00005)


@st.composite
def growing(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    years = draw(st.lists(st.integers(1990, 2030), min_size=3, max_size=25, unique=True).map(sorted))
    counts = draw(st.lists(st.integers(0, 400), min_size=len(years), max_size=len(years)))
    return counts, years


@pytest.mark.filterwarnings("ignore::Warning")
@untimed
@given(growing())
def test_the_quasi_poisson_trend_is_that_of_statsmodels(drawn: tuple[list[int], list[int]]) -> None:
    counts, years = drawn
    assume(sum(count > 0 for count in counts) >= 2)
    model = sm.GLM(
        np.array(counts),
        sm.add_constant(np.array(years) - np.mean(years)),
        family=sm.families.Poisson(),
    )
    # A ratio below 1 is not taken for certainty: then as if it were 1, by Student's t all the same.
    fitted = model.fit(use_t=True, maxiter=500, tol=1e-13)
    assume(fitted.converged)
    ratio = fitted.pearson_chi2 / fitted.df_resid
    if ratio > 1:
        fitted = model.fit(scale="X2", use_t=True, maxiter=500, tol=1e-13)
    trend = quasi_poisson_trend(counts, years)
    assert trend is not None
    assert trend.ratio == pytest.approx(ratio, rel=1e-6, abs=1e-9)
    assert trend.growth == pytest.approx(math.expm1(fitted.params[1]), rel=1e-5, abs=1e-9)
    assert trend.p_value == pytest.approx(fitted.pvalues[1], rel=1e-4, abs=1e-12)


@untimed
@given(growing())
def test_a_quasi_poisson_trend_reads_the_same_backwards(drawn: tuple[list[int], list[int]]) -> None:
    counts, years = drawn
    forward = quasi_poisson_trend(counts, years)
    backward = quasi_poisson_trend(counts[::-1], [4000 - year for year in reversed(years)])
    assert (forward is None) == (backward is None)
    if forward and backward:
        assert 0 <= forward.p_value <= 1
        assert backward.p_value == pytest.approx(forward.p_value, rel=1e-5, abs=1e-12)
        assert (1 + backward.growth) * (1 + forward.growth) == pytest.approx(1, rel=1e-6)


def test_steep_growth_is_fitted_as_well() -> None:
    """Where a common library stops too early: the slope solves the one equation that it must."""
    counts = [0] * 9 + [1, 0, 185]
    years = [1990, 1992, 1996, 1997, 2004, 2007, 2010, 2015, 2018, 2025, 2026, 2028]
    trend = quasi_poisson_trend(counts, years)
    assert trend is not None
    weights = [(1 + trend.growth) ** (year - 2028) for year in years]
    fitted = sum(weight * year for weight, year in zip(weights, years, strict=True)) / sum(weights)
    seen = sum(count * year for count, year in zip(counts, years, strict=True)) / sum(counts)
    assert fitted == pytest.approx(seen, abs=1e-9)


def test_a_perfect_line_is_not_taken_for_more_than_chance_allows() -> None:
    trend = quasi_poisson_trend([1, 2, 4, 8, 16], range(5))
    assert trend == LogLinearTrend(pytest.approx(1.0), pytest.approx(0.0, abs=1e-12), trend.p_value)
    assert 0.001 < trend.p_value < 0.05


def test_where_nothing_can_be_fitted_there_is_no_trend() -> None:
    assert quasi_poisson_trend((0, 0, 0), (1, 2, 3)) is None
    assert quasi_poisson_trend((0, 0, 7), (1, 2, 3)) is None


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(ValueError, match="ratio of 1 or more"):
        exceedance(3, 1, ratio=0.9)
    with pytest.raises(ValueError, match="level of 0 or more"):
        exceedance(3, -1)
    with pytest.raises(ValueError, match="three years or more"):
        quasi_poisson_trend((1, 2), (1, 2))
    with pytest.raises(ValueError, match="three years or more"):
        quasi_poisson_trend((1, 2, 3), (1, 2))
    with pytest.raises(ValueError, match="each year was wanted once"):
        quasi_poisson_trend((1, 2, 3), (1, 2, 2))
    with pytest.raises(ValueError, match="counts of 0 or more"):
        quasi_poisson_trend((1, -2, 3), (1, 2, 3))
