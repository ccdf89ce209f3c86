"""Periods are written as readers of each language write them."""

from datetime import date

import pytest

from dashboard.record.periods import eras_of_year, period_label, year_label


@pytest.mark.parametrize(
    ("year", "eras"),
    [
        (1988, "昭和63年"),
        (1989, "昭和64年・平成元年"),
        (2018, "平成30年"),
        (2019, "平成31年・令和元年"),
        (2024, "令和6年"),
    ],
)
def test_a_calendar_year_names_every_era_that_it_touches(year: int, eras: str) -> None:
    assert eras_of_year(year) == eras


def test_a_year_shows_its_era_in_japanese_only() -> None:
    assert year_label(2024, "en") == "2024"
    assert year_label(2024, "ja") == "2024年（令和6年）"


def test_a_part_year_names_its_months() -> None:
    nine_months = (date(2019, 1, 1), date(2019, 9, 30), "YTD")
    assert period_label(*nine_months, "en") == "Jan–Sep 2019"
    assert period_label(*nine_months, "ja") == "2019年1～9月（平成31年・令和元年）"


def test_a_fiscal_year_is_never_written_like_a_calendar_year() -> None:
    fiscal = (date(2023, 4, 1), date(2024, 3, 31), "FY")
    assert period_label(*fiscal, "en") == "FY2023"
    assert period_label(*fiscal, "ja") == "2023年度（令和5年度）"
