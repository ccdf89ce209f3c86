"""The tests of change agree with published values and other implementations, and behave as tests must."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import betainc
from scipy.stats import binomtest, poisson_means_test
from statsmodels.stats import rates

from dashboard.statistics import change
from dashboard.statistics.change import (
    SMALLEST,
    against_earlier,
    detectable_growth,
    prediction_interval,
    rejected_scores,
    trend_test,
)
from dashboard.statistics.intervals import Interval

untimed = settings(deadline=None)

ASIA, ASIA_YEARS = (56, 58, 67), (2021, 2022, 2023)
RECAAP, RECAAP_YEARS = (82, 84, 101, 107, 132), (2021, 2022, 2023, 2024, 2025)


@st.composite
def series(draw: st.DrawFn, *, most: int = 60) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Counts of two to eight years, some missing between."""
    years = draw(st.lists(st.integers(1990, 2030), min_size=2, max_size=8, unique=True).map(sorted))
    counts = draw(st.lists(st.integers(0, most), min_size=len(years), max_size=len(years)))
    return tuple(counts), tuple(years)


def test_the_figures_of_the_design() -> None:
    assert trend_test(ASIA, ASIA_YEARS).p_value == pytest.approx(0.34, abs=0.005)
    recaap = trend_test(RECAAP, RECAAP_YEARS)
    assert (round(recaap.p_value, 4), recaap.direction) == (0.0001, 1)
    assert prediction_interval(sum(ASIA), 3) == Interval(44, 79)  # 80 or more, or 43 or fewer, is outside
    assert prediction_interval(67, 1) == Interval(46, 92)  # against 67 alone: 93 or 45
    assert against_earlier(2, 0, 3).p_more == pytest.approx(0.0625)
    assert detectable_growth(ASIA, ASIA_YEARS) == pytest.approx(0.30, abs=0.01)


def test_the_dodder_seeds_of_przyborowski_and_wilenski() -> None:
    """None in a sample of clover seed, 3 in the next of equal size: 1/8 one-sided, 1/4 two-sided.

    The data as the documentation of scipy.stats.poisson_means_test gives them, citing Biometrika 31 (1940);
    its own p-value, of another test that does not condition on the total, is 0.088.
    """
    assert against_earlier(3, 0, 1).p_more == pytest.approx(1 / 8)
    assert trend_test((0, 3), (1, 2)).p_value == pytest.approx(1 / 4)
    assert poisson_means_test(0, 100, 3, 100).pvalue == pytest.approx(0.088, abs=0.0005)


def test_the_articles_of_biochemists_in_r() -> None:
    """R: poisson.test(c(930, 619), T = 3) gives p-value = 2.727e-15, two-sided.

    Source: M. Kuhn and J. Silge, Tidy Modeling with R, chapter 21. Equal times, so twice the one side.
    """
    assert 2 * against_earlier(930, 619, 1).p_more == pytest.approx(2.727e-15, rel=2e-4)
    assert trend_test((930, 619), (1, 2)).p_value == SMALLEST


@pytest.mark.filterwarnings("ignore:divide by zero")
@untimed
@given(st.integers(0, 300), st.integers(0, 900), st.integers(1, 30))
def test_against_earlier_is_the_conditional_test_of_statsmodels(count: int, total: int, years: int) -> None:
    if count + total == 0:
        assert against_earlier(0, 0, years).p_more == against_earlier(0, 0, years).p_fewer == 1
        return
    test = against_earlier(count, total, years)
    for alternative, p_value in (("larger", test.p_more), ("smaller", test.p_fewer)):
        other = rates.test_poisson_2indep(
            count, 1, total, years, method="exact-cond", alternative=alternative
        )
        assert p_value == pytest.approx(other.pvalue, rel=1e-9, abs=1e-300)


@untimed
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_trend_over_two_years_is_the_two_sided_binomial_test(one: int, other: int) -> None:
    if one + other:
        expected = binomtest(one, one + other, 0.5).pvalue
        assert trend_test((one, other), (2022, 2025)).p_value == pytest.approx(expected, abs=2 * SMALLEST)


@pytest.mark.filterwarnings("ignore:Perfect separation")
@untimed
@given(series())
def test_the_score_is_the_score_test_of_a_poisson_regression(
    drawn: tuple[tuple[int, ...], tuple[int, ...]],
) -> None:
    counts, years = drawn
    if sum(counts) == 0:
        return
    constant = sm.GLM(np.array(counts), np.ones(len(counts)), family=sm.families.Poisson()).fit()
    statistic = constant.score_test(exog_extra=(np.array(years, dtype=float) - years[0])[:, None])[0]
    assert trend_test(counts, years).z ** 2 == pytest.approx(float(np.squeeze(statistic)), rel=1e-6, abs=1e-9)


