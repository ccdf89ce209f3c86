"""What a chart says of its years, and draws of the next: by rule, never where the years have changed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from observed import UNITS, counts, indicator, observed, part_of

from dashboard.address.selection import Selection
from dashboard.charts.base.expected import expected_ranges
from dashboard.charts.base.findings import findings, near_steps
from dashboard.record.captions import Observation
from dashboard.record.queries import Catalogue
from dashboard.scene.scene import LINE, Range, Series
from dashboard.statistics.ahead import range_ahead
from dashboard.statistics.intervals import control_limits
from dashboard.verdicts.judging import ListedSeries, judge
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.verdicts.story import longer_story
from dashboard.words import interface_words

ENGLISH = interface_words("en")
STEADY = (12, 9, 11, 14, 8, 10, 13, 9, 11, 10)


def catalogue(unit: str = "incidents") -> Catalogue:
    row = SimpleNamespace(
        unit=unit, area="a", short_en="Series", short_ja="系列", said_en="it", said_ja="系列"
    )
    gang = SimpleNamespace(
        id="gang",
        kind="enforcement",
        start=date(2015, 11, 1),
        end=None,
        date_precision="month",
        title_en="Gang arrested",
        title_ja="逮捕",
        note_en="",
        note_ja="",
        areas=None,
        objective=None,
        publication=None,
        place="page",
        also_at=None,
        confidence=None,
    )
    named = SimpleNamespace(
        series={"s": row},
        units=UNITS,
        spans={},
        listings={("i", "s"): row},
        indicators={},
        events={"gang": gang},
        places={"page": SimpleNamespace(name_en="A page", name_ja="頁", url="", kind="original")},
    )
    return cast(Catalogue, named)


def expected(*shown: Observation, unit: str = "incidents") -> tuple[Range, ...]:
    each = Series("s", "Series", LINE, 0, ())
    return expected_ranges([each], shown, shown, {}, catalogue(unit), ENGLISH)


def said(
    *shown: Observation,
    unit: str = "incidents",
    whole: tuple[Observation, ...] = (),
    judged: IndicatorVerdicts | None = None,
) -> list[str]:
    """What is found of the years shown, ``whole`` being all of the series."""
    indicators = {"i": judged} if judged else {}
    found = findings(["s"], shown, whole or shown, indicators, catalogue(unit), Selection(), ENGLISH)
    return [finding.text for finding in found]


def test_a_series_leads_one_to_expect_a_range_of_the_next_year_whether_it_rose_or_not() -> None:
    (found,) = expected(*counts(85, 101, 76, 83, 97, 82, 84, 101, 107, 132))
    assert (found.x, found.since) == (2031, None)
    ahead = range_ahead(dict(enumerate((85, 101, 76, 83, 97, 82, 84, 101, 107, 132))))
    assert ahead is not None
    assert (found.low, found.high) == (ahead.low, ahead.high)
    assert found.label == f"Series, forecast for 2031: {ahead.low} to {ahead.high} (95 %)"


def test_the_range_is_the_same_whatever_years_are_chosen_and_of_the_newest_alone() -> None:
    whole = counts(85, 101, 76, 83, 97, 82, 84, 101, 107, 132)
    (all_years,) = expected(*whole)
    each = [Series("s", "Series", LINE, 0, ())]
    (of_two,) = expected_ranges(each, whole[-2:], whole, {}, catalogue(), ENGLISH)
    assert of_two == all_years
    assert expected_ranges(each, whole[:-1], whole, {}, catalogue(), ENGLISH) == ()


@pytest.mark.parametrize(
    ("last_day", "ranges"), [(date(2023, 12, 31), 0), (date(2024, 12, 31), 1), (None, 1)]
)
def test_no_range_is_drawn_of_a_year_beyond_the_span(last_day: date | None, ranges: int) -> None:
    known = catalogue()
    known.spans["s"] = (SimpleNamespace(id="span", first_day=None, last_day=last_day),)
    values = enumerate((101, 107, 99, 103, 101), 2019)
    shown = [observed(year, value, span="span") for year, value in values]
    drawn = expected_ranges([Series("s", "Series", LINE, 0, ())], shown, shown, {}, known, ENGLISH)
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
    (text,) = said(*counts(56, 58, 67), unit=unit)
    assert "not judged" in text


def test_years_that_were_chosen_are_described_and_not_judged() -> None:
    ends, story = said(*counts(82, 84, 101, 107, 232))
    assert ends == "Series: 82 in 2021, 232 in 2025."
    assert story == "Series, the longer story: about 120 a year in 2021–2025 (82 to 232)."
    assert said(*counts(5)) == ["Series: 5 in 2021, the only full year shown."]
    assert said(part_of(2024, 5)) == ["Series: no full year to compare."]


STEP = counts(170, 168, 173, 169, 171, 172, 90, 92, 89, 91, first=2010)


def test_the_longer_story_and_what_was_found_since_are_the_same_whatever_years_are_shown() -> None:
    judged = judge(indicator(), [ListedSeries("s", (*STEP, *counts(90, 91, 89, 100)))])
    whole = (*STEP, *counts(90, 91, 89, 100))
    found = [said(*whole[first:], whole=whole, judged=judged)[1:] for first in (0, 5, 12)]
    assert found[0] == found[1] == found[2]
    story, since = found[0]
    assert "about 170 a year in 2010–2015 (168 to 173), about 92 a year over the 8 years known" in story
    assert since.startswith("Series, since the evaluation: 100 in 2024 (it), above the 89 to 91")


def test_events_near_a_step_are_named_and_called_no_cause() -> None:
    story = said(*STEP)[1]
    assert story.endswith(
        "Recorded near the step of 2016, which is no proof of a cause: Gang arrested (Nov 2015)."
    )
    assert "Gang" not in said(*STEP[:6])[1]


def test_an_event_known_by_its_fiscal_years_alone_is_near_no_step() -> None:
    known = catalogue()
    known.events["gang"].start, known.events["gang"].end = date(2015, 4, 1), date(2018, 3, 31)
    story = longer_story({figure.period_start.year: figure.value or 0 for figure in STEP})
    assert not list(near_steps("s", story, known, Selection(), ENGLISH))
    known.events["gang"].end = date(2018, 3, 30)
    assert list(near_steps("s", story, known, Selection(), ENGLISH))
