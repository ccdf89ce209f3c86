"""Parts of a year that follow each other are added up where nobody gives their sum."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from observed import observed

from dashboard.record.added_up import added_up

Row = dict[str, Any]


def part(first: int, last: int, value: int | None, **changes: Any) -> Row:
    """A part of 2026 by its first and last month."""
    end = (date(2026, last, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    days = {"period_start": date(2026, first, 1), "period_end": end, "period_kind": "M"}
    return dict(vars(observed(2026, value, **(days | changes))))


def sums(*rows: Row) -> dict[tuple[int, int], int]:
    return {(row["period_start"].month, row["period_end"].month): row["value"] for row in added_up(rows)}


def test_quarters_that_follow_each_other_are_halves_and_nine_months() -> None:
    assert sums(part(1, 3, 20), part(4, 6, 30), part(7, 9, 40)) == {(1, 6): 50, (1, 9): 90}


def test_a_sum_that_is_given_is_not_worked_out_again() -> None:
    assert sums(part(1, 3, 20), part(4, 6, 30), part(1, 6, 51), part(7, 9, 40)) == {(1, 9): 91}


def test_nothing_is_added_across_a_gap_a_bound_another_span_or_to_a_whole_year() -> None:
    assert sums(part(1, 3, 20), part(7, 9, 40)) == {}
    assert sums(part(1, 3, 20), part(4, 6, 30, bound="at-least")) == {}
    assert sums(part(1, 3, 20), part(4, 6, 30, span="other")) == {}
    assert sums(part(1, 6, 20), part(7, 12, 30)) == {}
    assert sums(part(4, 6, 20), part(7, 9, 30)) == {}


def test_a_sum_says_what_it_is_worked_out_from() -> None:
    (row,) = added_up([part(1, 3, 20), part(4, 6, 30, finality="provisional", vintage="later")])
    assert (row["method"], row["finality"], row["vintage"]) == ("derived", "provisional", "later")
    assert row["period_kind"] == "H"
    assert row["note_en"] == "Worked out: 20 + 30 (Jan–Mar, Apr–Jun)."
    assert row["note_ja"] == "算出値：20 + 30（1～3月、4～6月）。"


def test_an_edition_that_was_replaced_is_in_no_sum() -> None:
    assert sums(part(1, 3, 20), part(1, 3, 19, is_current=False), part(4, 6, 30)) == {(1, 6): 50}
