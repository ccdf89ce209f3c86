"""How much counts vary: worked out by hand, never below chance, right on counts of a known dispersion."""

from __future__ import annotations

import itertools
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, t

from dashboard.statistics.dispersion import (
    USUAL_RATIOS,
    USUAL_YEARS,
    Dispersion,
    consecutive,
    from_year_to_year,
    usual_ratio,
    within,
)

groups = st.lists(st.lists(st.integers(0, 300), max_size=6), max_size=5)


def drawn(mean: float, ratio: int, shape: tuple[int, int]) -> list[list[int]]:
    generator = np.random.default_rng([20_261_130, ratio])
    if ratio == 1:
        return generator.poisson(mean, shape).tolist()
    return generator.negative_binomial(mean / (ratio - 1), 1 / ratio, shape).tolist()


def test_runs_end_where_a_year_is_missing() -> None:
    assert consecutive({2024: 5, 2021: 1, 2022: 2}) == ((1, 2), (5,))
    assert consecutive({}) == ()


def test_the_dispersion_from_one_year_to_the_next_is_worked_out_by_hand() -> None:
    found = from_year_to_year([(4, 8, 0), (7,)])
    squares = 16 / 12 + 64 / 8
    assert (found.seen, found.seen_freedom) == (pytest.approx(squares / 2), 2)
    assert found.freedom == 2 + USUAL_YEARS
    assert found.usual == usual_ratio(19 / 4) == 2.0
    assert found.ratio == pytest.approx((squares + USUAL_YEARS * 2.0) / (2 + USUAL_YEARS))


def test_the_dispersion_within_groups_is_worked_out_by_hand() -> None:
    """16 + 0 + 16 around 4, and 9 + 9 around 23; a single year and years of none tell nothing."""
    found = within([(4, 0, 8), (20, 26), (31,), (0, 0, 0)])
    squares = (16 + 0 + 16) / 4 + (9 + 9) / 23
    assert (found.seen, found.seen_freedom) == (pytest.approx(squares / 3), 3)
    assert found.freedom == 3 + USUAL_YEARS
    assert found.usual == usual_ratio(89 / 9) == 2.0
    assert found.ratio == pytest.approx((squares + USUAL_YEARS * 2.0) / (3 + USUAL_YEARS))


def test_each_cut_that_was_placed_costs_a_year() -> None:
    free, placed = within([(4, 0, 8), (20, 26)]), within([(4, 0, 8), (20, 26)], placed=1)
    assert (placed.seen_freedom, placed.freedom) == (free.seen_freedom - 1, free.freedom - 1)
    assert placed.ratio > free.ratio
    assert within([(4, 4)], placed=3).freedom == USUAL_YEARS


@pytest.mark.parametrize(
    ("found", "usual"),
    [
        (from_year_to_year([(0, 0, 0)]), 2.0),
        (within([(0, 0, 0), (5,)]), 2.0),
        (within([(60,)]), 4.5),
        (within([]), 4.5),
    ],
)
def test_years_that_tell_nothing_leave_the_usual_ratio(found: Dispersion, usual: float) -> None:
    assert (found.ratio, found.freedom, found.seen) == (usual, USUAL_YEARS, None)


def test_what_is_usual_grows_with_the_counts_and_nowhere_at_once() -> None:
    (few, least), (many, most) = USUAL_RATIOS
    means = [1.1**power for power in range(-30, 80)]
    ratios = [usual_ratio(mean) for mean in means]
    assert ratios == sorted(ratios)
    assert [usual_ratio(mean) for mean in (0, few, many, 9999)] == [least, least, most, most]
    assert max(after - before for before, after in pairwise(ratios)) < 0.25


def test_quiet_years_are_not_taken_for_less_than_chance() -> None:
    assert from_year_to_year([[50] * 40]).ratio == within([[50] * 40]).ratio == 1.0


def test_no_number_of_years_makes_a_cliff() -> None:
    """Each further year of a steady series changes less than a tenth more than the one before it did."""
    years = [60, 40] * 20
    ratios = [within([years[:number]]).at(0.025) for number in range(4, 41, 2)]
    changes = [before - after for before, after in itertools.pairwise(ratios)]
    assert all(0 <= later <= 1.1 * change for change, later in itertools.pairwise(changes))


def test_the_ratio_of_a_limit_is_students_t_over_the_normal_squared() -> None:
    found = Dispersion(3.0, 4.0, None, 0, 4.5)
    assert found.at(0.025) == pytest.approx(3 * (t.isf(0.025, 4) / norm.isf(0.025)) ** 2)
    assert found.at(0.5) == 3.0
    assert Dispersion(3.0, 1e12, None, 0, 4.5).at(0.025) == pytest.approx(3.0)


@given(groups, st.integers(0, 3), st.floats(1e-9, 0.49), st.floats(1.001, 50))
def test_a_smaller_tail_is_reckoned_with_no_smaller_ratio(
    found: list[list[int]], placed: int, tail: float, times: float
) -> None:
    dispersion = within(found, placed=placed)
    assert dispersion.ratio >= 1
    assert dispersion.at(tail / times) >= dispersion.at(tail) * (1 - 1e-9)


@pytest.mark.parametrize("ratio", [1, 2, 5])
def test_both_find_the_dispersion_that_counts_were_drawn_with(ratio: int) -> None:
    """4,000 seeded series of twelve years around 60: the seen ratio is right on average, within 4 %."""
    series = drawn(60, ratio, (4_000, 12))
    around = np.mean([within([row]).seen for row in series])
    between = np.mean([from_year_to_year([row]).seen for row in series])
    assert around == pytest.approx(ratio, rel=0.04)
    assert between == pytest.approx(ratio, rel=0.04)


def test_a_step_is_no_dispersion_within_and_little_from_one_year_to_the_next() -> None:
    before, after = drawn(40, 1, (1, 300))[0], drawn(160, 1, (1, 300))[0]
    assert within([before, after]).seen == pytest.approx(1, abs=0.2)
    assert within([before + after]).seen > 20
    assert from_year_to_year([before + after]).seen == pytest.approx(1, abs=0.3)


@pytest.mark.parametrize("counts", [(3, -1), (-1,)])
def test_a_negative_count_is_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        within([counts])
    with pytest.raises(ValueError, match="0 or more"):
        from_year_to_year([counts])
