"""Periods are written as readers of each language write them."""

from datetime import date

import pytest

from dashboard.record.periods import dates_label, day_label, month_label, period_label, year_label
from dashboard.words import interface_words
from dashboard.words.eras import Language, eras_of_year
from ingest.periods import kind_of


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
    assert period_label(*nine_months, "ja") == "2019年（平成31年・令和元年）1～9月"


@pytest.mark.parametrize(
    ("start", "end", "english", "japanese"),
    [
        ("2025-05-01", "2025-05-31", "May 2025", "2025年（令和7年）5月"),
        ("2019-04-01", "2019-04-30", "Apr 2019", "2019年（平成31年）4月"),
        ("2025-01-01", "2025-06-30", "Jan–Jun 2025", "2025年（令和7年）1～6月"),
        ("2024-10-01", "2025-03-31", "Oct 2024–Mar 2025", "2024年10月～2025年3月（令和6～7年）"),
        ("2025-07-01", "2025-09-30", "Jul–Sep 2025", "2025年（令和7年）7～9月"),
        ("2014-01-01", "2014-09-19", "1 Jan – 19 Sep 2014", "2014年（平成26年）1月1日～9月19日"),
        ("2018-12-01", "2019-05-31", "Dec 2018–May 2019", "2018年12月～2019年5月（平成30年～令和元年）"),
    ],
)
def test_parts_of_years_are_written_with_their_eras_in_japanese(
    start: str, end: str, english: str, japanese: str
) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    for language, label in (("en", english), ("ja", japanese)):
        assert period_label(*days, kind_of(*days), language) == label


def test_a_fiscal_year_is_never_written_like_a_calendar_year() -> None:
    fiscal = (date(2023, 4, 1), date(2024, 3, 31), "FY")
    assert period_label(*fiscal, "en") == "FY2023"
    assert period_label(*fiscal, "ja") == "2023年度（令和5年度）"


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "japanese"),
    [
        (date(2024, 1, 1), None, "year", "2024", "2024年（令和6年）"),
        (date(2022, 3, 31), None, "month", "Mar 2022", "2022年（令和4年）3月"),
        (date(2020, 1, 17), None, "day", "2020-01-17", "2020年1月17日"),
        (date(2021, 4, 1), date(2024, 3, 31), "year", "FY2021–FY2023", "2021～2023年度（令和3～5年度）"),
        (date(2018, 4, 1), date(2021, 3, 31), "year", "FY2018–FY2020", "2018～2020年度（平成30～令和2年度）"),
        (date(2023, 4, 1), date(2024, 3, 31), "year", "FY2023", "2023年度（令和5年度）"),
        (date(2021, 1, 1), date(2025, 12, 31), "year", "2021–2025", "2021年（令和3年）～2025年（令和7年）"),
    ],
)
def test_dates_are_written_no_more_exactly_than_known(
    start: date, end: date | None, precision: str, english: str, japanese: str
) -> None:
    assert dates_label(start, end, precision, "en") == english
    assert dates_label(start, end, precision, "ja") == japanese


CHOICES = {
    "": (
        "2024年（令和6年）",
        "2019年（平成31年・令和元年）1～9月",
        "2023年度（令和5年度）",
        "2022年（令和4年）3月",
    ),
    "off": ("2024年", "2019年1～9月", "2023年度", "2022年3月"),
    "only": ("令和6年", "平成31年・令和元年1～9月", "令和5年度", "令和4年3月"),
}


@pytest.mark.parametrize("eras", CHOICES)
def test_years_are_written_as_the_reader_wants_them(eras: str) -> None:
    japanese = Language("ja", eras)
    assert (
        year_label(2024, japanese),
        period_label(date(2019, 1, 1), date(2019, 9, 30), "YTD", japanese),
        period_label(date(2023, 4, 1), date(2024, 3, 31), "FY", japanese),
        month_label(date(2022, 3, 1), japanese),
    ) == CHOICES[eras]
    assert year_label(2024, Language("en", eras)) == "2024"


def test_the_era_alone_stands_in_sentences_and_days_too_and_no_count_is_taken_for_a_year() -> None:
    only = Language("ja", "only")
    words = interface_words(only)
    assert words("{year}", year=2024) == "令和6年"
    assert words("Years evaluated: {first} to {last}", first=2021, last=2023) == "評価対象年：令和3～令和5年"
    assert day_label(date(2026, 11, 30), only) == "令和8年11月30日"
    assert words("{first} {second}", first="2024年の表", second="2024") == interface_words("ja")(
        "{first} {second}", first="2024年の表", second="2024"
    ), "what another wrote stays as it is"
    assert year_label(1900, only) == "1900年", "a year before the eras has none"
