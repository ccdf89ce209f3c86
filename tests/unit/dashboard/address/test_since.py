"""From which moment an address asks what has changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from dashboard.address.selection import Selection
from dashboard.address.since import FEED, changes_address, since_in, year_before
from ingest.dating import end_of

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_a_day_that_has_begun_somewhere_is_not_still_to_come() -> None:
    assert since_in(["2026-12-01"], now=NOON) == (end_of(date(2026, 12, 1)), ())
    moment, (dropped,) = since_in(["2026-12-01"], now=NOON - timedelta(hours=3))
    assert (moment, dropped.name, dropped.reason) == (None, "since", "not-yet")


def test_a_moment_is_read_as_exactly_as_it_is_written() -> None:
    moment = datetime(2026, 11, 29, 8, 30, 0, 5, tzinfo=UTC)
    address = changes_address(Selection(series=("a", "b"), language="ja", says_language=True), moment)
    assert address == "/changes?since=2026-11-29T08:30:00.000005Z&series=a&series=b&lang=ja"
    assert since_in(["2026-11-29T08:30:00.000005Z"], now=NOON) == (moment, ())


def test_an_address_without_a_moment_or_anything_else_is_bare() -> None:
    assert changes_address(Selection(), None, FEED) == "/changes.atom"


def test_a_year_before_is_the_end_of_a_day_that_exists() -> None:
    assert year_before(NOON) == end_of(date(2025, 11, 30))
    assert year_before(datetime(2024, 2, 29, tzinfo=UTC)) == end_of(date(2023, 2, 28))
