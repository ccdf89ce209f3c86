"""Which figures are new, restated or withdrawn between two points of a clock. The only place for that rule.

A figure is what a series says of a period, whichever publication states it: the same number out of another
one is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dashboard.record.captions import Observation, observations_in
from dashboard.record.queries import Catalogue, Database, kept, observation_rows
from ingest.dating import end_of

NEW, EARLIER, RESTATED, WITHDRAWN = "new", "new-of-earlier-period", "restated", "withdrawn"
KINDS = (NEW, EARLIER, RESTATED, WITHDRAWN)
"""In the order in which they are told."""

Said = tuple[int, str, str, str]


@dataclass(frozen=True)
class Difference:
    """One figure then and now; None where there was, or is, no count of the period.

    ``known_on`` is the day from which it was known: when it first came out or, of our record, was recorded.
    """

    then: Observation | None
    now: Observation | None
    known_on: date

    @property
    def kind(self) -> str:
        """Of an earlier period is what was first known more than a year after its period had ended."""
        if self.then is None:
            end, known = self.figure.period_end, self.known_on
            year_later = end.year + 1, end.month, end.day
            return EARLIER if year_later < (known.year, known.month, known.day) else NEW
        return WITHDRAWN if self.now is None else RESTATED

    @property
    def told(self) -> tuple[str, Said | None, Said | None]:
        """Which figure differs, and what it said and says."""
        return self.figure.key, _said(self.then), _said(self.now)

    @property
    def figure(self) -> Observation:
        """The one that stands, or the last that stood."""
        figure = self.now or self.then
        if figure is None:
            raise ValueError("A difference has a figure on one side at least.")
        return figure


@dataclass(frozen=True)
class Differences:
    """Every figure that differs, by series, period from the newest on; ``undecided`` counts those of which
    nobody knows whether they differ."""

    figures: tuple[Difference, ...] = ()
    undecided: int = 0

    def of(self, kind: str) -> list[Difference]:
        """Those of one of ``KINDS``."""
        return [figure for figure in self.figures if figure.kind == kind]


@kept(64)
def said_since(
    database: Database,
    catalogue: Catalogue,
    day: date,
    *,
    series: tuple[str, ...] = (),
    recorded: datetime | None = None,
    published: date | None = None,
) -> Differences:
    """What publishers have said since the end of a day (UTC), as far as is known when they said it.

    Of these series (none: of all), up to a point of either clock if given. Undecided is a figure that may
    have been said by that day and would have been shown otherwise.
    """
    editions = _editions(database, catalogue, series, recorded, published)
    found: list[Difference] = []
    undecided = 0
    for group in _by_figure(editions):
        thens = _shown_by(group, day)
        if all(_said(then) == _said(group[0]) for then in thens):
            continue
        if len({_said(then) for then in thens}) > 1:
            undecided += 1
        else:
            came_out = [one.dating.earliest or one.recorded_at.date() for one in group]
            found += _difference(thens[-1], group[0], min(came_out))
    return Differences(_in_order(found, catalogue), undecided)


def _shown_by(editions: Sequence[Observation], day: date) -> list[Observation | None]:
    """Which editions of a figure may have been the one shown by a day; the last of them if only what had
    certainly been said was."""
    may_be: list[Observation | None] = []
    for edition in editions:
        if edition.recorded_at <= end_of(day) or edition.dating.is_by(day):
            return [*may_be, edition]
        if not edition.dating.is_after(day):
            may_be.append(edition)
    return [*may_be, None]


@kept(64)
def held_since(
    database: Database,
    catalogue: Catalogue,
    moment: datetime,
    *,
    series: tuple[str, ...] = (),
    recorded: datetime | None = None,
    published: date | None = None,
) -> Differences:
    """What our record has learnt since a moment (UTC): what this site showed then, and shows now.

    Of these series (none: of all), up to a point of either clock if given.
    """
    then = _shown(_editions(database, catalogue, series, moment, published))
    now = _shown(_editions(database, catalogue, series, recorded, published))
    found: list[Difference] = []
    for key, figure in {**then, **now}.items():
        if _said(then.get(key)) != _said(now.get(key)):
            found += _difference(then.get(key), now.get(key), figure.recorded_at.date())
    return Differences(_in_order(found, catalogue))


def _editions(
    database: Database,
    catalogue: Catalogue,
    series: tuple[str, ...],
    recorded: datetime | None,
    published: date | None,
) -> Iterator[Observation]:
    """Every edition of every figure, parts of years too: a figure's together, the one shown first.

    Of what is worked out from others only where it is asked for: it follows from them, which are told.
    """
    rows = observation_rows(
        database, series=series or None, recorded=recorded, published=published, every_part=True
    )
    return observations_in(row for row in rows if series or row["series"] not in catalogue.derived_series)


def _by_figure(editions: Iterable[Observation]) -> Iterator[list[Observation]]:
    return (list(group) for _, group in groupby(editions, key=lambda edition: edition.key))


def _shown(editions: Iterable[Observation]) -> dict[str, Observation]:
    return {edition.key: edition for edition in editions if edition.is_current}


def _said(figure: Observation | None) -> Said | None:
    """What a figure says: its count and the marks that belong to it; None of none."""
    if figure is None or figure.value is None:
        return None
    return figure.value, figure.bound, figure.finality, figure.coverage


def _difference(then: Observation | None, now: Observation | None, known_on: date) -> Iterator[Difference]:
    was, is_now = (side if _said(side) else None for side in (then, now))
    if was or is_now:
        yield Difference(was, is_now, known_on)


def _in_order(found: Iterable[Difference], catalogue: Catalogue) -> tuple[Difference, ...]:
    """By series as lists have them, of each the newest period first."""
    places = {series: place for place, series in enumerate(catalogue.series)}
    newest_first = sorted(found, key=lambda one: one.figure.key, reverse=True)
    return tuple(
        sorted(newest_first, key=lambda one: (places.get(one.figure.series, len(places)), one.figure.series))
    )
