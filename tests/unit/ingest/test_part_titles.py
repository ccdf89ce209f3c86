"""Which part of a year a title or note names, in both languages; what names none."""

from __future__ import annotations

import pytest

from ingest.part_titles import parts_named


@pytest.mark.parametrize(
    ("text", "year", "until"),
    [
        ("2025年1～9月の件数", 2025, 9),
        ("Incidents, January–September 2025", 2025, 9),
        ("First nine months of 2025", 2025, 9),
        ("9M 2025", 2025, 9),
        ("Figures, 2025 9M", 2025, 9),
        ("1 January – 30 September 2025", 2025, 9),
        ("2025年1月1日～9月30日", 2025, 9),
        ("Incidents, 2025/1/1-9/30", 2025, 9),
        ("2025年9月30日現在", 2025, 9),
        ("令和7年上半期", 2025, 6),
        ("H1 2025", 2025, 6),
        ("2025年下半期", 2025, None),
        ("2025年5月の件数", 2025, None),
        ("令和7年5月分", 2025, None),
        ("Incidents in May 2025", 2025, None),
        ("Number of attacks in the Gulf of Aden, for May 2025", 2025, None),
        ("1 January – 15 June 2025", 2025, None),
        ("2025年1月1日～6月15日の件数", 2025, None),
        ("2025年1月15日～6月30日の件数", 2025, None),
        ("Incidents 2025-01-01/2025-06-15", 2025, None),
        ("2025年9月15日現在", 2025, None),
        ("2025年4月～2025年5月", 2025, None),
        ("April 2025 – May 2025", 2025, None),
        ("令和7年1月から令和7年6月まで", 2025, 6),
        ("January 2020 to June 2025", 2025, 6),
        ("2020年1月～2025年6月", 2025, 6),
        ("2020/1-2025/6", 2025, 6),
        ("Second quarterly report 2025", 2025, None),
    ],
)
def test_a_part_of_a_year_is_told_with_its_last_month_or_as_open(
    text: str, year: int, until: int | None
) -> None:
    ((part,),) = ([(each.year, each.until) for each in parts_named(text)],)
    assert part == (year, until)


@pytest.mark.parametrize(
    "text",
    [
        "Published in May 2025",
        "2025年5月公表",
        "2025年12月の事案1件は未確認",
        "2 incidents in December 2025 are not confirmed",
        "January 2021 – December 2025",
        "2025年1月1日～12月31日",
        "2024年4月～2025年3月",
        "2025年5月",
        "In May 2025 one ship was set free",
    ],
)
def test_whole_years_and_mere_dates_are_no_parts(text: str) -> None:
    assert list(parts_named(text)) == []


@pytest.mark.parametrize(
    ("text", "year", "months"),
    [
        ("2025年5月", 2025, (5, 5)),
        ("海賊発生状況　令和7年5月", 2025, (5, 5)),
        ("月報（2025年5月）", 2025, (5, 5)),
        ("Monthly report, May 2025", 2025, (5, 5)),
        ("2025-05", 2025, (5, 5)),
        ("5月", None, (5, 5)),
        ("May", None, (5, 5)),
        ("2025年第2四半期", 2025, (4, 6)),
        ("下半期", None, (7, 12)),
    ],
)
def test_a_title_names_a_month_by_itself(text: str, year: int | None, months: tuple[int, int]) -> None:
    assert [(each.year, each.months) for each in parts_named(text, is_title=True)] == [(year, months)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年5月公表",
        "2025年5月28日",
        "2025年12月末現在",
        "Published in May 2025",
        "Last updated: May 2025",
        "Decision of 16 December 2024",
        "Decision of 16th December 2024",
        "2010-11",
        "May incidents be reported?",
    ],
)
def test_a_day_of_issue_in_a_title_is_no_part(text: str) -> None:
    assert list(parts_named(text, is_title=True)) == []


@pytest.mark.parametrize(
    "text", ["2025年10月～2026年3月", "2025年10月～翌年3月", "October 2025 – March 2026"]
)
def test_a_span_over_the_new_year_is_a_part_of_two_years(text: str) -> None:
    assert [(each.year, each.until) for each in parts_named(text)] == [(2025, None), (2026, None)]
