"""Fixed limits are drawn only around years that are many enough and steady."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.statistics.baseline import FEWEST_YEARS, stable_baseline
from dashboard.statistics.change import trend_test
from dashboard.statistics.clustering import spread_p_value

STEADY = (61, 55, 70, 58, 64, 49, 66, 60, 57, 63)


def test_ten_steady_years_are_a_baseline_and_nine_are_not() -> None:
    assert stable_baseline(STEADY)
    assert not stable_baseline(STEADY[:9])
    assert FEWEST_YEARS == 10


def test_years_that_come_in_clusters_are_none_though_they_have_no_trend() -> None:
    counts = (9, 0, 1, 8, 0, 0, 9, 1, 0, 8)
    assert trend_test(counts, range(10)).p_value > 0.05
    assert not stable_baseline(counts)


def test_years_that_rise_are_none_though_they_spread_no_more_than_chance_has_it() -> None:
    counts = (5, 6, 6, 7, 9, 9, 10, 12, 12, 14)
    assert spread_p_value(counts) > 0.05
    assert not stable_baseline(counts)


def test_years_without_any_incident_have_no_limits_to_draw() -> None:
    assert not stable_baseline((0,) * 12)


def test_years_that_are_missing_between_are_allowed_for() -> None:
    """The same counts are no trend over ten years on end, and one where the last came much later."""
    counts = (60, 55, 62, 58, 61, 57, 59, 63, 60, 84)
    following, later = tuple(range(10)), (*range(9), 30)
    assert trend_test(counts, following).p_value > 0.05 > trend_test(counts, later).p_value
    assert stable_baseline(counts) == stable_baseline(counts, following) is True
    assert not stable_baseline(counts, later)


def test_a_steady_series_is_refused_in_no_more_than_one_case_in_ten() -> None:
    """1,500 seeded series of ten years; four standard errors of a share of 0.1 are 0.031."""
    series = np.random.default_rng(7).poisson(8, (1_500, 10)).tolist()
    refused = sum(not stable_baseline(counts) for counts in series) / len(series)
    assert 0.03 < refused <= 0.10 + 0.031


def test_years_that_do_not_match_the_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="with a count each"):
        stable_baseline(STEADY, range(11))
