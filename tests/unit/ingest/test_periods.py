"""What a cell says of time: every way of writing that is understood, and the reason for each that is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known_marks import MARKS

from dashboard.record.periods import period_label
from ingest.months import months_from
from ingest.period_labels import period_told
from ingest.periods import ERAS, Period, PeriodReading, PeriodRun, kind_of, period_of, read_period


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
        ("2024年9月まで", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("2024年9月まで（速報値）", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("2024年（9月まで）※", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("Sep 2024まで", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("2024-09まで", date(2024, 1, 1), date(2024, 9, 30), "YTD", True),
        ("令和6年第2四半期まで", date(2024, 1, 1), date(2024, 6, 30), "H", False),
        ("2024年4月から6月まで", date(2024, 4, 1), date(2024, 6, 30), "Q", False),
        ("2024-Jun", date(2024, 6, 1), date(2024, 6, 30), "M", False),
        ("2024年5月", date(2024, 5, 1), date(2024, 5, 31), "M", False),
        ("2024年2～5月", date(2024, 2, 1), date(2024, 5, 31), "D", True),
        ("2024年1月1日～6月15日", date(2024, 1, 1), date(2024, 6, 15), "D", True),
        ("2024年度4～9月", date(2024, 4, 1), date(2024, 9, 30), "H", False),
        ("2024年度1月", date(2025, 1, 1), date(2025, 1, 31), "M", False),
    ],
)
def test_a_part_of_a_year_has_its_own_days_and_kind(
    cell: str, start: date, end: date, kind: str, is_partial: bool
) -> None:
    reading = read_period(cell, MARKS)
    assert reading is not None and reading.period is not None
    period = reading.period
    assert (period.start, period.end, period.kind, period.is_partial) == (start, end, kind, is_partial)


SAME_DAYS = (
    "2025年上半期|2025年1～6月|Jan-Jun 2025|January to June 2025|H1 2025|first half of 2025|6M 2025"
    "|2025-01/06|2025-01/2025-06|1 January - 30 June 2025|2025年1月1日～6月30日"
    "|令和7年上半期|2025年6月まで|R7年1-6月",
    "2025年1～9月|2025年1月～9月|2025 1-9月|Jan–Sep 2025|Jan. to Sept., 2025|first nine months of 2025"
    "|first 9 months of 2025|9M 2025|2025 9M|2025年9月末|2025-01/09|令和7年1～9月|January - September 2025",
    "2025 Q1|Q1/2025|2025年第1四半期|2025年1～3月|Jan–Mar 2025|2025-01-01/2025-03-31|first 3 months of 2025",
    "2025年5月|２０２５年５月|2025年5月分|May 2025|2025 May|May-2025|2025-05|2025/05"
    "|2025M05|令和7年5月|1–31 May 2025|令和7年(2025年)5月|2025年5月（令和7年）|2025年5月1日～31日",
    "2025年1月|Jan 2025|Jan. 2025|2025-01|1M 2025|2025年1月1日～31日",
    "2024年10月～2025年3月|2024年10月～翌年3月|令和6年10月～7年3月|令和6年10月～令和7年3月|2024年度下半期"
    "|Oct 2024–Mar 2025|2024-10/2025-03|2024/10-2025/03|2024年10月～2025年3月（令和6～7年）|2024年度10～3月",
    "2025年1月～2026年3月|Jan 2025 – Mar 2026|2025-01/2026-03|1 Jan 2025 – 31 Mar 2026",
    "2025-01-01/2025-06-15|2025年1月1日～6月15日|1 January - 15 June 2025"
    "|January 1 – June 15, 2025|2025/1/1～6/15|1st Jan to 15th June 2025"
    "|2025年1月1日～6月15日（令和7年）|2025年1月～6月15日",
    "2025|2025年1～12月|Jan–Dec 2025|2025-01-01/2025-12-31|12M 2025",
    "FY2025|2025年度|2025年4月～2026年3月|Apr 2025–Mar 2026|2025年度4～3月",
)


@pytest.mark.parametrize("cells", SAME_DAYS, ids=lambda cells: cells.partition("|")[0])
def test_the_same_days_are_one_period_however_they_are_written(cells: str) -> None:
    readings = [read_period(cell, MARKS) for cell in cells.split("|")]
    assert {reading and reading.period for reading in readings} == {readings[0] and readings[0].period}
    assert readings[0] is not None and readings[0].period is not None


@pytest.mark.parametrize(
    ("kind", "spans"),
    [
        ("CY", [(1, 12)]),
        ("FY", [(4, 15)]),
        ("H", [(1, 6), (7, 12), (4, 9), (10, 15)]),
        ("Q", [(1, 3), (4, 6), (7, 9), (10, 12), (13, 15)]),
        ("M", [(month, month) for month in range(1, 13)]),
        ("YTD", [(1, last) for last in (2, 4, 5, 7, 8, 9, 10, 11)]),
        ("D", [(2, 5), (3, 14), (1, 13), (1, 24), (4, 10), (12, 13), (7, 18)]),
    ],
)
def test_the_months_of_a_period_say_its_kind(kind: str, spans: list[tuple[int, int]]) -> None:
    for first, last in spans:
        start = date(2023 + (first - 1) // 12, (first - 1) % 12 + 1, 1)
        assert kind_of(start, date(2023 + last // 12, last % 12 + 1, 1) - timedelta(days=1)) == kind


def test_days_that_are_no_whole_months_are_a_span_of_days() -> None:
    assert kind_of(date(2014, 1, 1), date(2014, 9, 19)) == "D"
    assert kind_of(date(2014, 1, 2), date(2014, 12, 31)) == "D"
    assert kind_of(date(2014, 5, 1), date(2014, 5, 1)) == "D"


PERIODS = st.one_of(
    st.tuples(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.integers(1, 800)).map(
        lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
    ),
    st.tuples(st.integers(1900, 2098), st.integers(1, 12), st.integers(1, 18)).map(
        lambda drawn: months_from(date(drawn[0], drawn[1], 1), drawn[2])
    ),
).map(period_of)


@given(PERIODS)
def test_what_is_written_of_a_period_is_read_as_that_period(period: Period) -> None:
    shown = [period_label(*period, language) for language in ("en", "ja")]
    for text in (period.told("en"), period.told("ja"), *shown):
        reading = read_period(text, MARKS)
        assert reading is not None and reading.period == period, text
    reading = read_period(period.label, MARKS)
    may_be_years = period.kind == "M" and period.start.month > period.start.year % 100  # 2011-12
    assert reading is not None
    assert (reading.period, reading.code) == ((None, "two-years") if may_be_years else (period, None))
    assert reading.fiscal_year == (period.start.year if period.kind == "FY" else None)


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
        ("2025-13", "two-years"),
        ("2011-12", "two-years"),
        ("2025-5", "two-years"),
        ("May-25", "two-digit-year"),
        ("2024年10月～25年3月", "two-digit-year"),
        ("Oct–Mar 2024", "odd-months"),
        ("2024年13月", "odd-months"),
        ("2024年2月1日～30日", "not-a-period"),
        ("2024年1月15日～6月", "not-a-period"),
        ("2025年～9月", "not-a-period"),
        ("2025年1月から", "not-a-period"),
        ("2025年1月～", "not-a-period"),
        ("2025年（～6月）", "not-a-period"),
        ("令和7年（～6月）", "not-a-period"),
        ("2025 (–6月)", "not-a-period"),
        ("2025 –Jun", "not-a-period"),
        ("2025～Q2", "not-a-period"),
        ("2025年～第2四半期", "not-a-period"),
        ("2025年（6月～）", "not-a-period"),
        ("2025年（Q2～）", "not-a-period"),
        ("2025年第2四半期から", "not-a-period"),
        ("2025年上半期～", "not-a-period"),
        ("2025年6月～（速報）", "not-a-period"),
        ("2025年度第3四半期まで", "not-a-period"),
        ("2021年まで（速報）", "not-a-period"),
        ("5 May 2025", "a-day-is-no-period"),
        ("May 5, 2025", "a-day-is-no-period"),
        ("2025年5月5日", "a-day-is-no-period"),
        ("2025-05-05/2025-05-05", "a-day-is-no-period"),
        ("2025年5月（令和6年）", "calendars-disagree"),
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


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (("2025年1月", "2月", "3月"), ["2025-01", "2025-02", "2025-03"]),
        (("Jan 2025", "Feb", "Mar."), ["2025-01", "2025-02", "2025-03"]),
        (("2025年1～3月", "1～6月", "1～9月"), ["2025-01/03", "2025-01/06", "2025-01/09"]),
        (("2025 Q1", "Q2", "Q3"), ["2025-01/03", "2025-04/06", "2025-07/09"]),
        (("2025年上半期", "下半期"), ["2025-01/06", "2025-07/12"]),
        (
            ("2025年1月", "2月", "3月", "1～3月", "4月"),
            ["2025-01", "2025-02", "2025-03", "2025-01/03", "2025-04"],
        ),
        (("2024年度上半期", "下半期"), ["2024-04/09", "2024-10/2025-03"]),
        (("令和6年度第1四半期", "第3四半期", "第4四半期"), ["2024-04/06", "2024-10/12", "2025-01/03"]),
        (("2024年度12月", "1月", "4月"), ["2024-12", "2025-01", "part-without-year"]),
        (
            ("2024年度下半期", "2025年度上半期", "下半期"),
            ["2024-10/2025-03", "2025-04/09", "2025-10/2026-03"],
        ),
        (("2024年12月", "1月"), ["2024-12", "part-without-year"]),
        (("2024年12月", "2025年1月", "2月"), ["2024-12", "2025-01", "2025-02"]),
        (("令和6年11月", "12月", "7年1月", "2月"), ["2024-11", "2024-12", "2025-01", "2025-02"]),
        (("令和7年11月", "6年12月"), ["2025-11", "part-without-year"]),
        (("2025年", "1月"), ["2025", ""]),
        (("2024年10月～2025年3月", "4月"), ["2024-10/2025-03", ""]),
        (("2025年1月", "World", "2月"), ["2025-01", "", "2025-02"]),
        (("2025年1月", "2026年", "2月"), ["2025-01", "2026", ""]),
        (
            ("2025年1月", "2月", "2026年1月", "2025年2月", "3月"),
            ["2025-01", "2025-02", "2026-01", "2025-02", "2025-03"],
        ),
    ],
)
def test_a_part_goes_on_in_the_year_of_the_part_before_it(cells: tuple[str, ...], wanted: list[str]) -> None:
    assert labels(*cells) == wanted


def test_a_year_written_again_is_gone_on_from() -> None:
    months = labels("2025年1月", "2月", "2026年1月", "2025年2月", "3月")
    assert months[-1] == "2025-03"


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("2025年", ("1月", "Q2", "H2"), ["2025-01", "2025-04/06", "2025-07/12"]),
        ("2024年度", ("4月", "3月"), ["2024-04", "2025-03"]),
        ("令和7年", ("5月", "8年1月"), ["2025-05", "2026-01"]),
    ],
)
def test_parts_below_a_year_that_heads_them_are_of_that_year(
    heading: str, cells: tuple[str, ...], wanted: list[str]
) -> None:
    run, read = PeriodRun(MARKS), []
    run.head(run.read(heading))
    for cell in cells:
        reading = run.read(cell)
        run.take(reading)
        read.append(reading and reading.period and reading.period.label)
    assert read == wanted


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
    alphabet="0123456789０１２年度月日翌期平成令和昭和元第四半上下HhQqRrFYfyMmayJn-～/.()p* １件,ー",
    max_size=14,
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
        ("2024-10/2025-03", "Oct 2024–Mar 2025", "2024年10月～2025年3月"),
        ("2025-05", "May 2025", "2025年5月"),
        ("2014-01-01/2014-09-19", "1 Jan – 19 Sep 2014", "2014年1月1日～9月19日"),
        ("2014-12-30/2015-01-02", "30 Dec 2014 – 2 Jan 2015", "2014年12月30日～2015年1月2日"),
        ("2014-05-01/2014-05-01", "1 May 2014", "2014年5月1日"),
        ("no period", "no period", "no period"),
    ],
)
def test_a_label_is_told_as_people_write_periods(label: str, english: str, japanese: str) -> None:
    assert (period_told(label, "en"), period_told(label, "ja")) == (english, japanese)