@untimed
@given(series())
def test_a_trend_test_reads_the_same_backwards(drawn: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    counts, years = drawn
    forward = trend_test(counts, years)
    backward = trend_test(counts[::-1], [4000 - year for year in reversed(years)])
    assert backward.p_value == pytest.approx(forward.p_value, abs=1e-9)
    assert backward.least_p == pytest.approx(forward.least_p, abs=1e-9)
    assert backward.direction == -forward.direction
    assert backward.z == pytest.approx(-forward.z, abs=1e-9)


@untimed
@given(series(), st.integers(-500, 500), st.integers(1, 4))
def test_where_the_years_start_their_order_and_their_unit_do_not_matter(
    drawn: tuple[tuple[int, ...], tuple[int, ...]], shift: int, unit: int
) -> None:
    counts, years = drawn
    moved = [unit * year + shift for year in years]
    assert trend_test(counts, moved).p_value == trend_test(counts, years).p_value
    assert trend_test(counts[::-1], moved[::-1]).p_value == trend_test(counts, years).p_value


@untimed
@given(series())
def test_p_values_are_probabilities_and_none_is_below_the_least(
    drawn: tuple[tuple[int, ...], tuple[int, ...]],
) -> None:
    test = trend_test(*drawn)
    assert 0 < test.least_p <= test.p_value <= 1
    assert (test.z > 0) - (test.z < 0) == test.direction
    assert test.direction != 0 or test.p_value == 1


@untimed
@given(st.integers(0, 200), st.integers(0, 500), st.integers(1, 12))
def test_more_incidents_are_never_weaker_evidence_of_more(count: int, total: int, years: int) -> None:
    test, next_test = against_earlier(count, total, years), against_earlier(count + 1, total, years)
    assert 0 <= next_test.p_more <= test.p_more <= 1
    assert 0 <= test.p_fewer <= next_test.p_fewer <= 1
    assert test.p_more + test.p_fewer >= 1


@untimed
@given(st.integers(0, 3_000), st.integers(1, 40), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_a_prediction_ends_where_the_test_against_earlier_years_begins_to_find_a_change(
    total: int, years: int, confidence: float
) -> None:
    """Each limit is checked with the binomial test itself: the code finds it by a negative binomial.

    None in 9 years gives 1 or more a chance of exactly 0.1: equal but for the last binary digit.
    """
    limits, tail = prediction_interval(total, years, confidence=confidence), (1 - confidence) / 2
    low, high = int(limits.low), int(limits.high)
    assert against_earlier(high, total, years).p_more > tail - 1e-12
    assert against_earlier(high + 1, total, years).p_more <= tail + 1e-12
    assert against_earlier(low, total, years).p_fewer > tail - 1e-12
    assert low == 0 or against_earlier(low - 1, total, years).p_fewer <= tail + 1e-12
    assert total // years in limits


@untimed
@given(st.integers(0, 2_000), st.integers(1, 20))
def test_a_larger_total_predicts_no_less(total: int, years: int) -> None:
    below, above = prediction_interval(total, years), prediction_interval(total + 1, years)
    assert below.low <= above.low
    assert below.high <= above.high


def test_the_example_of_envstats_before_it_is_rounded() -> None:
    """A mean of 1.8 over 20: the one-sided 95 % conditional limit is given as 5.

    Source: R package EnvStats, help page of predIntPois, which rounds the limit as a real number to the
    nearest whole one; of whole counts, 4 is inside and 5 outside.
    """
    total, years = 36, 20

    def p_more(count: float) -> float:  # the binomial tail for a count that is not whole
        return float(betainc(count, total + 1, 1 / (years + 1)))

    limit = brentq(lambda count: p_more(count) - 0.05, 1, 20)
    assert round(limit) == 5
    assert prediction_interval(total, years, confidence=0.90).high == math.floor(limit) == 4
    assert p_more(5) == pytest.approx(against_earlier(5, total, years).p_more)


def test_a_p_value_exactly_at_the_level_is_found() -> None:
    """One incident in forty years: each end has 1 in 40, both together 0.05.

    Two in twenty years, in the first and the fourth: 10 of 400 ways are as early, 10 as late.
    """
    test = trend_test([1] + [0] * 39, range(40))
    assert test.p_value == test.least_p == 0.05
    assert rejected_scores(1, tuple(range(40))).nonzero()[0].tolist() == [0, 39]
    assert trend_test([1, 0, 0, 1] + [0] * 16, range(20)).p_value == 0.05
    assert rejected_scores(2, tuple(range(20))).nonzero()[0].tolist() == [0, 1, 2, 3, 35, 36, 37, 38]


def test_scores_as_far_on_either_side_count_together_also_where_the_years_are_uneven() -> None:
    """Years 0, 1, 5: four incidents have a mean score of 8, so all in the first year are 8 below it.

    As far: all in the first year (1 way), all in the last (1), three in the last and one in the middle (4).
    """
    assert trend_test((4, 0, 0), (2000, 2001, 2005)).p_value == pytest.approx(6 / 81)


def test_more_years_and_more_incidents_let_a_smaller_growth_be_found() -> None:
    growths = [detectable_growth((60,) * years, range(years)) for years in (3, 4, 5, 10, 20)]
    assert all(later < earlier for earlier, later in pairwise(growths) if earlier and later)
    by_count = [detectable_growth((count,) * 5, range(5)) for count in (2, 8, 60, 400)]
    assert all(more < fewer for fewer, more in pairwise(by_count) if fewer and more)
    assert None not in growths + by_count


def test_no_growth_is_found_where_no_outcome_could_be() -> None:
    assert detectable_growth((1, 0, 1), (2021, 2022, 2023)) is None
    assert detectable_growth((0, 0, 0), (2021, 2022, 2023)) is None


@pytest.mark.parametrize("years", [(0, 1, 2, 3, 4), (2001, 2002, 2009), tuple(range(10))])
def test_of_many_incidents_the_normal_score_says_what_each_outcome_counted_out_says(
    years: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    mean = 1500

    def said() -> tuple[list[tuple[float, int]], float]:
        change._trend_test.cache_clear()
        change._detectable_growth.cache_clear()
        rising = [(mean - step,) + (mean,) * (len(years) - 2) + (mean + step,) for step in (-50, 0, 30, 60)]
        tests = [trend_test(counts, years) for counts in rising]
        growth = detectable_growth((mean,) * len(years), years)
        assert growth is not None
        return [(test.p_value, test.direction) for test in tests], growth

    monkeypatch.setattr(change, "MOST_SCORES", 10**7)
    exact, growth = said()
    monkeypatch.setattr(change, "MOST_SCORES", 0)
    near, near_growth = said()
    assert [direction for _, direction in near] == [direction for _, direction in exact] == [-1, 0, 1, 1]
    assert [p for p, _ in near] == pytest.approx([p for p, _ in exact], abs=1e-3, rel=0.01)
    assert near_growth == pytest.approx(growth, rel=0.005)


def test_millions_of_incidents_need_no_millions_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each summed score counted out would take minutes and gigabytes."""

    def refused(*_arguments: object) -> None:
        pytest.fail("every summed score was counted out")

    monkeypatch.setattr(change, "score_chances", refused)
    counts, years = [2_000_000 + year for year in range(15)], range(2005, 2020)
    assert trend_test(counts, years).p_value == pytest.approx(0.9906, abs=1e-4)
    growth = detectable_growth(counts, years)
    assert growth is not None
    assert 0 < growth < 0.001


def test_growth_is_by_the_year_also_where_years_are_missing() -> None:
    every, third = detectable_growth(ASIA, (0, 1, 2)), detectable_growth(ASIA, (0, 3, 6))
    assert every is not None
    assert third is not None
    assert (1 + third) ** 3 == pytest.approx(1 + every, abs=1e-3)


def test_no_incident_is_no_evidence() -> None:
    test = trend_test((0, 0, 0), (2021, 2022, 2023))
    assert (test.p_value, test.least_p, test.direction, test.z) == (1.0, 1.0, 0, 0.0)
    assert prediction_interval(0, 3) == Interval(0, 2)


def test_what_cannot_be_tested_is_refused() -> None:
    for counts, years in (((3,), (2021,)), ((), ()), ((3, 4), (2021,))):
        with pytest.raises(ValueError, match="two years or more"):
            trend_test(counts, years)
        with pytest.raises(ValueError, match="two years or more"):
            detectable_growth(counts, years)
    for function in (trend_test, detectable_growth):
        with pytest.raises(ValueError, match="each year was wanted once"):
            function((3, 4), (2021, 2021))
        with pytest.raises(ValueError, match="counts of 0 or more"):
            function((3, -4), (2021, 2022))
    with pytest.raises(ValueError, match="a power above"):
        detectable_growth((3, 4), (2021, 2022), power=1.0)
    with pytest.raises(ValueError, match="earlier year"):
        against_earlier(3, 4, 0)
    with pytest.raises(ValueError, match="counts of 0 or more"):
        against_earlier(-1, 4, 1)
    with pytest.raises(ValueError, match="one year or more"):
        prediction_interval(3, 0)
    with pytest.raises(ValueError, match="total of 0 or more"):
        prediction_interval(-3, 2)
