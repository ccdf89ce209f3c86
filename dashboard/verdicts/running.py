"""The running year: its first months beside the same months of earlier years, what they decide, and where the
year may end. From the database as it is or was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.record.added_up import added_up
from dashboard.record.captions import Months, Observation, observations_in
from dashboard.record.queries import Catalogue, Database, kept, observation_rows
from dashboard.statistics.intervals import Interval
from dashboard.statistics.year_end import LEAST_PARTS, UsualShare, usual_share
from dashboard.verdicts.comparable import usable
from dashboard.verdicts.model import IndicatorVerdicts
from dashboard.verdicts.year_end_record import YEAR, first_told, months_of, start_from

BOUND, PARTS, YEARS, LONGER, OVER, NOT_ASKED = "bound", "parts", "years", "longer", "over", "not-asked"
NO_RANGE = (BOUND, PARTS, YEARS, LONGER, OVER, NOT_ASKED)
"""Why it is not said where a year may end: the part is a bound; too few earlier years with incidents have
these months; too few full years stand before it; a longer part is known; the year is over, and the part was
not told in it; the months do not begin the year, or such counts are not judged."""
COUNTS_DECIDED = {"exact": 0, "at-least": 0, "over": 1}
"""What a bound adds to the count that it says is reached."""


@dataclass(frozen=True)
class PartOfYear:
    """The same months of one year: as they stand today, in the earliest edition known, and the whole year."""

    part: Observation
    earliest: Observation
    full: Observation | None

    @property
    def is_first_told(self) -> bool:
        """Whether the earliest edition known is the first one."""
        return self.earliest.vintage == "first"

    @property
    def year(self) -> int:
        return self.part.period_start.year

    @property
    def is_of_two_editions(self) -> bool:
        """Whether these months were restated after the year's count was told."""
        if self.rest is None or self.full is None or self.part.edition_year is None:
            return False
        return self.part.edition_year > (self.full.edition_year or self.part.edition_year)

    @property
    def rest(self) -> int | None:
        """What the other months brought: the year less the part, where both are exact and agree."""
        if self.full is None or self.full.value is None or self.part.value is None:
            return None
        is_exact = self.part.bound == self.full.bound == "exact"
        rest = self.full.value - self.part.value
        return rest if is_exact and rest >= 0 else None

    @property
    def share(self) -> float | None:
        """The part's share of its year, from 0 to 1; None where that is not known, or the year had none."""
        if self.rest is None or self.full is None or not self.full.value:
            return None
        return (self.part.value or 0) / self.full.value


@dataclass(frozen=True)
class Decided:
    """The highest count within an indicator's level, and the shortest part that exceeded it, if any."""

    indicator: str
    high: int
    by: Observation | None


@dataclass(frozen=True)
class Running:
    """A series up to some month of a year, the last of ``years``.

    ``share`` is what these months usually are of a year, from ``earlier`` years' parts in the earliest
    edition known; ``range`` where the year may end (two-sided 95 %), or ``no_range`` why that is not said, by
    a code of ``NO_RANGE``. ``told`` is the figure that it was made from: of a year that is over, as first
    told. ``longer`` is the longest part of the same year, where that is another.
    """

    series: str
    months: Months
    years: tuple[PartOfYear, ...]
    told: Observation
    earlier: dict[int, tuple[int, int]]
    share: UsualShare | None
    range: Interval | None
    no_range: str
    decided: tuple[Decided, ...]
    is_running: bool
    """Whether no count of this year or of a later one is known, of any series."""
    is_newest: bool
    """Whether the series has no figure of a later year."""
    longer: Observation | None

    @property
    def newest(self) -> PartOfYear:
        return self.years[-1]

    @property
    def year(self) -> int:
        return self.newest.year

    @property
    def held(self) -> bool | None:
        """Whether the year ended within the range; None where either is not known or not exact."""
        full = self.newest.full
        if self.range is None or full is None or full.value is None or full.bound != "exact":
            return None
        return full.value in self.range


