"""Which parts of years stand in what speaks of years."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard.record.parts_of_years import by_year


def row(start: date, end: date, kind: str, value: int | None = 1, **more: Any) -> dict[str, Any]:
    fields = {"series": "s", "period_start": start, "period_end": end, "period_kind": kind}
    plain = {"bound": "exact", "span": "", "vintage": "first", "finality": "final", "is_current": True}
    return {**fields, "value": value, **plain, **more}


def year(number: int, value: int | None = 1, **more: Any) -> dict[str, Any]:
    return row(date(number, 1, 1), date(number, 12, 31), "CY", value, **more)


QUARTER = row(date(2026, 1, 1), date(2026, 3, 31), "Q")
HALF = row(date(2026, 1, 1), date(2026, 6, 30), "H")
SECOND_HALF = row(date(2026, 7, 1), date(2026, 12, 31), "H")


def test_of_a_year_with_a_count_no_part_stands() -> None:
    rows = [year(2025), QUARTER, HALF, SECOND_HALF, year(2026)]
    assert by_year(rows) == [rows[0], rows[-1]]


def test_of_a_year_without_a_count_the_longest_part_from_its_first_day_stands() -> None:
    for years in ([], [year(2026, None)], [year(2026, 300, bound="forecast")], [year(2026, series="other")]):
        assert by_year([QUARTER, HALF, SECOND_HALF, *years]) == [HALF, *years]


def test_a_part_that_does_not_begin_the_year_stands_for_none() -> None:
    assert by_year([SECOND_HALF]) == []
    into_the_next = row(date(2026, 1, 1), date(2027, 1, 31), "D")
    assert by_year([into_the_next, QUARTER]) == [QUARTER]


def test_a_blank_part_gives_way_to_a_shorter_one_with_a_count() -> None:
    blank = {**HALF, "value": None}
    assert by_year([QUARTER, blank]) == [QUARTER]


def test_every_edition_of_the_part_that_stands_is_kept() -> None:
    editions = [{**HALF, "value": 95}, {**HALF, "value": 90}]
    assert by_year([QUARTER, *editions]) == editions


def test_parts_that_follow_each_other_stand_added_up() -> None:
    second = row(date(2026, 4, 1), date(2026, 6, 30), "Q", 2)
    (stands,) = by_year([QUARTER, second])
    assert (stands["period_end"], stands["value"], stands["method"]) == (date(2026, 6, 30), 3, "derived")
    assert by_year([QUARTER, second, year(2026)]) == [year(2026)]


def test_fiscal_years_begin_in_april() -> None:
    whole = row(date(2025, 4, 1), date(2026, 3, 31), "FY")
    within = row(date(2025, 4, 1), date(2025, 9, 30), "H")
    next_half = row(date(2026, 4, 1), date(2026, 9, 30), "H")
    assert by_year([whole, within, next_half, QUARTER]) == [whole, next_half]
