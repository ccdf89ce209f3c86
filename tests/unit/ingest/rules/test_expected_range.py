"""The range that a history leads one to expect, held against scipy's own negative binomial."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from ingest.answers import Answers
from ingest.rules.expected_range import NewCount, expected_range

HEADER = "series,year,value\n"
TAIL = 0.0005


def by_scipy(history: tuple[int, ...]) -> tuple[int, int]:
    """The same definition, written again with numpy and scipy.stats."""
    years, mean = len(history), numpy.mean(history)
    dispersion = numpy.var(history, ddof=1) / mean if mean else 1.0
    if dispersion <= 1:
        law = nbinom(sum(history) + 0.5, years / (years + 1))
    else:
        variance = dispersion * mean * (1 + 1 / years)
        law = nbinom(mean**2 / (variance - mean), mean / variance)
    return int(law.ppf(TAIL)), int(law.ppf(1 - TAIL))


@pytest.mark.parametrize(
    "history",
    [
        (18, 22, 19, 35, 81, 64, 82, 36),
        (137, 116, 120, 115, 132, 195, 162, 201, 180, 191),
        (5, 5, 5, 5, 5),
        (0, 0, 0, 0, 0),
        (0, 0, 0, 0, 1),
        (1000, 2, 30, 4, 500),
        (17400, 26000, 23583, 20649, 18829, 18880, 18174),
    ],
)
def test_the_range_is_the_central_99_9_percent_of_the_negative_binomial(history: tuple[int, ...]) -> None:
    assert expected_range(history) == by_scipy(history)


@given(st.lists(st.integers(0, 500), min_size=5, max_size=10))
def test_for_any_history_the_range_leaves_out_no_more_than_its_tails(history: list[int]) -> None:
    low, high = expected_range(tuple(history))
    wanted_low, wanted_high = by_scipy(tuple(history))
    # One count of slack: at a tie of 16 digits the two libraries may round to either side.
    assert abs(low - wanted_low) <= 1 and abs(high - wanted_high) <= 1
    assert low <= numpy.mean(history) <= high


@given(st.lists(st.integers(0, 500), min_size=5, max_size=10), st.integers(0, 3000))
def test_a_count_is_expected_just_where_it_lies_inside_the_range(history: list[int], count: int) -> None:
    low, high = expected_range(history)
    assert NewCount.after(history).expects(count) == (low <= count <= high)


def test_a_value_outside_asks_why_and_names_value_range_and_years(check: Any) -> None:
    checked = check(HEADER + "imb-world,2005,900\n")
    history = (445, 325, 329, 239, 263)
    problem = checked.only("outside-range")
    low, high = problem.facts["low"], problem.facts["high"]
    assert (problem.facts["years"], checked.fates, checked.report.outcome) == (10, ["held"], 3)
    assert low <= min(history) and max(history) <= high < 900
    assert f"= 900 is outside what the 10 nearest full years lead one to expect ({low} to {high}" in (
        checked.message("outside-range")
    )


def test_the_words_of_the_analyst_answer_the_question_and_are_kept(check: Any) -> None:
    checked = check(HEADER + "imb-world,2005,900\n", why={"": "the definition was widened"})
    assert "outside-range" not in checked.codes and "outside-range-explained" in checked.codes
    assert (checked.fates, checked.report.outcome) == (["stored"], 0)
    assert "the definition was widened" in checked.report.answers.as_json()


@pytest.mark.parametrize("reason", [".", "-", " ", "?!"])
def test_a_sign_is_no_reason(check: Any, reason: str) -> None:
    assert "outside-range" in check(HEADER + "imb-world,2005,900\n", why={"imb-world": reason}).codes


def test_each_series_outside_its_range_needs_words_of_its_own(check: Any) -> None:
    text = HEADER + "imb-world,2005,900\nimb-gulf-of-guinea,2005,900\n"
    assert check(text, why={"": "a new definition"}).codes.count("outside-range") == 2
    one = check(text, why={"imb-world": "a new definition"})
    assert one.only("outside-range").facts["series"] == "imb-gulf-of-guinea"
    both = check(text, why={"imb-world": "a new definition", "imb-gulf-of-guinea": "as well"})
    assert (both.codes.count("outside-range-explained"), both.report.outcome) == (2, 0)


def test_answers_as_they_were_kept_before_reasons_had_series_are_read() -> None:
    kept = Answers().as_json().replace('"why": {}', '"why": "a new definition"')
    assert Answers.from_json(kept).why == {"": "a new definition"}
    assert Answers.from_json(Answers(why={"a-b": "c"}, replaces=("a-b",)).as_json()).replaces == ("a-b",)


def test_the_edges_of_the_range_are_inside_it_and_one_beyond_is_not(check: Any) -> None:
    facts = check(HEADER + "imb-world,2005,900\n").only("outside-range").facts
    low, high = int(str(facts["low"])), int(str(facts["high"]))
    for value in (low, high):
        assert "outside-range" not in check(HEADER + f"imb-world,2005,{value}\n").codes
    for value in (low - 1, high + 1):
        assert "outside-range" in check(HEADER + f"imb-world,2005,{value}\n").codes


def test_a_short_history_leads_one_to_expect_nothing(check: Any) -> None:
    checked = check(HEADER + "imb-east-south-east-asia,2023,9000\n")
    assert "outside-range" not in checked.codes


def test_a_value_that_is_stored_already_is_not_asked_about(check: Any) -> None:
    checked = check(HEADER + "imb-world,2000,469\n", publication="imb-annual-2000")
    assert "outside-range" not in checked.codes


def test_months_are_not_held_against_whole_years(check: Any) -> None:
    assert check(HEADER + "imb-world,2025年1～2月,3\n").codes == []


def test_years_of_another_span_are_no_history(check: Any) -> None:
    """1992 has three years beside it that are counted alike, 2005 more than ten."""
    older = check(HEADER + "imb-south-east-asia,1992,900\n", stands="last")
    assert "outside-range" not in older.codes
    assert "outside-range" in check(HEADER + "imb-south-east-asia,2005,900\n").codes
