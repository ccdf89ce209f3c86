"""Two spans of years are told apart by an exact test, whose numbers are worked out here by hand as well."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, t

from dashboard.statistics.spans import SpanTest, Spread, compare_spans, compare_uneven_spans, spread_within

totals, years = st.integers(0, 60), st.integers(1, 25)


def compared(earlier: int, earlier_years: int, later: int, later_years: int) -> SpanTest:
    test = compare_spans(earlier, earlier_years, later, later_years)
    assert test is not None
    return test


def chances(total: int, share: Fraction) -> list[Fraction]:
    """How likely each number of ``total`` is to fall on the later span by its share of the years."""
    return [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]


def by_hand(earlier: int, earlier_years: int, later: int, later_years: int) -> float:
    """Twice the chance of as many on the later span or more, or as few or fewer, whichever is smaller."""
    share = Fraction(later_years, earlier_years + later_years)
    each = chances(earlier + later, share)
    return float(min(Fraction(1), 2 * min(sum(each[: later + 1]), sum(each[later:]))))


def test_the_figures_of_the_docstring() -> None:
    test = compared(2, 3, 13, 2)
    assert test.ratio == pytest.approx(9.75)
    assert (round(test.interval.low, 1), round(test.interval.high)) == (2.2, 89)
    assert round(test.p_value, 5) == 0.00056


@pytest.mark.parametrize(
    ("earlier", "earlier_years", "later", "later_years", "p_value"),
    [
        # 0 then 5 over equal spans: both outermost ways of 2^5, 2/32.
        (0, 3, 5, 3, 2 / 32),
        # 1 then 3 over equal spans: twice the ways with 3 or 4 on the later one, 2 (4 + 1) / 16.
        (1, 2, 3, 2, 10 / 16),
        # 3 then 3: each tail has more than half, and no chance is above 1.
        (3, 4, 3, 4, 1.0),
        # 0 in 3 years then 2 in 1: both on a quarter of the years, twice (1/4)^2.
        (0, 3, 2, 1, 2 / 16),
        # 2 in 1 year then 1 in 3: twice none or one on three quarters of the years, 2 (1 + 9) / 64.
        (2, 1, 1, 3, 20 / 64),
    ],
)
def test_small_totals_counted_out_on_paper(
    earlier: int, earlier_years: int, later: int, later_years: int, p_value: float
) -> None:
    assert compared(earlier, earlier_years, later, later_years).p_value == pytest.approx(p_value)


@given(totals, years, totals, years)
def test_the_p_value_is_twice_the_smaller_tail_and_at_most_1(
    earlier: int, earlier_years: int, later: int, later_years: int
) -> None:
    test = compare_spans(earlier, earlier_years, later, later_years)
    if test is not None:
        assert test.p_value == pytest.approx(by_hand(earlier, earlier_years, later, later_years), rel=1e-6)
        assert 0 <= test.p_value <= 1


def test_the_p_value_and_the_interval_never_contradict_each_other_for_small_totals() -> None:
    """The interval holds 1, equal rates, where and only where the p-value is above 0.05."""
    found = set()
    for earlier, later in product(range(11), repeat=2):
        for earlier_years, later_years in ((1, 1), (1, 3), (3, 2), (2, 5), (6, 1)):
            if not earlier + later:
                continue
            numbers = (earlier, earlier_years, later, later_years)
            test = compared(*numbers)
            holds_equal_rates = test.interval.low <= 1 <= test.interval.high
            assert holds_equal_rates is (test.p_value > 0.05), numbers
            found.add(holds_equal_rates)
    assert found == {True, False}


@given(totals, years, totals, years, st.sampled_from([0.9, 0.95, 0.99]))
def test_the_p_value_and_the_interval_never_contradict_each_other_at_any_confidence(
    earlier: int, earlier_years: int, later: int, later_years: int, confidence: float
) -> None:
    test = compare_spans(earlier, earlier_years, later, later_years, confidence=confidence)
    # Where the p-value is the level itself, the limit is 1 but for the last digits of either.
    if test is not None and abs(test.p_value - (1 - confidence)) > 1e-9:
        assert (test.interval.low <= 1 <= test.interval.high) is (test.p_value > 1 - confidence)


@given(totals, years, totals, years)
def test_the_interval_ends_where_each_tail_has_its_half_of_the_rest(
    earlier: int, earlier_years: int, later: int, later_years: int
) -> None:
    test, total = compare_spans(earlier, earlier_years, later, later_years), earlier + later
    if test is None:
        return

    def tail(ratio: float, *, from_later: bool) -> float:
        share = ratio * later_years / (ratio * later_years + earlier_years)
        each = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
        return sum(each[later:] if from_later else each[: later + 1])

    if later:
        assert tail(test.interval.low, from_later=True) == pytest.approx(0.025, rel=1e-6)
    else:
        assert test.interval.low == 0
    if earlier:
        assert tail(test.interval.high, from_later=False) == pytest.approx(0.025, rel=1e-6)
    else:
        assert test.interval.high == math.inf


@given(totals, years, totals, years)
def test_the_other_way_round_is_the_same_test_with_the_ratio_turned_over(
    earlier: int, earlier_years: int, later: int, later_years: int
) -> None:
    test = compare_spans(earlier, earlier_years, later, later_years)
    turned = compare_spans(later, later_years, earlier, earlier_years)
    if test is None or turned is None:
        assert test is turned is None
        return
    assert turned.p_value == pytest.approx(test.p_value)
    if earlier and later:
        assert turned.ratio == pytest.approx(1 / (test.ratio or 0))
        assert turned.interval.low == pytest.approx(1 / test.interval.high)
        assert turned.interval.high == pytest.approx(1 / test.interval.low)


@given(totals, years, totals, years)
def test_the_ratio_that_was_seen_lies_in_its_interval(
    earlier: int, earlier_years: int, later: int, later_years: int
) -> None:
    test = compare_spans(earlier, earlier_years, later, later_years)
    if test is not None and test.ratio is not None:
        assert test.ratio == pytest.approx(later * earlier_years / (earlier * later_years))
        assert test.interval.low <= test.ratio <= test.interval.high


@pytest.mark.parametrize("confidence", [0.9, 0.99])
def test_more_confidence_is_a_wider_interval(confidence: float) -> None:
    test, plain = compare_spans(2, 3, 13, 2, confidence=confidence), compared(2, 3, 13, 2)
    assert test is not None
    assert (test.interval.low < plain.interval.low) is (confidence > 0.95)
    assert (test.interval.high > plain.interval.high) is (confidence > 0.95)


def test_none_in_both_spans_says_nothing() -> None:
    assert compare_spans(0, 3, 0, 2) is None


def test_a_rate_from_none_has_no_ratio_and_no_upper_limit() -> None:
    test = compared(0, 3, 5, 2)
    assert test.ratio is None
    assert 0 < test.interval.low < test.interval.high == math.inf


def test_a_rate_that_fell_to_none_is_none_of_the_earlier_one() -> None:
    test = compared(5, 2, 0, 3)
    assert (test.ratio, test.interval.low) == (0, 0)
    assert 0 < test.interval.high < math.inf


@pytest.mark.parametrize("numbers", [(-1, 3, 2, 2), (2, 3, -1, 2), (2, 0, 2, 2), (2, 3, 2, 0), (2, -1, 2, 2)])
def test_a_negative_total_or_no_year_is_refused(numbers: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="wanted, not"):
        compare_spans(*numbers)


def test_the_spread_within_spans_is_counted_around_the_mean_of_each() -> None:
    """Squares of 32 around 4 and of 18 around 23: (8 + 18 / 23) over 3 degrees of freedom."""
    found = spread_within([(4, 0, 8), (20, 26)])
    assert found is not None
    assert found.times == pytest.approx((8 + 18 / 23) / 3)
    assert found.freedom == 3
    assert found.p_value == pytest.approx(chi2.sf(8 + 18 / 23, 3))
    assert round(found.p_value, 2) == 0.03


def test_a_step_between_spans_is_no_spread_and_a_span_of_none_tells_nothing() -> None:
    assert spread_within([(4, 4, 4), (90, 90)]) == Spread(0, 3, 1)
    assert spread_within([(0, 0, 0), (20, 26)]) == spread_within([(20, 26)])


@pytest.mark.parametrize("spans", [[], [()], [(5,), (9,)], [(0, 0), (0, 0, 0)]])
def test_without_two_years_of_a_span_with_an_incident_there_is_no_spread(
    spans: list[tuple[int, ...]],
) -> None:
    assert spread_within(spans) is None


UNEVEN = Spread(6.558823529411765, 4, 0.00003)
"""That of 2, 10, 0, then 30, 50, 22."""


def test_the_uneven_figures_of_the_docstring() -> None:
    assert spread_within([(2, 10, 0), (30, 50, 22)]) == Spread(
        pytest.approx(UNEVEN.times), 4, pytest.approx(UNEVEN.p_value, rel=0.1)
    )
    test = compare_uneven_spans(12, 3, 102, 3, UNEVEN)
    assert test is not None
    assert test.ratio == pytest.approx(8.5)
    assert (round(test.interval.low, 2), round(test.interval.high)) == (0.97, 74)
    assert round(test.p_value, 3) == 0.052


def test_a_spread_multiplies_the_variance_of_the_log_ratio_and_t_has_its_degrees_of_freedom() -> None:
    test = compare_uneven_spans(12, 3, 136, 4, UNEVEN)
    assert test is not None
    error = math.sqrt(UNEVEN.times * (1 / 12 + 1 / 136))
    assert test.p_value == pytest.approx(2 * t.sf(math.log(8.5) / error, 4))
    assert math.log(test.interval.high / 8.5) == pytest.approx(t.ppf(0.975, 4) * error)
    assert math.log(8.5 / test.interval.low) == pytest.approx(t.ppf(0.975, 4) * error)


@given(st.integers(1, 60), years, st.integers(1, 60), years, st.floats(1, 60), st.integers(1, 30))
def test_the_p_of_uneven_spans_and_their_interval_never_contradict_each_other(
    earlier: int, earlier_years: int, later: int, later_years: int, times: float, freedom: int
) -> None:
    spread = Spread(times, freedom, 0.01)
    test = compare_uneven_spans(earlier, earlier_years, later, later_years, spread)
    assert test is not None
    if abs(test.p_value - 0.05) > 1e-9:
        assert (test.p_value < 0.05) is not (test.interval.low <= 1 <= test.interval.high)


def test_a_spread_under_1_makes_no_test_surer_and_a_larger_one_makes_it_less_sure() -> None:
    low, one, high = (compare_uneven_spans(12, 3, 102, 3, Spread(times, 4, 0.5)) for times in (0.2, 1.0, 3.0))
    assert low == one
    assert one is not None
    assert high is not None
    assert one.p_value < high.p_value
    assert one.interval.low > high.interval.low


@pytest.mark.parametrize("totals", [(0, 9), (9, 0), (0, 0)])
def test_a_span_of_none_has_no_log_ratio(totals: tuple[int, int]) -> None:
    assert compare_uneven_spans(totals[0], 3, totals[1], 3, UNEVEN) is None


def test_a_spread_without_bounds_is_an_interval_without_any() -> None:
    test = compare_uneven_spans(1, 1, 80_000, 2, Spread(80_000.0, 1, 0.0))
    assert test is not None
    assert (test.interval.low, test.interval.high) == (0, math.inf)
    assert test.p_value > 0.05
