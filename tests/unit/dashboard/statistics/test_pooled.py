"""Two sides of years by other roads: exact limits at a dispersion of 1, the plain t interval of large counts,
and what no data may do to limits and p-values."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, nbinom, norm, t
from statsmodels.stats import rates

from dashboard.statistics.dispersion import Dispersion
from dashboard.statistics.pooled import LEAST_P, Pooled, against_level, at_least, at_most, compare

INDEPENDENT = Dispersion(ratio=1.0, freedom=1e12, seen=1.0, seen_freedom=10, usual=1.0)
untimed = settings(deadline=None)
sides = st.lists(st.integers(0, 300), min_size=1, max_size=6)
dispersions = st.builds(
    Dispersion,
    ratio=st.floats(1, 20),
    freedom=st.floats(2, 200),
    seen=st.none(),
    seen_freedom=st.just(0),
)
confidences = st.floats(0.5, 0.999)
levels = st.floats(0.05, 200)


def compared(
    earlier: Sequence[int], later: Sequence[int], dispersion: Dispersion = INDEPENDENT, **options: float
) -> Pooled:
    found = compare(earlier, later, dispersion, **options)
    assert found is not None
    return found


def tail_quotient(freedom: float, tail: float = 0.025) -> float:
    return float((t.isf(tail, freedom) / norm.isf(tail)) ** 2)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((2, 0, 0), (7, 6)),
        ((56, 58, 67), (72, 95)),
        ((5,), (0, 0)),
        ((0,), (4,)),
        ((1,), (1,)),
        ((9, 9), (1,)),
    ],
)
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_without_clusters_the_limits_are_the_exact_conditional_ones(
    earlier: tuple[int, ...], later: tuple[int, ...], confidence: float
) -> None:
    """Clopper and Pearson for the later share as scipy has it, and twice the smaller tail of the binomial."""
    before, after = sum(earlier), sum(later)
    found = compared(earlier, later, confidence=confidence)
    share = len(later) / (len(earlier) + len(later))
    limits = binomtest(after, before + after, share).proportion_ci(confidence, method="exact")
    times = len(earlier) / len(later)
    assert found.interval.low == pytest.approx(limits.low / (1 - limits.low) * times, rel=1e-6)
    if before:
        assert found.interval.high == pytest.approx(limits.high / (1 - limits.high) * times, rel=1e-6)
    else:
        assert (found.ratio, found.interval.high) == (None, math.inf)
    smaller = min(
        binomtest(after, before + after, share, alternative=side).pvalue for side in ("less", "greater")
    )
    assert found.p_value == pytest.approx(min(1, 2 * smaller), rel=1e-6)


@pytest.mark.parametrize(
    ("before", "after", "first", "second"), [(21, 30, 3, 2), (6, 1, 2, 4), (181, 167, 3, 2)]
)
def test_the_p_value_without_clusters_is_that_of_statsmodels(
    before: int, after: int, first: int, second: int
) -> None:
    """Twice the smaller one-sided p of its exact conditional test."""
    smaller = min(
        rates.test_poisson_2indep(after, second, before, first, method="exact-cond", alternative=side).pvalue
        for side in ("larger", "smaller")
    )
    found = compared([before] + [0] * (first - 1), [after] + [0] * (second - 1))
    assert found.p_value == pytest.approx(min(1, 2 * smaller), rel=1e-6)


def test_the_example_of_r() -> None:
    """11 in 800 against 21 in 3,011: ?poisson.test gives 1.971488 times, 0.8584264 to 4.2772659 at 95 %."""
    found = compared([21] + [0] * 3_010, [11] + [0] * 799)
    assert found.ratio == pytest.approx(1.971488, abs=1e-6)
    assert found.interval.low == pytest.approx(0.8584264, abs=1e-6)
    assert found.interval.high == pytest.approx(4.2772659, abs=1e-6)


@pytest.mark.parametrize(("ratio", "freedom"), [(3.0, 6.0), (1.0, 4.0), (12.0, 40.0)])
def test_large_counts_have_the_quasi_poisson_t_interval(ratio: float, freedom: float) -> None:
    """The log ratio plus and minus Student's t times the root of the dispersion times 1 / a + 1 / b."""
    before, after = (40_000, 41_000, 39_500), (60_100, 59_000)
    found = compared(before, after, Dispersion(ratio, freedom, None, 0, 4.5))
    centre = math.log(sum(after) / 2 / (sum(before) / 3))
    width = t.isf(0.025, freedom) * math.sqrt(ratio * (1 / sum(before) + 1 / sum(after)))
    assert math.log(found.interval.low) == pytest.approx(centre - width, abs=0.01 * width)
    assert math.log(found.interval.high) == pytest.approx(centre + width, abs=0.01 * width)


def test_the_p_value_of_large_counts_is_that_of_students_t() -> None:
    before, after = (4_000_000, 4_100_000), (4_120_000, 4_050_000)
    dispersion = Dispersion(30.0, 5.0, None, 0, 4.5)
    error = math.sqrt(30 * (1 / sum(before) + 1 / sum(after)))
    statistic = math.log(sum(after) / sum(before)) / error
    expected = 2 * t.sf(statistic, 5)
    assert 0.01 < expected < 0.2
    assert compared(before, after, dispersion).p_value == pytest.approx(expected, rel=0.01)


