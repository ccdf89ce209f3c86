"""A file that says one period twice."""

from __future__ import annotations

from typing import Any

import pytest

HEADER = "year,area,incidents\n"


def test_two_values_for_one_period_are_asked_about_with_both_rows_and_never_added_up(check: Any) -> None:
    checked = check(HEADER + "2020,Gulf of Guinea,84\n2020,Gulf of Guinea,81\n")
    message = checked.message("two-values-for-one-period")
    assert "rows 2, 3" in message and "84, 81" in message
    assert checked.only("two-values-for-one-period").row == 3
    assert checked.fates == ["held", "held"] and checked.report.outcome == 3
    assert 165 not in [figure.value for figure in checked.report.figures]


@pytest.mark.parametrize(
    ("stands", "fates", "value"),
    [("last", ["set_aside", "stored"], 81), ("first", ["stored", "set_aside"], 84)],
)
def test_the_analyst_says_which_of_two_rows_holds(
    check: Any, stands: str, fates: list[str], value: int
) -> None:
    text = HEADER + "2020,Gulf of Guinea,84\n2020,Gulf of Guinea,81\n"
    checked = check(text, stands=stands)
    assert checked.fates == fates
    assert f"{value} holds" in checked.message("one-of-two-stands")
    assert "rows 2, 3" in checked.message("one-of-two-stands")


def test_the_same_figure_twice_counts_once_and_names_the_first_row(check: Any) -> None:
    checked = check(HEADER + "2020,Gulf of Guinea,80\n2019,Gulf of Guinea,64\n2020,Gulf of Guinea,80\n")
    assert checked.fates == ["stored", "stored", "set_aside"]
    problem = checked.only("same-figure-twice")
    assert (problem.row, problem.facts["row"]) == (4, 2)


def test_one_period_in_two_publications_is_two_editions_and_no_conflict(check: Any) -> None:
    rows = "imb-world,2020,197,imb-annual-2021\nimb-world,2020,196,imb-annual-2022\n"
    checked = check("series,year,value,publication\n" + rows, publication=None)
    assert checked.fates == ["stored", "stored"]
    assert "two-values-for-one-period" not in checked.codes


def test_one_year_of_two_areas_is_no_conflict(check: Any) -> None:
    checked = check(HEADER + "2024,Gulf of Guinea,19\n2024,Americas,3\n")
    assert checked.fates == ["stored", "stored"] and "two-values-for-one-period" not in checked.codes


def test_a_calendar_year_and_its_fiscal_year_are_no_conflict(check: Any) -> None:
    checked = check(HEADER + "2024,Gulf of Guinea,19\nFY2024,Gulf of Guinea,20\n")
    assert [figure.decision for figure in checked.report.figures] == ["", "held"]
    assert [code for code in checked.codes if "fiscal" in code] == ["fiscal-beside-calendar"]
    assert "two-values-for-one-period" not in checked.codes


@pytest.mark.parametrize(
    "rows", ["2016,Gulf of Guinea,\n2016,Gulf of Guinea,7\n", "2016,Gulf of Guinea,7\n2016,Gulf of Guinea,\n"]
)
def test_a_blank_beside_a_value_for_the_same_period_is_set_aside(check: Any, rows: str) -> None:
    checked = check(HEADER + rows)
    by_value = {figure.value: checked.report.fate_of(figure) for figure in checked.report.figures}
    assert by_value == {7: "stored", None: "set_aside"}


def test_a_period_left_blank_twice_is_missing_once(check: Any) -> None:
    checked = check(HEADER + "2016,Gulf of Guinea,…\n2016,Gulf of Guinea,\n2015,Gulf of Guinea,8\n")
    assert checked.fates == ["missing", "set_aside", "stored"]


def test_missing_and_not_published_for_one_period_are_asked_about(check: Any) -> None:
    checked = check(HEADER + "2016,Gulf of Guinea,…\n2016,Gulf of Guinea,非公表\n2015,Gulf of Guinea,8\n")
    assert "rows 2, 3" in checked.message("two-values-for-one-period")
    assert checked.fates[:2] == ["held", "held"]
