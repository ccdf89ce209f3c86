"""Ranges for the next year: limits by another road, what moves them, and their record on known rates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.ahead import BASE_YEARS, Record, range_ahead, record
from dashboard.statistics.dispersion import consecutive, from_year_to_year
from dashboard.statistics.intervals import Interval

histories = st.lists(st.integers(0, 400), min_size=BASE_YEARS, max_size=20).map(
    lambda counts: dict(enumerate(counts, 2001))
)


def limits(counts: dict[int, int]) -> Interval:
    found = range_ahead(counts)
    assert found is not None
    return found


def test_with_a_dispersion_of_one_the_range_is_that_of_independent_incidents() -> None:
    """Hundreds of like years leave neither the usual ratio nor Student's t any weight."""
    counts = dict.fromkeys(range(1000, 2000), 60)
    counts |= {2000: 56, 2001: 58, 2002: 67}
    assert from_year_to_year(consecutive(counts)).at(0.025) == pytest.approx(1.0, abs=0.01)
    assert limits(counts) == Interval(44, 79)


@pytest.mark.parametrize("years", [0, 1, 2])
def test_fewer_than_three_years_give_none(years: int) -> None:
    assert range_ahead(dict.fromkeys(range(years), 9)) is None


def test_a_range_does_not_start_from_years_beyond_a_hole_wider_than_what_is_known() -> None:
    assert range_ahead({2014: 141, 2023: 67, 2024: 70}) is None
    near = range_ahead({2014: 141, 2022: 66, 2023: 67, 2024: 70})
    assert near is not None
    assert near.high < 141
    assert range_ahead({2020: 60, 2021: 61, 2023: 62, 2024: 63}) is not None, "a gap of one year is none"


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        range_ahead({2021: 3, 2022: -1, 2023: 4})


@given(histories)
def test_a_range_is_of_whole_counts_and_holds_the_mean_of_the_last_years(counts: dict[int, int]) -> None:
    found = limits(counts)
    last = [counts[year] for year in sorted(counts)[-BASE_YEARS:]]
    assert 0 <= found.low <= math.ceil(sum(last) / BASE_YEARS)
    assert found.high >= math.floor(sum(last) / BASE_YEARS)
    assert (found.low, found.high) == (int(found.low), int(found.high))


@given(histories, st.floats(0.5, 0.99))
def test_more_confidence_is_never_narrower(counts: dict[int, int], confidence: float) -> None:
    narrow, wide = range_ahead(counts, confidence=confidence), range_ahead(counts, confidence=0.995)
    assert narrow is not None
    assert wide is not None
    assert wide.low <= narrow.low
    assert wide.high >= narrow.high


def test_a_range_knows_the_years_before_alone() -> None:
    counts = {2019: 83, 2020: 97, 2021: 82, 2022: 84, 2023: 101}
    made = [limits({year: counts[year] for year in counts if year < last}) for last in (2022, 2023)]
    assert record([counts]) == Record(sum(counts[y] in r for y, r in zip((2022, 2023), made, strict=True)), 2)
    wild = counts | {2023: 1000}
    assert record([wild]) == Record(1, 2)


def test_a_year_whose_year_before_is_missing_has_no_range_of_its_own() -> None:
    assert record([{2017: 9, 2018: 9, 2019: 9, 2021: 9}]).made == 0


@pytest.mark.parametrize("ratio", [1, 2, 5])
def test_ranges_hold_nineteen_times_in_twenty_where_a_rate_is_constant(ratio: int) -> None:
    generator = np.random.default_rng([20_261_130, ratio])
    shape = (300, 12)
    drawn = (
        generator.poisson(60, shape)
        if ratio == 1
        else generator.negative_binomial(60 / (ratio - 1), 1 / ratio, shape)
    )
    found = record([dict(enumerate(row)) for row in drawn.tolist()])
    assert found.made == 300 * 9
    assert found.held / found.made >= 0.95
