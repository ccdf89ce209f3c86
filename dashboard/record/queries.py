"""The only reader of the database: what a selection asks for, as frozen rows and tidy rows.

Three questions have an answer each: what is current, what publishers had said by a day
(``published``), and what our database held at a moment (``recorded``).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache, wraps
from itertools import groupby
from operator import attrgetter
from threading import Condition
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from cachetools import LRUCache, cached
from cachetools.keys import hashkey
from sqlalchemy import BindParameter, Connection, Engine, Row, Select, bindparam, func, select

from dashboard.record.newest import NewestVersions
from dashboard.record.parts_of_years import by_year
from ingest import editions, schema, taken_back
from ingest.dating import may_have_been_said
from ingest.schema import WHOLE_YEARS
from ingest.spans import span_of

if TYPE_CHECKING:
    import pandas as pd

Database = Engine | Connection
"""A database that ``ingest`` has brought up to date; a connection shows what its own transaction did."""

WholeDatabase = Engine
"""The same where a connection of one's own will not do: the desk opens transactions."""

OpenTransaction = Connection
"""A look into a transaction that is not over yet."""

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
Query = Callable[Concatenate[Database, Arguments], Answer]


def kept(most: int) -> Callable[[Query[Arguments, Answer]], Query[Arguments, Answer]]:
    """Keep the ``most`` last answers of a function of a database, by its arguments.

    What several ask for at the same time is found once, and the others wait for it. Of a connection nothing
    is kept but while it is ``unchanging``: its transaction may go on to write, or be taken back.
    """

    def decorate(function: Query[Arguments, Answer]) -> Query[Arguments, Answer]:
        once = cached(LRUCache(most), condition=Condition())
        kept_answer: Callable[..., Answer] = once(function)

        @wraps(function)
        def answer(database: Database, /, *arguments: Arguments.args, **options: Arguments.kwargs) -> Answer:
            if not isinstance(database, Connection):
                return kept_answer(database, *arguments, **options)
            answers = database.info.get(UNCHANGING)
            if answers is None:
                return function(database, *arguments, **options)
            asked = (function, hashkey(*arguments, **cast("dict[str, Any]", options)))
            if asked not in answers:
                answers[asked] = function(database, *arguments, **options)
            return cast("Answer", answers[asked])

        return answer

    return decorate


UNCHANGING = "answers of an unchanging connection"


@contextmanager
def unchanging(database: Database) -> Iterator[None]:
    """Within it nothing is written through this connection: what is ``kept`` is found once.

    An engine needs no such promise: its answers are kept by the version of the data.
    """
    if not isinstance(database, Connection) or UNCHANGING in database.info:
        yield
        return
    database.info[UNCHANGING] = {}
    try:
        yield
    finally:
        del database.info[UNCHANGING]


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    """A connection to a database; one that was given is used as it is and left open."""
    if isinstance(database, Connection):
        yield database
    else:
        with database.connect() as connection:
            yield connection


