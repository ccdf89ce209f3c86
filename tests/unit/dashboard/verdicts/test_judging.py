"""Each series is judged alone, by the test that its level asks for, over the years that may be compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from observed import counts, indicator, listed, observed, part_of

from dashboard.record.captions import Observation
from dashboard.statistics.change import LEVEL, against_earlier, trend_test
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.evidence import evidence_of, is_found_above
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import (
    AGAINST_EARLIER,
    DETECTABLE,
    ENDED,
    EXCEEDANCE,
    HELD,
    MET,
    MISSED,
    NO_FIGURE,
    NOT_ASSESSABLE,
    NOT_DETECTABLE,
    NOT_MET,
    PENDING,
    QUASI_POISSON,
    TOO_FEW_DATA,
    TREND,
    PeriodVerdict,
)
from dashboard.verdicts.outlook import needed_for_change, prediction_after


def verdict_of(kind: str, *values: int | None, year: int | None = None, **changes: object) -> PeriodVerdict:
    """The verdict on one year (the last, unless named) of counts from 2021 on."""
    judged = judge(indicator(kind, **changes), [listed(*counts(*values))])
    wanted = year or 2020 + len(values)
    return next(one for one in judged.periods if one.year == wanted)


def test_the_plans_asian_counts_show_no_change_and_the_later_ones_do() -> None:
    early = verdict_of("no-increase", 56, 58, 67)
    assert (early.evidence.code, early.evidence.test) == (NOT_DETECTABLE, TREND)
    assert early.evidence.p_value == pytest.approx(0.3393, abs=5e-5)
    assert (early.needed.at_most, early.needed.at_least) == (43, 80)
    assert early.prediction is not None
    assert (early.prediction.interval.low, early.prediction.interval.high) == (24, 107)
    assert early.evidence.growth == pytest.approx(0.30, abs=0.01)
    later = verdict_of("no-increase", 82, 84, 101, 107, 132)
    assert (later.evidence.code, later.evidence.direction) == (DETECTABLE, 1)
    assert later.evidence.p_value == pytest.approx(0.000115, abs=1e-6)
    assert later.evidence.overturned_at == pytest.approx(3.89, abs=0.01)
    assert later.evidence.is_trend
    assert not early.evidence.is_trend


def test_above_a_level_both_the_plain_and_the_clustered_chance_are_told() -> None:
    history = counts(0, 2, 9, 3, None, 0, None, 0, 1, 8, first=2015)
    judged = judge(indicator("band", history_from=2015), [listed(*history)])
    newest = judged.newest
    assert newest is not None
    evidence = newest.evidence
    assert (newest.fact.code, evidence.test, evidence.code) == (NOT_MET, EXCEEDANCE, DETECTABLE)
    assert evidence.p_value == pytest.approx(0.00001025, rel=1e-3)
    assert evidence.spread is not None
    assert evidence.spread.ratio == pytest.approx(4.89, abs=0.01)
    assert evidence.p_clustered == pytest.approx(0.0249, abs=1e-4)
    assert newest.precedent is not None
    assert (newest.precedent.highest, newest.precedent.highest_year) == (9, 2017)


def test_a_count_that_clusters_could_bring_is_not_called_detectable() -> None:
    history = counts(0, 2, 9, 3, None, 0, None, 0, 1, 5, first=2015)
    newest = judge(indicator("band", history_from=2015), [listed(*history)]).newest
    assert newest is not None
    assert newest.evidence.p_value is not None
    assert newest.evidence.p_value < 0.01
    assert newest.evidence.p_clustered == pytest.approx(0.064, abs=0.001)
    assert newest.evidence.code == NOT_DETECTABLE
    assert newest.fact.code == NOT_MET


def test_the_history_of_a_series_that_repeats_the_count_fills_gaps_of_the_spread_alone() -> None:
    own = counts(None, None, None, None, None, None, None, None, 1, 8, first=2015)
    other = {2015: 0, 2016: 2, 2017: 9, 2018: 3, 2020: 0, 2022: 0, 2023: 99}
    judged = judge(indicator("band", history_from=2015), [listed(*own, history=tuple(other.items()))])
    newest = judged.newest
    assert newest is not None
    assert newest.evidence.spread is not None
    assert newest.evidence.spread.counts == (0, 2, 9, 3, 0, 0, 1), "its own 1 in 2023, not the other's 99"
    assert newest.evidence.years == (2024,)
    assert [one.value for one in judged.periods] == [None, None, 1, 8]


def test_a_level_of_none_is_held_against_the_earlier_years() -> None:
    verdict = verdict_of("none", 0, 0, 0, 2)
    assert (verdict.fact.code, verdict.evidence.test) == (NOT_MET, AGAINST_EARLIER)
    assert (verdict.evidence.code, verdict.evidence.p_value) == (NOT_DETECTABLE, pytest.approx(0.0625))
    assert verdict_of("none", 0, 0, 0, 3).evidence.code == DETECTABLE
    assert verdict_of("none", 0, 0, 0).years_without == 3
    assert verdict_of("none", 0, 2, 0).years_without == 1


@pytest.mark.parametrize(
    ("kind", "values", "reason"),
    [
        ("no-increase", (60,), "one-year"),
        ("none", (0,), "one-year"),
        ("no-increase", (0, 0, 0), "no-outcome"),
        ("no-increase", (1, 0, 2), "no-outcome"),
        ("no-increase", (2, 3), "no-outcome"),
    ],
)
def test_too_few_data_are_called_so(kind: str, values: tuple[int, ...], reason: str) -> None:
    evidence = verdict_of(kind, *values).evidence
    assert (evidence.code, evidence.reason) == (TOO_FEW_DATA, reason)


def test_parts_of_a_year_bounds_and_forecasts_never_enter_a_test() -> None:
    series = listed(
        *counts(56, 58, 67),
        part_of(2024, 500),
        observed(2025, 500, bound="at-least"),
        observed(2026, 500, bound="forecast"),
        observed(2027, None, availability="not-published"),
    )
    judged = judge(indicator(), [series])
    assert {one.year: one.evidence.years for one in judged.periods if one.year > 2023} == {
        2024: (),
        2025: (),
        2026: (),
        2027: (),
    }
    assert judged.newest is not None
    assert judged.newest.year == 2023
    facts = {one.year: one.fact for one in judged.periods}
    assert facts[2024].code == NOT_MET, "a part of the year above the level is above it"
    assert facts[2026].reason == "forecast"


def test_a_gap_keeps_its_distance_and_is_never_a_zero() -> None:
    with_gap = verdict_of("no-increase", 10, None, 30, 40)
    assert with_gap.evidence.years == (2021, 2023, 2024)
    assert with_gap.evidence.p_value == trend_test((10, 30, 40), (2021, 2023, 2024)).p_value
    gap = verdict_of("no-increase", 10, None, 30, 40, year=2022)
    assert (gap.value, gap.fact.code, gap.fact.reason) == (None, NOT_ASSESSABLE, "gap")
    assert gap.prediction is None


def test_fiscal_and_calendar_years_are_not_mixed() -> None:
    fiscal = [
        observed(year, 5, period_kind="FY", period_start=date(year, 4, 1), period_end=date(year + 1, 3, 31))
        for year in (2021, 2022)
    ]
    kept = comparable([*counts(1, 2, 3), *fiscal])
    assert counts_by_year(kept) == {2021: 1, 2022: 2, 2023: 3}


def test_ten_years_are_judged_with_the_clustering_that_they_show() -> None:
    clustered = (20, 60, 15, 70, 18, 80, 22, 85, 25, 90)
    assert trend_test(clustered, range(2021, 2031)).p_value < LEVEL
    evidence = verdict_of("no-increase", *clustered).evidence
    assert (evidence.test, evidence.code) == (QUASI_POISSON, NOT_DETECTABLE)
    assert evidence.varies
    assert verdict_of("no-increase", *clustered, year=2029).evidence.test == TREND
    assert verdict_of("no-increase", *range(20, 120, 10)).evidence.direction == 1


def test_ups_and_downs_without_a_trend_are_not_called_no_change() -> None:
    evidence = verdict_of("no-increase", 50, 100, 50).evidence
    assert evidence.p_value == 1
    assert evidence.varies
    assert not verdict_of("no-increase", 56, 58, 67).evidence.varies


def test_the_level_of_no_increase_is_each_series_own() -> None:
    above = verdict_of("no-increase", 82, 84, 101, 107)
    assert (above.level.low, above.level.high, above.fact.code) == (82, 101, NOT_MET)
    assert verdict_of("no-increase", 82, 84, 101, 101).fact.code == MET
    alone = verdict_of("no-increase", None, None, 67, 70)
    assert (alone.level.high, alone.fact.reason) == (None, "no-level"), "one count is no level"


def test_a_band_in_force_to_a_year_judges_no_later_one() -> None:
    judged = judge(indicator("band", in_force_to=date(2023, 12, 31)), [listed(*counts(0, 1, 1, 9))])
    assert [one.year for one in judged.periods] == [2021, 2022, 2023]


def test_series_are_judged_side_by_side_and_never_joined() -> None:
    first = ListedSeries("ended", tuple(counts(56, 58, 67)), is_ended=True)
    second = ListedSeries("wider", tuple(counts(72, 95, first=2024)), follows=True)
    third = ListedSeries("other", tuple(counts(82, 84, 101, 107, 132)))
    judged = judge(indicator(), [first, second, third])
    assert {one.series: [each.year for each in one.periods] for one in judged.series} == {
        "ended": [2021, 2022, 2023],
        "wider": [2024, 2025],
        "other": [2021, 2022, 2023, 2024, 2025],
    }
    assert judged.evaluated is not None
    assert judged.newest is not None
    assert (judged.evaluated.series, judged.evaluated.year) == ("ended", 2023)
    assert (judged.newest.series, judged.newest.year) == ("other", 2025), "of two for 2025 the longer window"
    assert [one.series for one in judged.running] == ["wider", "other"]
    wider = next(one for one in judged.periods if one.series == "wider" and one.year == 2025)
    assert wider.evidence.years == (2024, 2025), "nothing is compared across the break"
    for one in judged.periods:
        assert set(one.evidence.counts) <= {56, 58, 67} or one.series != "ended"


def test_predictions_are_kept_and_scored_by_the_same_series_alone() -> None:
    assert scored(56, 58, 67, 107) == HELD
    assert scored(56, 58, 67, 108) == MISSED
    assert scored(56, 58, 67, 24) == HELD
    assert scored(56, 58, 67, 23) == MISSED
    assert scored(56, 58, 67) == PENDING
    assert scored(56, 58, 67, None, 60) == NO_FIGURE
    ended = judge(indicator(), [listed(*counts(56, 58, 67), is_ended=True)]).periods[-1]
    assert ended.prediction is not None
    assert ended.prediction.outcome == ENDED


def scored(*values: int | None) -> str:
    """What came of the prediction that was made with 2023."""
    made = verdict_of("no-increase", *values, year=2023).prediction
    assert made is not None
    return made.outcome


@given(values=st.lists(st.integers(0, 120), min_size=2, max_size=8), kind=st.sampled_from(["none", "band"]))
def test_what_would_change_a_verdict_on_a_level_does_so_and_no_count_nearer(
    values: list[int], kind: str
) -> None:
    verdict = verdict_of(kind, *values)
    evidence, needed = verdict.evidence, verdict.needed
    if evidence.code == TOO_FEW_DATA:
        return
    seen = dict(zip(range(2021, 2021 + len(values)), values, strict=True))

    def found(value: int) -> bool:
        if kind == "band":
            return is_found_above(value, 1, evidence.spread)
        return evidence_of(verdict.level, {**seen, 2021 + len(values): value}, {}).code == DETECTABLE

    if needed.at_least is not None:
        assert evidence.code == NOT_DETECTABLE
        assert found(needed.at_least)
        assert not found(needed.at_least - 1)
    if needed.at_most is not None:
        assert evidence.code == DETECTABLE
        assert not found(needed.at_most)
        assert found(needed.at_most + 1)


@given(values=st.lists(st.integers(0, 200), min_size=2, max_size=7))
def test_what_would_change_a_verdict_on_years_does_so_and_no_count_nearer(values: list[int]) -> None:
    verdict = verdict_of("no-increase", *values)
    evidence, needed = verdict.evidence, verdict.needed
    total, years = sum(values), len(values)
    if evidence.code == NOT_DETECTABLE:
        assert needed.at_least is not None
        assert against_earlier(needed.at_least, total, years).p_more <= LEVEL / 2
        assert against_earlier(needed.at_least - 1, total, years).p_more > LEVEL / 2
        if needed.at_most is not None:
            assert against_earlier(needed.at_most, total, years).p_fewer <= LEVEL / 2
            assert against_earlier(needed.at_most + 1, total, years).p_fewer > LEVEL / 2
    if evidence.code == DETECTABLE and needed.at_most is not None and evidence.direction > 0:
        longer = range(2021, 2022 + years)
        assert trend_test((*values, needed.at_most), longer).p_value > LEVEL
        assert trend_test((*values, needed.at_most + 1), longer).p_value <= LEVEL


@given(st.lists(st.integers(0, 200), min_size=4, max_size=7), st.integers(0, 400))
def test_every_count_of_the_next_year_keeps_a_trend_ends_it_or_turns_it_round(
    values: list[int], value: int
) -> None:
    verdict = verdict_of("no-increase", *values)
    evidence, needed = verdict.evidence, verdict.needed
    if evidence.code != DETECTABLE:
        return
    test = trend_test((*values, value), range(2021, 2022 + len(values)))
    shown = test.direction if test.p_value <= LEVEL else 0
    if evidence.direction > 0:
        keeps = needed.at_most is None or value > needed.at_most
        turns = needed.opposite is not None and value <= needed.opposite
    else:
        keeps, turns = (
            value < (needed.at_least or 0),
            needed.opposite is not None and value >= needed.opposite,
        )
    assert shown == (evidence.direction if keeps else -evidence.direction if turns else 0)


def test_a_rise_names_the_counts_that_would_keep_it_end_it_and_turn_it_round() -> None:
    needed = verdict_of("no-increase", 82, 84, 101, 107, 132).needed
    assert (needed.at_most, needed.opposite) == (84, 21)
    fall = verdict_of("no-increase", 132, 107, 101, 84, 82)
    assert fall.evidence.direction == -1
    assert fall.needed.at_least is not None
    assert fall.needed.opposite is not None
    assert fall.needed.at_least < fall.needed.opposite


def test_a_range_starts_from_the_last_three_years_and_knows_how_the_series_varied_before() -> None:
    before = [observed(year, value) for year, value in ((2018, 70), (2019, 20), (2020, 90))]
    judged = judge(indicator(), [listed(*before, *counts(56, 58, 67))])
    made = judged.periods[-1].prediction
    assert made is not None
    assert made.base_years == (2021, 2022, 2023)
    alone = verdict_of("no-increase", 56, 58, 67).prediction
    assert alone is not None
    assert made.interval.high > alone.interval.high
    assert made.is_wide
    assert prediction_after({}, series_counts={}, is_ended=False) is None
    assert needed_for_change(judged.periods[0].level, judged.periods[0].evidence).at_least is None


def test_no_series_and_no_figures_are_no_error() -> None:
    empty = judge(indicator(), [])
    assert (empty.periods, empty.newest, empty.evaluated) == ((), None, None)
    nothing: tuple[Observation, ...] = ()
    judged = judge(indicator("band"), [ListedSeries("s", nothing)])
    assert judged.newest is None
    assert judged.periods == ()
