"""What a chart says of its years, and draws of the next: by rule, never where the years have changed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from observed import UNITS, counts, observed, part_of

from dashboard.charts.base.expected import expected_ranges
from dashboard.charts.base.findings import findings
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import LINE, Range, Series
from dashboard.statistics.ahead import range_ahead
from dashboard.statistics.intervals import control_limits
from dashboard.words import interface_words

ENGLISH = interface_words("en")
STEADY = (12, 9, 11, 14, 8, 10, 13, 9, 11, 10)


def catalogue(unit: str = "incidents") -> Catalogue:
    row = SimpleNamespace(unit=unit, short_en="Series", short_ja="系列")
    return cast(Catalogue, SimpleNamespace(series={"s": row}, units=UNITS, spans={}))


def expected(*shown: Observation, unit: str = "incidents") -> tuple[Range, ...]:
    each = Series("s", "Series", LINE, 0, ())
    return expected_ranges([each], shown, shown, catalogue(unit), ENGLISH)


def said(*shown: Observation, unit: str = "incidents") -> str:
    (finding,) = findings(["s"], shown, catalogue(unit), ENGLISH)
    return finding.text


def test_a_series_leads_one_to_expect_a_range_of_the_next_year_whether_it_rose_or_not() -> None:
    (found,) = expected(*counts(85, 101, 76, 83, 97, 82, 84, 101, 107, 132))
    assert (found.x, found.since) == (2031, None)
    ahead = range_ahead(dict(enumerate((85, 101, 76, 83, 97, 82, 84, 101, 107, 132))))
    assert ahead is not None
    assert (found.low, found.high) == (ahead.low, ahead.high)
    assert found.label == f"Series, 2031, 95 % range: {ahead.low} to {ahead.high}"


def test_the_range_is_the_same_whatever_years_are_chosen_and_of_the_newest_alone() -> None:
    whole = counts(85, 101, 76, 83, 97, 82, 84, 101, 107, 132)
    (all_years,) = expected(*whole)
    each = [Series("s", "Series", LINE, 0, ())]
    (of_two,) = expected_ranges(each, whole[-2:], whole, catalogue(), ENGLISH)
    assert of_two == all_years
    assert expected_ranges(each, whole[:-1], whole, catalogue(), ENGLISH) == ()


@pytest.mark.parametrize(
    ("last_day", "ranges"), [(date(2023, 12, 31), 0), (date(2024, 12, 31), 1), (None, 1)]
)
def test_no_range_is_drawn_of_a_year_beyond_the_span(last_day: date | None, ranges: int) -> None:
    known = catalogue()
    known.spans["s"] = (SimpleNamespace(id="span", first_day=None, last_day=last_day),)
    values = enumerate((101, 107, 99, 103, 101), 2019)
    shown = [observed(year, value, span="span") for year, value in values]
    drawn = expected_ranges([Series("s", "Series", LINE, 0, ())], shown, shown, known, ENGLISH)
    assert len(drawn) == ranges


def test_ten_steady_years_have_exact_limits_never_below_zero() -> None:
    (found,) = expected(*counts(*STEADY, first=2011))
    assert (found.since, found.x) == (2011, 2020)
    assert (found.low, found.high) == control_limits(sum(STEADY) / 10)
    (rare,) = expected(*counts(0, 1, 0, 0, 2, 1, 0, 1, 0, 1, first=2011))
    assert rare.low == 0


@pytest.mark.parametrize(
    "values",
    [
        (5,),
        (5, 6),  # fewer than three years
        (10, 40, 9, 44, 12, 39, 8, 41, 10, 45),  # a range too wide to say much
        (0, 0, 0),
    ],
)
def test_no_range_is_drawn_of_too_few_years_or_where_it_would_say_little(values: tuple[int, ...]) -> None:
    assert expected(*counts(*values)) == ()


def test_parts_of_a_year_are_in_no_range() -> None:
    (found,) = expected(*counts(101, 107, 99, 103, 101, first=2019), part_of(2024, 3))
    assert found.x == 2024
    assert found == expected(*counts(101, 107, 99, 103, 101, first=2019))[0]


@pytest.mark.parametrize("unit", ["persons", "percent", "transits"])
def test_what_is_no_count_of_incidents_is_not_judged(unit: str) -> None:
    assert expected(*counts(56, 58, 67), unit=unit) == ()
    assert "not judged" in said(*counts(56, 58, 67), unit=unit)


def test_years_are_told_with_what_the_test_found() -> None:
    assert said(*counts(56, 58, 67)) == (
        "Series: the 3 full years from 56 in 2021 to 67 in 2023 are consistent with no change (p = 0.34)."
    )
    assert "increase" in said(*counts(82, 84, 101, 107, 132))
    assert said(*counts(5)) == "Series: one full year alone cannot show a change."
    assert said(part_of(2024, 5)) == "Series: no full year to compare."
    assert "the 3 full years known of 6, from 10 in 2020 to 12 in 2025," in said(
        observed(2020, 10), observed(2022, 11), observed(2025, 12)
    )
