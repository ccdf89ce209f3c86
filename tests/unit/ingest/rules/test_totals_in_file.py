"""Totals that a file prints."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.database import PROJECT

TABLE = (PROJECT / "tests/files/analysts/imb_2024_region_by_type.csv").read_text(encoding="utf-8")
ANSWERS = {"year": "2024", "publication": "imb-annual-2024", "define_missing": True}


def test_a_row_whose_printed_total_is_not_the_sum_of_its_cells_is_told_with_both_numbers(check: Any) -> None:
    checked = check(TABLE.replace(",2,72", ",2,70"), **ANSWERS)
    problem = next(one for one in checked.report.problems if one.row == 6)
    assert (problem.code, problem.column) == ("total-differs", "F")
    assert (problem.facts["printed"], problem.facts["sum"]) == (70, 72)
    assert checked.report.outcome == 0


def test_a_column_whose_printed_total_is_not_the_sum_of_its_cells_is_told_with_both_numbers(
    check: Any,
) -> None:
    checked = check("Region,2024,2025\nAmericas,2,3\nSomalia,8,5\nTotal,10,9\n")
    message = checked.message("total-differs")
    assert "9" in message and "add up to 8" in message
    assert (checked.only("total-differs").row, checked.only("total-differs").column) == (4, "C")


def test_totals_that_agree_with_their_parts_are_no_problem(check: Any) -> None:
    assert "total-differs" not in check(TABLE, **ANSWERS).codes


def test_no_total_is_loaded_and_the_parts_are(check: Any) -> None:
    report = check(TABLE, **ANSWERS).report
    assert sum(figure.value or 0 for figure in report.to_store) == 116
    assert {figure.fate for figure in report.figures if figure.cell.is_total} == {"set_aside"}


def test_a_total_above_the_sum_of_known_cells_is_no_fault_where_a_cell_is_blank(check: Any) -> None:
    checked = check("Region,2024\nAmericas,2\nSomalia,\nTotal,10\n")
    assert "total-differs" not in checked.codes


def test_a_total_below_the_sum_of_known_cells_is_a_fault_even_beside_a_blank(check: Any) -> None:
    checked = check("Region,2024\nAmericas,2\nGulf of Guinea,18\nSomalia,\nTotal,19\n")
    assert "19" in checked.message("total-differs") and "20" in checked.message("total-differs")


def test_a_subtotal_covers_the_rows_since_the_last_one_only(check: Any) -> None:
    text = "Region,2024\nAmericas,2\nSub-total,2\nSomalia,8\nGulf of Guinea,18\nSub-total,{}\nTotal,28\n"
    assert "total-differs" not in check(text.format(26)).codes
    assert "25" in check(text.format(25)).message("total-differs")


@pytest.mark.parametrize(
    ("table", "differs"),
    [
        ("Year,Q1,Q2,H1,Q3,Q4,H2,Total\n2024,1,2,3,4,5,9,{}\n", "12"),
        ("年,上半期,第3四半期,第4四半期,合計\n2024,3,4,5,{}\n", "12"),
        ("期間,件数\n2024年上半期,3\n2024年1～3月,1\n2024年下半期,9\n合計,{}\n", "12"),
    ],
)
def test_a_total_is_held_against_halves_or_their_quarters_not_both(
    check: Any, table: str, differs: str
) -> None:
    assert "total-differs" not in check(table.format(12), series="imb-red-sea").codes
    for printed in (11, 13, 24):
        checked = check(table.format(printed), series="imb-red-sea")
        assert f"add up to {differs}." in checked.message("total-differs")


def test_running_totals_up_to_a_month_are_no_whole_year(check: Any) -> None:
    table = "年,1～3月,1～6月,1～9月,合計\n2024,1,3,7,{}\n"
    assert "total-differs" not in check(table.format(12), series="imb-red-sea").codes
    assert "add up to 7." in check(table.format(6), series="imb-red-sea").message("total-differs")