@dataclass(frozen=True)
class DataVersion:
    """The newest batch and when it was recorded (UTC); what a page shows changes only with it."""

    batch: int
    recorded_at: datetime | None


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every table of words, by id and in display order; publishers stand as their first series do.

    Rows carry the columns of ``ingest.schema``.

    One object a data version, compared by identity, so that it can stand in the key of a cache.
    """

    version: DataVersion
    publishers: dict[str, Row[Any]]
    publications: dict[str, Row[Any]]
    places: dict[str, Row[Any]]
    areas: dict[str, Row[Any]]
    regions: dict[str, Row[Any]]
    units: dict[str, Row[Any]]
    measures: dict[str, Row[Any]]
    categories: dict[str, Row[Any]]
    definitions: dict[str, Row[Any]]
    series: dict[str, Row[Any]]
    derived_series: dict[str, tuple[str, ...]]
    """The parts of each series that is worked out from others."""
    spans: dict[str, tuple[Row[Any], ...]]
    """The spans of each series that has any, in order of time; ``ingest.spans`` tells what they mean."""
    breakdowns: dict[str, Row[Any]]
    breakdown_parts: dict[str, tuple[Row[Any], ...]]
    """The parts of each breakdown, from the bottom up."""
    other_measures: tuple[str, ...]
    objectives: dict[str, Row[Any]]
    sheet_items: dict[str, Row[Any]]
    item_states: dict[str, Row[Any]]
    """The states of the sheet's initiatives, the oldest first."""
    indicators: dict[str, Row[Any]]
    cited_figures: dict[str, Row[Any]]
    events: dict[str, Row[Any]]
    rates: dict[str, Row[Any]]
    indicator_series: dict[str, tuple[str, ...]]
    listings: dict[tuple[str, str], Row[Any]]
    """The rows of ``indicator_series``, by indicator and series."""
    region_areas: dict[str, tuple[str, ...]]

    def indicators_of_series(self, series: str) -> list[Row[Any]]:
        """The indicators that list a series."""
        return [
            indicator
            for indicator in self.indicators.values()
            if series in self.indicator_series.get(indicator.id, ())
        ]


TABLES = tuple(field.name for field in fields(Catalogue) if field.name != "version")
VERSIONS: NewestVersions[DataVersion] = NewestVersions()


def data_version(database: Database) -> DataVersion:
    """The version that the next page shows.

    What was written through the same engine is in it; what another process wrote, after some 0.2 s: many
    readers at once ask the database once.
    """
    if isinstance(database, Connection):
        return _asked_version(database)
    version = VERSIONS.get(database)
    if version is None:
        asked_at = time.monotonic()
        version = _asked_version(database)
        VERSIONS.put(database, version, asked_at=asked_at)
    return version


def _asked_version(database: Database) -> DataVersion:
    newest = select(schema.batches.c.id, schema.batches.c.recorded_at).order_by(schema.batches.c.id.desc())
    with _connected(database) as connection:
        row = connection.execute(newest.limit(1)).first()
    return DataVersion(row.id, _utc(row.recorded_at)) if row else DataVersion(0, None)


