"""Months and full years, and years that are not over (today is 2026-11-23)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ingest.answers import Citation
from ingest.words import Words

HEADER = "series,year,value\n"
LATER = Citation("January to September 2026", date(2026, 10, 15), publisher="imb")
"""What states a part of the year that is not over."""


def test_months_below_their_full_year_are_no_problem_and_stay_partial(check: Any) -> None:
    checked = check(HEADER + "imb-world,2013年1～9月,188\n")
    (figure,) = checked.report.figures
    assert (checked.codes, figure.period.kind, figure.change) == ([], "YTD", "new")


def test_a_year_that_has_not_begun_is_refused(check: Any) -> None:
    checked = check(HEADER + "imb-world,2027,120\n")
    assert "2027 has not begun" in checked.message("not-begun")
    assert (checked.fates, checked.report.outcome) == (["refused"], 1)


@pytest.mark.parametrize("value", ["120", "120(p)"])
def test_which_part_of_a_year_that_is_not_over_is_asked_once(check: Any, value: str) -> None:
    checked = check(HEADER + f"imb-world,2026,{value}\nimb-gulf-of-guinea,2026,20\n")
    message = checked.message("which-part")
    assert "2026" in message and "2026-11-23" in message and "cells: 2" in message
    assert (checked.fates, checked.report.outcome) == (["held", "held"], 3)


def test_one_answer_gives_the_figures_of_that_year_their_part(check: Any) -> None:
    text = HEADER + "imb-world,2025,120\nimb-world,2026,90\n"
    checked = check(text, months={"2026": "1-9"}, publication=None, citation=LATER)
    assert [figure.period.label for figure in checked.report.figures] == ["2025", "2026-01/09"]
    assert checked.report.outcome == 0


def test_that_a_year_is_full_is_no_answer_before_it_is_over(check: Any) -> None:
    assert "which-part" in check(HEADER + "imb-world,2026,90\n", months={"2026": "full"}).codes


def test_a_lower_bound_and_past_months_of_this_year_are_no_problem(check: Any) -> None:
    assert check(HEADER + "imb-world,2026,90以上\n").codes == []
    assert check(HEADER + "imb-world,2026年1～9月,79\n", publication=None, citation=LATER).codes == []


@pytest.mark.parametrize("title", ["Incidents, January–September 2024", "2024年は9月まで", "令和6年1～9月"])
def test_a_title_that_names_a_part_of_a_year_is_asked_about_for_that_year_alone(
    check: Any, title: str
) -> None:
    text = f'"{title}",,\n\n{HEADER}imb-world,2023,120\nimb-world,2024,90\n'
    checked = check(text)
    assert checked.only("part-in-title").facts["year"] == 2024
    assert "--months 2024=1-9" in checked.only("part-in-title").remedy(Words("en"))
    assert checked.report.outcome == 3
    part = check(text, months={"2024": "1-9"}).report
    assert [figure.period.label for figure in part.figures] == ["2023", "2024-01/09"]
    full = check(text, months={"2024": "full"}).report
    assert ([figure.period.label for figure in full.figures], full.outcome) == (["2023", "2024"], 0)


def test_a_part_that_a_title_names_without_a_year_is_asked_about_for_all(check: Any) -> None:
    text = f"件数（各年上半期）,,\n\n{HEADER}imb-world,2023,60\nimb-world,2024,58\n"
    assert check(text).only("part-in-title").facts["year"] == "all"
    part = check(text, months={"all": "1-6"}).report
    assert [figure.period.kind for figure in part.figures] == ["H", "H"]


def test_the_publication_cited_may_name_the_part(check: Any) -> None:
    cited = Citation("IMB report, 1 January – 30 September 2025", publisher="imb")
    checked = check(HEADER + "imb-world,2025,99\n", publication=None, citation=cited)
    assert checked.only("part-in-title").facts["year"] == 2025


@pytest.mark.parametrize(
    "title", ["海賊発生件数（2024年5月）", "Monthly report, May 2024", "2024年10月～2025年3月", "2024-05"]
)
def test_a_month_or_span_in_a_title_is_asked_about_for_the_year_that_it_is_of(check: Any, title: str) -> None:
    checked = check(f'"{title}",,\n\n{HEADER}imb-world,2022,115\nimb-world,2024,116\n')
    facts = checked.only("part-in-title-open").facts
    assert (facts["year"], facts["count"], checked.report.outcome) == (2024, 1, 3)


@pytest.mark.parametrize(
    "title", ["Monthly report May 2025", "月報 2025年5月", "Second quarterly report 2025"]
)
def test_the_publication_cited_may_be_of_a_month_or_quarter(check: Any, title: str) -> None:
    cited = Citation(title, date(2026, 1, 15), publisher="imb")
    checked = check(HEADER + "imb-world,2025,137\n", publication=None, citation=cited)
    assert checked.only("part-in-title-open").facts["year"] == 2025
    named = check(HEADER + "imb-world,2024,116\n", publication=None, citation=cited)
    assert "part-in-title-open" not in named.codes


@pytest.mark.parametrize(
    "note", ["注：2024年5月に1件を訂正した。", "Note: one ship was set free in May 2024."]
)
def test_a_month_in_a_note_may_be_when_something_happened(check: Any, note: str) -> None:
    assert "part-in-title-open" not in check(f"{HEADER}imb-world,2024,116\n{note},,\n").codes


def test_a_title_that_names_parts_of_two_years_is_asked_about_for_each(check: Any) -> None:
    text = f"Jan-Jun 2024 and Jan-Jun 2025,,\n\n{HEADER}imb-world,2024,60\nimb-world,2025,90\n"
    asked = [each.facts["year"] for each in check(text).report.problems if each.code == "part-in-title"]
    assert asked == [2024, 2025]


@pytest.mark.parametrize(
    "rows",
    [
        "imb-world,2025*,136\n* 1～6月の件数,,\n",
        "imb-world,2025,136*\n* January to June,,\n",
        "imb-world,2025,136（注1）\n注1 1～6月,,\n",
    ],
)
def test_the_note_of_a_mark_speaks_of_the_figures_that_bear_it_alone(check: Any, rows: str) -> None:
    text = f"{HEADER}imb-world,2023,120\nimb-world,2024,116\n{rows}"
    facts = check(text).only("part-in-title").facts
    assert (facts["year"], facts["count"]) == (2025, 1)
    part = check(text, months={"2025": "1-6"})
    assert "part-in-title" not in part.codes
    assert [each.period.label for each in part.report.figures] == ["2023", "2024", "2025-01/06"]
    assert "part-in-title" not in check(text, months={"2025": "full"}).codes


def test_a_note_whose_mark_no_figure_bears_speaks_of_all(check: Any) -> None:
    facts = (
        check(f"{HEADER}imb-world,2023,120\nimb-world,2024,116\n※ 1～6月の件数,,\n")
        .only("part-in-title")
        .facts
    )
    assert (facts["year"], facts["count"]) == ("all", 2)


def test_what_a_row_says_of_its_part_is_offered_for_its_year_alone(check: Any) -> None:
    text = "series,year,value,note\nimb-world,2023,120,\nimb-world,2024,116,1～6月\n"
    assert check(text).only("part-in-title").facts["year"] == 2024


def test_a_fiscal_year_that_is_not_over_is_refused(check: Any) -> None:
    checked = check(HEADER + "imb-world,FY2026,99\n")
    assert (checked.codes, checked.fates) == (["fiscal-year-not-over"], ["refused"])


@pytest.mark.parametrize(
    "period",
    [
        "2026年1～11月",
        "2026年第4四半期",
        "2026年下半期",
        "2026年度下半期",
        "2026年1月1日～12月15日",
        "Oct-Dec 2026",
    ],
)
def test_parts_that_are_not_over_are_refused(check: Any, period: str) -> None:
    checked = check(HEADER + f"imb-world,{period},0\n", publication=None, citation=LATER)
    assert "is not over" in checked.message("not-over")
    assert (checked.fates, checked.report.outcome) == (["refused"], 1)


def test_a_publication_older_than_a_part_is_asked_about_without_advice_on_months(check: Any) -> None:
    early = Citation("A report", date(2026, 7, 15), publisher="imb")
    checked = check(HEADER + "imb-world,2026年1～9月,79\n", publication=None, citation=early)
    problem = checked.only("published-before-part")
    assert "came before Jan–Sep 2026 was over" in problem.message(Words("en"))
    assert "2026年1～9月" in problem.message(Words("ja"))
    assert not any("--months" in problem.remedy(Words(language)) for language in ("en", "ja"))
    assert checked.report.outcome == 3


def test_a_publication_older_than_a_year_may_give_its_months_until_then(check: Any) -> None:
    early = Citation("A report", date(2025, 8, 15), publisher="imb")
    checked = check(HEADER + "imb-world,2025,79\n", publication=None, citation=early)
    assert "--months 2025=1-7" in checked.only("published-before-end").remedy(Words("en"))