@untimed
@given(sides, sides, dispersions, confidences)
def test_p_is_at_most_one_minus_the_confidence_exactly_where_the_interval_leaves_out_1(
    earlier: list[int], later: list[int], dispersion: Dispersion, confidence: float
) -> None:
    assume(sum(earlier) + sum(later))
    found = compared(earlier, later, dispersion, confidence=confidence)
    assume(abs(found.p_value - (1 - confidence)) > 1e-9)
    assert (1 not in found.interval) == (found.p_value <= 1 - confidence) == (found.direction != 0)


@untimed
@given(sides, levels, dispersions, confidences)
def test_of_a_level_too(later: list[int], level: float, dispersion: Dispersion, confidence: float) -> None:
    found = against_level(later, level, dispersion, confidence=confidence)
    assume(abs(found.p_value - (1 - confidence)) > 1e-9)
    assume(min(abs(limit - 1) for limit in (found.interval.low, found.interval.high)) > 1e-9)
    assert (1 not in found.interval) == (found.p_value <= 1 - confidence) == (found.direction != 0)


@untimed
@given(sides, sides, dispersions)
def test_sides_that_are_exchanged_turn_the_ratio_over(
    earlier: list[int], later: list[int], dispersion: Dispersion
) -> None:
    assume(sum(earlier) and sum(later))
    there, back = compared(earlier, later, dispersion), compared(later, earlier, dispersion)
    assert there.ratio == pytest.approx(1 / (back.ratio or math.nan))
    # Beyond a million, no more digits of a share of nearly all are kept than that.
    assert there.interval.low == pytest.approx(1 / back.interval.high, rel=1e-6, abs=1e-6)
    assert 1 / there.interval.high == pytest.approx(back.interval.low, rel=1e-6, abs=1e-6)
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6, abs=1e-9)
    assert there.direction == -back.direction


@untimed
@given(sides, sides, dispersions)
def test_the_ratio_lies_between_its_limits_and_the_order_of_the_years_is_nothing(
    earlier: list[int], later: list[int], dispersion: Dispersion
) -> None:
    assume(sum(earlier))
    found = compared(earlier, later, dispersion)
    assert found.ratio is not None
    assert found.interval.low <= found.ratio <= found.interval.high
    assert compared(earlier[::-1], later[::-1], dispersion) == found


@untimed
@given(sides, sides, st.floats(1, 5), st.integers(2, 9))
def test_incidents_that_come_by_the_dozen_tell_no_more_than_the_dozens(
    earlier: list[int], later: list[int], ratio: float, size: int
) -> None:
    assume(sum(earlier) + sum(later))
    alone = compared(earlier, later, Dispersion(ratio, 10, None, 0, 4.5))
    grouped = compared(
        [size * count for count in earlier],
        [size * count for count in later],
        Dispersion(size * ratio, 10, None, 0, 4.5),
    )
    assert grouped.interval.low == pytest.approx(alone.interval.low)
    assert grouped.interval.high == pytest.approx(alone.interval.high)
    assert grouped.p_value == pytest.approx(alone.p_value, rel=1e-6)


@untimed
@given(sides, sides, dispersions, st.integers(1, 50))
def test_one_more_later_incident_never_lowers_a_limit(
    earlier: list[int], later: list[int], dispersion: Dispersion, more: int
) -> None:
    assume(sum(earlier) + sum(later))
    fewer = compared(earlier, later, dispersion)
    found = compared(earlier, [later[0] + more, *later[1:]], dispersion)
    assert found.interval.low >= fewer.interval.low * (1 - 1e-9)
    assert found.interval.high >= fewer.interval.high * (1 - 1e-9)


@untimed
@given(sides, sides, dispersions, st.floats(1.01, 5))
def test_more_dispersion_never_narrows_the_limits(
    earlier: list[int], later: list[int], dispersion: Dispersion, times: float
) -> None:
    assume(sum(earlier) + sum(later))
    narrow = compared(earlier, later, dispersion)
    wide = compared(earlier, later, Dispersion(dispersion.ratio * times, dispersion.freedom, None, 0, 4.5))
    assert wide.interval.low <= narrow.interval.low * (1 + 1e-9)
    assert wide.interval.high >= narrow.interval.high * (1 - 1e-9)


def test_what_is_none_on_a_side() -> None:
    assert compare((0, 0), (0,), INDEPENDENT) is None
    risen = compared((0, 0, 0), (8, 5))
    assert (risen.ratio, risen.interval.high, risen.direction) == (None, math.inf, 1)
    assert risen.p_value == pytest.approx(2 * (2 / 5) ** 13)
    fallen = compared((8, 5), (0, 0, 0))
    assert (fallen.ratio, fallen.interval.low, fallen.direction) == (0.0, 0.0, -1)
    assert fallen.p_value == pytest.approx(2 * (2 / 5) ** 13)
    few = compared((0,), (1,))
    assert (few.interval.high, few.direction, few.p_value) == (math.inf, 0, 1.0)


