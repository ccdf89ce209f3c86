"""Where a year may end by its first months, and how often such ranges have held on our own figures.

The record stands in ``year_end_record.csv``, as that of the ranges for the next year does in
``ahead_record.csv``. ``python -m tests.contracts.year_end_record`` works it out anew from ``data/``; a test
compares.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
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

    @property
    def share_of_year(self) -> float:
        return self.months / YEAR

    def range(self) -> Interval | None:
        """The range; None with too few earlier parts or full years."""
        return year_end(self.part, self.share_of_year, self.earlier, self.full_years)


@dataclass(frozen=True)
class Trial:
    """A range for a year of a series as it would have been made then, and the count that the year brought."""

    series: str
    year: int
    start: Start
    limits: Interval
    full: int


def months_of(figure: Observation) -> int | None:
    """How many months a figure's period has; None where it does not consist of whole ones."""
    start, after = figure.period_start, figure.period_end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return None
    return (after.year - start.year) * YEAR + after.month - start.month


def first_told(figures: Iterable[Observation]) -> list[Observation]:
    """The first edition of each period of whole months that is less than a year: exact counts, by period.

    Which one is first is told by when they came out (``ingest.editions``), then by the years that they cover,
    then by their vintage. Where no day is known, one whose vintage says so came first, and others last. A
    contradicting print is none of them.
    """

    def period(part: Observation) -> tuple[date, date]:
        return part.period_start, part.period_end

    def age(part: Observation) -> tuple[date, int, int]:
        day = part.published_from or (date.min if part.vintage == "first" else date.max)
        return day, _told_in(part), VINTAGES.index(part.vintage)

    parts = [
        figure
        for figure in figures
        if figure.value is not None
        and figure.bound == "exact"
        and figure.vintage != "variant"
        and (figure.coverage == "full" or figure.period_kind == "YTD")
        and (months_of(figure) or YEAR) < YEAR
    ]
    return [min(editions, key=age) for _, editions in groupby(sorted(parts, key=period), key=period)]


def _told_in(part: Observation) -> int:
    """The year of its edition, its own where that is not known."""
    return part.edition_year or part.period_end.year


def _whole_years(figures: Iterable[Observation]) -> list[Observation]:
    return usable(figure for figure in figures if figure.is_current)


def start_from(part: Observation, figures: Sequence[Observation]) -> Start:
    """What is known of a year by its first months (``part``, which has a count), from the years before alone.

    ``figures`` are those of one span of its series, in all editions. Earlier parts are taken as first told,
    by the part's year: late reports raise them, and the part itself has not been raised yet. One of more than
    its year is left out. Full years are those that a test can use, as they stand today; none where the year
    before is not known.
    """
    year, month, months = part.period_start.year, part.period_start.month, months_of(part) or YEAR
    whole = [one for one in _whole_years(figures) if one.period_start.month == month]
    full_years = {other: count for other, count in counts_by_year(whole).items() if other < year}
    same = [
        one
        for one in first_told(figures)
        if (one.period_start.month, months_of(one)) == (month, months) and _told_in(one) <= year
    ]
    earlier = {
        other: (count, full_years[other])
        for other, count in counts_by_year(same).items()
        if count <= full_years.get(other, -1)
    }
    # Where the year before is not known, years long past would say how many incidents a year has.
    return Start(part.value or 0, months, earlier, full_years if year - 1 in full_years else {})


def trials(database: Database, known: Catalogue) -> list[Trial]:
    """Every range that was possible for a year whose count is known today, in the catalogue's order.

    Of judged series that are not worked out from others, within a span, from parts told in their own year.
    """
    judged = [
        row.id
        for row in known.series.values()
        if not known.units[row.unit].not_judged_en and row.id not in known.derived_series
    ]
    spans: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for figure in observations_in(observation_rows(database, series=sorted(judged), every_part=True)):
        spans[figure.series, figure.span].append(figure)
    found = []
    for (series, _), figures in spans.items():
        ended = {whole.period_start: whole.value for whole in _whole_years(figures)}
        for part in first_told(figures):
            full, year = ended.get(part.period_start), part.period_start.year
            if full is not None and _told_in(part) == year:
                start = start_from(part, figures)
                limits = start.range()
                if limits is not None:
                    found.append(Trial(series, year, start, limits, full))
    return sorted(found, key=lambda trial: (judged.index(trial.series), trial.start.months, trial.year))


def count_record(database: Database, known: Catalogue) -> dict[tuple[str, int], Tried]:
    """The record by series and months of the part, of those with at least one range."""
    groups = groupby(trials(database, known), key=lambda trial: (trial.series, trial.start.months))
    return {key: _counted(list(of_part)) for key, of_part in groups}


def _counted(of_part: Sequence[Trial]) -> Tried:
    return Tried(
        made=len(of_part),
        held=sum(trial.full in trial.limits for trial in of_part),
        straight_held=sum(
            trial.full in straight_line(trial.start.part, trial.start.share_of_year) for trial in of_part
        ),
    )


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
