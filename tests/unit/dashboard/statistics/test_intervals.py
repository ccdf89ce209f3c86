"""Intervals agree with published values and with other implementations, and hold what they promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson
from statsmodels.stats.rates import confint_poisson

from dashboard.statistics.intervals import (
    CONFIDENCE,
    Interval,
    control_limits,
    count_interval,
    rate_interval,
    rule_of_three,
)

untimed = settings(deadline=None)

counts = st.integers(min_value=0, max_value=20_000)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.69), (1, 0.03, 5.57), (8, 3.45, 15.8), (56, 42.3, 72.7), (67, 51.9, 85.1)],
)
def test_the_figures_of_the_design(count: int, low: float, high: float) -> None:
    limits = count_interval(count)
    assert limits.low == pytest.approx(low, abs=0.05 if low > 10 else 0.006)
    assert limits.high == pytest.approx(high, abs=0.05 if high > 10 else 0.006)


@pytest.mark.parametrize(
    ("confidence", "low", "high"), [(0.90, 17.38, 34.92), (0.95, 16.18, 36.90), (0.99, 14.00, 41.00)]
)
def test_the_example_of_graphpad(confidence: float, low: float, high: float) -> None:
    """25 events. Source: GraphPad, "How QuickCalcs computes the confidence interval of a count"."""
    limits = count_interval(25, confidence=confidence)
    assert (round(limits.low, 2), round(limits.high, 2)) == (low, high)


def test_no_event_has_the_upper_limit_that_epitools_documents() -> None:
    """Source: R package epitools 0.5-10.1, help page of pois.exact: 3.689 for a count of 0."""
    assert count_interval(0) == Interval(0.0, pytest.approx(3.689, abs=0.0005))


def test_rates_of_the_examples_in_r() -> None:
    """15 in 400: R exactci, poisson.exact(15, 400, tsmethod="central"), as statsmodels' own tests cite it.

    137 deaths of Welsh nickel workers at 24.19893 expected, the example of R's poisson.test.
    """
    seen = rate_interval(15, 400)
    assert seen.low == pytest.approx(0.0209884653319583, rel=1e-12)
    assert seen.high == pytest.approx(0.0618505471787146, rel=1e-12)
    workers = rate_interval(137, 24.19893)
    assert (round(workers.low, 6), round(workers.high, 6)) == (4.753125, 6.692709)


@untimed
@given(counts, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_limits_are_those_of_statsmodels(count: int, confidence: float) -> None:
    low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    limits = count_interval(count, confidence=confidence)
    assert limits.low == pytest.approx(0.0 if math.isnan(low) else low, rel=1e-9, abs=1e-12)
    assert limits.high == pytest.approx(high, rel=1e-9)


@untimed
@given(counts)
def test_the_limits_are_where_the_tails_of_the_poisson_distribution_are_2_5_per_cent(count: int) -> None:
    limits = count_interval(count)
    assert poisson.cdf(count, limits.high) == pytest.approx(0.025, rel=1e-6)
    if count:
        assert poisson.sf(count - 1, limits.low) == pytest.approx(0.025, rel=1e-6)


@untimed
@given(counts, counts)
def test_a_larger_count_has_larger_limits_and_every_interval_holds_its_count(one: int, other: int) -> None:
    smaller, larger = sorted((one, other))
    below, above = count_interval(smaller), count_interval(larger)
    assert below.low <= above.low
    assert below.high <= above.high
    assert smaller in below
    assert below.low >= 0


@untimed
@given(counts, st.floats(min_value=0.01, max_value=1e6), st.sampled_from([1.0, 10_000.0]))
def test_a_rate_interval_is_the_count_interval_over_the_exposure(
    count: int, exposure: float, per: float
) -> None:
    limits, rates = count_interval(count), rate_interval(count, exposure, per=per)
    assert rates.low * exposure == pytest.approx(limits.low * per)
    assert rates.high * exposure == pytest.approx(limits.high * per)


def test_none_in_three_years_still_allows_one_a_year() -> None:
    assert rule_of_three(3) == pytest.approx(1.0, abs=0.002)
    assert poisson.pmf(0, 3 * rule_of_three(3)) == pytest.approx(0.05)
    assert rule_of_three(1, confidence=0.975) == pytest.approx(count_interval(0).high)


@untimed
@given(st.floats(min_value=0, max_value=5_000))
def test_control_limits_leave_out_no_more_on_either_side_than_they_say_and_no_wider_than_needed(
    mean: float,
) -> None:
    low, high = control_limits(mean)
    tail = (1 - CONFIDENCE) / 2
    assert 0 <= low <= high
    assert poisson.cdf(low - 1, mean) <= tail < poisson.cdf(low, mean) + 1e-12
    assert poisson.sf(high, mean) <= tail
    assert high == 0 or poisson.sf(high - 1, mean) > tail


def test_control_limits_at_a_mean_of_none() -> None:
    assert control_limits(0) == (0, 0)


def test_what_no_interval_can_be_given_for_is_refused() -> None:
    with pytest.raises(ValueError, match="count of 0 or more"):
        count_interval(-1)
    with pytest.raises(ValueError, match="exposure above 0"):
        rate_interval(3, 0)
    with pytest.raises(ValueError, match="exposure above 0"):
        rate_interval(3, math.nan)
    with pytest.raises(ValueError, match="one year or more"):
        rule_of_three(0)
    with pytest.raises(ValueError, match="mean of 0 or more"):
        control_limits(-0.1)
