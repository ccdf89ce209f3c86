"""Axes are labelled by round steps; counts by whole numbers, and the newest year by name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.scene.ticks import change_ticks, count_ticks, rate_ticks, round_step, year_ticks, years_by

ROUND = {1, 2, 5, 10}


@given(st.floats(0.01, 1e6), st.integers(2, 13))
def test_a_step_is_one_two_or_five_times_a_power_of_ten_and_no_larger_than_needed(
    span: float, most: int
) -> None:
    step = round_step(span, most)
    assert round(float(f"{step:e}".split("e")[0]), 6) in ROUND
    assert span / step <= most * (1 + 1e-6)
    assert span / step > most / 2.5 * (1 - 1e-6)


@given(st.floats(1, 1e6), st.sampled_from([4, 6]))
def test_counts_are_labelled_by_whole_numbers_from_zero(top: float, most: int) -> None:
    ticks = count_ticks(top, most=most)
    assert ticks[0].at == 0
    assert all(tick.at == int(tick.at) and tick.text == f"{int(tick.at):,}" for tick in ticks)
    assert ticks[-1].at <= top
    assert len(ticks) <= max(7, most + 1)
    assert len({later.at - earlier.at for earlier, later in pairwise(ticks)}) <= 1


@given(st.floats(0.05, 1000))
def test_rates_are_labelled_from_zero_and_no_two_alike(top: float) -> None:
    ticks = rate_ticks(top, most=5)
    assert ticks[0].at == 0
    assert ticks[-1].at <= top * (1 + 1e-9)
    assert len({tick.text for tick in ticks}) == len(ticks)
    assert all(float(tick.text) == pytest.approx(tick.at) for tick in ticks)


@given(st.lists(st.integers(-2000, 2000), max_size=8), st.sampled_from([4, 6]))
def test_changes_are_labelled_with_their_sign_and_no_change_is_among_them(
    changes: list[int], most: int
) -> None:
    ticks = change_ticks(changes, most=most)
    assert "0" in [tick.text for tick in ticks]
    assert all(tick.text[0] in "+−" for tick in ticks if tick.at)
    assert all(min([0, *changes]) <= tick.at <= max([0, *changes]) for tick in ticks)
    assert len(ticks) <= most + 1


@given(st.integers(1960, 2030), st.integers(0, 80), st.sampled_from([6, 13]))
def test_the_newest_year_is_named_while_steps_are_short_else_years_are_round(
    first: int, span: int, most: int
) -> None:
    last = first + span
    years = [int(tick.at) for tick in year_ticks(first, last, most=most)]
    assert all(first <= year <= last for year in years)
    (step,) = {later - earlier for earlier, later in pairwise(years)} or {1}
    if step <= 2 and span + 1 <= 2 * most:
        assert years[-1] == last
    else:
        assert all(year % step == 0 for year in years)
    assert len(years) <= most + 1


def test_years_are_named_as_they_are() -> None:
    assert [tick.text for tick in years_by(2021, 2025, 2)] == ["2021", "2023", "2025"]
    assert [tick.text for tick in years_by(1991, 2025, 10)] == ["2000", "2010", "2020"]
