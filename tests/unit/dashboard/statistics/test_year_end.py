"""Ranges for the end of a year: by another road, on real years, and on years whose rates are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.statistics.dispersion import consecutive, from_year_to_year
from dashboard.statistics.intervals import Interval
from dashboard.statistics.year_end import (
    CALENDAR_WEIGHT,
    DISPERSIONS,
    EVENNESS,
    LEAST_PARTS,
    SHARES,
    UsualShare,
    straight_line,
    usual_share,
    year_end,
)

Pairs = dict[int, tuple[int, int]]

WORLD = {2002: 370, 2003: 445, 2004: 329, 2005: 276, 2006: 239, 2007: 263, 2008: 293, 2009: 410}
WORLD |= {2010: 445, 2011: 439, 2012: 297, 2013: 264, 2014: 245, 2015: 246, 2016: 191, 2017: 180}
WORLD |= {2018: 201, 2019: 162, 2020: 195, 2021: 132, 2022: 115, 2023: 120, 2024: 116, 2025: 137}
"""IMB, world: full years, from its annual reports (data/counts/imb.csv)."""
QUARTERS = {2003: 103, 2007: 41, 2011: 142, 2015: 54, 2017: 43, 2019: 38, 2020: 47, 2022: 37, 2023: 27}
HALVES = {2006: 127, 2009: 240, 2012: 177, 2015: 134, 2016: 98, 2017: 87, 2021: 68, 2022: 58, 2024: 60}
NINE_MONTHS = {2003: 344, 2006: 174, 2007: 198, 2009: 306, 2010: 289, 2015: 190, 2016: 141, 2017: 121}
WORLD_PARTS = {
    3: QUARTERS | {2024: 33, 2025: 45},
    6: HALVES | {2025: 90},
    9: NINE_MONTHS | {2019: 119, 2020: 132, 2021: 97, 2022: 90, 2024: 79, 2025: 116},
}
"""The same for the first months of years, each as the IMB's report on these months told it."""
ASIA = {2010: 167, 2011: 157, 2012: 133, 2014: 187, 2015: 203, 2016: 85, 2017: 101, 2018: 76}
ASIA |= {2019: 83, 2020: 97, 2021: 82, 2022: 84, 2023: 101, 2024: 107, 2025: 132}
ASIA_HALVES = {2014: 73, 2015: 106, 2017: 47, 2018: 40, 2019: 28, 2020: 51, 2021: 37, 2023: 61, 2024: 51}
"""ReCAAP, Asia: full years and first halves, as first told (data/counts/recaap.csv)."""

parts_and_years = st.tuples(st.integers(0, 80), st.integers(1, 80)).map(lambda both: (both[0], sum(both)))
known_parts = st.lists(parts_and_years, min_size=LEAST_PARTS, max_size=8).map(
    lambda pairs: dict(enumerate(pairs, 2011))
)
full_counts = st.lists(st.integers(0, 150), min_size=3, max_size=12).map(
    lambda counts: dict(enumerate(counts, 2008))
)


def limits(part: int, share: float, earlier: Pairs, full_years: dict[int, int]) -> Interval:
    found = year_end(part, share, earlier, full_years)
    assert found is not None
    return found


def before(year: int, parts: dict[int, int], years: dict[int, int]) -> tuple[Pairs, dict[int, int]]:
    earlier = {other: (count, years[other]) for other, count in parts.items() if other < year}
    return earlier, {other: count for other, count in years.items() if other < year}


