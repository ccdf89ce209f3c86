"""Which edition of a period is shown, and which came first, hangs on when editions came out and what they
cover, and not on the order in which they were loaded."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from typing import Any, NamedTuple

import pytest
from appended import copied, figure, loads
from sqlalchemy import Engine

from dashboard.record.captions import observations_in
from dashboard.record.queries import observation_rows
from dashboard.verdicts.year_end_record import first_told
from ingest import editions, pipeline, schema
from ingest.answers import Answers, Citation
from ingest.editions import Edition
from ingest.report import Report, Source
from ingest.words import Words

TODAY = date(2026, 11, 23)
SERIES = "imb-vietnam"
HALF = date(2025, 1, 1), date(2025, 6, 30)


class File(NamedTuple):
    """A publication with what it says of Jan–Jun 2025, and its further rows."""

    title: str
    published: date | None
    value: int
    more: str = ""


HALF_YEAR = File("Report Jan-Jun 2025", date(2025, 7, 15), 95)
NINE_MONTHS = File("Report Jan-Sep 2025", date(2025, 10, 20), 97)
NEXT_HALF = File("Report Jan-Jun 2026", date(2026, 7, 15), 96, f"{SERIES},Jan-Jun 2026,40\n")
CORRECTED = File("Corrected figures", date(2026, 10, 20), 99)
OF_NO_DAY = File("Leaflet", None, 98)


def load(engine: Engine, file: File) -> Report:
    text = f"series,period,value\n{SERIES},Jan-Jun 2025,{file.value}\n{file.more}"
    answers = Answers(citation=Citation(file.title, publisher="imb", published=file.published))
    report = pipeline.check(engine, Source(f"{file.title}.csv", text.encode()), answers, today=TODAY)
    pipeline.commit(engine, report, who="analyst", reason="a report", today=TODAY)
    return report


def half(engine: Engine) -> list[Any]:
    """The editions of Jan–Jun 2025, the one that is shown first."""
    rows = observation_rows(engine, series=[SERIES], every_part=True)
    found = [one for one in observations_in(rows) if (one.period_start, one.period_end) == HALF]
    assert [one.is_current for one in found] == [True] + [False] * (len(found) - 1)
    return found


@pytest.mark.parametrize(
    "files",
    [
        *permutations((HALF_YEAR, NINE_MONTHS)),
        *permutations((NEXT_HALF, CORRECTED)),
        (CORRECTED, HALF_YEAR, NEXT_HALF, NINE_MONTHS),
    ],
    ids=lambda files: ", ".join(file.title for file in files),
)
def test_the_part_that_was_published_last_is_shown_in_whatever_order_they_are_loaded(
    loaded: Engine, files: Sequence[File]
) -> None:
    for file in files:
        load(loaded, file)
    by_day = sorted(files, key=lambda file: file.published or date.min)
    told = half(loaded)
    assert [one.value for one in reversed(told)] == [file.value for file in by_day]
    assert [one.value for one in first_told(told)] == [by_day[0].value]
    assert told[-1].vintage == "first"


def test_a_report_that_came_out_before_the_one_shown_is_the_first_and_stays_behind_it(
    loaded: Engine,
) -> None:
    load(loaded, NINE_MONTHS)
    report = load(loaded, HALF_YEAR)
    (told,) = report.figures
    assert (told.change, told.vintage) == ("older", "first")
    (problem,) = [one for one in report.problems if one.code == "newer-edition-stays"]
    assert "95 is recorded, but the newer edition's 97 stays" in problem.message(Words("en"))
    assert {one.code for one in report.problems}.isdisjoint({"restates-stored", "corrects-stored"})


def test_one_between_two_is_held_against_the_one_before_it(loaded: Engine) -> None:
    load(loaded, CORRECTED)
    load(loaded, HALF_YEAR)
    (same,) = load(loaded, NINE_MONTHS._replace(value=HALF_YEAR.value)).figures
    assert (same.change, same.vintage) == ("older", "later")
    other = next(one for one in load(loaded, NEXT_HALF).figures if one.value == NEXT_HALF.value)
    assert (other.change, other.vintage) == ("older", "restated")


def test_where_the_day_is_not_known_the_last_recorded_is_shown_as_ever(loaded: Engine) -> None:
    load(loaded, HALF_YEAR)
    (told,) = load(loaded, OF_NO_DAY).figures
    assert (told.change, told.vintage) == ("changed", "restated")
    assert [one.value for one in half(loaded)] == [98, 95]
    load(loaded, NINE_MONTHS)
    assert [one.value for one in half(loaded)] == [97, 98, 95]


def test_a_day_does_not_set_an_edition_that_covers_an_earlier_year_before_a_later_one(
    loaded: Engine,
) -> None:
    """Of years: they hang on what editions cover, and on days only where that is the same."""
    words = [
        copied(loaded, schema.publications, "imb-annual-2023", id=name, edition_year=year)
        for name, year in (("reprint", 2031), ("last", 2032), ("same", 2032))
    ]
    told = (("last", date(2034, 2, 1), 7), ("reprint", date(2035, 1, 1), 8), ("same", date(2033, 1, 1), 9))
    rows = [
        figure(loaded, "imb-world", 2022, day, publication=name, value=value, vintage="restated")
        for name, day, value in told
    ]
    loads(loaded, *rows, words={"publications": words})
    years = observation_rows(loaded, series=["imb-world"], first=2022, last=2022)
    assert [row["value"] for row in years if row["period_kind"] == "CY"][:3] == [7, 9, 8]


@pytest.mark.parametrize("kind", ["H", "CY"])
def test_a_check_foresees_where_an_edition_will_stand(loaded: Engine, kind: str) -> None:
    """``Edition`` against ``ranked``, for editions of any years and days, known or not, in any order."""
    chance = random.Random(1)
    start, end = date(2030, 1, 1), date(2030, 6 if kind == "H" else 12, 30)

    def told(connection: Any) -> list[Any]:
        table = schema.observations.c
        of_period = editions.standing().where(table.series == SERIES, table.period_start == start)
        return list(connection.execute(editions.ranked(of_period)))

    expected: list[str] = []
    for number in range(40):
        name = f"made-{number}"
        year = chance.choice((None, 2030, 2031, 2032))
        day = chance.choice((None, date(2031, chance.randint(1, 6), 1), date(2032, chance.randint(1, 6), 1)))
        with loaded.connect() as connection:
            rows = told(connection)
        behind = [row.publication for row in Edition(kind, year, day).not_newer(rows)]
        expected = [row.publication for row in rows if row.publication not in behind] + [name, *behind]
        words = copied(loaded, schema.publications, "imb-annual-2023", id=name, edition_year=year)
        days = {"period_start": start, "period_end": end, "period_kind": kind}
        row = figure(loaded, "imb-world", 2022, day, **days, series=SERIES, publication=name, value=number)
        loads(loaded, row, words={"publications": [words]})
        with loaded.connect() as connection:
            found = [row.publication for row in told(connection)]
        assert found == expected, (number, year, day)
