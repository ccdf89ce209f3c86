"""Restatements are told from contradicting prints."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from observed import UNITS, observed

from dashboard.charts.base.editions import Editions, editions_in, has_moved
from dashboard.charts.base.revision_words import alt_text
from dashboard.record.captions import Observation
from dashboard.words import interface_words

FIRST = observed(2015, 200, publication="p-2015", edition_year=2015, is_current=False)
RESTATED = replace(FIRST, value=203, vintage="restated", publication="p-2016", edition_year=2016)
VARIANT = replace(FIRST, value=210, vintage="variant")
SECOND_READING = replace(FIRST, bound="at-least", reading=2)


def of(*group: Observation) -> Editions:
    editions = editions_in(group)
    assert editions is not None
    return editions


def test_a_later_edition_with_another_value_is_a_restatement() -> None:
    editions = of(RESTATED, FIRST)
    assert editions.is_restated
    assert not editions.is_contradicted
    assert editions.move == (FIRST, 3)
    assert [role for role, _ in editions.all()] == ["earlier", "newest"]


def test_a_later_edition_that_repeats_the_value_is_none() -> None:
    assert not has_moved([replace(RESTATED, value=200, vintage="later"), FIRST])


@pytest.mark.parametrize("other", [VARIANT, SECOND_READING])
def test_a_variant_or_a_second_reading_contradicts_and_does_not_restate(other: Observation) -> None:
    editions = of(FIRST, other)
    assert not editions.is_restated
    assert editions.is_contradicted
    assert editions.prints == (other,)


def test_an_edition_without_a_count_and_a_forecast_are_not_compared() -> None:
    missing = replace(RESTATED, value=None, availability="missing")
    forecast = replace(FIRST, bound="forecast", value=190)
    assert not has_moved([FIRST, missing, forecast])
    assert editions_in([missing]) is None


def test_the_move_is_measured_from_the_edition_that_is_farthest_off() -> None:
    middle = replace(FIRST, value=207, publication="p-2016", edition_year=2016)
    back = replace(RESTATED, value=200, publication="p-2017", edition_year=2017)
    editions = of(back, middle, FIRST)
    assert editions.is_restated
    assert editions.move == (middle, -7)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Series: 2015: 200 (contradicting print: at least 200)."),
        ("ja", "系列：2015年（平成27年）は200件（別の掲載では200件以上）。"),
    ],
)
def test_a_contradicting_print_is_told_with_its_unit_and_the_year_once(language: str, expected: str) -> None:
    row = SimpleNamespace(unit="incidents", short_en="Series", short_ja="系列")
    known = cast(Any, SimpleNamespace(series={"s": row}, units=UNITS))
    assert expected in alt_text([of(FIRST, SECOND_READING)], known, interface_words(language))