def running_year(
    database: Database,
    catalogue: Catalogue,
    series: str,
    *,
    months: Months | None = None,
    last: int | None = None,
    recorded: datetime | None = None,
    published: date | None = None,
) -> Running | None:
    """The newest year of a series, up to ``last``, of which these months are known; None where none is.

    Without ``months`` they are those of the longest part of the newest year that has one which begins it.
    """
    return _running_year(database, catalogue, series, months, last, recorded, published)


def months_known(
    database: Database,
    catalogue: Catalogue,
    series: str,
    *,
    recorded: datetime | None = None,
    published: date | None = None,
) -> tuple[Months, ...]:
    """The parts of a year that are known of a series in any year, in their order."""
    parts = _parts(database, catalogue, series, recorded, published)
    return tuple(sorted({group[0].months for group in parts}))


def running_years(
    database: Database,
    catalogue: Catalogue,
    series: Iterable[str],
    *,
    recorded: datetime | None = None,
    published: date | None = None,
) -> dict[str, Running]:
    """The newest year with known first months of those of these series that have one, in their order."""
    found = {
        name: running_year(database, catalogue, name, recorded=recorded, published=published)
        for name in series
    }
    return {name: running for name, running in found.items() if running is not None}


def so_far(
    database: Database,
    catalogue: Catalogue,
    series: Iterable[str],
    *,
    recorded: datetime | None = None,
    published: date | None = None,
) -> list[Running]:
    """Of these series those with a part of a year that is newer than their newest year, in their order."""
    found = running_years(database, catalogue, series, recorded=recorded, published=published)
    return [running for running in found.values() if running.is_running]


def so_far_of(
    database: Database,
    catalogue: Catalogue,
    judged: IndicatorVerdicts,
    *,
    recorded: datetime | None = None,
    published: date | None = None,
) -> Running | None:
    """The running year that is told of an indicator: of the series that answers for it, or else of the first
    that has one."""
    answering = [judged.lead.series] if judged.lead else []
    names = dict.fromkeys([*answering, *(one.series for one in judged.series if not one.is_ended)])
    found = so_far(database, catalogue, names, recorded=recorded, published=published)
    return next(iter(found), None)


@kept(512)
def _running_year(
    database: Database,
    catalogue: Catalogue,
    series: str,
    months: Months | None,
    last: int | None,
    recorded: datetime | None,
    published: date | None,
) -> Running | None:
    parts = [
        group
        for group in _parts(database, catalogue, series, recorded, published)
        if last is None or group[0].period_start.year <= last
    ]
    chosen = months or _longest(parts)
    of_months = [group for group in parts if group[0].months == chosen]
    if chosen is None or not of_months:
        return None
    newest = of_months[-1][0]
    every = _figures(database, catalogue, recorded, published)[series]
    figures = [figure for figure in every if figure.span == newest.span]
    full = {figure.period_start.year: figure for figure in _full_years(figures)}
    first = {part.key: part for part in first_told(figures)}
    years = tuple(
        PartOfYear(group[0], first.get(group[0].key, group[0]), full.get(group[0].period_start.year))
        for group in of_months
        if group[0].span == newest.span
    )
    year = newest.period_start.year
    is_running = _newest_year(database, catalogue, recorded, published) < year
    told = newest if is_running else years[-1].earliest
    longest = max(
        (group[0] for group in parts if group[0].period_start == date(year, 1, 1)),
        key=lambda figure: figure.period_end,
        default=newest,
    )
    start = start_from(told, figures)
    range: Interval | None = None
    if chosen[0] != 1 or catalogue.units[catalogue.series[series].unit].not_judged_en:
        no_range = NOT_ASKED
    elif is_running and longest.period_end > newest.period_end:
        no_range = LONGER
    elif not is_running and (years[-1].full is None or told.edition_year != year):
        no_range = OVER
    elif told.bound != "exact":
        no_range = BOUND
    elif (range := start.range()) is None:
        no_range = PARTS if _with_incidents(start.earlier) < LEAST_PARTS else YEARS
    else:
        no_range = ""
    return Running(
        series=series,
        months=chosen,
        years=years,
        told=told,
        earlier=start.earlier,
        share=usual_share(start.earlier),
        range=range,
        no_range=no_range,
        decided=tuple(_decided(catalogue, series, year, parts, full)),
        is_running=is_running,
        is_newest=year == max(figure.period_start.year for figure in every),
        longer=longest if longest.period_end > newest.period_end else None,
    )