def test_the_range_is_what_a_plain_sum_over_every_possibility_gives() -> None:
    earlier, full_years = {2022: (4, 9), 2023: (7, 11)}, {2021: 6, 2022: 9, 2023: 11}
    found = from_year_to_year(consecutive(full_years))
    shares = stats.beta.pdf(SHARES, CALENDAR_WEIGHT / 4, CALENDAR_WEIGHT * 3 / 4)
    mean = (26 + found.ratio / 2) / 3
    years = np.arange(5, 400)
    chances = np.zeros(len(years))
    for share, weight in zip(SHARES, shares, strict=True):
        for evenness in EVENNESS:
            shape = (share * evenness, (1 - share) * evenness)
            seen = np.prod([stats.betabinom.pmf(part, year, *shape) for part, year in earlier.values()])
            chances += weight * seen * stats.betabinom.pmf(5, years, *shape)
    ratios = np.maximum(
        found.ratio * found.freedom / stats.chi2.isf(DISPERSIONS, found.freedom) * 4 / 3, 1.01
    )
    chances *= sum(stats.nbinom.pmf(years, mean / (ratio - 1), 1 / ratio) for ratio in ratios)
    summed = np.cumsum(chances) / chances.sum()
    assert limits(5, 0.25, earlier, full_years) == Interval(
        int(years[summed >= 0.025][0]), int(years[summed >= 0.975][0])
    )


def test_the_straight_line_takes_the_rest_of_the_year_for_the_part_over_again() -> None:
    line = straight_line(90, 0.5)
    assert line == Interval(155, 209)
    assert stats.nbinom.cdf(line.high - 90, 91, 0.5) >= 0.975 > stats.nbinom.cdf(line.high - 91, 91, 0.5)
    assert straight_line(0, 0.5).low == 0


@pytest.mark.parametrize(("months", "made", "held", "straight"), [(3, 9, 9, 7), (6, 8, 8, 6), (9, 12, 11, 8)])
def test_ranges_held_on_the_imbs_world_and_a_straight_lines_did_not(
    months: int, made: int, held: int, straight: int
) -> None:
    tried = [
        (WORLD[year], year_end(part, months / 12, *before(year, WORLD_PARTS[months], WORLD)), part)
        for year, part in WORLD_PARTS[months].items()
    ]
    ranges = [(full, found, part) for full, found, part in tried if found is not None]
    assert len(ranges) == made
    assert sum(full in found for full, found, _ in ranges) == held
    assert sum(full in straight_line(part, months / 12) for full, _, part in ranges) == straight


def test_ninety_in_six_months_of_2025_did_not_say_180_for_the_year() -> None:
    found = limits(90, 0.5, *before(2025, WORLD_PARTS[6], WORLD))
    assert WORLD[2025] in found
    assert WORLD[2025] not in straight_line(90, 0.5)
    assert found.high - found.low < 80


def test_95_in_asia_in_six_months_of_2025_and_132_in_the_year() -> None:
    found = limits(95, 0.5, *before(2025, ASIA_HALVES, ASIA))
    assert ASIA[2025] in found
    assert ASIA[2025] not in straight_line(95, 0.5)


def test_parts_that_were_raised_later_would_give_a_lower_end_of_the_year() -> None:
    """So the editions are not mixed: a part as first told stands beside parts as first told."""
    first, raised = before(2025, ASIA_HALVES, ASIA), before(2025, ASIA_HALVES | {2014: 90}, ASIA)
    shares = usual_share(first[0]), usual_share(raised[0])
    assert shares[0] is not None
    assert shares[1] is not None
    assert shares[0].share < shares[1].share
    assert limits(95, 0.5, *first).high > limits(95, 0.5, *raised).high


def test_the_usual_share_is_that_of_all_earlier_parts_with_its_lowest_and_highest_year() -> None:
    assert usual_share({2021: (1, 4), 2022: (30, 60), 2023: (0, 0)}) == UsualShare(
        31 / 64, Interval(0.25, 0.5)
    )
    assert usual_share({2022: (30, 60), 2023: (0, 0)}) is None
    assert usual_share({}) is None


def test_too_few_earlier_parts_or_full_years_give_none() -> None:
    years = {2021: 6, 2022: 9, 2023: 11}
    assert year_end(5, 0.5, {2023: (4, 11)}, years) is None
    assert year_end(5, 0.5, {2019: (0, 0), 2023: (4, 11)}, years) is None, "a year of none has no share"
    assert year_end(5, 0.5, {2022: (4, 9), 2023: (4, 11)}, {2022: 9, 2023: 11}) is None
    assert year_end(5, 0.5, {2022: (4, 9), 2023: (4, 11)}, {}) is None


