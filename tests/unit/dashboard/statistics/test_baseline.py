"""Fixed limits are drawn only around years that are many enough and steady."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.stats import chi2

from dashboard.statistics.baseline import FEWEST_YEARS, spread, spread_p_value, stable_baseline
from dashboard.statistics.steps import story

STEADY = (61, 55, 70, 58, 64, 49, 66, 60, 57, 63)


def by_year(counts: Sequence[int], first: int = 2011) -> dict[int, int]:
    return dict(enumerate(counts, first))


def test_ten_steady_years_are_a_baseline_and_nine_are_not() -> None:
    assert stable_baseline(by_year(STEADY))
    assert not stable_baseline(by_year(STEADY[:9]))
    assert FEWEST_YEARS == 10


def test_years_that_come_in_clusters_are_none_though_they_are_one_step() -> None:
    counts = (9, 0, 1, 8, 0, 0, 9, 1, 0, 8)
    assert len(story(by_year(counts)).steps) == 1
    assert not stable_baseline(by_year(counts))


def test_years_with_a_step_are_none_though_they_spread_no_more_than_chance_has_it() -> None:
    """Chance might give such counts in any order, but hardly in this one."""
    counts = (430, 432, 428) * 5 + (462, 464, 460) * 5
    assert spread_p_value(counts) > 0.05
    assert len(story(by_year(counts)).steps) == 2
    assert not stable_baseline(by_year(counts))


def test_years_without_any_incident_have_no_limits_to_draw() -> None:
    assert not stable_baseline(by_year((0,) * 12))


def test_years_that_are_parted_by_more_missing_ones_are_none() -> None:
    near = by_year(STEADY[:5], 2001) | by_year(STEADY[5:], 2009)
    far = by_year(STEADY[:5], 2001) | by_year(STEADY[5:], 2012)
    assert stable_baseline(near)
    assert not stable_baseline(far)


def test_a_steady_series_is_refused_in_no_more_than_one_case_in_ten() -> None:
    """1,500 seeded series of ten years; four standard errors of a share of 0.1 are 0.031."""
    series = np.random.default_rng(7).poisson(8, (1_500, 10)).tolist()
    refused = sum(not stable_baseline(by_year(counts)) for counts in series) / len(series)
    assert 0.02 < refused <= 0.10 + 0.031


def test_the_spread_is_variance_over_mean_and_its_chance_that_of_chi_squared() -> None:
    """4, 0, 8: a mean of 4 and a variance of 16."""
    assert spread((4, 0, 8)) == pytest.approx(4)
    assert spread_p_value((4, 0, 8)) == pytest.approx(chi2.sf(8, 2))


@pytest.mark.parametrize("counts", [(), (7,), (0, 0, 0)])
def test_a_year_alone_and_years_of_none_have_no_spread(counts: tuple[int, ...]) -> None:
    assert spread(counts) is None
    assert spread_p_value(counts) is None
