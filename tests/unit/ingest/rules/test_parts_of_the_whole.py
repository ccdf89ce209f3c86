"""A part and its whole."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_kind_above_all_kinds_is_told_with_both_numbers(check: Any) -> None:
    message = check("series,year,value\nimb-world-boarded,2024,117\n").message("part-above-whole")
    assert "imb-world-boarded 2024 = 117" in message and "imb-world = 116" in message


def test_an_area_above_the_wider_area_is_told_with_both_numbers(check: Any) -> None:
    checked = check(
        "series,year,value\nimb-gulf-of-guinea,2024,117\n", why={"imb-gulf-of-guinea": "the test"}
    )
    wholes = {
        problem.facts["whole"]: problem.facts
        for problem in checked.report.problems
        if problem.code == "part-above-whole"
    }
    assert (wholes["imb-world"]["found"], wholes["imb-world"]["total"]) == ("117", 116)


def test_a_whole_below_one_of_its_parts_is_told_with_both_numbers(check: Any) -> None:
    message = check("series,year,value\nimb-world,2024,93\n").message("whole-below-part")
    assert "imb-world 2024 = 93" in message and "imb-world-boarded = 94" in message


def test_part_and_whole_of_one_file_are_compared_with_each_other(check: Any) -> None:
    checked = check("series,year,value\nimb-world,2024,200\nimb-world-boarded,2024,190\n")
    assert not {"part-above-whole", "whole-below-part"} & set(checked.codes)
    checked = check("series,year,value\nimb-world,2024,150\nimb-world-boarded,2024,151\n")
    assert checked.only("part-above-whole").facts["total"] == 150


@pytest.mark.parametrize(
    "row",
    [
        "imb-world-boarded,2024,116",  # as many as the whole
        "imb-world-boarded,1980,9999",  # a year of which no whole is known
        "jcg-south-east-asia,2024,117",  # another publisher counts another world
        "imb-world-crew-kidnapped,2024,900",  # persons are no part of incidents
    ],
)
def test_what_is_no_part_or_no_more_than_its_whole_is_no_problem(check: Any, row: str) -> None:
    codes = check(f"series,year,value\n{row}\n", why={"": "the test"}).codes
    assert not {"part-above-whole", "whole-below-part"} & set(codes)