def _with_incidents(earlier: Mapping[int, tuple[int, int]]) -> int:
    return sum(1 for _, full in earlier.values() if full)


@kept(16)
def _newest_year(
    database: Database, catalogue: Catalogue, recorded: datetime | None, published: date | None
) -> int:
    """The newest year of which any series has a count."""
    every = _figures(database, catalogue, recorded, published).values()
    years = (figure.period_start.year for figures in every for figure in _full_years(figures))
    return max(years, default=0)


@kept(16)
def _figures(
    database: Database, catalogue: Catalogue, recorded: datetime | None, published: date | None
) -> Mapping[str, tuple[Observation, ...]]:
    """Every edition of every period of each series, in order of time, the newest edition of each first."""
    rows = observation_rows(database, recorded=recorded, published=published, every_part=True)
    found: dict[str, list[Observation]] = {name: [] for name in catalogue.series}
    for figure in observations_in(rows):
        found.setdefault(figure.series, []).append(figure)
    return {name: tuple(figures) for name, figures in found.items()}


def _parts(
    database: Database,
    catalogue: Catalogue,
    series: str,
    recorded: datetime | None,
    published: date | None,
) -> list[list[Observation]]:
    """The parts of calendar years that consist of whole months and have a count, each with its editions, and
    the sums of those that follow each other from January; in order of time."""
    figures = _figures(database, catalogue, recorded, published)[series]
    sums = observations_in(added_up(map(vars, figures)))
    groups: dict[str, list[Observation]] = defaultdict(list)
    for figure in sorted([*figures, *sums], key=lambda figure: (figure.period_start, figure.period_end)):
        is_within_a_year = figure.period_start.year == figure.period_end.year
        if is_within_a_year and (months_of(figure) or YEAR) < YEAR:
            groups[figure.key].append(figure)
    return [group for group in groups.values() if group[0].value is not None]


def _longest(parts: Sequence[Sequence[Observation]]) -> Months | None:
    """The longest part that begins the newest year of those that have one; of none, the newest part."""
    every = [group[0] for group in parts]
    beginning = [figure for figure in every if figure.period_start.month == 1] or every
    newest = max(beginning, key=lambda figure: (figure.period_start.year, figure.period_end), default=None)
    return newest.months if newest is not None else None


def _full_years(figures: Iterable[Observation]) -> list[Observation]:
    """The counts of calendar years as they stand, lower bounds too; no forecasts."""
    return [
        figure
        for figure in figures
        if figure.is_current
        and figure.period_kind == "CY"
        and figure.value is not None
        and figure.is_count_of_a_year
    ]


def _decided(
    catalogue: Catalogue,
    series: str,
    year: int,
    parts: Sequence[Sequence[Observation]],
    full: dict[int, Observation],
) -> Iterable[Decided]:
    """What the parts of a year decide of the indicators that list its series, whatever follows."""
    of_year = (group[0] for group in parts if group[0].period_start.year == year)
    own = sorted(of_year, key=lambda figure: (figure.period_end, figure.period_start))
    for row in catalogue.indicators_of_series(series):
        high = _highest_allowed(row, full)
        if high is not None and row.window_to < year:
            by = next((figure for figure in own if _reaches(figure) > high), None)
            yield Decided(row.id, high, by)


def _reaches(figure: Observation) -> int:
    """The count that a figure says was reached; below zero where it says none."""
    if figure.value is None or figure.bound not in COUNTS_DECIDED:
        return -1
    return figure.value + COUNTS_DECIDED[figure.bound]


def _highest_allowed(indicator: Any, full: dict[int, Observation]) -> int | None:
    """The highest count that is no more than the level, or than any evaluated year."""
    if indicator.level_kind != "no-increase":
        high: int | None = indicator.level_high
        return high
    evaluated = [
        figure.value
        for figure in usable(full.values())
        if indicator.window_from <= figure.period_start.year <= indicator.window_to
        if figure.value is not None
    ]
    return max(evaluated) if len(evaluated) > 1 else None
