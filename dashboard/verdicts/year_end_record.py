"""Where a year may end by its first months, and how often such ranges have held on our own figures.

The record stands in ``year_end_record.csv``, as that of the ranges for the next year does in
``ahead_record.csv``. ``python -m tests.contracts.year_end_record`` works it out anew from ``data/``; a test
compares.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

from dashboard.record.captions import Observation, observations_in
from dashboard.record.queries import Catalogue, Database, catalogue, observation_rows
from dashboard.statistics.intervals import Interval
from dashboard.statistics.year_end import straight_line, year_end
from dashboard.verdicts.comparable import counts_by_year, usable
from ingest.schema import VINTAGES

FILE = Path(__file__).with_name("year_end_record.csv")
DAY = date(2026, 11, 30)
"""The state of the figures that the file was worked out from."""
YEAR = 12
"""Months."""


@dataclass(frozen=True)
class Tried:
    """Of so many ranges made from the first months of a year, how many the year then fell into, and how many
    of a straight line's (``statistics.year_end.straight_line``)."""

    made: int
    held: int
    straight_held: int


@dataclass(frozen=True)
class Start:
    """What the range for a year is made from: see ``statistics.year_end.year_end``."""

    part: int
    months: int
    earlier: dict[int, tuple[int, int]]
    full_years: dict[int, int]

    def range(self) -> Interval | None:
        return year_end(self.part, self.months / YEAR, self.earlier, self.full_years)

    def straight_line(self) -> Interval:
        return straight_line(self.part, self.months / YEAR)


def months_of(figure: Observation) -> int | None:
    """How many months a figure's period has; None where it does not consist of whole ones."""
    start, after = figure.period_start, figure.period_end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return None
    return (after.year - start.year) * YEAR + after.month - start.month


def first_told(figures: Iterable[Observation]) -> list[Observation]:
    """The first edition of each period of whole months that is less than a year: exact counts, by period.

    Which one is first is told by the years that editions cover, then by their vintage, then by when they came
    out, where that is known. A contradicting print is none of them.
    """
    parts = [
        figure
        for figure in figures
        if figure.value is not None
        and figure.bound == "exact"
        and figure.vintage != "variant"
        and (figure.coverage == "full" or figure.period_kind == "YTD")
        and (months_of(figure) or YEAR) < YEAR
    ]
    parts.sort(key=lambda part: (_period(part), _told_in(part), VINTAGES.index(part.vintage), _came_out(part)))
    return [next(editions) for _, editions in groupby(parts, key=_period)]


def _period(figure: Observation) -> tuple[date, date]:
    return figure.period_start, figure.period_end


def _told_in(figure: Observation) -> int:
    return figure.edition_year or figure.period_end.year


def _came_out(figure: Observation) -> date:
    return figure.published_on or date.max


def start_from(part: Observation, figures: Sequence[Observation]) -> Start:
    """What is known of a year by its first months (``part``, which has a count), from the years before alone.

    ``figures`` are those of one span of its series, in all editions. Earlier parts are taken as first told,
    by the part's year: late reports raise them, and the part itself has not been raised yet. One of more than
    its year is left out. Full years are those that a test can use, as they stand today.
    """
    year, month, months = part.period_start.year, part.period_start.month, months_of(part) or YEAR
    whole = usable(figure for figure in figures if figure.is_current)
    full_years = counts_by_year([one for one in whole if one.period_start.month == month])
    full_years = {other: count for other, count in full_years.items() if other < year}
    earlier = {
        other.period_start.year: (other.value, full_years[other.period_start.year])
        for other in first_told(figures)
        if (other.period_start.month, months_of(other)) == (month, months) and _told_in(other) <= year
        if other.value is not None and other.value <= full_years.get(other.period_start.year, -1)
    }
    return Start(part.value or 0, months, earlier, full_years)


def tried_starts(database: Database, known: Catalogue) -> Iterator[tuple[str, int, int, Start]]:
    """Series, year and full count of each year that a range was made for, with what it was made from.

    Of every judged series that is not worked out from others, within a span; the part was told in its own
    year, and the year's count is known today. In the catalogue's order, then by the part's months and year.
    """
    judged = [
        row.id
        for row in known.series.values()
        if not known.units[row.unit].not_judged_en and row.id not in known.derived_series
    ]
    spans: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for figure in observations_in(
        observation_rows(database, series=sorted(judged), every_part=True)
    ):
        spans[figure.series, figure.span].append(figure)
    for series in judged:
        found = []
        for figures in (figures for (other, _), figures in spans.items() if other == series):
            ended = {
                one.period_start: one.value for one in usable(figure for figure in figures if figure.is_current)
            }
            for part in first_told(figures):
                full = ended.get(part.period_start)
                if full is not None and _told_in(part) == part.period_start.year:
                    start = start_from(part, figures)
                    if start.range() is not None:
                        found.append((series, part.period_start.year, full, start))
        yield from sorted(found, key=lambda one: (one[3].months, one[1]))


def count_record(database: Database, known: Catalogue) -> dict[tuple[str, int], Tried]:
    """The record by series and months of the part, of those with at least one range."""
    records: dict[tuple[str, int], Tried] = {}
    for series, _, full, start in tried_starts(database, known):
        limits = start.range()
        before = records.get((series, start.months), Tried(0, 0, 0))
        records[series, start.months] = Tried(
            before.made + 1,
            before.held + (limits is not None and full in limits),
            before.straight_held + (full in start.straight_line()),
        )
    return records


@cache
def records() -> dict[tuple[str, int], Tried]:
    """The record by series and months of the part, as it stands in the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["series"], int(row["months"])): Tried(
                int(row["made"]), int(row["held"]), int(row["straight_held"])
            )
            for row in csv.DictReader(lines)
        }


def whole_record() -> Tried:
    """All series and parts together."""
    every = records().values()
    return Tried(
        made=sum(one.made for one in every),
        held=sum(one.held for one in every),
        straight_held=sum(one.straight_held for one in every),
    )


def write_records(database: Database, path: Path = FILE) -> None:
    """Work the record out and write the file that ``records`` reads."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["series", "months", "made", "held", "straight_held"])
        for (series, months), tried in count_record(database, catalogue(database)).items():
            writer.writerow([series, months, tried.made, tried.held, tried.straight_held])
