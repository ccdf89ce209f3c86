"""Periods that overlap, beside the full years of data/ alone: imb-world has 116 in 2024, none before 1991."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from appended import figure, loads
from sqlalchemy import Engine, delete

from ingest import pipeline, schema
from ingest.answers import Answers
from ingest.database import open_database, writing
from ingest.periods import kind_of
from ingest.report import Source
from ingest.words import Words

Beside = Callable[..., list[str]]
HEADER = "series,year,value\n"
CODES = ("part-above-longer", "longer-below-part", "parts-differ-from-whole")


@pytest.fixture(scope="module")
def years_file(loaded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ``loaded_file`` in which the full years alone are left."""
    file = Path(shutil.copy(loaded_file, tmp_path_factory.mktemp("years")))
    engine = open_database(f"sqlite:///{file}")
    with writing(engine) as connection:
        connection.execute(delete(schema.observations).where(schema.observations.c.period_kind != "CY"))
    engine.dispose()
    return file


@pytest.fixture(scope="module")
def shared(years_file: Path) -> Iterator[Engine]:
    """What ``check`` holds a table against."""
    engine = open_database(f"sqlite:///{years_file}")
    yield engine
    engine.dispose()


def rows(*figures: str) -> str:
    return HEADER + "".join(f"imb-world,{one.replace(' = ', ',')}\n" for one in figures)


def told(checked: Any, language: str = "en") -> list[str]:
    """The sentences of this rule; every one is a warning."""
    problems = [problem for problem in checked.report.problems if problem.code in CODES]
    assert {problem.severity for problem in problems} <= {"warning"}
    return [problem.message(Words(language)) for problem in problems]


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("2024年1～9月 = 130", "Jan–Sep 2024"),
        ("2024年上半期 = 117", "Jan–Jun 2024"),
        ("H2 2024 = 117", "Jul–Dec 2024"),
        ("2024 Q3 = 117", "Jul–Sep 2024"),
        ("May 2024 = 117", "May 2024"),
        ("2024年1月15日～9月19日 = 117", "15 Jan – 19 Sep 2024"),
    ],
)
def test_any_part_above_its_stored_year_is_told_with_both_periods(check: Any, part: str, named: str) -> None:
    value = part.rpartition(" ")[2]
    assert told(check(rows(part))) == [
        f"imb-world: {named} = {value} is more than 2024 = 116, which it is a part of."
    ]


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("1979年5月 = 9", "1979 Q2 = 8"),
        ("1979 Q2 = 9", "1979 H1 = 8"),
        ("1979 Q2 = 9", "1979年4～9月 = 8"),
        ("1979 H2 = 9", "1979 = 8"),
        ("1980 Q1 = 9", "FY1979 = 8"),
        ("1979年1～6月 = 9", "1979年1～9月 = 8"),
        ("1979年1～10月 = 9", "1979年1～11月 = 8"),
        ("1979年5月1日～20日 = 9", "May 1979 = 8"),
    ],
)
def test_a_part_above_a_longer_period_of_the_file_is_told_once(check: Any, shorter: str, longer: str) -> None:
    (sentence,) = told(check(rows(shorter, longer)))
    assert " = 9 is more than " in sentence and " = 8, which it is a part of" in sentence
    assert told(check(rows(longer, shorter))) == [sentence]
    assert told(check(rows(shorter.replace("= 9", "= 8"), longer))) == []


def test_periods_that_merely_overlap_are_not_compared(check: Any) -> None:
    assert told(check(rows("1979 = 5", "FY1979 = 9", "1979年2～4月 = 4", "1979年4～6月 = 3"))) == []


def test_of_several_longer_periods_the_shortest_is_named(check: Any) -> None:
    (sentence,) = told(check(rows("1979年5月 = 9", "1979 Q2 = 8", "1979 H1 = 8", "1979 = 8")))
    assert "Apr–Jun 1979 = 8" in sentence


