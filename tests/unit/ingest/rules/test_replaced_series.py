"""A file of another count that would replace most of what is stored."""

from __future__ import annotations

from typing import Any

HEADER = "series,year,value\n"
COPYRIGHT = HEADER + "".join(f"imb-world,{year},{200 + year % 10}\n" for year in range(2019, 2025))


def test_a_file_that_replaces_most_of_a_series_is_asked_about(check: Any) -> None:
    checked = check(COPYRIGHT)
    facts = checked.only("replaces-most").facts
    assert (facts["count"], facts["compared"], facts["series"]) == (6, 6, "imb-world")
    assert set(checked.fates) == {"held"} and checked.report.outcome == 3


def test_its_own_answer_lets_it_pass_and_that_is_said(check: Any) -> None:
    checked = check(COPYRIGHT, replaces=("imb-world",))
    assert "most-replaced" in checked.codes and checked.report.outcome == 0


def test_a_few_restated_years_are_told_one_by_one(check: Any) -> None:
    two = check(HEADER + "imb-world,2023,121\nimb-world,2024,117\nimb-world,2025,137\n")
    assert "replaces-most" not in two.codes and two.codes.count("restates-stored") >= 1


def test_figures_of_an_older_edition_replace_nothing(check: Any) -> None:
    assert "replaces-most" not in check(COPYRIGHT, publication="imb-annual-2016").codes