def test_a_p_value_has_a_floor() -> None:
    assert compared((1,), (9_000,)).p_value == LEAST_P
    assert against_level((9_000,), 1, INDEPENDENT).p_value == LEAST_P


@pytest.mark.parametrize(("later", "level"), [((8, 5), 1.0), ((0, 0, 0), 2.0), ((1,), 0.1), ((60, 70), 60.3)])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_of_a_level_without_clusters_the_limits_are_garwoods(
    later: tuple[int, ...], level: float, confidence: float
) -> None:
    """By quantiles of chi-squared, and as statsmodels has them."""
    total, expected, tail = sum(later), level * len(later), (1 - confidence) / 2
    found = against_level(later, level, INDEPENDENT, confidence=confidence)
    low = chi2.ppf(tail, 2 * total) / 2 if total else 0.0
    high = chi2.isf(tail, 2 * total + 2) / 2
    assert found.interval.low * expected == pytest.approx(low, rel=1e-6)
    assert found.interval.high * expected == pytest.approx(high, rel=1e-6)
    if total:
        assert (low, high) == pytest.approx(
            rates.confint_poisson(total, 1, method="exact-c", alpha=1 - confidence)
        )
    assert found.ratio == pytest.approx(total / expected)


def test_with_clusters_a_level_is_asked_of_the_negative_binomial() -> None:
    """24 in two years at a level of 8: mean 16, so that size is 16 / (ratio - 1)."""
    dispersion = Dispersion(2.0, 12.0, None, 0, 4.5)
    found = against_level((14, 10), 8, dispersion)
    ratio = 2 * tail_quotient(12)
    low, high = found.interval.low * 16, found.interval.high * 16
    assert nbinom.sf(23, low / (ratio - 1), 1 / ratio) == pytest.approx(0.025, rel=1e-6)
    assert nbinom.cdf(24, high / (ratio - 1), 1 / ratio) == pytest.approx(0.025, rel=1e-6)
    tail = found.p_value / 2
    ratio = 2 * tail_quotient(12, tail)
    assert nbinom.sf(23, 16 / (ratio - 1), 1 / ratio) == pytest.approx(tail, rel=1e-6)


@untimed
@given(sides, levels, dispersions, st.floats(1.01, 5))
def test_more_dispersion_never_makes_a_level_more_exceeded(
    later: list[int], level: float, dispersion: Dispersion, times: float
) -> None:
    """Great groups come in few years: a single incident is rarer the greater they are, and says no more."""
    narrow = against_level(later, level, dispersion)
    wide = against_level(later, level, Dispersion(dispersion.ratio * times, dispersion.freedom, None, 0, 4.5))
    assert wide.interval.low <= narrow.interval.low * 1.05
    assert wide.interval.high >= narrow.interval.high * (1 - 1e-6)


@pytest.mark.parametrize("ratio", [1.5, 5.0, 40.0])
def test_one_incident_is_never_rarer_than_if_incidents_were_independent(ratio: float) -> None:
    assert at_least(1, 0.1, ratio) == pytest.approx(1 - math.exp(-0.1))
    assert at_most(0, 3, ratio) == pytest.approx(nbinom.cdf(0, 3 / (ratio - 1), 1 / ratio))
    found = against_level((1,), 0.1, Dispersion(ratio, 1e9, None, 0, 4.5))
    assert found.interval.low == pytest.approx(against_level((1,), 0.1, INDEPENDENT).interval.low, rel=1e-6)


@pytest.mark.parametrize("year", [(), (3, -1)])
def test_a_side_without_years_and_a_negative_count_are_refused(year: tuple[int, ...]) -> None:
    for refused in (
        lambda: compare(year, (1,), INDEPENDENT),
        lambda: compare((1,), year, INDEPENDENT),
        lambda: against_level(year, 1, INDEPENDENT),
    ):
        with pytest.raises(ValueError, match="wanted"):
            refused()


@pytest.mark.parametrize("level", [0.0, -1.0, math.nan])
def test_a_level_that_is_not_above_zero_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level above 0"):
        against_level((1,), level, INDEPENDENT)


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_confidence_of_nothing_or_everything_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        compare((1,), (1,), INDEPENDENT, confidence=confidence)
    with pytest.raises(ValueError, match="confidence"):
        against_level((1,), 1, INDEPENDENT, confidence=confidence)


def test_of_all_the_ways_a_total_can_fall_the_limits_miss_in_no_more_than_one_in_twenty() -> None:
    """At a true ratio of 1 and any total, summed over the binomial: exact, no simulation."""
    for total in (1, 5, 20, 80):
        chances = [
            math.comb(total, after) * 0.4**after * 0.6 ** (total - after) for after in range(total + 1)
        ]
        missed = [1 not in compared((total - after, 0, 0), (after, 0)).interval for after in range(total + 1)]
        assert float(np.dot(chances, missed)) <= 0.05