def _utc(moment: datetime) -> datetime:
    """SQLite gives moments back without their zone; they were stored as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def catalogue(database: Database, *, recorded: datetime | None = None) -> Catalogue:
    """Every name, definition, objective and indicator; kept until the data version changes.

    Left out is what only an analyst's batch brought and no figure bears out, now or, if given, at the
    moment ``recorded``: a series without a standing observation, a publication that none cites, a
    publisher or definition of neither. So is a state whose batch does not stand. What ``data/`` brought is
    always in.
    """
    return _visible_catalogue(database, data_version(database), recorded)


@kept(32)
def _visible_catalogue(database: Database, version: DataVersion, recorded: datetime | None) -> Catalogue:
    everything = _catalogue(database, version)
    standing = editions.standing(recorded).subquery()
    with _connected(database) as connection:
        by_analysts = set(
            connection.scalars(select(schema.batches.c.id).where(schema.batches.c.kind == "analyst"))
        )
        later = _batches_after(connection, recorded)
        if not by_analysts and not later:
            return everything
        with_figures = set(connection.scalars(select(standing.c.series).distinct()))
        cited = set(connection.scalars(select(standing.c.publication).distinct()))
        away = {*taken_back.batches(connection, recorded), *later}
    return _without_unborne(everything, by_analysts, with_figures, cited, away)


def _batches_after(connection: Connection, recorded: datetime | None) -> set[int]:
    """The batches that were recorded after a moment."""
    if recorded is None:
        return set()
    table = schema.batches
    return set(connection.scalars(select(table.c.id).where(table.c.recorded_at > recorded)))


def _without_unborne(
    everything: Catalogue, by_analysts: set[int], with_figures: set[str], cited: set[str], away: set[int]
) -> Catalogue:
    """The catalogue without rows of analysts' batches that no figure bears out, and without states of
    batches that are ``away``; itself if there are none."""

    def visible_rows(rows: dict[str, Row[Any]], standing_ids: set[str]) -> dict[str, Row[Any]]:
        return {id: row for id, row in rows.items() if row.batch_id not in by_analysts or id in standing_ids}

    standing = taken_back.standing_states((row._mapping for row in everything.item_states.values()), away)
    states = {state["id"]: everything.item_states[state["id"]] for state in standing}
    citing = (
        everything.objectives,
        everything.indicators,
        everything.cited_figures,
        everything.events,
        states,
    )
    cited = cited | {row.publication for rows in citing for row in rows.values() if row.publication}
    series = visible_rows(everything.series, with_figures)
    publications = visible_rows(everything.publications, cited)
    publishing = {row.publisher for rows in (series, publications) for row in rows.values()}
    visible = replace(
        everything,
        item_states=states,
        series=series,
        publications=publications,
        publishers=visible_rows(everything.publishers, publishing),
        definitions=visible_rows(everything.definitions, {row.definition for row in series.values()}),
        indicator_series={
            indicator: tuple(id for id in listed if id in series)
            for indicator, listed in everything.indicator_series.items()
        },
    )
    is_same = all(len(getattr(visible, name)) == len(getattr(everything, name)) for name in TABLES)
    return everything if is_same else visible


@kept(4)
def _catalogue(database: Database, version: DataVersion) -> Catalogue:
    with _connected(database) as connection:

        def by_id(table: Any, *order: Any) -> dict[str, Row[Any]]:
            # Left alone, each database has an order of its own for empty cells and for ties.
            columns = (*(column.nulls_first() for column in order), table.c.id)
            return {row.id: row for row in connection.execute(select(table).order_by(*columns))}

        def grouped(table: Any, owner: str, position: str) -> dict[str, tuple[Row[Any], ...]]:
            ordered = select(table).order_by(table.c[owner], table.c[position])
            groups = groupby(connection.execute(ordered), key=attrgetter(owner))
            return {id: tuple(rows) for id, rows in groups}

        series = by_id(schema.series, schema.series.c.position)
        publishers = by_id(schema.publishers)
        in_order = dict.fromkeys([*(row.publisher for row in series.values()), *sorted(publishers)])
        links = grouped(schema.indicator_series, "indicator", "position")
        areas = grouped(schema.region_areas, "region", "area")
        worked_out = grouped(schema.derived_series, "series", "way")
        others = select(schema.other_measures.c.series).order_by(schema.other_measures.c.position)
        return Catalogue(
            version=version,
            publishers={id: publishers[id] for id in in_order},
            publications=by_id(
                schema.publications, schema.publications.c.publisher, schema.publications.c.edition_year
            ),
            places=by_id(schema.places),
            areas=by_id(schema.areas),
            regions=by_id(schema.regions, schema.regions.c.position),
            units=by_id(schema.units),
            measures=by_id(schema.measures),
            categories=by_id(schema.categories),
            definitions=by_id(schema.definitions),
            series=series,
            derived_series={
                id: tuple(part for part in series if part in {link.part for link in links_of})
                for id, links_of in worked_out.items()
            },
            spans=_spans(database, version),
            breakdowns=by_id(schema.breakdowns, schema.breakdowns.c.position),
            breakdown_parts=grouped(schema.breakdown_parts, "breakdown", "position"),
            other_measures=tuple(connection.scalars(others)),
            objectives=by_id(schema.objectives, schema.objectives.c.position),
            sheet_items=by_id(
                schema.sheet_items, schema.sheet_items.c.objective, schema.sheet_items.c.position
            ),
            item_states=by_id(schema.item_states, schema.item_states.c.dated),
            indicators=by_id(schema.indicators, schema.indicators.c.objective, schema.indicators.c.position),
            cited_figures=by_id(
                schema.cited_figures,
                schema.cited_figures.c.indicator,
                schema.cited_figures.c.period_start,
                schema.cited_figures.c.id,
            ),
            events=by_id(schema.events, schema.events.c.start),
            rates=by_id(schema.rates, schema.rates.c.position),
            indicator_series={id: tuple(link.series for link in group) for id, group in links.items()},
            listings={(id, link.series): link for id, group in links.items() for link in group},
            region_areas={id: tuple(part.area for part in group) for id, group in areas.items()},
        )


@kept(4)
def _spans(database: Database, _version: DataVersion) -> dict[str, tuple[Row[Any], ...]]:
    table = schema.spans
    ordered = select(table).order_by(table.c.series, table.c.first_day.nulls_first(), table.c.id)
    with _connected(database) as connection:
        groups = groupby(connection.execute(ordered), key=attrgetter("series"))
        return {series: tuple(rows) for series, rows in groups}


COLUMNS = (
    "series",
    "period_start",
    "period_end",
    "period_kind",
    "availability",
    "value",
    "bound",
    "coverage",
    "finality",
    "vintage",
    "reading",
    "publication",
    "page",
    "place",
    "also_at",
    "method",
    "confidence",
    "note_en",
    "note_ja",
    "published_on",
    "published_from",
    "recorded_at",
    "batch_id",
    "edition_year",
    "is_current",
    "span",
)


def observation_rows(
    database: Database,
    *,
    series: Sequence[str] | None = None,
    publications: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    published: date | None = None,
    undecided: bool = False,
    recorded: datetime | None = None,
    read_in: str | None = None,
    every_part: bool = False,
) -> list[dict[str, Any]]:
    """Observations by ``COLUMNS``, one row an edition or reading, ``is_current`` marking the one to draw.

    They are those that speak of years (``parts_of_years.by_year``); with ``every_part`` all of them.

    ``series`` None asks for all, so does ``publications``, of those that state a figure; ``first`` and
    ``last`` are calendar years of the period's first day.
    ``published`` keeps what publishers had certainly said by that day, with ``undecided`` what they may have
    said too (``count_undecided`` counts that). ``published_on`` is the latest day on which its publication
    can have come out, ``published_from`` the earliest, None where not known. ``recorded`` gives the database
    as it was at that moment, ``read_in`` keeps what was read in places of one kind. Rows are ordered by
    series, period, then newest edition first; a value outranks a newer edition without one. ``span`` is the
    same for periods of a series that may be compared (``ingest.spans``).
    Values are counts in the series' unit; dates are ``datetime.date``.
    """
    ranked = _ranked(
        series is not None, publications is not None, first, last, published, undecided, recorded, read_in
    )
    asked = {SERIES_ASKED: series, PUBLICATIONS_ASKED: publications}
    spans = _spans(database, data_version(database))
    with _connected(database) as connection:
        rows = [
            {
                **row,
                "is_current": row["rank"] == 1,
                "recorded_at": _utc(row["recorded_at"]),
                "span": span_of(row["period_start"], row["period_end"], spans.get(row["series"], ())),
            }
            for row in connection.execute(
                ranked, {name: list(ids) for name, ids in asked.items() if ids is not None}
            ).mappings()
        ]
    shown = rows if every_part else by_year(rows)
    return [{name: row[name] for name in COLUMNS} for row in shown]


SERIES_ASKED, PUBLICATIONS_ASKED = "series_asked", "publications_asked"


@lru_cache(maxsize=64)
def _ranked(
    of_series: bool,
    of_publications: bool,
    first: int | None,
    last: int | None,
    published: date | None,
    undecided: bool,
    recorded: datetime | None,
    read_in: str | None,
) -> Select[Any]:
    """The question of ``observation_rows``, without the ids that are asked for. To put it together takes as
    long as the answer."""
    table = schema.observations
    asked: BindParameter[Any] | None = bindparam(SERIES_ASKED, expanding=True) if of_series else None
    standing = _within(editions.standing(recorded), asked, first, last)
    if not of_publications:
        return editions.ranked(standing, published=published, undecided=undecided, read_in=read_in)
    publications: BindParameter[Any] = bindparam(PUBLICATIONS_ASKED, expanding=True)
    # Which edition is current is told by all editions of the series, whoever states them.
    stated = select(table.c.series).where(table.c.publication.in_(publications))
    standing = standing.where(table.c.series.in_(stated))
    every = editions.ranked(standing, published=published, undecided=undecided, read_in=read_in).subquery()
    return (
        select(every)
        .where(every.c.publication.in_(publications))
        .order_by(every.c.series, every.c.period_start, every.c.period_end, every.c.rank)
    )


def observations(
    database: Database,
    *,
    series: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    published: date | None = None,
    recorded: datetime | None = None,
    every_part: bool = False,
) -> pd.DataFrame:
    """The same as a tidy frame, for notebooks."""
    # Pages need no frame, and a server starts a second sooner without.
    import pandas as pd

    rows = observation_rows(
        database,
        series=series,
        first=first,
        last=last,
        published=published,
        recorded=recorded,
        every_part=every_part,
    )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "Int64", "is_current": bool})


def _within(
    standing: Select[Any],
    series: Sequence[str] | BindParameter[Any] | None,
    first: int | None,
    last: int | None,
) -> Select[Any]:
    """Of these series (None: all), of periods that start between two years."""
    table = schema.observations
    if series is not None:
        standing = standing.where(table.c.series.in_(series))
    if first is not None:
        standing = standing.where(table.c.period_start >= date(first, 1, 1))
    if last is not None:
        standing = standing.where(table.c.period_start <= date(last, 12, 31))
    return standing


def count_undecided(
    database: Database,
    published: date,
    *,
    series: Sequence[str] | None = None,
    first: int | None = None,
    last: int | None = None,
    recorded: datetime | None = None,
) -> int:
    """How many observations, all editions counted, may or may not have been published by a day.

    Asked as ``observations`` is: of these series and years, at the moment ``recorded``.
    """
    asked = None if series is None else tuple(series)
    return _count_undecided(database, data_version(database), published, asked, first, last, recorded)


@kept(128)
def _count_undecided(
    database: Database,
    _version: DataVersion,
    published: date,
    series: tuple[str, ...] | None,
    first: int | None,
    last: int | None,
    recorded: datetime | None,
) -> int:
    standing = _within(editions.standing(recorded), series, first, last).subquery()
    undecided = select(func.count()).where(standing.c.age == 1, may_have_been_said(standing.c, published))
    with _connected(database) as connection:
        return connection.scalar(undecided) or 0


@dataclass(frozen=True)
class Stated:
    """What stands at a point of the clocks, all editions counted: how many ``figures``, the first and last
    calendar ``years`` of their periods ((0, 0) without any), how many by nearness of the place where each was
    read (``places.kind``), and these kinds by publication."""

    figures: int
    years: tuple[int, int]
    by_nearness: Mapping[str, int]
    nearness_of: Mapping[str, frozenset[str]]


def stated(database: Database, *, published: date | None = None, recorded: datetime | None = None) -> Stated:
    """What stands, counted, at a point of the clocks."""
    return _stated(database, data_version(database), published, recorded)


@kept(32)
def _stated(
    database: Database, version: DataVersion, published: date | None, recorded: datetime | None
) -> Stated:
    rows = [row for row in _stated_rows(database, version, recorded) if _was_published(row, published)]
    by_nearness: Counter[str] = Counter()
    nearness_of: dict[str, set[str]] = {}
    for row in rows:
        by_nearness[row.kind] += row.figures
        nearness_of.setdefault(row.publication, set()).add(row.kind)
    return Stated(
        figures=sum(row.figures for row in rows),
        years=(min(row.first for row in rows).year, max(row.last for row in rows).year) if rows else (0, 0),
        by_nearness=by_nearness,
        nearness_of={publication: frozenset(kinds) for publication, kinds in nearness_of.items()},
    )


def _was_published(row: Row[Any], day: date | None) -> bool:
    """As ``editions.was_said``, of what is counted together."""
    was_published = row.published_on is not None and day is not None and row.published_on <= day
    return day is None or was_published or _utc(row.recorded_at).date() <= day


@kept(8)
def _stated_rows(database: Database, _version: DataVersion, recorded: datetime | None) -> Sequence[Row[Any]]:
    """What stands, counted by publication, its date, when it was recorded and where read: ``figures``, and
    the ``first`` and ``last`` day that one of their periods starts. Any day of the publishers' clock is told
    from it."""
    standing = editions.standing(recorded).subquery()
    start = standing.c.period_start
    named = (
        *(standing.c.publication, standing.c.published_on, standing.c.recorded_at),
        schema.places.c.kind,
    )
    counted = (
        select(
            *named,
            func.count().label("figures"),
            func.min(start).label("first"),
            func.max(start).label("last"),
        )
        .join(schema.places, schema.places.c.id == standing.c.place)
        .where(standing.c.age == 1)
        .group_by(*named)
    )
    with _connected(database) as connection:
        return connection.execute(counted).all()


@dataclass(frozen=True)
class Extent:
    """The first and last calendar year in which periods with a figure begin, and whether any of these is a
    part of a year."""

    first: int
    last: int
    has_parts: bool


def extents(
    database: Database, *, published: date | None = None, recorded: datetime | None = None
) -> Mapping[str, Extent]:
    """How far the figures of each series reach at a point of the clocks; absent where it has none."""
    return _extents(database, data_version(database), published, recorded)


@kept(32)
def _extents(
    database: Database, version: DataVersion, published: date | None, recorded: datetime | None
) -> Mapping[str, Extent]:
    reach: dict[str, Extent] = {}
    for row in _stated_by_series(database, version, recorded):
        if _was_published(row, published):
            before = reach.get(row.series, Extent(row.first.year, row.last.year, False))
            reach[row.series] = Extent(
                min(before.first, row.first.year),
                max(before.last, row.last.year),
                before.has_parts or row.kind not in WHOLE_YEARS,
            )
    return reach


@kept(8)
def _stated_by_series(
    database: Database, _version: DataVersion, recorded: datetime | None
) -> Sequence[Row[Any]]:
    """What stands with a value, by series, kind of period, date of publication and when it was recorded: the
    ``first`` and ``last`` day that one of these periods starts."""
    standing = editions.standing(recorded).subquery()
    start = standing.c.period_start
    named = (
        *(standing.c.series, standing.c.published_on, standing.c.recorded_at),
        standing.c.period_kind.label("kind"),
    )
    found: Select[Any] = (
        select(*named, func.min(start).label("first"), func.max(start).label("last"))
        .where(standing.c.age == 1, standing.c.value.is_not(None))
        .group_by(*named)
    )
    with _connected(database) as connection:
        return connection.execute(found).all()


MOST_POINTS = 60


def points_in_time(database: Database) -> tuple[tuple[date, ...], tuple[int, ...]]:
    """Where the clocks have something to tell: days (UTC) with a batch, years with a known publication.

    Newest first; of the days at most ``MOST_POINTS``.
    """
    return _points_in_time(database, data_version(database))


@kept(4)
def _points_in_time(database: Database, _version: DataVersion) -> tuple[tuple[date, ...], tuple[int, ...]]:
    dates = select(schema.observations.c.published_on).where(schema.observations.c.published_on.is_not(None))
    days = dict.fromkeys(moment.date() for moment in moments_recorded(database))
    with _connected(database) as connection:
        years = {day.year for day in connection.scalars(dates.distinct())}
    return tuple(days)[:MOST_POINTS], tuple(sorted(years, reverse=True))


def moments_recorded(database: Database) -> tuple[datetime, ...]:
    """When each batch was recorded (UTC), the newest first; the last is when our record began."""
    return _moments_recorded(database, data_version(database))


@kept(4)
def _moments_recorded(database: Database, _version: DataVersion) -> tuple[datetime, ...]:
    moments = select(schema.batches.c.recorded_at).order_by(schema.batches.c.id.desc())
    with _connected(database) as connection:
        return tuple(_utc(moment) for moment in connection.scalars(moments))
