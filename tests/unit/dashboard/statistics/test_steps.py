"""Steps are those of every way of cutting the years tried one by one, and of published change points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st
from ruptures.base import BaseCost
from scipy.stats import f, poisson

from dashboard.statistics.dispersion import consecutive, from_year_to_year, within
from dashboard.statistics.steps import LEAST_YEARS, LEVEL, Step, dispersion_up_to, story, stretches

untimed = settings(deadline=None)
histories = st.lists(st.integers(0, 200), min_size=1, max_size=11)

COAL_MINES = (
    *(4, 5, 4, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2),
    *(3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1),
    *(0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0),
    *(0, 0, 0, 1, 0, 0, 1, 0, 1),
)
"""Disasters in British coal mines a year, 1851-1961: R. G. Jarrett, "A note on the intervals between
coal-mining disasters", Biometrika 66 (1979), 191-193; by year in B. P. Carlin, A. E. Gelfand and A. F. M.
Smith, "Hierarchical Bayesian analysis of changepoint problems", Applied Statistics 41 (1992), 389-405."""


def by_year(counts: Sequence[int], first: int = 2001) -> dict[int, int]:
    return dict(enumerate(counts, first))


def levels(counts: dict[int, int]) -> list[tuple[int, int]]:
    """The first and the last year of each step."""
    return [(step.years[0], step.years[-1]) for step in story(counts).steps]


def deviance(counts: Sequence[int]) -> float:
    """Of one level for all of them, from the likelihoods themselves."""
    mean = float(np.mean(counts))
    return float(2 * (poisson.logpmf(counts, counts) - poisson.logpmf(counts, mean)).sum()) if mean else 0.0


def price(counts: dict[int, int]) -> float:
    """Of a cut, in units of the deviance."""
    dispersion = from_year_to_year(consecutive(counts))
    places = len(counts) - 2 * LEAST_YEARS + 1
    return float(f.isf(LEVEL / places, 1, dispersion.freedom)) * dispersion.ratio


def cost(counts: dict[int, int]) -> float:
    """Of the steps that are found, in units of the deviance."""
    found = story(counts).steps
    return sum(deviance(step.counts) for step in found) + price(counts) * (len(found) - 1)


def cuttings(length: int) -> Iterator[tuple[int, ...]]:
    """Every way of cutting so many years into levels of two or more."""
    for number in range(length // LEAST_YEARS):
        for inner in combinations(range(1, length), number):
            ends = (0, *inner, length)
            if all(end - start >= LEAST_YEARS for start, end in pairwise(ends)):
                yield ends


class Deviance(BaseCost):
    """The cost of a level for ``ruptures``."""

    model = "deviance"
    min_size = LEAST_YEARS

    def fit(self, signal: np.ndarray) -> Deviance:
        self.signal = signal
        return self

    def error(self, start: int, end: int) -> float:
        return deviance(self.signal[start:end].ravel())


@untimed
@given(st.lists(st.integers(0, 200), min_size=4, max_size=11))
def test_no_other_way_of_cutting_the_years_costs_less(values: list[int]) -> None:
    each = price(by_year(values))
    every = [
        sum(deviance(values[start:end]) for start, end in pairwise(ends)) + each * (len(ends) - 2)
        for ends in cuttings(len(values))
    ]
    assert cost(by_year(values)) == pytest.approx(min(every), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_ruptures_cuts_at_the_same_years(seed: int) -> None:
    """Pelt is exact for a price a cut: three levels, the jumps between them of every size."""
    generator = np.random.default_rng([14, seed])
    rates = np.repeat(generator.uniform(5, 90, 3), generator.integers(4, 9, 3))
    values = generator.poisson(rates).tolist()
    counts = by_year(values)
    search = ruptures.Pelt(custom_cost=Deviance(), min_size=LEAST_YEARS, jump=1)
    ends = search.fit(np.array(values, dtype=float).reshape(-1, 1)).predict(pen=price(counts))
    assert [step.years[-1] for step in story(counts).steps] == [2000 + end for end in ends]


def test_the_disasters_in_coal_mines_fall_once_about_1890() -> None:
    """Carlin, Gelfand and Smith: after 1891 the rate falls from about 3.1 to about 0.9 a year."""
    assert (len(COAL_MINES), sum(COAL_MINES)) == (111, 191)
    found = story(by_year(COAL_MINES, 1851))
    assert [(step.years[0], step.years[-1]) for step in found.steps] == [(1851, 1891), (1892, 1961)]
    assert [step.mean for step in found.steps] == pytest.approx([3.1, 0.92], abs=0.01)
    assert found.dispersion == within([step.counts for step in found.steps], placed=1)


@given(histories)
def test_steps_are_all_the_years_in_their_order_two_or_more_in_each(values: list[int]) -> None:
    counts = by_year(values)
    found = story(counts).steps
    assert [pair for step in found for pair in zip(step.years, step.counts, strict=True)] == list(
        counts.items()
    )
    assert len(found) == 1 or min(len(step.years) for step in found) >= LEAST_YEARS


@given(st.lists(st.integers(0, 200), min_size=4, max_size=11))
def test_the_years_backwards_have_steps_that_cost_the_same(values: list[int]) -> None:
    assert cost(by_year(values)) == pytest.approx(cost(by_year(values[::-1])), abs=1e-6)


def test_a_plain_step_is_found_where_it_is_and_a_single_wild_year_is_none() -> None:
    assert levels(by_year([60, 55, 62, 58, 150, 160, 148, 155])) == [(2001, 2004), (2005, 2008)]
    assert levels(by_year([60, 55, 62, 58, 90, 61, 57, 63])) == [(2001, 2008)]


def test_a_step_beside_a_missing_year_is_of_the_years_known() -> None:
    counts = {2001: 60, 2002: 55, 2003: 62, 2005: 160, 2006: 148, 2007: 155}
    assert story(counts).steps == (
        Step((2001, 2002, 2003), (60, 55, 62)),
        Step((2005, 2006, 2007), (160, 148, 155)),
    )
    assert story(counts).steps[0].mean == 59


@pytest.mark.parametrize("values", [[0], [0, 0, 0, 0, 0, 0], [900], [5, 500, 6]])
def test_none_and_few_years_are_one_step(values: list[int]) -> None:
    assert len(story(by_year(values)).steps) == 1


def test_from_none_to_some_is_a_step() -> None:
    assert levels(by_year([0, 0, 0, 0, 40, 45, 38])) == [(2001, 2004), (2005, 2007)]


def test_a_constant_rate_has_a_step_in_one_series_in_twenty_or_fewer() -> None:
    """600 seeded series each; three standard errors of a share of 0.05 are 0.027."""
    generator = np.random.default_rng(14)
    for ratio in (2, 5):
        drawn = generator.negative_binomial(40 / (ratio - 1), 1 / ratio, (600, 16)).tolist()
        assert sum(len(story(by_year(row)).steps) > 1 for row in drawn) / 600 <= 0.05 + 0.027


@pytest.mark.parametrize("counts", [{}, {2001: 4, 2002: -1}])
def test_no_year_and_a_negative_count_are_refused(counts: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        story(counts)


@pytest.mark.parametrize(
    ("years", "parts"),
    [
        ((), ()),
        ((2020,), ((2020,),)),
        ((2022, 2020, 2021), ((2020, 2021, 2022),)),
        ((2020, 2022), ((2020, 2022),)),
        ((2014, 2023, 2024), ((2014,), (2023, 2024))),
        ((2014, 2015, 2018, 2019), ((2014, 2015, 2018, 2019),)),
        ((2014, 2015, 2018), ((2014, 2015), (2018,))),
        ((2014, 2016, 2019, 2020), ((2014, 2016, 2019, 2020),)),
    ],
)
def test_years_part_where_more_are_missing_than_are_known_on_a_side(
    years: tuple[int, ...], parts: tuple[tuple[int, ...], ...]
) -> None:
    assert stretches(dict.fromkeys(years, 3)) == parts


@given(st.sets(st.integers(1990, 2030)))
def test_stretches_are_all_the_years_in_their_order(years: set[int]) -> None:
    found = stretches(dict.fromkeys(years, 3))
    assert [year for part in found for year in part] == sorted(years)
    assert all(later[0] - earlier[-1] > 2 for earlier, later in pairwise(found))


def test_a_step_before_the_evaluation_is_no_dispersion_and_its_cut_costs_a_year() -> None:
    counts = by_year([4, 6, 5, 40, 41, 39, 38, 42, 45])
    assert dispersion_up_to(counts, 2007) == within([(4, 6, 5), (40, 41, 39), (38, 42, 45)], placed=1)


def test_stretches_before_the_evaluation_have_steps_of_their_own() -> None:
    counts = by_year([9, 11], 2001) | by_year([60, 64, 61], 2011)
    assert dispersion_up_to(counts, 2012) == within([(9, 11), (60,), (64, 61)])
