"""Figures of years after a series has ended."""

from __future__ import annotations

from typing import Any

HEADER = "series,year,value\n"


def test_a_year_after_the_end_of_a_series_is_asked_about_with_its_successor(check: Any) -> None:
    checked = check(HEADER + "imb-south-east-asia,2024,91\nimb-south-east-asia,2025,95\n")
    facts = checked.only("series-ended").facts
    assert (facts["wanted"], facts["year"], facts["count"]) == ("imb-east-south-east-asia", 2023, 2)
    assert set(checked.fates) == {"held"}


def test_its_own_years_and_an_answer_are_no_question(check: Any) -> None:
    assert "series-ended" not in check(HEADER + "imb-south-east-asia,2023,67\n").codes
    said = check(HEADER + "imb-south-east-asia,2024,91\n", continues=("imb-south-east-asia",))
    assert "series-ended" not in said.codes


def test_a_final_figure_that_becomes_provisional_is_told(check: Any) -> None:
    assert "becomes-provisional" in check(HEADER + "imb-world,2023,120(p)\n").codes
    assert "becomes-provisional" not in check(HEADER + "imb-world,2023,120\n").codes
