"""Quarters that could be running totals."""

from __future__ import annotations

from typing import Any

HEADER = "series,year,value\n"


def quarters(year: int, *values: int) -> str:
    rows = [f"imb-world,{year} Q{number},{value}\n" for number, value in enumerate(values, start=1)]
    return HEADER + "".join(rows)


def test_quarters_that_end_at_the_stored_total_of_the_year_are_refused(check: Any) -> None:
    checked = check(quarters(2024, 33, 60, 79, 116))
    message = checked.message("running-totals")
    assert "33, 60, 79, 116" in message and "total, 116" in message
    assert (checked.fates, checked.report.outcome) == (["refused"] * 4, 1)


def test_quarters_that_end_at_the_total_of_the_same_file_are_refused(check: Any) -> None:
    checked = check(quarters(1980, 10, 20, 30, 40) + "imb-world,1980,40\n", why={"": "the test"})
    assert checked.only("running-totals").facts["total"] == 40
    assert checked.fates[:4] == ["refused"] * 4


def test_real_quarters_that_rise_below_a_known_total_are_no_problem(check: Any) -> None:
    checked = check(quarters(2013, 50, 60, 70, 84))
    assert (checked.codes, checked.fates) == ([], ["stored"] * 4)


def test_quarters_that_only_rise_where_no_total_is_known_are_told_but_not_stopped(check: Any) -> None:
    checked = check(quarters(1980, 10, 20, 30))
    assert "10, 20, 30" in checked.message("rising-quarters")
    assert (checked.fates, checked.report.outcome) == (["stored"] * 3, 0)


def test_quarters_that_fall_once_or_are_two_only_are_no_problem(check: Any) -> None:
    assert check(quarters(1980, 10, 30, 20, 40)).codes == []
    assert check(quarters(1980, 10, 30)).codes == []
