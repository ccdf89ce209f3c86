"""The record of ranges for the end of a year is what the figures give, from parts as first told in time."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.record.captions import Observation, observations_in
from dashboard.record.queries import catalogue, observation_rows
from dashboard.statistics.intervals import Interval
from dashboard.verdicts.year_end_record import (
    FILE,
    Trial,
    count_record,
    first_told,
    records,
    start_from,
    trials,
    whole_record,
)


@pytest.fixture(scope="module")
def tried(shared: Engine) -> list[Trial]:
    return trials(shared, catalogue(shared))


def figures(shared: Engine, series: str) -> list[Observation]:
    return list(observations_in(observation_rows(shared, series=[series], every_part=True)))


def test_the_file_is_what_the_figures_give(shared: Engine) -> None:
    assert records() == count_record(shared, catalogue(shared))
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    whole = whole_record()
    assert whole.made == sum(int(row["made"]) for row in rows)
    assert (whole.held, whole.straight_held) == tuple(
        sum(int(row[name]) for row in rows) for name in ("held", "straight_held")
    )


def test_about_nineteen_ranges_in_twenty_held_and_far_fewer_of_a_straight_lines() -> None:
    whole = whole_record()
    assert whole.made > 100
    assert 0.92 <= whole.held / whole.made <= 0.98
    assert whole.straight_held / whole.made < 0.85


@pytest.mark.parametrize("months", [3, 6, 9])
def test_they_held_by_each_part_and_in_series_with_many_incidents(tried: list[Trial], months: int) -> None:
    of_part = [one for one in tried if one.start.months == months]
    many = [one for one in of_part if one.full >= 30]
    for group in (of_part, many):
        assert len(group) > 20
        assert sum(one.full in one.limits for one in group) / len(group) >= 0.89


def test_a_part_is_taken_as_first_told(shared: Engine) -> None:
    told = {(one.period_start, one.period_end): one for one in first_told(figures(shared, "recaap-asia"))}
    half = told[date(2014, 1, 1), date(2014, 6, 30)]
    assert (half.value, half.publication) == (73, "recaap-h1-2014")
    assert (date(2014, 1, 1), date(2014, 12, 31)) not in told


def test_a_range_knows_the_years_before_alone_and_what_was_told_by_then(shared: Engine) -> None:
    world = figures(shared, "imb-world")
    half = next(
        one for one in first_told(world) if (one.period_start, one.period_end.month) == (date(2012, 1, 1), 6)
    )
    start = start_from(half, world)
    assert (start.part, start.months) == (177, 6)
    assert max(start.full_years) == 2011
    assert start.earlier[2011] == (266, 439)
    assert max(start.earlier) == 2011
    indonesia = figures(shared, "imb-indonesia")
    nine = next(
        one
        for one in first_told(indonesia)
        if (one.period_start, one.period_end.month) == (date(2016, 1, 1), 9)
    )
    assert 2015 not in start_from(nine, indonesia).earlier, (
        "nine months of 2015 were read in the report of 2019"
    )


def test_the_worlds_2025_from_its_first_half(tried: list[Trial]) -> None:
    one = next(one for one in tried if (one.series, one.year, one.start.months) == ("imb-world", 2025, 6))
    assert (one.start.part, one.full) == (90, 137)
    assert one.limits == Interval(131, 201)


def test_quarters_within_a_year_are_no_first_part_of_it(shared: Engine) -> None:
    world = figures(shared, "imb-world")
    last = next(one for one in first_told(world) if one.period_start.month == 10)
    start = start_from(last, world)
    assert start.range() is None
    assert not start.full_years
