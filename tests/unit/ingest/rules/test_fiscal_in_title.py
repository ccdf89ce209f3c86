"""Titles of fiscal years over parts of years: which of the two their quarters and months are of, is asked."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.words import Words

SERIES = "imb-world"


@pytest.mark.parametrize(
    "text",
    [
        "2024年度,\n期間,件数\n2024年第1四半期,10\n",
        "FY2024 incidents,\nPeriod,Incidents\nQ2 2024,10\n",
        "年度四半期別,\n期間,件数\n2024年上半期,10\n",
        "Incidents by fiscal quarter,\nPeriod,Incidents\nQ1 2024,10\n",
        "令和6年度発生件数,\n期間,件数\nfirst nine months of 2024,10\n",
        "2024年度,\n年,四半期,件数\n2024,1,10\n",
        "2024年度,\n年,月,件数\n2024,1,10\n",
    ],
)
def test_a_part_that_would_be_another_one_of_a_fiscal_year_is_asked_about(check: Any, text: str) -> None:
    checked = check(text, series=SERIES)
    assert (checked.only("fiscal-parts").severity, checked.fates) == ("question", ["held"])
    assert "fiscal-parts" not in check(text, series=SERIES, years="calendar").codes


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("2024年度,\n期間,件数\n2024年度第1四半期,10\n", ["2024-04/06"]),
        ("2024年度,\n期間,件数\n2024年4～6月,10\n2025年1～3月,11\n", ["2024-04/06", "2025-01/03"]),
        ("FY2024 by month,\nMonth,Incidents\nApr 2024,10\nJan 2025,11\n", ["2024-04", "2025-01"]),
        ("年度別・四半期別件数,\n年度,第1四半期,第2四半期\n2024,10,11\n", ["2024-04/06", "2024-07/09"]),
        ("期間,件数\n2024年度,\n第1四半期,10\n第2四半期,11\n", ["2024-04/06", "2024-07/09"]),
        ("2024年度,\n年,月,件数\n2024,4,10\n2024,12,11\n", ["2024-04", "2024-12"]),
    ],
)
def test_what_is_of_a_fiscal_year_or_the_same_in_both_is_no_question(
    check: Any, text: str, labels: list[str]
) -> None:
    checked = check(text, series=SERIES)
    assert "fiscal-parts" not in checked.codes
    assert [figure.period.label for figure in checked.report.figures] == labels


@pytest.mark.parametrize(
    ("title", "year"),
    [("2024年度月別件数", "2024年度"), ("令和6年度", "2024年度"), ("FY 2024 by month", "2024年度")],
)
def test_the_year_of_a_table_below_a_title_of_a_fiscal_year_is_asked_for_as_one(
    check: Any, title: str, year: str
) -> None:
    text = f"{title},\n月,件数\n4月,10\n1月,11\n"
    asked = check(text, series=SERIES).only("no-year")
    assert "--year FY2024" in asked.remedy(Words("en")) and f"--year {year}" in asked.remedy(Words("ja"))
    assert check(text, series=SERIES, year="2024").only("fiscal-parts").facts["count"] == 1
    for said in ("FY2024", "2024年度"):
        checked = check(text, series=SERIES, year=said)
        assert "fiscal-parts" not in checked.codes
        assert [figure.period.label for figure in checked.report.figures] == ["2024-04", "2025-01"]
