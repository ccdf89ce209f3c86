"""Each series is judged alone, all years since the evaluation together, over years that may be compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from observed import counts, indicator, listed, observed, part_of

from dashboard.record.captions import Observation
from dashboard.statistics.dispersion import within
from dashboard.statistics.pooled import against_level, compare
from dashboard.verdicts.comparable import comparable, counts_by_year
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import (
    DETECTABLE,
    ENDED,
    EVALUATED_YEARS,
    HELD,
    LEVEL_ITSELF,
    MET,
    MISSED,
    NO_FIGURE,
    NOT_ASSESSABLE,
    NOT_DETECTABLE,
    NOT_MET,
    PENDING,
    TOO_FEW_DATA,
    Change,
    PeriodVerdict,
)
from dashboard.verdicts.outlook import prediction_after


def verdict_of(kind: str, *values: int | None, year: int | None = None, **changes: object) -> PeriodVerdict:
    """The verdict on one year (the last, unless named) of counts from 2021 on."""
    judged = judge(indicator(kind, **changes), [listed(*counts(*values))])
    wanted = year or 2020 + len(values)
    return next(one for one in judged.periods if one.year == wanted)


def test_years_since_the_evaluation_are_held_against_it_together() -> None:
    change = verdict_of("no-increase", 56, 58, 67, 80, 95).change
    assert (change.against, change.before) == (EVALUATED_YEARS, {2021: 56, 2022: 58, 2023: 67})
    assert change.since == {2024: 80, 2025: 95}
    pooled = compare([56, 58, 67], [80, 95], within([[56, 58, 67]]))
    assert pooled is not None
    assert (change.pooled, change.code) == (pooled, NOT_DETECTABLE)
    assert verdict_of("no-increase", 56, 58, 67, 80, 95, year=2024).change.since == {2024: 80}
    risen = verdict_of("no-increase", 56, 58, 67, 180, 195).change
    assert (risen.code, risen.direction) == (DETECTABLE, 1)
    fallen = verdict_of("no-increase", 156, 158, 167, 20, 15).change
    assert (fallen.code, fallen.direction) == (DETECTABLE, -1)


def test_evaluated_years_are_not_held_against_themselves() -> None:
    change = verdict_of("no-increase", 56, 58, 67).change
    assert (change.code, change.reason, change.since, change.pooled) == (TOO_FEW_DATA, "evaluated", {}, None)


def test_a_level_is_held_against_all_years_since() -> None:
    change = verdict_of("band", 0, 0, 1, 8, 5).change
    assert (change.against, change.level, change.since) == (LEVEL_ITSELF, 1, {2024: 8, 2025: 5})
    assert change.pooled == against_level([8, 5], 1, within([[0, 0, 1]]))
    assert change.code == DETECTABLE
    assert verdict_of("band", 0, 0, 1, 0, 0, 0, 0).change.direction == 0, "fewer is no finding of a band"


def test_a_level_of_none_is_held_against_the_evaluated_years() -> None:
    change = verdict_of("none", 0, 0, 0, 2, 0).change
    assert (change.against, change.code, change.since) == (
        EVALUATED_YEARS,
        NOT_DETECTABLE,
        {2024: 2, 2025: 0},
    )
    assert verdict_of("none", 0, 0, 0, 80).change.code == DETECTABLE
    quiet = verdict_of("none", 0, 0, 0, 0)
    assert (quiet.change.code, quiet.change.reason) == (NOT_DETECTABLE, "no-incident")
    assert (quiet.years_without, quiet.last_with) == (4, None)
    again = verdict_of("none", 0, 2, 0)
    assert (again.years_without, again.last_with) == (1, 2022)
    gap = verdict_of("none", 0, None, 0)
    assert (gap.years_without, gap.last_with) == (1, None), "a gap is no year without"


def test_how_far_counts_vary_is_read_within_the_steps_up_to_the_evaluation() -> None:
    """A fall before the evaluated years is a step, not a spread; the years since have no part in it."""
    before = counts(170, 168, 173, 169, 171, 90, 92, 89, 91, 90, 88, first=2010)
    judged = judge(indicator(history_from=2010), [listed(*before, *counts(90, 91, 89, 250))])
    newest = judged.newest
    assert newest is not None
    dispersion = newest.change.dispersion
    assert dispersion is not None
    steps = [[170, 168, 173, 169, 171], [90, 92, 89, 91, 90, 88], [90, 91, 89]]
    assert dispersion == within(steps, placed=1)
    later = judge(indicator(history_from=2010), [listed(*before, *counts(90, 91, 89, 250, 20))]).newest
    assert later is not None
    assert later.change.dispersion == dispersion


def test_the_history_of_a_series_that_repeats_the_count_fills_gaps_of_the_spread_alone() -> None:
    own = counts(None, None, None, None, None, None, None, None, 1, 8, first=2015)
    other = {2015: 0, 2016: 2, 2017: 9, 2018: 3, 2020: 0, 2022: 0, 2023: 99}
    judged = judge(indicator("band", history_from=2015), [listed(*own, history=tuple(other.items()))])
    newest = judged.newest
    assert newest is not None
    assert newest.change.spread_years == (2015, 2016, 2017, 2018, 2020, 2022, 2023)
    assert newest.change.dispersion == within([[0, 2, 9, 3, 0], [0, 1]]), "its own 1 in 2023, not the 99"
    assert newest.change.since == {2024: 8}
    assert [one.value for one in judged.periods] == [None, None, 1, 8]


def test_several_series_of_an_indicator_are_counted_together_and_twins_once() -> None:
    one, other, third = (ListedSeries(name, counts(56, 58, 67, 80)) for name in ("one", "other", "third"))
    ended = ListedSeries("ended", counts(56, 58, 67), is_ended=True)
    alone = judge(indicator(), [one, ended])
    assert {each.change.confidence for each in alone.periods} == {0.95}
    together = judge(indicator(), [one, other, third])
    assert {each.change.confidence for each in together.periods} == {1 - (1 - 0.95) / 3}
    twin = ListedSeries("twin", counts(56, 58, 67, 80), twin="one")
    assert {each.change.confidence for each in judge(indicator(), [one, twin]).periods} == {0.95}


@pytest.mark.parametrize(
    ("kind", "values", "reason"),
    [
        ("no-increase", (60,), "no-level"),
        ("no-increase", (None, None, 67, 70), "no-level"),
        ("none", (None, None, None, 2), "no-level"),
        ("no-increase", (60, 61), "evaluated"),
    ],
)
def test_too_few_data_are_called_so(kind: str, values: tuple[int | None, ...], reason: str) -> None:
    change = verdict_of(kind, *values).change
    assert (change.code, change.reason) == (TOO_FEW_DATA, reason)


def test_parts_of_a_year_bounds_and_forecasts_never_enter_a_test() -> None:
    series = listed(
        *counts(56, 58, 67),
        part_of(2024, 500),
        observed(2025, 500, bound="at-least"),
        observed(2026, 500, bound="forecast"),
        observed(2027, None, availability="not-published"),
    )
    judged = judge(indicator(), [series])
    assert [one.change.since for one in judged.periods if one.year > 2023] == [{}, {}, {}, {}]
    assert judged.newest is not None
    assert judged.newest.year == 2023
    facts = {one.year: one.fact for one in judged.periods}
    assert facts[2024].code == NOT_MET, "a part of the year above the level is above it"
    assert facts[2026].reason == "forecast"


def test_a_gap_is_never_a_zero() -> None:
    with_gap = verdict_of("no-increase", 10, None, 30, None, 40)
    assert (with_gap.change.before, with_gap.change.since) == ({2021: 10, 2023: 30}, {2025: 40})
    gap = verdict_of("no-increase", 10, None, 30, None, 40, year=2024)
    assert (gap.value, gap.fact.code, gap.fact.reason) == (None, NOT_ASSESSABLE, "gap")
    assert gap.prediction is None
    assert gap.change.pooled is None


def test_fiscal_and_calendar_years_are_not_mixed() -> None:
    fiscal = [
        observed(year, 5, period_kind="FY", period_start=date(year, 4, 1), period_end=date(year + 1, 3, 31))
        for year in (2021, 2022)
    ]
    kept = comparable([*counts(1, 2, 3), *fiscal])
    assert counts_by_year(kept) == {2021: 1, 2022: 2, 2023: 3}


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
    assert judged.lead is not None
    assert judged.lead.series == "other", "wider has no evaluated years to be held against"
    assert [one.series for one in judged.running] == ["wider", "other"]
    wider = next(one for one in judged.periods if one.series == "wider" and one.year == 2025)
    assert wider.change == Change(
        TOO_FEW_DATA, EVALUATED_YEARS, since={2024: 72, 2025: 95}, reason="no-level"
    ), "nothing is compared across the break"


def test_the_newest_year_answers_and_of_two_the_first_in_the_indicators_order() -> None:
    early = ListedSeries("early", counts(0, 0, 1, 8))
    late = ListedSeries("late", counts(0, 0, 1, 8, 5))
    judged = judge(indicator("band"), [early, late, ListedSeries("last", counts(0, 0, 1, 8, 9))])
    assert judged.lead is not None
    assert judged.newest is not None
    assert (judged.lead.series, judged.newest.year) == ("late", 2025)


def test_the_longer_story_is_told_in_steps_and_says_where_figures_are_missing() -> None:
    figures = counts(170, 168, 173, 169, None, 90, 92, 89, 91, 90, 88, first=2013)
    (series,) = judge(indicator(), [listed(*figures)]).series
    (stretch,) = series.story
    assert [step.years for step in stretch.steps] == [
        (2013, 2014, 2015, 2016),
        (2018, 2019, 2020, 2021, 2022, 2023),
    ]
    (far,) = judge(indicator(), [listed(observed(2010, 141), *counts(None, None, 67, 70))]).series
    assert [(one.years, len(one.before)) for one in far.story] == [((2010,), 0), ((2023, 2024), 12)]


def test_parts_are_told_in_years_in_which_all_are_known_and_the_rest_is_what_is_left() -> None:
    whole = listed(
        *counts(82, 84, 101, 107, 132),
        parts=(
            ("straits", counts(None, 55, 63, 62, 108)),
            ("once", counts(5, None, None, None, None)),
            ("few", counts(None, 3, None, 9, 9)),
        ),
    )
    (series,) = judge(indicator(), [whole]).series
    straits, rest = series.parts
    assert (straits.series, straits.before, straits.since) == (
        "straits",
        {2022: 55, 2023: 63},
        {2024: 62, 2025: 108},
    )
    assert (rest.series, rest.before, rest.since) == ("", {2022: 29, 2023: 38}, {2024: 45, 2025: 24})
    assert straits.moved == pytest.approx(26)
    assert rest.moved == pytest.approx(1)


def test_parts_that_exceed_their_whole_are_not_told() -> None:
    whole = listed(*counts(10, 11, 12, 13, 14), parts=(("part", counts(10, 11, 12, 15, 9)),))
    (series,) = judge(indicator(), [whole]).series
    assert series.parts == ()


def test_predictions_are_kept_and_scored_by_the_same_series_alone() -> None:
    assert scored(56, 58, 67, 107) == HELD
    assert scored(56, 58, 67, 108) == MISSED
    assert scored(56, 58, 67, 24) == HELD
    assert scored(56, 58, 67, 23) == MISSED
    assert scored(56, 58, 67) == PENDING
    assert scored(56, 58, 67, None, 60) == NO_FIGURE
    others = [listed(*counts(56, 58, 67)), ListedSeries("t", counts(1, 1, 1, 1))]
    behind = judge(indicator(), others).series[0].newest
    assert behind is not None
    assert behind.prediction is not None
    assert behind.prediction.outcome == NO_FIGURE, "other series have come to the year"
    ended = judge(indicator(), [listed(*counts(56, 58, 67), is_ended=True)]).periods[-1]
    assert ended.prediction is not None
    assert ended.prediction.outcome == ENDED


def scored(*values: int | None) -> str:
    """What came of the prediction that was made with 2023."""
    made = verdict_of("no-increase", *values, year=2023).prediction
    assert made is not None
    return made.outcome


@given(
    st.sampled_from(["none", "band", "no-increase"]),
    st.lists(st.integers(0, 120), min_size=3, max_size=6),
    st.integers(0, 400),
)
def test_every_count_of_the_next_year_shows_what_is_said_it_would(
    kind: str, values: list[int], value: int
) -> None:
    needed = verdict_of(kind, *values).needed
    shown = verdict_of(kind, *values, value).change.direction
    if needed.rise_from is not None and value >= needed.rise_from:
        assert shown == 1
    elif kind != "band" and needed.fall_to is not None and value <= needed.fall_to:
        assert shown == -1
    else:
        assert shown == 0


@given(st.lists(st.integers(0, 120), min_size=3, max_size=6))
def test_limits_and_finding_agree(values: list[int]) -> None:
    change = verdict_of("no-increase", *values).change
    if change.pooled is None:
        return
    is_found = change.pooled.p_value < 1 - change.confidence
    assert (change.code == DETECTABLE) is is_found
    assert (change.direction != 0) is (1 not in change.pooled.interval)


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
    assert prediction_after({}, series_counts={}, newest_year=2023, is_ended=False) is None


def test_no_series_and_no_figures_are_no_error() -> None:
    empty = judge(indicator(), [])
    assert (empty.periods, empty.newest, empty.lead) == ((), None, None)
    nothing: tuple[Observation, ...] = ()
    judged = judge(indicator("band"), [ListedSeries("s", nothing)])
    assert judged.newest is None
    assert judged.periods == ()
