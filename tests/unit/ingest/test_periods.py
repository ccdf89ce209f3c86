"""What a cell says of time: every way of writing that is understood, and the reason for each that is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_marks import MARKS

from ingest.periods import ERAS, PeriodReading, PeriodRun, period_told, read_period


def read_all(*cells: str) -> list[PeriodReading | None]:
    """The readings of cells that follow each other in a row or column."""
    run, readings = PeriodRun(MARKS), []
    for cell in cells:
        readings.append(run.read(cell))
        run.take(readings[-1])
    return readings


def labels(*cells: str) -> list[str]:
    """What cells that follow each other are read as: periods, or why not and what they could be."""
    return [
        "" if each is None else each.period.label if each.period else f"{each.code} {each.wanted}".strip()
        for each in read_all(*cells)
    ]


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2024", 2024),
        (" 2024 ", 2024),
        ("２０２４", 2024),
        ("2024年", 2024),
        ("２０２４年", 2024),
        ("西暦2024年", 2024),
        ("令和6年", 2024),
        ("令和６", 2024),
        ("R6", 2024),
        ("令和元年", 2019),
        ("平成31年", 2019),
        ("昭和64年", 1989),
        ("平成元年", 1989),
        ("昭和元年", 1926),
        ("S63", 1988),
        ("大正15年", 1926),
    ],
)
def test_a_calendar_year_runs_from_january_to_december(cell: str, year: int) -> None:
    reading = read_period(cell, MARKS)
    assert reading is not None and reading.code is None and reading.period is not None
    period = reading.period
    assert (period.start, period.end, period.kind) == (date(year, 1, 1), date(year, 12, 31), "CY")
    assert period.label == str(year) and not period.is_partial


@pytest.mark.parametrize("cell", ["2024年度", "令和6年度", "FY2024", "２０２４年度", "fy 2024"])
def test_a_fiscal_year_runs_from_april_to_march_and_is_no_calendar_year(cell: str) -> None:
    reading, calendar = read_period(cell, MARKS), read_period("2024", MARKS)
    assert reading is not None and reading.period is not None and calendar is not None
    assert (reading.period.start, reading.period.end) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (reading.period.kind, reading.period.label) == ("FY", "FY2024")
    assert reading.period != calendar.period


@pytest.mark.parametrize(
    ("cell", "start", "end", "kind", "is_partial"),
    [
        ("2024 H1", date(2024, 1, 1), date(2024, 6, 30), "H", False),
        ("2024年下半期", date(2024, 7, 1), date(2024, 12, 31), "H", False),
        ("H2 2024", date(2024, 7, 1), date(2024, 12, 31), "H", False),
        ("2024 Q3", date(2024, 7, 1), date(2024, 9, 30), "Q", False),
        ("2024年第1四半期", date(2024, 1, 1), date(2024, 3, 31), "Q", False),
        ("2024年度第4四半期", date(2025, 1, 1), date(2025, 3, 31), "Q", False),
        ("2024年1～9月", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("2024年1月から2月", date(2024, 1, 1), date(2024, 2, 29), "YTD", True),
        ("Jan-Sep 2024", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
    ],
)
def test_a_part_of_a_year_has_its_own_days_and_kind(
    cell: str, start: date, end: date, kind: str, is_partial: bool
) -> None:
    reading = read_period(cell, MARKS)
    assert reading is not None and reading.period is not None
    period = reading.period
    assert (period.start, period.end, period.kind, period.is_partial) == (start, end, kind, is_partial)


def test_an_era_written_once_goes_on_below_it() -> None:
    readings = read_all("平成11年", "12年", "13年")
    assert [one.period.label for one in readings if one and one.period] == ["1999", "2000", "2001"]


def test_an_era_left_out_needs_no_year_sign_where_the_years_count_on() -> None:
    readings = read_all("平成11", "12", "13")
    assert [one.period.label for one in readings if one and one.period] == ["1999", "2000", "2001"]


def test_a_bare_number_that_does_not_count_on_is_refused_after_an_era() -> None:
    assert [one.code for one in read_all("平成11", "15") if one] == [None, "two-digit-year"]


def test_the_first_year_of_the_next_era_is_not_of_the_last_one() -> None:
    readings = read_all("平成30年", "元年", "2年")
    assert [one.period.label for one in readings if one and one.period] == ["2018", "2019", "2020"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12", "two-digit-year"),
        ("12年", "two-digit-year"),
        ("99999", "not-a-year"),
        ("1492", "not-a-year"),
        ("3000年", "not-a-year"),
        ("2023-24", "two-years"),
        ("2023/2024", "two-years"),
        ("平成32年", "era-over"),
        ("昭和65年", "era-over"),
        ("令和0年", "era-over"),
        ("H1", "half-or-heisei"),
        ("H2", "half-or-heisei"),
        ("Q3", "not-a-period"),
        ("2024年2～5月", "odd-months"),
        ("2024年9～1月", "odd-months"),
        ("2024-01-01", "a-day-is-no-period"),
        *((str(number), "two-digit-year") for number in range(1, 11)),
    ],
)
def test_what_could_be_several_years_or_none_is_refused_with_its_reason(cell: str, code: str) -> None:
    reading = read_period(cell, MARKS)
    assert reading is not None
    assert (reading.period, reading.code) == (None, code)


@pytest.mark.parametrize("cell", ["", " ", "World", "ギニア湾", "合計", "Hormuz"])
def test_ordinary_text_is_no_period_and_no_fault(cell: str) -> None:
    assert read_period(cell, MARKS) is None


@pytest.mark.parametrize("cell", ["2024(p)", "2024p", "2024年（速報）", "令和6年速報値"])
def test_a_mark_at_the_year_says_provisional(cell: str) -> None:
    reading = read_period(cell, MARKS)
    assert reading is not None and reading.period is not None
    assert (reading.period.label, reading.provisional) == ("2024", True)


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("平成30年", "平成31年", "2年", "3年"), ["2018", "2019", "era-unclear 令和2年 (2020)", "2021"]),
        (("令和2年", "元年", "30年", "29年"), ["2020", "2019", "2018", "2017"]),
        (("平成29", "30", "元", "2", "3"), ["2017", "2018", "2019", "2020", "2021"]),
        (("昭和62年", "63年", "元年", "2年"), ["1987", "1988", "1989", "1990"]),
        (("平成2年", "元年", "63年"), ["1990", "1989", "1988"]),
        (("平成11年", "12年", "15年"), ["1999", "2000", "2003"]),
        (("令和6年度", "5年度", "4年度"), ["FY2024", "FY2023", "FY2022"]),
        (("令和5年", "3年"), ["2023", "era-unclear 令和3年 (2021)"]),
        (("令和3年", "20年"), ["2021", "era-unclear 平成20年 (2008)"]),
        (("令和2年", "3年", "2年"), ["2020", "2021", "2020"]),
        (("平成30年", "元年", "2年", "30年", "元年"), ["2018", "2019", "2020", "2018", "2019"]),
        (("2018", "2年"), ["2018", "two-digit-year"]),
        (("令和2年", "2018", "3年"), ["2020", "2018", "two-digit-year"]),
        (("令和2", "5"), ["2020", "two-digit-year"]),
    ],
)
def test_an_era_goes_on_only_as_the_table_goes(cells: tuple[str, ...], wanted: list[str]) -> None:
    assert labels(*cells) == wanted


def in_era(year: int, *, is_bare: bool) -> str:
    """A year as tables write it: the later era in the year where two meet, the first year as 元."""
    era = max((name for name in ERAS if ERAS[name] <= year), key=ERAS.__getitem__)
    number = year - ERAS[era] + 1
    return f"{'' if is_bare else era}{'元' if number == 1 else number}年"


@given(
    st.integers(1870, 2040),
    st.lists(st.integers(1, 6), max_size=40),
    st.sampled_from([1, -1]),
    st.data(),
)
def test_a_column_of_eras_is_read_as_its_years_or_asked_about(
    start: int, steps: list[int], way: int, data: st.DataObject
) -> None:
    years = [start]
    for step in steps:
        years.append(years[-1] + way * step)
    years = [year for year in years if 1870 <= year <= 2060 and year >= 1900]
    bare = [number > 0 and data.draw(st.booleans()) for number in range(len(years))]
    cells = [in_era(year, is_bare=is_bare) for year, is_bare in zip(years, bare, strict=True)]
    asked = False
    for year, reading in zip(years, read_all(*cells), strict=True):
        assert reading is not None
        asked = asked or reading.code is not None
        assert asked or (reading.period is not None and reading.period.start.year == year)


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("2023年（令和5年）", "2023"),
        ("令和5年(2023年)", "2023"),
        ("令和5(2023)年", "2023"),
        ("2023(R5)", "2023"),
        ("2023年【令和5年】", "2023"),
        ("平成31(令和元)年", "2019"),
        ("平成31年／令和元年", "2019"),
        ("2019年（平成31年・令和元年）", "2019"),
        ("2023年度（令和5年度）", "FY2023"),
        ("令和五年", "2023"),
        ("平成二十九年", "2017"),
        ("平成十年", "1998"),
        ("二〇二三年", "2023"),
        ("2023年中", "2023"),
        ("2024年第一四半期", "2024-01/03"),
        ("2022 [YR2022]", "2022"),
        ("X1980", "1980"),
        ("2023000000", "2023"),
        ('="2024"', "2024"),
        ("\u200e2024", "2024"),
        ("2025\u200b", "2025"),
        ("2024\x1a", "2024"),
        ("2023年（令和6年）", "calendars-disagree"),
        ("令和5年(2023年度)", "calendars-disagree"),
        ("2022 [YR2023]", "not-a-period"),
    ],
)
def test_a_year_is_read_in_both_calendars_and_as_programs_write_it(cell: str, label: str) -> None:
    assert labels(cell) == [label]


YEARISH = st.text(
    alphabet="0123456789０１２年度月期平成令和昭和元第四半上下HhQqRrFYfy-～/.()p* １件,ー", max_size=14
)


@given(st.one_of(st.text(max_size=30), YEARISH), st.one_of(st.text(max_size=30), YEARISH))
def test_no_text_whatever_makes_it_raise(first: str, second: str) -> None:
    for reading in read_all(first, second, second):
        assert reading is None or (reading.period is None) == (reading.code is not None)
        if reading is not None and reading.period is not None:
            assert reading.period.start <= reading.period.end


@pytest.mark.parametrize(
    ("label", "english", "japanese"),
    [
        ("2024", "2024", "2024年"),
        ("FY2024", "FY2024", "2024年度"),
        ("2026-01/09", "Jan–Sep 2026", "2026年1～9月"),
        ("2024-07/12", "Jul–Dec 2024", "2024年7～12月"),
        ("2024-10/03", "Oct 2024–Mar 2025", "2024年10月～2025年3月"),
        ("no period", "no period", "no period"),
    ],
)
def test_a_label_is_told_as_people_write_periods(label: str, english: str, japanese: str) -> None:
    assert (period_told(label, "en"), period_told(label, "ja")) == (english, japanese)
