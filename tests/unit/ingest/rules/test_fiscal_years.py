"""Fiscal years beside what is of calendar years: parts in the file, and months that an analyst says."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.words import Words

RED_SEA = {"series": "imb-red-sea"}


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ("1H2024,5\n2H2024,6\nFY2024,11\n", "Jan–Jun 2024"),
        ("2024年第1四半期,1\n2024年第4四半期,2\n2024年度,9\n", "Jan–Mar 2024"),
        ("FY2024,11\nFeb 2024,1\n", "Feb 2024"),
    ],
)
def test_fiscal_years_beside_parts_of_calendar_years_are_asked_about(
    check: Any, rows: str, part: str
) -> None:
    checked = check("期間,件数\n" + rows, **RED_SEA)
    assert part in checked.message("fiscal-beside-parts")
    assert "年度の数値か。" in checked.only("fiscal-beside-parts").message(Words("ja"))
    held = [each.period.kind for each in checked.report.figures if each.decision == "held"]
    assert (held, checked.report.outcome) == (["FY"], 3)
    assert check("期間,件数\n" + rows, years="fiscal", **RED_SEA).report.outcome == 0


@pytest.mark.parametrize(
    "rows",
    [
        "2024年度上半期,5\n下半期,6\n2024年度,11\n",
        "2024年第1四半期,5\n2025年第1四半期,6\nFY2024,11\n",
        "2024年4～6月,5\nFY2024,11\n",
        "2023年上半期,5\nFY2024,11\n",
    ],
)
def test_parts_that_may_be_those_of_the_fiscal_year_are_no_question(check: Any, rows: str) -> None:
    assert check("期間,件数\n" + rows, **RED_SEA).report.outcome == 0


@pytest.mark.parametrize(
    ("table", "answers"),
    [
        ("年,件数\n2024年度,2\n", {"months": {"2024": "1-9"}}),
        ("Year,Incidents\nFY2024,2\n", {"months": {"all": "1-9"}}),
        ("年,件数\n2024,2\n", {"months": {"all": "1-9"}, "years": "fiscal"}),
    ],
)
def test_months_that_are_said_of_a_fiscal_year_are_not_dropped_unsaid(
    check: Any, table: str, answers: dict[str, Any]
) -> None:
    checked = check(table, **answers, **RED_SEA)
    assert "1-9" in checked.message("months-of-fiscal-year")
    assert (checked.fates, checked.report.outcome) == (["refused"], 1)


@pytest.mark.parametrize("months", [{"all": "full"}, {"2024": "full", "all": "1-9"}, {"2023": "1-9"}])
def test_a_full_fiscal_year_may_be_said_to_be_full(check: Any, months: dict[str, str]) -> None:
    assert check("年,件数\n2024年度,2\n", months=months, **RED_SEA).report.outcome == 0
