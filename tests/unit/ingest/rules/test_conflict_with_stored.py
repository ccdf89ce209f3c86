"""A value that differs from the one on the dashboard."""

from __future__ import annotations

from typing import Any


def test_another_value_in_a_newer_edition_is_a_restatement_naming_both_and_never_a_sum(check: Any) -> None:
    checked = check("year,area,incidents\n2020,Gulf of Guinea,84\n")
    message = checked.message("restates-stored")
    assert "81 stored (imb-annual-2024), 84 here" in message
    assert "165" not in message
    (figure,) = checked.report.figures
    assert (figure.value, figure.change, figure.vintage) == (84, "changed", "restated")
    assert checked.report.outcome == 0, "a warning does not stop a load"


def test_another_value_from_the_same_publication_is_a_correction(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2024,19\n", publication="imb-annual-2024")
    message = checked.message("corrects-stored")
    assert "18 is stored from the same publication (imb-annual-2024), 19 stands here" in message
    assert "restates-stored" not in checked.codes


def test_another_value_in_an_older_edition_does_not_displace_the_newer_one(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2020,84\n", publication="imb-annual-2020")
    assert "84 is recorded, but the newer edition's 81 stays" in checked.message("newer-edition-stays")
    assert "restates-stored" not in checked.codes, "nothing takes the place of what is shown"
    assert checked.report.changes == {"older": 1}


def test_the_value_that_is_stored_already_is_unchanged_and_no_problem(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2024,18\n", publication="imb-annual-2024")
    assert (checked.codes, checked.fates) == ([], ["unchanged"])


def test_the_same_value_in_another_edition_confirms_it(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2024,18\n")
    (figure,) = checked.report.figures
    assert (checked.codes, figure.change, figure.vintage) == ([], "confirmed", "later")


def test_a_year_that_is_not_stored_is_new_and_no_problem(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2016,55\n")
    (figure,) = checked.report.figures
    assert (checked.codes, figure.change, figure.shown) == ([], "new", None)


def test_a_blank_over_a_stored_value_is_set_aside_and_names_the_value_that_stays(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2024,\nimb-gulf-of-guinea,2023,22\n")
    assert checked.fates[0] == "set_aside"
    assert "18 is stored. The stored value stays" in checked.message("blank-over-value")


def test_final_after_provisional_is_a_change_even_with_the_same_count(check: Any) -> None:
    checked = check("series,year,value\nimb-gulf-of-guinea,2024,18(p)\n", publication="imb-annual-2024")
    (figure,) = checked.report.figures
    assert (figure.finality, figure.change, checked.fates) == ("provisional", "changed", ["stored"])
