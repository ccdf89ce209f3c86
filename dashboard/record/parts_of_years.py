"""Parts of years beside years: which of them a chart of years shows. The only place for that rule.

A half, a quarter or a month is a figure of its own, and no year. What speaks of years takes every year that
has a count, and of a year without one the longest part that begins with it, given or added up, drawn apart:
so a part of a year that is in full changes nothing there. The page of the running year asks for every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.record.added_up import added_up
from ingest.schema import WHOLE_YEARS

Row = Mapping[str, Any]


def by_year(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that speak of years, in order of series and time: those of years, and of parts, given or added
    up, that stand for one.

    ``rows`` are some of ``record.queries.observation_rows``, every edition of their periods.
    """
    everything = list(rows)
    years = [row for row in everything if row["period_kind"] in WHOLE_YEARS]
    if len(years) == len(everything):
        return everything
    sums = added_up(everything)
    if sums:
        everything = sorted([*everything, *sums], key=_in_order)
    fiscal = {row["series"] for row in years} - {row["series"] for row in years if row["period_kind"] == "CY"}
    counted = {_place(row) for row in years if row["value"] is not None and row["bound"] != "forecast"}
    longest: dict[tuple[str, date], date] = {}
    for row in everything:
        if row["value"] is not None and _begins_a_year(row, fiscal) and _place(row) not in counted:
            place = _place(row)
            longest[place] = max(longest.get(place, row["period_end"]), row["period_end"])
    return [
        row
        for row in everything
        if row["period_kind"] in WHOLE_YEARS or longest.get(_place(row)) == row["period_end"]
    ]


def _in_order(row: Row) -> tuple[str, date, date]:
    return row["series"], row["period_start"], row["period_end"]


def _place(row: Row) -> tuple[str, date]:
    return row["series"], row["period_start"]


def _begins_a_year(row: Row, fiscal: set[str]) -> bool:
    """Whether it is a part of one year that begins with it; ``fiscal`` are series with fiscal years alone."""
    start, first_month = row["period_start"], 4 if row["series"] in fiscal else 1
    next_year = date(start.year + 1, first_month, 1)
    is_part = row["period_kind"] not in WHOLE_YEARS
    return is_part and (start.month, start.day) == (first_month, 1) and row["period_end"] < next_year
