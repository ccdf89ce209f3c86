"""Names that are not known, or known as more than one thing."""

from __future__ import annotations

from typing import Any

import pytest

HEADER = "year,area,incidents\n"


def test_a_misspelt_area_is_asked_about_with_the_nearest_spelling(check: Any) -> None:
    checked = check(HEADER + "2024,Gulf of Guinee,18\n2023,Gulf of Guinee,22\n")
    message = checked.message("unknown-area")
    assert "“Gulf of Guinee”" in message and "Nearest: Gulf of Guinea." in message and "cells: 2" in message
    assert (checked.only("unknown-area").row, checked.fates) == (2, ["held", "held"])


def test_an_unknown_name_is_one_question_whatever_stands_beside_it(check: Any) -> None:
    checked = check(
        "year,area,category,incidents\n2024,Gulf of Guinee,Boarded,8\n2024,Gulf of Guinee,Hijacked,2\n"
        "2023,Gulf of Guinee,Boarded,9\n2024,Red Saa,Boarded,1\n"
    )
    asked = [each for each in checked.report.problems if each.code == "unknown-area"]
    assert [(each.facts["found"], each.facts["count"]) for each in asked] == [
        ("Gulf of Guinee", 3),
        ("Red Saa", 1),
    ]
    assert checked.fates == ["held"] * 4


def test_where_no_known_name_is_near_none_is_offered(check: Any) -> None:
    message = check(HEADER + "2024,Qqqqzzz,18\n").message("unknown-area")
    assert message == "The area “Qqqqzzz” is not known (cells: 1)."


def test_a_misspelt_series_is_asked_about_with_the_nearest_spelling(check: Any) -> None:
    message = check("series,year,value\nimb-wrold,2024,116\n").message("unknown-series")
    assert "“imb-wrold”" in message and "Nearest: imb-world." in message


@pytest.mark.parametrize(
    "name", ["Gulf of Guinea", "GULF OF GUINEA", "ギニア湾", "Ｇｕｌｆ of Guinea", "GoG"]
)
def test_a_known_name_in_any_width_and_case_is_no_question(check: Any, name: str) -> None:
    checked = check(HEADER + f"2024,{name},18\n")
    assert (checked.codes, checked.report.figures[0].series) == ([], "imb-gulf-of-guinea")


def test_a_name_of_several_series_is_asked_about_and_names_them(check: Any) -> None:
    message = check(HEADER + "2024,World,116\n", publication=None).message("several-series")
    assert "imb-world, imo-world, imo-gisis-world" in message


def test_the_publisher_of_the_publication_settles_which_of_several_series_is_meant(check: Any) -> None:
    checked = check(HEADER + "2024,World,116\n", publication="imb-annual-2024")
    assert (checked.codes, checked.report.figures[0].series) == ([], "imb-world")


def test_a_known_area_and_kind_without_a_series_is_asked_about_and_not_guessed(check: Any) -> None:
    checked = check("year,area,category,incidents\n2024,Gulf of Guinea,Hijacked,1\n")
    assert checked.codes == ["no-such-series"] and checked.report.figures[0].series is None


def test_the_meaning_that_the_analyst_gives_answers_the_question(check: Any) -> None:
    checked = check(HEADER + "2024,Gulf of Guinee,18\n", mapping={"Gulf of Guinee": "imb-gulf-of-guinea"})
    assert (checked.codes, checked.report.figures[0].series) == ([], "imb-gulf-of-guinea")


def test_a_name_that_the_analyst_leaves_out_is_set_aside(check: Any) -> None:
    checked = check(
        HEADER + "2024,Gulf of Guinee,18\n2024,Americas,2\n", mapping={"Gulf of Guinee": "ignore"}
    )
    assert checked.fates == ["set_aside", "stored"]
