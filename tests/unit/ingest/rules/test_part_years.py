"""Months and full years, and years that are not over (today is 2026-11-23)."""

from __future__ import annotations

from typing import Any

HEADER = "series,year,value\n"


def test_months_above_their_stored_full_year_are_told_with_both_numbers(check: Any) -> None:
    message = check(HEADER + "imb-world,2024年1～9月,130\n").message("part-above-year")
    assert "= 130" in message and "2024 = 116" in message


def test_months_below_their_full_year_are_no_problem_and_stay_partial(check: Any) -> None:
    checked = check(HEADER + "imb-world,2024年1～9月,79\n")
    (figure,) = checked.report.figures
    assert (checked.codes, figure.period.kind, figure.change) == ([], "YTD", "new")


def test_months_above_the_full_year_of_the_same_file_are_told(check: Any) -> None:
    checked = check(HEADER + "imb-world,1980年1～9月,130\nimb-world,1980,120\n", why="the test")
    assert checked.only("part-above-year").facts["full"] == 120


def test_a_year_that_has_not_begun_is_refused(check: Any) -> None:
    checked = check(HEADER + "imb-world,2027,120\n")
    assert "2027 has not begun" in checked.message("not-begun")
    assert (checked.fates, checked.report.outcome) == (["refused"], 1)


def test_a_final_figure_for_a_year_that_is_not_over_is_told(check: Any) -> None:
    message = check(HEADER + "imb-world,2026,120\n").message("not-over")
    assert "2026" in message and "2026-11-23" in message and "120" in message


def test_a_provisional_figure_or_past_months_of_this_year_are_no_problem(check: Any) -> None:
    assert check(HEADER + "imb-world,2026,120(p)\n").codes == []
    assert check(HEADER + "imb-world,2026年1～9月,79\n").codes == []


def test_months_that_are_not_over_are_told(check: Any) -> None:
    assert "not-over" in check(HEADER + "imb-world,2026年1～11月,79\n").codes
