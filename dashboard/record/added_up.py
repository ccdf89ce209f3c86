"""Parts of a year that follow each other from January, added up where no publisher gives their sum. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.record.periods import months_label
from dashboard.words import LANGUAGES, interface_words, message

Row = Mapping[str, Any]
DECEMBER = 12
KINDS = {3: "Q", 6: "H"}
"""The kind of the first months of a year by their number; of others a year to date."""
SUM = message("Worked out: {counts} ({months}).")


def added_up(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """For each series and year the sums of its parts from January on, as rows that are marked worked out.

    ``rows`` are some of ``record.queries.observation_rows``. Only exact counts of whole months and of one
    span are added up, and only up to a month up to which no count is given.
    """
    by_year: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        if row["is_current"] and row["value"] is not None and row["bound"] == "exact" and _months(row):
            by_year[row["series"], row["period_start"].year].append(row)
    return [_sum(run) for parts in by_year.values() for run in _runs(parts)]


def _months(row: Row) -> tuple[int, int] | None:
    """First and last month of a part of a calendar year that consists of whole months."""
    start, end = row["period_start"], row["period_end"]
    is_whole = start.day == 1 and date.fromordinal(end.toordinal() + 1).day == 1
    is_part = start.year == end.year and (start.month, end.month) != (1, DECEMBER)
    return (start.month, end.month) if is_whole and is_part else None


def _runs(parts: Sequence[Row]) -> Iterator[list[Row]]:
    """The fewest parts that reach from January to the end of a month, for each such month but December."""
    best: dict[int, list[Row]] = {0: []}
    for month in range(DECEMBER):
        for part in parts:
            first, last = _months(part) or (0, 0)
            if month in best and first == month + 1:
                run = [*best[month], part]
                if last not in best or len(run) < len(best[last]):
                    best[last] = run
    for last, run in best.items():
        if len(run) > 1 and last < DECEMBER and len({part["span"] for part in run}) == 1:
            yield run


def _sum(parts: Sequence[Row]) -> dict[str, Any]:
    last = parts[-1]
    vintages = {part["vintage"] for part in parts}
    is_provisional = any(part["finality"] == "provisional" for part in parts)
    kind = KINDS.get(last["period_end"].month, "YTD")
    return {
        **last,
        "period_start": parts[0]["period_start"],
        "period_kind": kind,
        "coverage": "partial" if kind == "YTD" else "full",
        "value": sum(part["value"] for part in parts),
        "vintage": vintages.pop() if len(vintages) == 1 else "later",
        "finality": "provisional" if is_provisional else last["finality"],
        "method": "derived",
        **{f"note_{language}": _note(parts, language) for language in LANGUAGES},
    }


def _note(parts: Sequence[Row], language: str) -> str:
    words = interface_words(language)
    months = (months_label(*(_months(part) or (0, 0)), language) for part in parts)
    counts = " + ".join(f"{part['value']:,}" for part in parts)
    return words(SUM, counts=counts, months=words(", ").join(months))