def test_a_first_part_of_none_is_no_year_of_none() -> None:
    earlier = {2021: (2, 10), 2022: (3, 8), 2023: (1, 9)}
    found = limits(0, 0.25, earlier, {2021: 10, 2022: 8, 2023: 9})
    assert found.low < 9 < found.high
    quiet = limits(0, 0.25, {2011: (1, 2), 2012: (0, 3)}, {2020: 0, 2021: 0, 2022: 0})
    assert quiet.low == 0
    assert quiet.high >= 1


@pytest.mark.parametrize(
    ("part", "share", "earlier"),
    [
        (-1, 0.5, {2021: (1, 2), 2022: (1, 2)}),
        (1, 1.0, {2021: (1, 2), 2022: (1, 2)}),
        (1, 0.0, {2021: (1, 2), 2022: (1, 2)}),
        (1, 0.5, {2021: (3, 2), 2022: (1, 2)}),
        (1, 0.5, {2021: (-1, 2), 2022: (1, 2)}),
    ],
)
def test_what_cannot_be_is_refused(part: int, share: float, earlier: Pairs) -> None:
    with pytest.raises(ValueError, match="wanted"):
        year_end(part, share, earlier, {2020: 2, 2021: 2, 2022: 2})


@settings(max_examples=40)
@given(st.integers(0, 200), st.sampled_from([0.25, 0.5, 0.75]), known_parts, full_counts)
def test_a_range_is_of_whole_counts_from_the_part_on(
    part: int, share: float, earlier: Pairs, full_years: dict[int, int]
) -> None:
    found = limits(part, share, earlier, full_years)
    assert part <= found.low <= found.high
    assert (found.low, found.high) == (int(found.low), int(found.high))
    wide = year_end(part, share, earlier, full_years, confidence=0.995)
    assert wide is not None
    assert wide.low <= found.low
    assert wide.high >= found.high


def held(mean: float, *, usual: float, evenness: float, parts: int = 6, wander: float = 0.0) -> float:
    """How often a range from a first half held: simulated years whose rate is known, of twice the variance of
    independent incidents, the half's share around ``usual``, the rate changing by ``wander`` a year."""
    generator = np.random.default_rng([20_261_130, int(mean), int(100 * usual), parts, int(10 * wander)])
    tried = 150
    outcomes = []
    for _ in range(tried):
        rates = mean * np.exp(np.cumsum(generator.normal(0, wander, 11)))
        counts = generator.negative_binomial(rates, 0.5)
        shares = generator.beta(usual * evenness, (1 - usual) * evenness, 11)
        halves = generator.binomial(counts, shares)
        years = dict(enumerate(counts[:-1].tolist(), 2001))
        earlier = {year: (int(halves[year - 2001]), years[year]) for year in list(years)[-parts:]}
        found = year_end(int(halves[-1]), 0.5, earlier, years)
        if found is not None:  # with few incidents a year the earlier ones may have had none
            outcomes.append(counts[-1] in found)
    assert len(outcomes) > 0.9 * tried
    return sum(outcomes) / len(outcomes)


@pytest.mark.parametrize(("mean", "parts"), [(2, 6), (15, 6), (15, LEAST_PARTS), (120, 6)])
def test_ranges_hold_nineteen_times_in_twenty_where_what_they_assume_is_so(mean: float, parts: int) -> None:
    assert held(mean, usual=0.5, evenness=32, parts=parts) >= 0.93


@pytest.mark.parametrize("usual", [0.35, 0.7])
def test_they_hold_in_waters_with_a_season(usual: float) -> None:
    assert held(60, usual=usual, evenness=32) >= 0.9


def test_they_hold_somewhat_less_often_where_the_rate_itself_wanders_or_shares_vary_more_than_seen() -> None:
    assert held(60, usual=0.5, evenness=32, wander=0.3) >= 0.88
    assert held(60, usual=0.5, evenness=8, parts=LEAST_PARTS) >= 0.85
