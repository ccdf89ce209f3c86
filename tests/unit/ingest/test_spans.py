"""Periods are compared within one span alone."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from ingest.spans import Span, span_of

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


def span(id: str, first: date | None, last: date | None) -> Span:
    return SimpleNamespace(id=id, first_day=first, last_day=last)


OLD = span("old", None, date(1994, 12, 31))
NEW = span("new", date(1995, 1, 1), date(2004, 12, 31))
NEWEST = span("newest", date(2024, 1, 1), None)


def year(number: int, *spans: Span) -> str:
    return span_of(date(number, 1, 1), date(number, 12, 31), spans)


def test_without_spans_every_period_may_be_compared_with_every_other() -> None:
    assert year(1991) == year(2024) == ""


def test_a_day_that_is_not_given_leaves_its_side_open() -> None:
    assert [year(number, OLD, NEW, NEWEST) for number in (1900, 1994, 1995, 2004, 2024, 2100)] == [
        *("old", "old", "new", "new", "newest", "newest")
    ]


def test_a_period_in_none_of_the_spans_stands_alone() -> None:
    names = {year(number, OLD, NEW, NEWEST) for number in (1994, 1995, 2005, 2006, 2007, 2024)}
    assert len(names) == 6


def test_a_period_that_lies_over_an_end_stands_alone() -> None:
    fiscal = span_of(date(1994, 4, 1), date(1995, 3, 31), (OLD, NEW))
    assert fiscal not in (year(1994, OLD, NEW), year(1995, OLD, NEW))


@given(DAYS, st.integers(1, 400), DAYS, DAYS)
def test_a_period_is_in_a_span_just_where_no_day_of_it_lies_outside(
    start: date, days: int, first: date, last: date
) -> None:
    end = start + timedelta(days)
    held = span("span", min(first, last), max(first, last))
    inside = all(min(first, last) <= day <= max(first, last) for day in (start, end))
    assert (span_of(start, end, [held]) == "span") is inside
