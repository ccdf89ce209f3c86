"""The running year on our own figures: its parts, what they decide, where it may end, where it stands."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from sqlalchemy import Engine

from dashboard.address.selection import Selection
from dashboard.charts.running import CHART
from dashboard.record.queries import catalogue
from dashboard.scene.sheet import Sheet
from dashboard.verdicts.running import Running, running_year, so_far
from dashboard.web.application import create_app

IN_2025 = date(2025, 8, 30)
"""When the first half of 2025 had been told and the year had not."""
IN_2024 = date(2024, 8, 1)


def running_of(engine: Engine, series: str, published: date | None = None) -> Running:
    found = running_year(engine, catalogue(engine), series, months=(1, 6), published=published)
    assert found is not None
    return found


def sheet_of(engine: Engine, **choices: object) -> Sheet:
    known = catalogue(engine)
    return CHART.build(engine, known, CHART.default(engine, known, Selection(**choices)))  # type: ignore[arg-type]


def text_of(sheet: Sheet) -> str:
    return " ".join(finding.text for finding in sheet.findings)


def test_a_half_stands_beside_the_same_half_of_earlier_years(shared: Engine) -> None:
    running = running_of(shared, "recaap-asia")
    counts = {one.year: one.part.value for one in running.years}
    assert {year: counts[year] for year in (2025, 2024, 2023)} == {2025: 95, 2024: 52, 2023: 61}
    first_told = {one.year: one.earliest.value for one in running.years if one.is_first_told}
    assert (first_told[2025], first_told[2024], 2023 in first_told) == (95, 51, False)


def test_the_second_half_is_the_year_less_the_first_and_said_to_be_worked_out(shared: Engine) -> None:
    newest = running_of(shared, "recaap-asia").newest
    assert (newest.full and newest.full.value, newest.rest) == (132, 37)
    text = text_of(sheet_of(shared, series=("recaap-asia",), part=(1, 6)))
    assert "Jul–Dec 2025: 37 (worked out: 132 in the year less 95)." in text


def test_a_level_once_exceeded_is_decided_whatever_follows(shared: Engine) -> None:
    running = running_of(shared, "imb-somalia", IN_2024)
    assert running.is_running
    ((indicator, high, by),) = ((one.indicator, one.high, one.by) for one in running.decided)
    assert (indicator, high) == ("somalia-gulf-of-aden", 1)
    assert by is not None
    assert by.value is not None
    assert by.value > high
    text = text_of(sheet_of(shared, series=("imb-somalia",), published=IN_2024))
    assert "above the level (0 to 1 a year), whatever the other months bring." in text


def test_a_part_within_the_level_decides_nothing(shared: Engine) -> None:
    running = running_of(shared, "recaap-asia", IN_2025)
    assert [one.by for one in running.decided] == [None]
    text = text_of(sheet_of(shared, series=("recaap-asia",), published=IN_2025))
    assert (
        "Jan–Jun 2025 alone does not exceed the most of 2021–2023 (101); that says nothing of the year yet."
        in text
    )
    assert "whatever" not in text


@pytest.mark.parametrize(("series", "ended"), [("recaap-asia", 132), ("imb-world", 137)])
def test_where_the_year_may_end_is_a_range_and_is_scored_once_the_year_is_known(
    shared: Engine, series: str, ended: int
) -> None:
    then, now = running_of(shared, series, IN_2025), running_of(shared, series)
    assert then.is_running
    assert then.range is not None
    assert then.range.low >= (then.newest.part.value or 0)
    assert ended in then.range
    assert not now.is_running
    assert now.held == (now.range is not None and ended in now.range)


def test_too_few_earlier_parts_say_nothing_of_the_end(shared: Engine) -> None:
    running = running_of(shared, "imb-somalia", IN_2024)
    assert running.range is None
    assert "Where the year may end is not said" in text_of(
        sheet_of(shared, series=("imb-somalia",), published=IN_2024)
    )
    assert "may end" not in text_of(sheet_of(shared, series=("imb-somalia",))), "the year is over"


def test_only_a_part_newer_than_the_newest_year_runs(shared: Engine) -> None:
    known = catalogue(shared)
    series = known.indicator_series["asia-minor"]
    assert so_far(shared, known, series) == []
    assert [one.series for one in so_far(shared, known, series, published=IN_2025)] == ["recaap-asia"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "ReCAAP Asia: 95 in Jan–Jun 2025 (52 in the same months of 2024). The year may end at"),
        ("ja", "ReCAAP アジア：2025年（令和7年）1～6月 95件（2024年の同じ期間は52件）。年間では"),
    ],
)
def test_a_card_has_a_line_of_the_running_year_while_it_runs(
    shared: Engine, language: str, line: str
) -> None:
    client = create_app(shared).server.test_client()
    then = client.get(f"/?lang={language}&published={IN_2025}").get_data(as_text=True)
    assert line in then
    assert "so-far" not in client.get(f"/?lang={language}").get_data(as_text=True)


def test_the_page_offers_every_other_part_that_is_known(shared: Engine) -> None:
    client = create_app(shared).server.test_client()
    page = client.get("/running?series=imb-world&part=1-6").get_data(as_text=True)
    for part in ("1-3", "1-9"):
        assert f"part={part}" in page
    assert "/running?series=imb-world&amp;part=1-6&amp;part" not in page
    assert client.get("/running?series=imb-somalia&part=2-3").status_code == 200


def test_a_file_has_the_share_and_the_rest_beside_each_part(shared: Engine) -> None:
    client = create_app(shared).server.test_client()
    answer = client.get("/c/running.csv?series=recaap-asia&part=1-6").get_data(as_text=True)
    lines = [line for line in answer.removeprefix("\ufeff").splitlines() if not line.startswith("#")]
    rows = {
        (row["period_start"], row["period_end"]): row for row in csv.DictReader(io.StringIO("\n".join(lines)))
    }
    part, whole = rows["2025-01-01", "2025-06-30"], rows["2025-01-01", "2025-12-31"]
    assert (part["value"], part["rest_of_year"], part["share_of_year_percent"]) == ("95", "37", "72.0")
    assert (whole["value"], whole["rest_of_year"]) == ("132", "")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_of_many_series_three_are_shown_and_the_others_named(shared: Engine, language: str) -> None:
    series = "&series=".join(("imb-world", "imb-indonesia", "recaap-asia", "recaap-soms", "imb-somalia"))
    client = create_app(shared).server.test_client()
    assert client.get(f"/c/running.pptx?series={series}&lang={language}").status_code == 200
    told = client.get(f"/c/running.json?series={series}&lang=en").get_json()
    assert "ReCAAP Straits M & S: not shown; this chart has room for 3 series." in told["notes"]
