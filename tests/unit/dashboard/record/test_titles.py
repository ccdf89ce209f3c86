"""Titles of publications in short."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.record.titles import in_short, is_annual_report, names_year, period_reported, year_of
from dashboard.words.eras import Language

DATA = Path(__file__).parents[4] / "data"


@pytest.mark.parametrize(
    ("title", "year", "english", "japanese"),
    [
        ("Report, January to June 2024", 2024, "Jan–Jun 2024", "2024年1～6月"),
        ("Monthly report, May 2015", 2015, "May 2015", "2015年5月"),
        ("News page on figures for 2016 (provisional, April 2017)", 2016, "", ""),
        ("Annual report 2024", 2024, "", ""),
    ],
)
def test_the_months_are_those_that_a_title_names(title: str, year: int, english: str, japanese: str) -> None:
    assert period_reported(title, year, "en") == english
    assert period_reported(title, year, Language("ja", "only")) == japanese


def test_a_title_is_cut_where_it_is_long_and_its_brackets_left_out() -> None:
    assert in_short("Japan Coast Guard Report 2025 (covers 2024)", "en") == "Japan Coast Guard Report 2025"
    assert in_short("海上保安レポート2025（令和6年の現況）", "ja") == "海上保安レポート2025"
    long = "Survey of piracy and armed robbery against Japan-related ships, to 2002"
    assert in_short(long, "en") == "Survey of piracy and armed robbery against …"
    assert names_year(long) and not names_year(in_short(long, "en"))
    assert in_short("船" * 27, "ja") == "船" * 25 + "…"
    assert year_of(2002, Language("ja", "only")) == "2002年" and year_of(None, "en") == ""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_two_publications_of_a_publisher_are_called_alike(language: str) -> None:
    found = []
    with (DATA / "publications.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year = int(row["edition_year"] or 0) or None
            period = period_reported(row["title_en"], year, language)
            title = in_short(row[f"title_{language}"], language)
            named = period or (is_annual_report(row["title_en"]) and year) or (title, year)
            found.append((row["publisher"], named))
    assert len(found) == len(set(found)) > 100