def test_a_running_total_may_not_fall_in_japanese_either(check: Any) -> None:
    (sentence,) = told(check(rows("1979年1～9月 = 90", "1979年1～11月 = 85")), "ja")
    assert sentence == ("imb-world：1979年1～9月の 90 は、それを含む1979年1～11月の 85 を上回る。")


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            ("2024 H1 = 60", "2024 H2 = 57"),
            "Jan–Jun 2024, Jul–Dec 2024 add up to 117 (60 + 57), and 2024 is 116.",
        ),
        (
            ("2024年上半期 = 60", "2024年7～12月 = 55"),
            "Jan–Jun 2024, Jul–Dec 2024 add up to 115 (60 + 55), and 2024 is 116.",
        ),
        (
            ("2024 H1 = 60", "2024 Q3 = 30", "2024 Q4 = 27"),
            "Jan–Jun 2024, Jul–Sep 2024, Oct–Dec 2024 add up to 117 (60 + 30 + 27), and 2024 is 116.",
        ),
        (
            ("2024年1～9月 = 90", "2024 Q4 = 27"),
            "Jan–Sep 2024, Oct–Dec 2024 add up to 117 (90 + 27), and 2024 is 116.",
        ),
        (
            ("1979 Q1 = 3", "1979 Q2 = 4", "1979 H1 = 8"),
            "Jan–Mar 1979, Apr–Jun 1979 add up to 7 (3 + 4), and Jan–Jun 1979 is 8.",
        ),
        (
            ("1979年1月 = 3", "1979年2月 = 4", "1979年3月 = 1", "1979 Q1 = 9"),
            "Jan 1979, Feb 1979, Mar 1979 add up to 8 (3 + 4 + 1), and Jan–Mar 1979 is 9.",
        ),
        (
            ("1979 H2 = 30", "1979 Q1 = 3", "1979 = 32"),
            "Jan–Mar 1979, Jul–Dec 1979 add up to 33 (3 + 30), and 1979 is 32.",
        ),
        (
            (*(f"1979年{month}月 = 1" for month in range(1, 13)), "1979 = 13"),
            "Jan 1979, Feb 1979, …, Dec 1979 add up to 12 (" + " + ".join("1" * 12) + "), and 1979 is 13.",
        ),
        (
            ("1979年度上半期 = 3", "1979年10月～1980年3月 = 4", "FY1979 = 8"),
            "Apr–Sep 1979, Oct 1979–Mar 1980 add up to 7 (3 + 4), and FY1979 is 8.",
        ),
    ],
)
def test_parts_that_do_not_add_up_to_their_whole_are_told_by_name(
    check: Any, figures: tuple[str, ...], sentence: str
) -> None:
    assert told(check(rows(*figures))) == [f"imb-world: {sentence}"]


def test_parts_that_add_up_or_are_not_all_known_are_no_problem(check: Any) -> None:
    quarters = [f"2024 Q{number} = 29" for number in range(1, 5)]
    assert told(check(rows(*quarters, "2024 H1 = 58", "2024年7～12月 = 58", "2024年1～9月 = 87"))) == []
    assert told(check(rows(*quarters[:3], "2024 H1 = 58"))) == []
    assert told(check(rows("2024 H1 = 58以上", "2024 H2 = 100"))) == []


@pytest.fixture
def beside(years_file: Path, tmp_path: Path) -> Iterator[Beside]:
    """Check a table beside parts of a year that were stored before it, as first day, last day and value; what
    it gives is told."""
    engine = open_database(f"sqlite:///{shutil.copy(years_file, tmp_path)}")

    def run(text: str, *stored: tuple[date, date, int], publication: str = "imb-annual-2025") -> list[str]:
        for first, last, value in stored:
            kind = kind_of(first, last)
            days = {"period_start": first, "period_end": last, "period_kind": kind}
            loads(engine, figure(engine, "imb-world", 2024, **days, value=value))
        answers, source = Answers(publication=publication), Source("table.csv", text.encode())
        report = pipeline.check(engine, source, answers, today=date(2026, 11, 23))
        problems = [problem for problem in report.problems if problem.code in CODES]
        return [problem.message(Words("en")) for problem in problems]

    yield run
    engine.dispose()


FIRST_HALF, SECOND_HALF = (date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), date(2024, 12, 31))


def test_a_half_is_added_to_the_one_stored_before(beside: Beside) -> None:
    assert beside(rows("2024年下半期 = 57"), (*FIRST_HALF, 60)) == [
        "imb-world: Jan–Jun 2024, Jul–Dec 2024 add up to 117 (60 + 57), and 2024 is 116."
    ]


def test_a_year_below_its_stored_parts_is_told_of_the_longest(beside: Beside) -> None:
    assert beside(rows("2024 = 50"), (*FIRST_HALF, 60), (date(2024, 1, 1), date(2024, 3, 31), 55)) == [
        "imb-world: 2024 = 50 is less than a part of it, Jan–Jun 2024 = 60."
    ]


def test_a_restated_part_is_compared_and_not_the_first_print(beside: Beside) -> None:
    restated = (*FIRST_HALF, 60), (*FIRST_HALF, 58), (*SECOND_HALF, 58)
    assert beside(rows("2024 = 116", "2024 Q1 = 29"), *restated) == []


def test_an_older_edition_that_stays_behind_the_stored_one_is_not_compared(beside: Beside) -> None:
    shown = (date(2022, 1, 1), date(2022, 6, 30), 50)
    assert beside(rows("2022 H1 = 120"), shown, publication="imb-annual-2023") == []
    assert len(beside(rows("2022 H1 = 120"))) == 1


def test_what_is_stored_already_is_not_told_again(beside: Beside) -> None:
    stored = (*FIRST_HALF, 60), (*SECOND_HALF, 57)
    assert beside(rows("2024 H1 = 60", "2023 = 120"), *stored) == []
